"""Chinese terms in English: the glossary first, the dictionary for the rest."""

from __future__ import annotations

from assistant.answering.translation import translator
from assistant.answering.words import Words, language_of, stems
from assistant.finding.glossary import Terms
from assistant.model import Glossary, GlossaryEntry

GLOSSARY = Glossary(
    (
        GlossaryEntry(("职务科技成果",), ("works made for hire",)),
        GlossaryEntry(("成果",), ("advancements", "achievements")),
    )
)


def test_the_longest_term_of_the_glossary_is_taken_whole() -> None:
    found = translator(Terms(GLOSSARY))("职务科技成果和成果")
    assert ["works made for hire"] in [list(forms) for forms in found]
    assert ["advancements", "achievements"] in [list(forms) for forms in found]
    assert len([forms for forms in found if "achievements" in forms]) == 1


def test_the_rest_is_looked_up_in_the_dictionary() -> None:
    found = [form for forms in translator(Terms(GLOSSARY))("成果的许可") for form in forms]
    assert "permit" in " ".join(found)


def test_a_chinese_text_is_compared_with_an_english_one_through_it() -> None:
    words = Words(translator(Terms(GLOSSARY)), GLOSSARY)
    assert words.share("职务科技成果", "Works made for hire belong to the entity.") == (1, 1)
    assert words.share("职务科技成果", "The weather is fine.") == (0, 1)
    assert not Words().can_compare("职务科技成果", "Works made for hire")


def test_words_for_the_same_thing_are_one() -> None:
    assert stems("The organisation commercialises licences") == stems(
        "an institution commercializes a license"
    )
    assert set(stems("higher education institutions")) >= set(stems("universities"))


def test_the_language_of_a_text_is_what_most_of_it_is_in() -> None:
    assert language_of("什么是 PCT 申请？") == "zh"
    assert language_of("What does 公示 mean?") == "en"
    assert language_of("Сколько это длится?") is None
    assert language_of("15 %") is None
