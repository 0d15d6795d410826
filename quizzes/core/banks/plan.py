"""What publishing a bank would do to the questions that stand: computed first, shown, and only then applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.source import Source
from quizzes.core.problems import Problem, Severity
from quizzes.core.questions import Choice, Cloze, Decision, Match, Multi, Order, Question, TrueFalse, Typed, Verdict
from quizzes.core.text import fold, is_code, tidy

RETIRE_SHARE = 30
RETIRE_COUNT = 10
"""Publishing stops when more than this share (percent) and more than this many questions would retire."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A published question; `retired` also when it merely left the file."""

    question: Question
    retired: bool = False

    @property
    def asked(self) -> bool:
        """Whether learners are asked this question now."""
        return not (self.retired or self.question.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What happens to one question; `was` is the id it stands under until now, if that changes."""

    id: str
    old: Question | None
    new: Question | None
    was: str | None = None
    meaning_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every question in exactly one group, in the order of the bank, and what speaks against publishing.

    `changed` keeps progress, `meaning_changed` makes due again. A revived or renamed question may have changed too: its
    entry holds both texts. `relocated` differs only in where it came from, which no learner notices. `reordered` says
    that the questions that stay would stand in another order.
    """

    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    meaning_changed: tuple[Entry, ...] = ()
    renamed: tuple[Entry, ...] = ()
    retired: tuple[Entry, ...] = ()
    revived: tuple[Entry, ...] = ()
    relocated: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    reordered: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether an error stands against publishing."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def empty(self) -> bool:
        """Whether publishing would change nothing at all."""
        groups = (
            self.new,
            self.changed,
            self.meaning_changed,
            self.renamed,
            self.retired,
            self.revived,
            self.relocated,
        )
        return not any(groups) and not self.reordered


def plan(old: Sequence[Standing], new: Bank, *, allow_retiring: bool = False) -> Plan:
    """The plan for publishing `new` over what stands, in the deck's order."""
    standing = {stand.question.id: stand for stand in old}
    former = _former(standing, new)
    source = Source(new.file, ())
    groups: dict[str, list[Entry]] = {"retired": []}
    problems: list[Problem] = []
    for place, question in enumerate(new.questions):
        stand = standing[former[question.id]] if question.id in former else None
        entry = _entry(question, stand)
        groups.setdefault(_group(entry, stand), []).append(entry)
        problems += _doubts(entry, source, new.line_of(place))
    staying = set(former.values())
    groups["retired"] += [_leaving(stand) for stand in old if stand.asked and stand.question.id not in staying]
    if not allow_retiring:
        problems += _stop(source, len(groups["retired"]), sum(stand.asked for stand in old))
    before = [stand.question.id for stand in old if stand.question.id in staying]
    after = [former[question.id] for question in new.questions if question.id in former]
    return Plan(
        **{name: tuple(entries) for name, entries in groups.items()},
        reordered=before != after,
        problems=tuple(problems),
    )


def _former(standing: Mapping[str, Standing], new: Bank) -> dict[str, str]:
    """For each question of the bank that already stands, the id it stands under: its own before a former one."""
    found = {question.id: question.id for question in new.questions if question.id in standing}
    taken = set(found)
    for question in new.questions:
        known = next((name for name in question.was if name in standing and name not in taken), None)
        if question.id not in found and known is not None:
            found[question.id] = known
            taken.add(known)
    return found


def _entry(question: Question, stand: Standing | None) -> Entry:
    if stand is None:
        return Entry(id=question.id, old=None, new=question)
    old = stand.question
    return Entry(
        id=question.id,
        old=old,
        new=question,
        was=old.id if old.id != question.id else None,
        meaning_changed=question.rev > old.rev,
    )


def _leaving(stand: Standing) -> Entry:
    return Entry(id=stand.question.id, old=stand.question, new=None)


def _group(entry: Entry, stand: Standing | None) -> str:
    old, new = entry.old, entry.new
    if stand is None or old is None or new is None:
        return "new"
    if stand.asked == new.retired:
        return "retired" if stand.asked else "revived"
    if entry.meaning_changed:
        return "meaning_changed"
    differing = {
        field.name
        for field in fields(old)
        if field.name != "id" and getattr(old, field.name) != getattr(new, field.name, None)
    }
    if type(old) is not type(new) or differing - {"was", "origin", "rev", "retired"}:
        return "changed"
    if entry.was:
        return "renamed"
    return "relocated" if differing & {"origin", "was"} else "unchanged"


def _doubts(entry: Entry, source: Source, line: int) -> list[Problem]:
    old, new = entry.old, entry.new
    if old is None or new is None:
        return []
    if new.rev < old.rev:
        message = f"rev was {old.rev} when this was last published, and only ever grows; write rev: {old.rev} or more"
        return [source.problem(Rule.REV_LOWERED, message, line=line, question=entry.id, fix=f"rev: {old.rev}")]
    if new.rev > old.rev or not _answer_changed(old, new):
        return []
    what = "the kind" if old.kind != new.kind else "the right answer"
    fix = f"rev: {old.rev + 1}"
    message = f"{what} changed; if the meaning did too, write {fix}, and it will be learned again"
    return [source.problem(Rule.RAISE_REV, message, line=line, question=entry.id, fix=fix)]


def _answer_changed(old: Question, new: Question) -> bool:
    return old.kind != new.kind or _right_answer(old) != _right_answer(new)


def _right_answer(question: Question) -> object:
    """What counts as right, without the spelling; None where nothing is judged."""
    match question:
        case Choice() | Multi() | Decision():
            right = (Verdict.RIGHT, Verdict.BEST)
            return frozenset(_spelled(option.text) for option in question.options if option.verdict in right)
        case TrueFalse():
            return question.answer
        case Typed():
            return _spelled(question.answer)
        case Cloze():
            return tuple(_spelled(blank.answer) for blank in question.blanks)
        case Match():
            return frozenset((_spelled(pair.left), _spelled(pair.right)) for pair in question.pairs)
        case Order():
            return tuple(_spelled(step.text) for step in question.steps)
        case _:
            return None


def _spelled(text: str) -> str:
    """The text as far as its letters matter; in code and numbers everything does."""
    return tidy(text) if is_code(text) else fold(text)


def _stop(source: Source, retiring: int, active: int) -> list[Problem]:
    if retiring <= RETIRE_COUNT or 100 * retiring <= RETIRE_SHARE * active:
        return []
    message = f"{retiring} of {active} questions would retire; publish with --retire if that is meant"
    return [source.problem(Rule.RETIRES_MANY, message, line=1)]
