"""What the Drafts page asks of the server: which papers, a form, a draft that is saved, a file.

Each step takes one call and gives plain data, with markup under the names `…_html`. The state of a
page lives in its browser and in the review's working copies, so a server that begins anew goes on.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.bootstrap import Assistant
from assistant.drafting.definition import PaperKind
from assistant.drafting.draft import Draft
from assistant.errors import StaleCopy
from assistant.review.content import is_one_of
from assistant.review.states import actions
from assistant.web.drafts_facts import OWN, for_form, known_facts
from assistant.web.drafts_form import form
from assistant.web.drafts_ledgers import Ledgers
from assistant.web.drafts_outcome import becomes
from assistant.web.drafts_sheet import sheet
from assistant.web.drafts_views import closed, conflict, desk
from assistant.web.people import Answer, Call
from assistant.web.review_words import REVIEW_WORDS

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown;charset=utf-8",
}


class DraftsDesk:
    """The steps of the Drafts page over one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._ledgers = Ledgers(Path(assistant.settings.data) / "ledgers")

    # Choosing

    def home(self, call: Call) -> Answer:
        """-> the kinds, and the papers that the caller wrote and can write on."""
        papers = [
            paper
            for paper in self._assistant.reviews.papers()
            if call.by and is_one_of(call.by, paper.writers) and "save" in actions(paper, call.by)
        ]
        return {"html": desk(self._assistant.papers.all(), papers, call)}

    def begin(self, call: Call) -> Answer:
        """`kind`, perhaps `facts` not saved yet -> an empty form, or one with these facts."""
        kind = self._assistant.papers.kind(call.text("kind"))
        facts = {"language": call.language, **known_facts(kind, call.mapping("facts"))}
        return {"html": form(kind, facts, call.language), **self._drafted(kind, facts, call)}

    def open(self, call: Call) -> Answer:
        """`paper`, perhaps `facts` not saved yet -> its form as last saved, or with these facts."""
        number = call.number("paper") or 0
        reviews = self._assistant.reviews
        paper, copy = reviews.paper(number), reviews.working_copy(number)
        if "save" not in actions(paper, call.by or paper.author):
            state = REVIEW_WORDS[call.language].states[paper.state]
            shown = sheet(copy.draft, call.language)
            return {"html": closed(state, paper.id, call), "sheet_html": shown, "closed": True}
        kind = self._assistant.papers.kind(paper.kind)
        facts = known_facts(kind, call.mapping("facts")) or for_form(kind, copy.facts)
        return {
            "html": form(kind, facts, call.language),
            "kind": kind.kind,
            "paper": paper.id,
            "revision": copy.revision,
            **self._drafted(kind, facts, call),
        }

    # Writing

    def write(self, call: Call) -> Answer:
        """`kind`, `facts`, `paper` and `revision` (none: a new paper) -> its draft, saved.

        When this returns a `revision`, the facts are durable. Without a name nothing is saved.
        """
        kind = self._assistant.papers.kind(call.text("kind"))
        facts = known_facts(kind, call.mapping("facts"))
        made = self._draft(kind, facts)
        shown = self._shown(kind, made, call)
        if not call.by or not facts.keys() - set(OWN[:1]):
            return {"unnamed": not call.by, **shown}
        try:
            return {**self._saved(kind, facts, made, call), **shown}
        except StaleCopy as stale:
            return {**self._conflict(kind, facts, call, stale), **shown}

    def keep_ledger(self, call: Call) -> Answer:
        """`file`, its name, and `content` in base 64 -> what the fact holds."""
        return {"kept": self._ledgers.keep(call.text("file"), call.text("content"))}

    def export(self, call: Call) -> Answer:
        """`kind`, `facts` and `form` -> the paper as a file."""
        kind = self._assistant.papers.kind(call.text("kind"))
        made = self._draft(kind, known_facts(kind, call.mapping("facts")))
        return exported(made, call.text("form"), call.number("paper"))

    def _saved(
        self, kind: PaperKind, facts: dict[str, Any], made: Draft, call: Call
    ) -> dict[str, Any]:
        reviews, number = self._assistant.reviews, call.number("paper")
        if number is None and call.sent.get("again") is True:
            number = self._begun(kind, facts, call.by)
        if number is None:
            return {"paper": reviews.create(kind.kind, facts, made, call.by).id, "revision": 1}
        seen = call.number("revision") or 0
        return {"paper": number, "revision": reviews.save(number, facts, call.by, seen, made)}

    def _begun(self, kind: PaperKind, facts: dict[str, Any], by: str) -> int | None:
        """The paper that a call has made whose answer was lost: the same call must not make two."""
        reviews = self._assistant.reviews
        mine = [p for p in reviews.papers(("draft",)) if (p.kind, p.author) == (kind.kind, by)]
        made = mine and reviews.working_copy(mine[-1].id)
        return mine[-1].id if made and made.facts == facts else None

    def _conflict(
        self, kind: PaperKind, facts: dict[str, Any], call: Call, stale: StaleCopy
    ) -> Answer:
        """Both texts, and the revision upon which the caller's could be saved."""
        reviews, number = self._assistant.reviews, call.number("paper") or 0
        copy = reviews.working_copy(number)
        kept = for_form(kind, copy.facts)
        is_open = "save" in actions(reviews.paper(number), call.by)
        shown = conflict(kind, kept, facts, stale, is_open=is_open, call=call)
        return {"conflict_html": shown, "revision_now": copy.revision}

    # What is shown

    def _draft(self, kind: PaperKind, facts: Mapping[str, Any]) -> Draft:
        # Drafted anew with every change: a model would be asked each time.
        return self._assistant.draft(kind.kind, facts, folder=self._ledgers.folder, mode="plain")

    def _drafted(self, kind: PaperKind, facts: Mapping[str, Any], call: Call) -> Answer:
        return self._shown(kind, self._draft(kind, facts), call)

    def _shown(self, kind: PaperKind, made: Draft, call: Call) -> Answer:
        return {
            "sheet_html": sheet(made, call.language),
            "becomes_html": becomes(kind, made, call.language),
        }


def exported(made: Draft, form: str, number: int | None) -> Answer:
    """The draft as a file of one of FORMS: name, type and content in base 64."""
    if form == "docx":
        from assistant.drafting.export_docx import docx_of

        content = docx_of(made)
    elif form == "pdf":
        from assistant.drafting.export_pdf import pdf_of

        content = pdf_of(made)
    else:
        from assistant.drafting.export_markdown import markdown_of

        form, content = "md", markdown_of(made).encode("utf-8")
    name = made.kind if number is None else f"{made.kind}-{number}"
    data = b64encode(content).decode("ascii")
    return {"name": f"{name}.{form}", "type": _TYPES[form], "content": data}
