"""From bytes to a text worth parsing: what is no learning path is refused with a problem that says what to do."""

from quizzes.core.problems import Problem

MOST_BYTES = 5_000_000


def decode(content: bytes, *, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a Markdown file, or an empty one with the problem that stands in the way."""
    if len(content) > MOST_BYTES:
        return "", (too_large(file=file),)
    if b"\0" in content:
        return "", (_problem("P02", "This is a binary file; a learning path is a Markdown text file.", file),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        message = "This text is not UTF-8; save the file as UTF-8 and try again."
        return "", (Problem(code="P03", message=message, file=file, line=line),)
    problems = check(text, file=file)
    return ("" if problems else text), problems


def check(text: str, *, file: str) -> tuple[Problem, ...]:
    """What keeps a text from being read as a learning path."""
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return (too_large(file=file),)
    if "\0" in text:
        return (_problem("P02", "This is a binary file; a learning path is a Markdown text file.", file),)
    if not text.strip():
        return (_problem("P04", "This file is empty; write the learning path as Markdown.", file),)
    return ()


def too_large(*, file: str) -> Problem:
    """The problem of a file above the limit."""
    return _problem("P01", "This file is larger than 5 MB; split the path into several files.", file)


def _problem(code: str, message: str, file: str) -> Problem:
    return Problem(code=code, message=message, file=file, line=1)
