"""What the assistant returns, as objects that can be written as JSON (the commands' contract).

Scripts outside the project rely on the names and shapes here: keys may be added, none removed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime
from typing import Any

from assistant.drafting.draft import Draft
from assistant.model import Answer, Evidence, IndexReport, Refusal, Result

JsonObject = dict[str, Any]


def result_object(result: Result, id: str | None = None) -> JsonObject:  # noqa: A002
    """An answer or a refusal; `id` is the caller's name for the question."""
    common: JsonObject = {
        "id": id,
        "question": result.question,
        "language": result.language,
        "mode": result.mode,
        "abstained": isinstance(result, Refusal),
        "answer": result.text,
    }
    if isinstance(result, Answer):
        said: JsonObject = {
            "claims": [{"text": c.text, "citations": list(c.citations)} for c in result.claims],
            "citations": [asdict(citation) for citation in result.citations],
            "see_also": [],
            "reason": None,
            "prompt": result.prompt,
        }
    else:
        said = {
            "claims": [],
            "citations": [],
            "see_also": [asdict(citation) for citation in result.see_also],
            "reason": result.reason,
            "prompt": None,
        }
    return {
        **common,
        **said,
        "notices": list(result.notices),
        "seconds": {"find": result.seconds.find, "answer": result.seconds.answer},
    }


def clauses_object(
    question: str,
    found: Sequence[Evidence],
    id: str | None = None,  # noqa: A002
) -> JsonObject:
    """The ranked clauses for a question, best first; `text` is the paragraph, verbatim."""
    return {"id": id, "question": question, "clauses": [_evidence_object(e) for e in found]}


def _evidence_object(evidence: Evidence) -> JsonObject:
    return {
        "document": evidence.clause.document,
        "version": evidence.clause.version,
        "clause": evidence.clause.path,
        "heading": evidence.clause.heading,
        "trail": list(evidence.clause.trail),
        "text": evidence.text,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "page": evidence.clause.page,
        "score": float(evidence.score),
    }


def report_object(report: IndexReport) -> JsonObject:
    """What an indexing run did, file by file."""
    return {
        "outcomes": [asdict(outcome) for outcome in report.outcomes],
        "failed": len(report.failed),
        "notices": list(report.notices),
        "seconds": report.seconds,
    }


def draft_object(draft: Draft) -> JsonObject:
    """A draft for human review: its status is always "draft"."""
    said = asdict(draft)
    head = {key: said.pop(key) for key in ("kind", "language", "title")}
    return {**head, "status": "draft", **said}


def plain_object(value: Any) -> Any:
    """A value of the review (a paper, a comment, an event, or a list of them) as plain JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain_object(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain_object(each) for each in value]
    if isinstance(value, dict):
        return {key: plain_object(each) for key, each in value.items()}
    return value.isoformat() if isinstance(value, datetime) else value


def json_line(value: JsonObject) -> str:
    """One line of JSON, readable where it can be written as UTF-8 and escaped where it cannot."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        # A lone surrogate is legal in JSON text only as an escape.
        return json.dumps(value)
    return line
