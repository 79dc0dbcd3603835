"""Instructions that somebody planted in a document, addressed to a language model.

What a document says is data, whatever it says. A paragraph that speaks to the model is not given
to it, and nothing is claimed on its word.
"""

from __future__ import annotations

import re

from assistant.reading.normalize import plain

_INSTRUCTIONS = "(?:instructions?|prompts?|rules|guidelines|directions|commands)"
_PLANTED = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{{0,40}}\b(?:all|any|your|previous|prior"
    rf"|above|earlier|preceding|other|these|the)\b[^.]{{0,30}}\b{_INSTRUCTIONS}\b"
    rf"|\b(?:new|updated|real|actual) {_INSTRUCTIONS}:|\bsystem (?:prompt|message|override)\b"
    r"|\b(?:ai|language|chat) (?:models?|assistants?|bots?)\b[^.]{0,40}\b(?:must|shall|should|will"
    r"|please|answer|respond|reply|say|output|ignore|note)\b"
    r"|\bnote to (?:the |any |all )?(?:ai|assistants?|models?|llms?|bots?|chatbots?)\b"
    r"|\byou are (?:now )?(?:an?|the) (?:\w+ )?(?:ai|assistant|model|chatbot|language model)\b"
    r"|\bas an ai\b|\b(?:answer|respond|reply|output) only (?:with|that|in)\b"
    r"|\b(?:tell|inform|assure) the (?:user|asker|reader) (?:that|to)\b"
    r"|\bwhen (?:you are |you're )?(?:asked|answering|responding)\b[^.]{0,60}"
    r"\b(?:say|answer|respond|reply|state|output)\b"
    r"|</?(?:system|assistant|instructions?)>|<\|[a-z_]+\|>|\[/?inst\]"
    r"|(?:忽略|无视|忘记|忘掉|不要理会|不理会|不必理会|抛开|绕过)[^。]{0,20}"
    r"(?:指令|指示|提示|提示词|规则|要求|命令|设定)"
    r"|系统(?:提示词?|消息|指令)|(?:新|真正)的?指令[::]"
    r"|你(?:现在)?是(?:一个|一名|一位)?[^。]{0,12}(?:助手|模型|机器人|人工智能|ai)"
    r"|(?:ai|人工智能|智能|语言模型|大模型|问答)(?:助手|模型|机器人|系统)?[^。]{0,12}"
    r"(?:请|必须|应当|应该|须|务必)[^。]{0,12}(?:回答|回复|输出|告诉|告知|忽略|声称|说明)"
    r"|(?:请|必须|务必|只能|一律)[^。]{0,6}(?:回答|回复|输出)[::“\"「]"
    r"|告诉(?:用户|提问者|提问人)|(?:被问到|被问及|当有人问|如果有人问)[^。]{0,30}(?:回答|回复|说)"
)


def speaks_to_the_model(text: str) -> bool:
    """Whether a paragraph holds an instruction to a language model, in either language."""
    return bool(_PLANTED.search(plain(text)))
