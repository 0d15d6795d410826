"""The form that edits a question: one field for each of its texts."""

import re
from collections.abc import Mapping

_LINE_END = re.compile(r"\r\n?")


def parse_texts(form: Mapping[str, str]) -> dict[str, str]:
    """The texts by field as sent, with one spelling of line ends."""
    return {name: _LINE_END.sub("\n", text) for name, text in form.items()}
