"""A bank and the learning path it was made from: whether they still belong together, and where sources may lead."""

from hashlib import sha256

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.source import Source
from quizzes.core.paths.parse import parse
from quizzes.core.paths.source import decode
from quizzes.core.problems import Problem


def check_origin(bank: Bank, content: bytes | None) -> tuple[Problem, ...]:
    """What keeps a bank from being published with this path; `content` is the file's, None where there is no file."""
    if bank.path is None:
        return ()
    source = Source(bank.file, ())
    if content is None:
        message = f"the path {bank.path.file} is not there; put it back, or take `path` out of the bank"
        return (source.problem(Rule.PATH_MISSING, message, line=1),)
    if sha256(content).hexdigest() != bank.path.sha256:
        message = f"the path {bank.path.file} has changed since this bank was made; generate the bank again"
        return (source.problem(Rule.PATH_DIFFERS, message, line=1),)
    return ()


def anchors_of(content: bytes, *, file: str) -> frozenset[str]:
    """The anchors of a path's headings; none where the file cannot be read."""
    text, problems = decode(content, file=file)
    return frozenset() if problems else frozenset(section.anchor for section in parse(text, file=file).sections)
