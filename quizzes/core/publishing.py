"""What publishing would do, told to people and programs: each question field by field, and whom it touches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import dedent

from quizzes.core.banks import Bank, Entry, Plan, Standing, plan
from quizzes.core.banks.forms import Value, question_form
from quizzes.core.banks.layout import entry_lines
from quizzes.core.problems import Problem, Severity
from quizzes.core.questions import Question

_NOT_CONTENT = frozenset({"id", "was", "from"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of a question in both editions, as its author would write it; empty where an edition lacks it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What happens to one question; `learners` counts those whose card it touches, `line` is 0 where it left the bank.

    `was` is the id it stands under until now, if that changes; `ask` is what it asks.
    """

    id: str
    was: str | None = None
    ask: str = ""
    learners: int = 0
    line: int = 0
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """A plan against the revision `base` (0: a new deck), with what speaks against publishing it.

    `undoes` lists what was changed since the text was begun and would be changed back. With `same_text`, the latest
    revision already is this text.
    """

    bank: str
    title: str
    base: int
    new: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    meaning_changed: tuple[Item, ...] = ()
    renamed: tuple[Item, ...] = ()
    retired: tuple[Item, ...] = ()
    revived: tuple[Item, ...] = ()
    unchanged: int = 0
    reordered: bool = False
    same_text: bool = False
    undoes: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether an error stands against publishing."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def empty(self) -> bool:
        """Whether no question would be another than before."""
        return not any(items for _, items in self.groups) and not self.reordered

    @property
    def groups(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Every group that is no mere number, in the order in which people read them."""
        return tuple((name, getattr(self, name)) for name in GROUPS)


GROUPS = ("new", "changed", "meaning_changed", "renamed", "retired", "revived")
"""The groups of a plan that somebody notices."""


def plan_report(
    planned: Plan,
    bank: Bank,
    *,
    base: int,
    learners: Mapping[str, int],
    undoes: Sequence[Item] = (),
    same_text: bool = False,
) -> PlanReport:
    """A plan with its differences; `learners` counts by the ids that stand until now."""
    lines = {question.id: bank.line_of(place) for place, question in enumerate(bank.questions)}
    return PlanReport(
        bank=bank.id,
        title=bank.title,
        base=base,
        **{
            name: tuple(
                item(entry, learners=learners.get(entry.was or entry.id, 0), line=lines.get(entry.id, 0))
                for entry in getattr(planned, name)
            )
            for name in GROUPS
        },
        unchanged=len(planned.unchanged) + len(planned.relocated),
        reordered=planned.reordered,
        same_text=same_text,
        undoes=tuple(undoes),
        problems=planned.problems,
    )


def item(entry: Entry, *, learners: int = 0, line: int = 0) -> Item:
    """What happens to a question, by field; one that comes or goes is told by what it asks."""
    if entry.old and entry.new:
        found = differences(entry.old, entry.new)
    else:
        found = (
            Difference(
                field="ask", before=entry.old.ask if entry.old else "", after=entry.new.ask if entry.new else ""
            ),
        )
    question = entry.new or entry.old
    ask = question.ask if question else ""
    return Item(id=entry.id, was=entry.was, ask=ask, learners=learners, line=line, differences=found)


def differences(old: Question, new: Question) -> tuple[Difference, ...]:
    """The fields in which two editions of a question differ, in the order in which they are written."""
    before, after = (question_form(question, tags=(), source="") for question in (old, new))
    return tuple(
        Difference(field=key, before=_spelled(key, before.get(key, "")), after=_spelled(key, after.get(key, "")))
        for key in {**before, **after}
        if key not in _NOT_CONTENT and before.get(key) != after.get(key)
    )


def undoing(*, known: Bank | None, latest: Bank, new: Bank) -> tuple[Item, ...]:
    """What was published after `known` (None: everything) and would not outlast publishing `new`.

    A question counts that changed between `known` and `latest` and is another one in `new`; so do the bank's title and
    the edition of its path.
    """
    since = _touched(_between(known, latest)) if known else {question.id for question in latest.questions}
    undone = [
        item(entry)
        for entry in _noticed(_between(latest, new))
        if {entry.id, entry.was or entry.id} & since and (known or entry.old)
    ]
    former = _head(known) if known else {}
    head = tuple(
        Difference(field=key, before=value, after=_head(new)[key])
        for key, value in _head(latest).items()
        if value not in ("", former.get(key), _head(new)[key])
    )
    return (Item(id="bank", differences=head), *undone) if head else tuple(undone)


def _head(bank: Bank) -> dict[str, str]:
    path = f"{bank.path.file}, sha256 {bank.path.sha256}" if bank.path else ""
    return {"title": bank.title, "path": path}


def restored(former: Bank, *, standing: Sequence[Standing], key: str) -> Bank:
    """A former edition as it can be published again: progress follows a question to the id that it had then.

    `rev` only ever grows, so a meaning that comes back is a new one.
    """
    stands = {stand.question.id: stand.question for stand in standing}
    ids = {question.id for question in former.questions}
    now = {name: q for q in stands.values() if q.id not in ids for name in q.was if name not in stands}
    found = tuple(_restored(question, stands.get(question.id) or now.get(question.id)) for question in former.questions)
    path = replace(former.path, id=key) if former.path and former.path.id == former.id else former.path
    return replace(former, id=key, path=path, questions=found)


def _restored(question: Question, stand: Question | None) -> Question:
    if stand is None:
        return question
    was = question.was if stand.id == question.id else (stand.id, *question.was)
    return replace(question, was=was, rev=question.rev if question.rev >= stand.rev else stand.rev + 1)


def _between(old: Bank, new: Bank) -> Plan:
    return plan([Standing(question) for question in old.questions], new, allow_retiring=True)


def _noticed(planned: Plan) -> Iterable[Entry]:
    for name in GROUPS:
        yield from getattr(planned, name)


def _touched(planned: Plan) -> set[str]:
    return {name for entry in _noticed(planned) for name in (entry.id, entry.was) if name}


def _spelled(key: str, value: Value) -> str:
    """A value as it stands in a bank, without its key."""
    if isinstance(value, str):
        return str(value)
    head, *below = entry_lines(key, value, 0)
    return dedent("\n".join(below)) if below else head.partition(": ")[2]
