"""A draft as it is read in the page: what is asked, what is checked, the text, its sources.

Every word of it is text, never markup. `[n]` of a known citation is a button that opens the
clause; see paper.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from assistant.drafting.draft import Chart, Check, Draft, Field, Section, Table
from assistant.drafting.showing import shown_number
from assistant.model import Citation, Language
from assistant.web.drafts_words import DRAFTS_WORDS, DraftsWords
from assistant.web.markup import Html, element, join

FORMS = ("docx", "pdf", "md")
_NAMES = {"docx": "DOCX", "pdf": "PDF", "md": "Markdown"}
_MARKS = {"pass": "✓", "fail": "✗", "needs_information": "?", "not_applicable": "–"}
_ORDER = ("fail", "needs_information", "pass", "not_applicable")
_MARKER = re.compile(r"\[(\d{1,3})\]")
_BLANK = re.compile(r"\[missing: [^\]\n]{1,200}\]|〔待补：[^〕\n]{1,200}〕")
_TAGS = {"en": "en", "zh": "zh-CN"}


def sheet(draft: Draft, language: Language, *, remarkable: bool = False) -> Html:
    """The whole draft; `remarkable` adds buttons to comment on its sections and facts."""
    words, known = DRAFTS_WORDS[language], {citation.n for citation in draft.citations}
    remark = words.comment if remarkable else ""
    return element(
        "article",
        _head(draft, words),
        _questions(draft, words),
        _checks(draft.checks, known, words),
        element(
            "div",
            element("h2", draft.title),
            *(_section(section, known, words, remark) for section in draft.sections),
            class_="pa-text-of-paper",
            lang=_TAGS[draft.language],
        ),
        _facts(draft.fields, known, words, remark),
        _sources(draft.citations, words),
        _notices(draft.notices, words),
        class_="pa-sheet",
        lang=words.tag,
    )


def _head(draft: Draft, words: DraftsWords) -> Html:
    """How it stands, and its export."""
    outcomes = [check.outcome for check in draft.checks if not check.advice]
    counts = (outcomes.count(name) for name in ("fail", "needs_information", "pass"))
    buttons = (
        element("button", _NAMES[form], type="button", class_="pa-open", data_export=form)
        for form in FORMS
    )
    return element(
        "header",
        element("p", words.stopped, class_="pa-failure", role="alert") if draft.stopped else "",
        element("p", words.counts.format(len(draft.missing), *counts), class_="pa-counts"),
        element("p", element("span", words.export), *buttons, class_="pa-exports"),
        class_="pa-sheet-head",
    )


def _questions(draft: Draft, words: DraftsWords) -> Html:
    if not draft.missing:
        return Html("")
    asked = (
        element("li", element("button", each.ask, type="button", data_seek=each.field))
        for each in draft.missing
    )
    return element(
        "section", element("h3", words.questions), element("ul", *asked), class_="pa-asked"
    )


# Checks


def _checks(checks: Sequence[Check], known: set[int], words: DraftsWords) -> Html:
    """Those that need something are in sight, the others one press away."""
    ordered = sorted(checks, key=lambda check: (check.advice, _ORDER.index(check.outcome)))
    urgent = [c for c in ordered if c.outcome in ("fail", "needs_information") and not c.advice]
    rest = [check for check in ordered if check not in urgent]
    if not checks:
        return Html("")
    kept = sum(check.outcome == "pass" for check in rest)
    more = element(
        "details",
        element("summary", words.passed.format(kept, len(rest) - kept)),
        element("ul", *(_check(check, known, words) for check in rest)),
    )
    return element(
        "section",
        element("h3", words.checks),
        element("ul", *(_check(check, known, words) for check in urgent)) if urgent else "",
        more if rest else "",
        class_="pa-checks",
    )


def _check(check: Check, known: set[int], words: DraftsWords) -> Html:
    outcome = words.advice if check.advice else words.outcomes[check.outcome]
    cited = (_marker(n, words) for n in check.citations if n in known)
    mark = "i" if check.advice and check.outcome == "fail" else _MARKS[check.outcome]
    seek = check.fields[0] if check.fields else ""
    said: Html | str = check.message
    if seek and check.outcome in ("fail", "needs_information"):
        said = element("button", check.message, type="button", data_seek=seek)
    return element(
        "li",
        element("b", mark, title=outcome, aria_label=outcome),
        element("span", said, element("small", *cited, " ", check.rule)),
        data_outcome="advice" if check.advice else check.outcome,
        data_rule=check.rule,
    )


# The text


def _section(section: Section, known: set[int], words: DraftsWords, remark: str) -> Html:
    return element(
        "section",
        element(
            "h3", section.heading, _remark(section.heading, "section", section.heading, remark)
        ),
        *_paragraphs(section.text, known, words),
        *(_table(table) for table in section.tables),
        *(_table(_as_table(chart)) for chart in section.charts),
        data_section=section.heading,
    )


def _paragraphs(text: str, known: set[int], words: DraftsWords) -> Iterator[Html]:
    for block in re.split(r"\n{2,}", text):
        items: list[Html] = []
        for line in filter(str.strip, block.split("\n")):
            body = said(line.removeprefix("- "), known, words)
            if line.startswith("- "):
                items.append(element("li", body))
                continue
            yield from _list(items)
            yield element("p", body)
        yield from _list(items)


def _list(items: list[Html]) -> Iterator[Html]:
    if items:
        yield element("ul", *items)
        items.clear()


def said(text: str, known: set[int], words: DraftsWords) -> Html:
    """A text with its known markers as buttons and its blanks marked."""
    parts: list[str] = []
    for piece in _pieces(text):
        number = _MARKER.fullmatch(piece)
        if number and int(number[1]) in known:
            parts.append(_marker(int(number[1]), words))
        elif _BLANK.fullmatch(piece):
            parts.append(element("mark", piece, class_="pa-blank"))
        else:
            parts.append(piece)
    return join(*parts)


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for found in re.finditer(f"{_MARKER.pattern}|{_BLANK.pattern}", text):
        yield text[at : found.start()]
        yield found[0]
        at = found.end()
    yield text[at:]


def _marker(n: int, words: DraftsWords) -> Html:
    label = words.open.format(n)
    return element(
        "button", f"[{n}]", type="button", class_="pa-marker", aria_label=label, data_clause=n
    )


def _remark(label: str, part: str, name: str, remark: str) -> Html:
    """The button that begins a comment on a part; nothing where the sheet is only read."""
    if not remark:
        return Html("")
    said = remark.format(label)
    return element(
        "button", "✎", type="button", class_="pa-remark", title=said, aria_label=said,
        data_part=part, data_name=name, data_label=label,
    )  # fmt: skip


def _table(table: Table) -> Html:
    heads = (element("th", name, scope="col") for name in table.columns)
    rows = (element("tr", *(element("td", cell) for cell in row)) for row in table.rows)
    return element(
        "div",
        element(
            "table",
            element("caption", table.caption),
            element("thead", element("tr", *heads)),
            element("tbody", *rows),
            class_="pa-grid",
        ),
        *(element("p", note, class_="pa-small") for note in table.notes),
        class_="pa-wide-table",
    )


def _as_table(chart: Chart) -> Table:
    """A chart as the table of its values; its picture is in the exported paper."""
    rows = zip(chart.labels, *(values for _, values in chart.series), strict=True)
    caption = f"{chart.caption} ({chart.unit})" if chart.unit else chart.caption
    columns = ("", *(name for name, _ in chart.series))
    return Table(caption, columns, tuple((row[0], *map(_number, row[1:])) for row in rows))


def _number(value: object) -> str:
    return shown_number(Decimal(str(value)))


# What stands behind it


def _facts(fields: Sequence[Field], known: set[int], words: DraftsWords, remark: str) -> Html:
    rows = (_fact(field, known, words, remark) for field in fields)
    heads = (element("th", head, scope="col") for head in words.provenance_heads)
    table = element(
        "table",
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="pa-grid",
    )
    return _folded(words.provenance, element("div", table, class_="pa-wide-table"), len(fields))


def _fact(field: Field, known: set[int], words: DraftsWords, remark: str) -> Html:
    source = [words.from_where[field.provenance]]
    if field.note:
        source.append(field.note)
    cited = field.citation if field.citation in known else None
    value = field.shown or ("" if field.value is None else str(field.value))
    return element(
        "tr",
        element("td", field.label, _remark(field.label, "field", field.name, remark)),
        element("td", value),
        element("td", " · ".join(source), " ", _marker(cited, words) if cited else ""),
        data_provenance=field.provenance,
        data_field=field.name,
    )


def _sources(citations: Iterable[Citation], words: DraftsWords) -> Html:
    items = [
        element(
            "li",
            _marker(citation.n, words),
            element("span", f" {citation.title} · {citation.clause}"),
            element("blockquote", citation.quote),
            data_n=citation.n,
            data_document=citation.document,
            data_path=citation.clause,
            data_start=str(citation.start),
            data_end=str(citation.end),
        )
        for citation in citations
    ]
    return _folded(words.sources, element("ul", *items, class_="pa-sources"), len(items))


def _notices(notices: Sequence[str], words: DraftsWords) -> Html:
    said = element("ul", *(element("li", notice) for notice in notices), class_="pa-told")
    return _folded(words.notices, said, len(notices), is_open=True)


def _folded(name: str, body: Html, count: int, *, is_open: bool = False) -> Html:
    if not count:
        return Html("")
    summary = element("summary", f"{name} ({count})")
    return element("details", summary, body, class_="pa-behind", open=is_open)
