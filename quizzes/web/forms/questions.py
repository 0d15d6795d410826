"""The form that edits a question: one field for each of its texts, and more of them where a list grows."""

import re
from collections.abc import Mapping
from typing import Any

from quizzes.core.banks.wording import another, growing, wordings
from quizzes.core.questions import Question

_LINE_END = re.compile(r"\r\n?")


def parse_texts(form: Mapping[str, str]) -> dict[str, str]:
    """The texts by field as sent, with one spelling of line ends."""
    return {name: _LINE_END.sub("\n", text) for name, text in form.items()}


def shown(question: Question, texts: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a question shows: its fields with these texts, and one more entry if that was asked for."""
    grown = another(question, texts, texts.get("add", ""))
    fields = wordings(question, grown)
    return {
        "question": question,
        "fields": fields,
        "lists": growing(question),
        "texts": grown,
        "fresh": next((one.name for one in fields if one.name in grown and one.name not in texts), ""),
    }
