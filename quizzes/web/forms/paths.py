"""The form that adds a path: a text that was pasted, or a file."""

import re
from dataclasses import dataclass
from typing import Self

from flask import Request

from quizzes.core.paths.source import check, decode
from quizzes.core.problems import Problem

PASTED = "path.md"
_LONGEST_NAME = 80
_NOT_NAME = re.compile(r"[^\w.-]+")
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PathForm:
    """A learning path as sent, with what keeps it from being read; a file goes before a pasted text.

    A text that came from a file may be sent once more under that file's name.
    """

    text: str
    file: str
    problems: tuple[Problem, ...]
    zone: str

    @classmethod
    def parse(cls, request: Request) -> Self:
        """The form as sent."""
        zone = request.form.get("zone", "")[:64]
        sent = request.files.get("file")
        if sent and sent.filename:
            file = _safe_name(sent.filename)
            with sent.stream as stream:
                text, problems = decode(stream.read(), file=file)
            return cls(text=_LINE_END.sub("\n", text), file=file, problems=problems, zone=zone)
        # Browsers send a field's lines with CRLF; one spelling for all keeps a text the same however it came.
        text = _LINE_END.sub("\n", request.form.get("text", ""))
        file = _safe_name(request.form.get("named", ""))
        return cls(text=text, file=file, problems=check(text, file=file), zone=zone)


def _safe_name(name: str) -> str:
    """The file's own name without its folders, in letters that every bank may hold."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return _NOT_NAME.sub("-", last).strip(".-")[-_LONGEST_NAME:] or PASTED
