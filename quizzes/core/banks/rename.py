"""A question under a new id: the former one is listed under `was`, and every place that names it follows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.fields import Id
from quizzes.core.banks.splice import question_lines, replace_questions
from quizzes.core.questions import Question

_ID: TypeAdapter[str] = TypeAdapter(Id)


class CannotRename(ValueError):
    """This question cannot have this id; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """The text with the new id, and the lines of the questions that changed, in the text as it was."""

    text: str
    lines: tuple[int, ...]


def renamed(text: str, bank: Bank, *, old: str, new: str) -> Renamed:
    """The text that `bank` was read from with the question `old` as `new`; raises `CannotRename` or `CannotEdit`.

    An id that another question has or once had is refused; a question may go back to an id of its own.
    """
    _check(bank.questions, old=old, new=new)
    changed = {one.id: now for one in bank.questions if (now := _following(one, old=old, new=new)) != one}
    lines = question_lines(text)
    return Renamed(text=replace_questions(text, changed), lines=tuple(lines[name][0] for name in changed))


def _check(questions: Iterable[Question], *, old: str, new: str) -> None:
    try:
        _ID.validate_python(new)
    except ValidationError as error:
        raise CannotRename(error.errors()[0]["msg"]) from error
    if old == new:
        raise CannotRename(f"the id is `{old}` already")
    owners = {name: one.id for one in questions for name in (one.id, *one.was)}
    if owners.get(old) is None:
        raise CannotRename(f"no question here has the id `{old}`")
    if owners[old] != old:
        raise CannotRename(f"`{old}` is a former id of `{owners[old]}`; rename that one")
    if owners.get(new, old) != old:
        whose = "another question has it" if owners[new] == new else f"`{owners[new]}` once had it"
        raise CannotRename(f"the id `{new}` is taken, for {whose}; choose another")


def _following(question: Question, *, old: str, new: str) -> Question:
    """The question after another one, or it itself, was renamed."""
    avoid = tuple(new if name == old else name for name in question.avoid)
    if question.id != old:
        return replace(question, avoid=avoid)
    return replace(question, id=new, avoid=avoid, was=(*(name for name in question.was if name != new), old))
