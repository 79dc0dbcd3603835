"""The duty words and denials of a text in both languages, with what stands around them.

Forces: must, should, will, may, encourage, support, explore, advocate; and the denials
shall_not, not_required, not. A Chinese 应当 may mean must or should, so a duty has a set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.quantities import without_bounds


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty word or a denial: what it may mean, and the words around it in its sentence."""

    forces: frozenset[str]
    word: str
    before: str
    after: str

    @property
    def denies(self) -> bool:
        """Whether it says that something is not, or need not be, or must not be."""
        return bool(self.forces & DENIALS)

    @property
    def denies_outright(self) -> bool:
        """Whether it denies its sentence, not just a part as "without" and "except" do."""
        return self.denies and not _PARTIAL.fullmatch(self.word)


DENIALS = frozenset(("shall_not", "not_required", "not"))
WEAK = frozenset(("may", "encourage", "explore", "advocate"))
"""Forces that oblige nobody: a claim that leaves such a word out says too much."""

_AGREES = {
    "must": {"must", "will"},
    "should": {"should", "will"},
    "will": {"will", "must", "should"},
    "may": {"may"},
    "encourage": {"encourage", "advocate"},
    "advocate": {"advocate", "encourage"},
    "support": {"support"},
    "explore": {"explore"},
    "shall_not": {"shall_not", "not"},
    "not_required": {"not_required", "not"},
    "not": set(DENIALS),
}
"""What a clause may say where a claim uses the force. A plan's "will" binds those it names."""

# What must not be read as a duty or a denial, before anything else is.
_IDIOMS = re.compile(
    r"\bnot (?:only|limited to|just|merely|least)\b|\bwhether or not\b|\bno\. ?\d+|\bfree of\b"
    r"|\bmay (?=\d)|\bas (?:is )?required\b|\bif (?:necessary|required)\b|\bno later than\b"
    r"|不(?:仅|但|只|断|同|限于|动产|良)|非(?:常|营利|公有)|无(?:形|线|偿|论|锡)|未来|未上市"
    r"|许可|认可|可(?:行|靠|持续|操作|用|转化|再|观)|不可抗力"
    r"|(?:功|性|智|职|产|节|赋|效|潜|技|才|机|动)能|能(?:力|源|量|级|耗)"
    r"|应(?:用|对|急|届|邀)|(?:响|供|适|相|对|效|反)应|需求|(?:所|急|按|供|刚)需|将近|要求的"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "not_required",
        r"\b(?:(?:is|are|be|was|were) )?(?:not|n't) (?:be )?"
        r"(?:required|necessary|mandatory|compulsory|obligatory|obliged|obligated|needed)\b"
        r"|\b(?:need not|needn't|(?:do|does|did|will|would)(?: not|n't) (?:need|have) to)\b"
        r"|\bno (?:need|requirement|obligation)\b|\b(?:optional|unnecessary)\b|\bexempt\w* from\b"
        r"|可以?不(?=[^得能足以])|无需|无须|毋须|不需要|不需|不必|不用|不要求|不强制|免于",
    ),
    (
        "shall_not",
        r"\b(?:shall|must|may|can|should|could) (?:also )?(?:not|never)\b"
        r"|\b(?:cannot|can't|mustn't|shouldn't|couldn't)\b"
        r"|\b(?:is|are|be)(?: not|n't) (?:allowed|permitted|entitled)\b"
        r"|\b(?:prohibit|forbid|forbidden|ban)(?:s|ned|ed)?\b"
        r"|不得|不可以|不可|不能|不应当|不应|不允许|不准|禁止|严禁",
    ),
    (
        "must",
        r"\b(?:shall|must|mandatory|compulsory|obligatory|requires?|ha(?:s|ve) to|needs? to)\b"
        r"|\b(?:is|are|be|been) (?:also )?required\b|\b(?:required to|obliged|obligated)\b"
        r"|必须|必需|务必|有义务|须|需要|需|要求",
    ),
    ("must should", r"应当|应该|应"),
    (
        "should",
        r"\b(?:should|ought to)\b|\b(?:is|are|be) (?:expected|supposed) to\b"
        r"|\b(?:aim|strive)(?:s|d)? (?:to|for|at)\b|预计|力争|争取",
    ),
    (
        "may",
        r"\b(?:may|might|can|could|possible|possibly|allows?|permits?)\b"
        r"|\b(?:is|are|be) (?:also )?(?:allowed|permitted|entitled|free|able)\b"
        r"|\bha(?:s|ve) the (?:right|option)\b|可以|可|能够|能|允许|有权|准许",
    ),
    ("will", r"\b(?:will|is to|are to)\b|将"),
    ("encourage", r"\bencourag\w*|鼓励"),
    ("support", r"\bsupport(?:s|ed)?\b|支持|扶持"),
    ("explore", r"\bexplor\w*|\btrial\w*|探索|试行"),
    ("advocate", r"\badvocat\w*|倡导|提倡"),
    (
        "not",
        r"\b(?:not|no|never|none|neither|nor|nothing|without)\b|n't\b"
        r"|\b(?:exclud|except)\w*|除外|排除|并非|没有|不|未|无|非",
    ),
)
_WORDS = re.compile("|".join(f"(?P<f{i}>{words})" for i, (_, words) in enumerate(_PATTERNS)))
_PARTIAL = re.compile(r"without|(?:exclud|except)\w*|除外|排除|未|无|非")
_REACH = 240
_BREAK = re.compile(r"[;；。！？!?]|\.(?=\s|$)")


def duties(text: str) -> list[Duty]:
    """The duty words and denials of a text, in order. Never raises."""
    bare = _IDIOMS.sub(lambda match: " " * len(match[0]), without_bounds(text))
    return [_duty(bare, match) for match in _WORDS.finditer(bare)]


def agrees(claimed: Duty, stated: Duty) -> bool:
    """Whether a claim may use its duty word where a clause uses the other."""
    return any(stated.forces & _AGREES[force] for force in claimed.forces)


def _duty(text: str, match: re.Match[str]) -> Duty:
    forces = next(
        forces for i, (forces, _) in enumerate(_PATTERNS) if match[f"f{i}"] is not None
    ).split()
    before = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    after = _BREAK.split(text[match.end() : match.end() + _REACH], maxsplit=1)[0]
    return Duty(frozenset(forces), match[0], before.strip(), after.strip())
