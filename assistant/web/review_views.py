"""The Review page as markup: the list of papers, and one paper with all that was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.drafting.draft import Draft
from assistant.model import Language
from assistant.review.papers import Change, Comment, Mark, Paper, Version
from assistant.review.states import Action
from assistant.review.trail import Event
from assistant.web.markup import Html, element, join
from assistant.web.review_words import REVIEW_WORDS, ReviewWords

MOST_EVENTS = 200
"""Lines of the trail that are shown, the newest; `assistant review trail` prints all."""
_STEPS: tuple[Action, ...] = ("submit", "approve", "return", "check", "reopen", "withdraw")


def papers_table(papers: Sequence[Paper], language: Language) -> Html:
    """The papers, those that changed last on top; each opens at its number and title."""
    words = REVIEW_WORDS[language]
    if not papers:
        return element("p", words.no_papers, class_="pa-hint", lang=words.tag)
    rows = (_paper(p, words) for p in sorted(papers, key=lambda p: p.changed, reverse=True))
    heads = (element("th", name, scope="col") for name in words.columns)
    table = element(
        "table",
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="pa-grid pa-papers",
    )
    return element("div", element("h3", words.papers), table, lang=words.tag)


def _paper(paper: Paper, words: ReviewWords) -> Html:
    version = f" · {words.version.format(paper.version)}" if paper.version else ""
    again = element("span", words.again, class_="pa-again") if paper.check_again else ""
    return element(
        "tr",
        element("td", str(paper.id)),
        element("td", _state(paper, words), element("span", version, class_="pa-small"), again),
        element(
            "td",
            element("button", paper.title, type="button", class_="pa-link", data_open=paper.id),
        ),
        element("td", paper.author),
        element("td", moment(paper.changed)),
        data_state=paper.state,
    )


def _state(paper: Paper, words: ReviewWords) -> Html:
    return element("span", words.states[paper.state], class_="pa-state", data_state=paper.state)


def moment(at: datetime) -> Html:
    """A moment, which the browser shows in its own time (review.js)."""
    return element("time", at.strftime("%Y-%m-%d %H:%M UTC"), datetime=at.isoformat())


# One paper


def paper_head(paper: Paper, shown: int, is_drafted: bool, words: ReviewWords) -> Html:
    """What it is, how it stands, and which text of it is on the right (0: the working copy)."""
    text = words.version.format(shown) if shown else words.working
    stale = element("p", words.unchecked, class_="pa-changed") if not is_drafted else ""
    return element(
        "header",
        element("button", f"← {words.back}", type="button", class_="pa-link", data_home=True),
        element("h2", f"{paper.id} · {paper.title}"),
        element(
            "p",
            _state(paper, words),
            element("b", text),
            element("span", words.by_writers.format(", ".join(paper.writers))),
            class_="pa-stand",
        ),
        stale,
    )


def marks_view(marks: Sequence[Mark], words: ReviewWords) -> Html:
    """What has changed in the cited documents, where it is not settled."""
    waiting = [mark for mark in marks if not mark.cleared]
    if not waiting:
        return Html("")
    items = (_mark(mark.change, words) for mark in waiting)
    return element(
        "section", element("h3", words.again_intro), *items, class_="pa-marks", role="note"
    )


def _mark(change: Change, words: ReviewWords) -> Html:
    if change.reason == "removed":
        return element("p", words.removed.format(change.document))
    if change.reason == "superseded":
        return element("p", words.superseded.format(change.document, change.new_words))
    return element(
        "dl",
        element("dt", f"{change.document} · {change.clause}"),
        element("dd", element("i", words.it_said), element("del", change.old_words)),
        element("dd", element("i", words.it_says), element("ins", change.new_words or words.gone)),
    )


def steps_view(
    actions: Sequence[Action], is_named: bool, is_marked: bool, words: ReviewWords
) -> Html:
    """The steps that this person may take, and nothing else; only what is marked is checked."""
    if not is_named:
        return element("p", words.name_first, class_="pa-told-box")
    steps = [each for each in _STEPS if each in actions and (each != "check" or is_marked)]
    buttons = [
        element(
            "button",
            words.actions[action],
            type="button",
            class_="pa-step pa-main-step" if action in ("submit", "approve") else "pa-step",
            data_step=action,
        )
        for action in steps
    ]
    if "save" in actions:
        write = element("button", words.write_on, type="button", class_="pa-step", data_write=True)
        buttons.append(write)
    if not buttons:
        return element("p", words.no_steps, class_="pa-small")
    reason = element(
        "textarea", "\n", rows=3, id="pa-reason", placeholder=words.reason_placeholder,
        aria_label=words.reason,
    )  # fmt: skip
    return element(
        "section",
        element("h3", words.steps),
        reason if steps else "",
        element("div", *buttons, class_="pa-steps"),
    )


def comments_view(
    comments: Sequence[Comment], draft: Draft, may_comment: bool, words: ReviewWords
) -> Html:
    """What was said, and room for another comment on the whole, a section or a fact."""
    labels = {("field", field.name): field.label for field in draft.fields}
    said = [_comment(each, labels, may_comment, words) for each in comments]
    nothing = element("p", words.no_comments, class_="pa-small")
    return element(
        "section",
        element("h3", words.comments),
        element("ul", *said, class_="pa-comments") if said else nothing,
        _new_comment(draft, words) if may_comment else "",
    )


def _comment(
    comment: Comment, labels: dict[tuple[str, str], str], may_settle: bool, words: ReviewWords
) -> Html:
    on = labels.get((comment.part, comment.name), comment.name) or words.whole
    earlier = f" · {words.earlier.format(comment.version)}" if comment.is_earlier else ""
    if comment.resolved_by:
        settled = element("span", words.resolved.format(comment.resolved_by), class_="pa-small")
    elif may_settle:
        settled = element(
            "button", words.resolve, type="button", class_="pa-open", data_resolve=comment.id
        )
    else:
        settled = Html("")
    return element(
        "li",
        element("p", element("b", comment.by), f" · {on}{earlier} · ", moment(comment.at)),
        *(element("p", line) for line in comment.text.splitlines()),
        settled,
        class_="pa-settled" if comment.resolved_by else "",
        data_comment=comment.id,
    )


def _new_comment(draft: Draft, words: ReviewWords) -> Html:
    parts = [("whole", "", words.whole)]
    parts += [("section", each.heading, each.heading) for each in draft.sections]
    parts += [("field", each.name, each.label) for each in draft.fields]
    options = (
        element("option", label, data_part=part, data_name=name) for part, name, label in parts
    )
    return element(
        "div",
        element(
            "label", element("span", words.comment_on), element("select", *options, id="pa-part")
        ),
        element("textarea", "\n", rows=3, id="pa-comment", aria_label=words.comment,
                placeholder=words.comment),
        element("button", words.add, type="button", class_="pa-step", data_say=True),
        class_="pa-new-comment",
    )  # fmt: skip


def versions_view(versions: Sequence[Version], words: ReviewWords) -> Html:
    """What was submitted, by whom and why, and the choice of two to compare."""
    if not versions:
        return _part(words.versions, element("p", words.no_versions, class_="pa-small"))
    items = (_version(version, words) for version in reversed(versions))
    return _part(
        words.versions,
        join(element("ul", *items, class_="pa-versions"), _compared(versions, words)),
    )


def _version(version: Version, words: ReviewWords) -> Html:
    show = element(
        "button", words.show, type="button", class_="pa-open", data_version=version.number
    )
    why = element("p", words.reason_given.format(version.reason)) if version.reason else ""
    return element(
        "li",
        element("b", words.version.format(version.number)),
        f" · {version.by} · ",
        moment(version.at),
        " ",
        show,
        why,
    )


def _compared(versions: Sequence[Version], words: ReviewWords) -> Html:
    texts = [(each.number, words.version.format(each.number)) for each in versions]
    later = [*texts[1:], (0, words.working)]
    return element(
        "p",
        _texts("pa-before", words.compare_from, texts, texts[-2 if len(texts) > 1 else -1][0]),
        _texts("pa-after", words.compare_to, later, texts[-1][0] if len(texts) > 1 else 0),
        element("button", words.compare, type="button", class_="pa-open", data_compare=True),
        class_="pa-compared",
    )


def _texts(name: str, label: str, texts: Sequence[tuple[int, str]], chosen: int) -> Html:
    options = (
        element("option", said, value=str(number), selected=number == chosen)
        for number, said in texts
    )
    return element("label", element("span", label), element("select", *options, id=name))


def trail_view(events: Sequence[Event], words: ReviewWords) -> Html:
    """Who did what when, newest first."""
    items = (_event(event, words) for event in reversed(events[-MOST_EVENTS:]))
    return _part(words.trail, element("ol", *items, class_="pa-trail-list"), is_open=False)


def _event(event: Event, words: ReviewWords) -> Html:
    version = f" · {words.version.format(event.version)}" if event.version else ""
    why = event.details.get("reason") or event.details.get("note")
    return element(
        "li",
        moment(event.at),
        " ",
        element("b", event.by),
        f" {words.deeds[event.action]}{version}",
        element("p", str(why)) if isinstance(why, str) and why else "",
        element("code", event.hash[7:19], title=event.hash),
    )


def _part(heading: str, body: Html, *, is_open: bool = True) -> Html:
    return element("details", element("summary", heading), body, class_="pa-behind", open=is_open)
