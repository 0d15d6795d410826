"""What regenerating does to a bank, for its author to read before anything is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizzes.core.paths.values import Lines
from quizzes.core.questions import Question
from quizzes.core.regeneration.editing import is_edited
from quizzes.core.regeneration.judging import Judged, Judgement
from quizzes.core.regeneration.texts import answer, whole
from quizzes.core.regeneration.units import origin_of, unit_name

RETIRE_SHARE = 30
"""Regenerating stops when more than this share (percent) of the questions asked would retire."""


class Outcome(StrEnum):
    """What becomes of a question."""

    KEPT = "kept"
    REWORDED = "reworded"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    NEW = "new"
    REVIVED = "revived"
    RETIRED = "retired"
    EDITED = "edited by its author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Questions of one fact, or a composite, with where their source stood and stands and what it said and says."""

    outcome: Outcome
    ids: tuple[str, ...]
    before: str = ""
    after: str = ""
    lines_before: Lines | None = None
    lines_after: Lines | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a question: `made` is its new edition if the path still gives one, `after` what is written."""

    before: Question | None
    after: Question
    judged: Judged | None
    made: Question | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Every generated question in exactly one entry; `asked` counts those that were asked before."""

    entries: tuple[Entry, ...]
    asked: int
    retiring: int

    @property
    def stops(self) -> bool:
        """Whether so many questions would retire that the author has to say so first."""
        return 100 * self.retiring > RETIRE_SHARE * self.asked

    def of(self, outcome: Outcome) -> tuple[Entry, ...]:
        """The entries with this outcome."""
        return tuple(entry for entry in self.entries if entry.outcome == outcome)

    def ids(self, outcome: Outcome) -> tuple[str, ...]:
        """The ids of the questions with this outcome."""
        return tuple(name for entry in self.of(outcome) for name in entry.ids)


def report(steps: Sequence[Step]) -> Report:
    """The report of a run; questions of one unit that fare alike share an entry."""
    together: dict[tuple[str, Outcome], list[Step]] = {}
    for step in steps:
        if step.after.origin:
            together.setdefault((unit_name(step.after), _outcome(step)), []).append(step)
    entries = tuple(_entry(outcome, alike) for (_, outcome), alike in together.items())
    asked = [step for step in steps if step.before and step.before.origin and not step.before.retired]
    return Report(entries, len(asked), sum(step.after.retired for step in asked))


def _outcome(step: Step) -> Outcome:
    before, judged = step.before, step.judged
    if before is None:
        return Outcome.NEW
    if before.retired or step.after.retired:
        doubted = judged is not None and judged.judgement is Judgement.DOUBTFUL and not judged.keeps
        retired = Outcome.DOUBTFUL if doubted else Outcome.RETIRED
        return (
            Outcome.KEPT
            if before.retired and step.after.retired
            else retired
            if step.after.retired
            else Outcome.REVIVED
        )
    if judged is None or judged.judgement is Judgement.COSMETIC:
        return Outcome.KEPT
    if is_edited(before):
        return Outcome.EDITED
    return Outcome(judged.judgement)


def _entry(outcome: Outcome, steps: Sequence[Step]) -> Entry:
    first = steps[0]
    before, after = first.before, first.made
    return Entry(
        outcome=outcome,
        ids=tuple(step.after.id for step in steps),
        before=_said(before) if before else "",
        after=_said(after) if after else "",
        lines_before=origin_of(before).lines if before else None,
        lines_after=origin_of(after).lines if after else None,
        reason=first.judged.reason if first.judged else "",
    )


def _said(question: Question) -> str:
    if question.fact is None:
        return question.ask
    return question.explain if whole(question) == question.explain else f"{question.ask} {answer(question)}"


_MEANING = {
    Outcome.REWORDED: "progress kept",
    Outcome.CHANGED: "another meaning: rev raised, due again",
    Outcome.DOUBTFUL: "if the meaning is the same, say so with --same ID",
    Outcome.NEW: "",
    Outcome.REVIVED: "their source is back",
    Outcome.RETIRED: "no longer asked; they stay in the bank, in case their source returns",
    Outcome.EDITED: "your text is kept, though its source changed",
}
_SHOWN_OF_NEW = 12


def described(report: Report) -> str:
    """The report as text: counts, then each entry that is not silent, with its lines and both texts."""
    counts = Counter({outcome: len(report.ids(outcome)) for outcome in Outcome})
    lines = [" · ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)]
    for outcome, meaning in _MEANING.items():
        if entries := report.of(outcome):
            lines += ["", f"{outcome}{f' ({meaning})' if meaning else ''}:"]
            lines += _entries(entries, most=_SHOWN_OF_NEW if outcome is Outcome.NEW else len(entries))
    return "\n".join(lines) + "\n"


def _entries(entries: Sequence[Entry], *, most: int) -> Iterable[str]:
    for entry in entries[:most]:
        yield f"  {', '.join(entry.ids)}"
        yield f"    {_where(entry)}{f': {entry.reason}' if entry.reason else ''}"
        if entry.before:
            yield f"    - {_one_line(entry.before)}"
        if entry.after:
            yield f"    + {_one_line(entry.after)}"
    if len(entries) > most:
        yield f"  … and {len(entries) - most} more"


def _where(entry: Entry) -> str:
    if entry.lines_before is None or entry.lines_after is None:
        return _lines(entry.lines_before or entry.lines_after)
    if entry.lines_before == entry.lines_after:
        return _lines(entry.lines_after)
    return f"{_lines(entry.lines_before)} → {_lines(entry.lines_after)}"


def _lines(lines: Lines | None) -> str:
    if lines is None:
        return "nowhere"
    return f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]}–{lines[1]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
