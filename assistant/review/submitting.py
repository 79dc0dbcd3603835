"""Whether a working copy may be submitted as it is."""

from __future__ import annotations

from assistant.drafting.draft import Draft
from assistant.errors import ReviewError
from assistant.review.papers import WorkingCopy


def check_submittable(copy: WorkingCopy, reason: str, unchanged: bool) -> None:
    """Raises ReviewError, saying what is missing, where the `reason` in writing is empty too."""
    draft = copy.draft
    if not copy.is_drafted:
        raise ReviewError("The facts have changed since the draft was made.", "Draft it anew.")
    if draft.stopped:
        said = " ".join(check.message for check in draft.checks if check.outcome == "fail")
        raise ReviewError(f"This draft has stopped and cannot be submitted. {said}".strip())
    short = shortcomings(draft)
    faults = [f"failing checks: {', '.join(short['failing'])}"] if short["failing"] else []
    faults += [f"missing facts: {', '.join(short['missing'])}"] if short["missing"] else []
    faults += ["nothing has changed since the last version"] if unchanged else []
    if faults and not reason:
        raise ReviewError(
            f"The paper is not as it should be ({'; '.join(faults)}).",
            "Mend it, or give a reason in writing why it is submitted as it is.",
        )


def shortcomings(draft: Draft) -> dict[str, list[str]]:
    """The rules that fail and the facts that are missing, by name."""
    return {
        "failing": [check.rule for check in draft.checks if check.outcome == "fail"],
        "missing": [missing.field for missing in draft.missing],
    }
