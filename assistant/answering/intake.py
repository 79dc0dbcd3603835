"""Whether a question can be read at all: what is sent is checked before anything is searched."""

from __future__ import annotations

import re
import unicodedata

from assistant.errors import QuestionError

_OTHER_SCRIPTS = re.compile(
    r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0370-\u03ff\u0590-\u06ff\u0900-\u0e7f]"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-zà-öø-ÿœß']+")
_ENGLISH = frozenset(
    "a an and are as at be by can do does for from has have how i if in is it may must of on or our"
    " shall should that the their there they this to was we what when where which who will with"
    " would you your".split()
)
_OTHER = frozenset(
    "alle auf aus bei das dem den der des die ein eine einer für ist kann mit muss nach nicht oder"
    " sein sie sind und von was welche wer wie wir zu zur au aux avec ce cette comment dans de doit"
    " du elle en est et il la le les leur nous où par pas pour quand que quel quelle qui quoi sont"
    " sur un une vous al como con cuando cuál del donde el es esta los las para pero por qué quién"
    " se si su sus una y à che chi come cosa della delle di è gli il nella non per quali sono"
    " ao com da das do dos e em foi não o os pela pelo qual quais são um uma".split()
)
_FEWEST_WORDS = 4


def readable(question: str, most_characters: int) -> str:
    """The question without white space around it.

    Raises QuestionError where it is empty, longer than `most_characters`, made of control
    characters, or written in neither English nor Chinese.
    """
    text = question.strip()
    if not text:
        raise QuestionError("The question is empty.", "Type what you would like to know.")
    if len(text) > most_characters:
        raise QuestionError(
            f"The question has {len(text):,} characters; at most {most_characters:,} are read.",
            "Ask one thing, in a few sentences.",
        )
    if any(unicodedata.category(c) == "Cc" and c not in "\n\r\t" for c in text):
        raise QuestionError(
            "The question holds control characters.", "Type it again, or paste it as plain text."
        )
    if not any(c.isalnum() for c in text):
        raise QuestionError("The question has no words.", "Type what you would like to know.")
    if _is_third_language(text):
        raise QuestionError(
            "The question seems to be in neither English nor Chinese.",
            "Ask it in English or Chinese. 请用中文或英文提问。",
        )
    return text


def _is_third_language(text: str) -> bool:
    others = len(_OTHER_SCRIPTS.findall(text))
    if others:
        known = len(_CHINESE.findall(text)) + len(re.findall(r"[A-Za-z]+", text))
        return others > known / 2
    if _CHINESE.search(text):
        return False
    words = _WORD.findall(text.lower())
    foreign = sum(word in _OTHER and word not in _ENGLISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return len(words) >= _FEWEST_WORDS and foreign >= 2 and foreign > english
