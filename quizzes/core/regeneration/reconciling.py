"""A bank over the new text of its path: identities, progress and the author's own words stay."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from quizzes.core.banks.bank import Bank, PathRef
from quizzes.core.banks.build import MAX_QUESTIONS
from quizzes.core.banks.giveaways import kept_apart
from quizzes.core.generation.generate import Generated
from quizzes.core.questions import Question
from quizzes.core.regeneration.editing import continued, gone
from quizzes.core.regeneration.identity import Ids
from quizzes.core.regeneration.judging import Judged, judged
from quizzes.core.regeneration.matching import match
from quizzes.core.regeneration.report import Report, Step, report
from quizzes.core.regeneration.units import Unit, direction, is_gone, unit_name, units_of


@dataclass(frozen=True, slots=True)
class Regenerated:
    """The bank as it would be written, and what that does to the one that stands."""

    bank: Bank
    report: Report


def regenerate(old: Bank, made: Generated, *, path: PathRef, same: Collection[str] = ()) -> Regenerated:
    """Reconcile a bank with its path's new text; `same` answers doubts with yes, by the ids of questions.

    The same text gives the same bank again. Questions written by hand stay as they are, where they are.
    """
    before, after = units_of(old.questions), units_of(made.questions)
    found = judged(match(before, after), before, same=frozenset(same))
    # The pairs to keep apart are found anew at the end, when all have their lasting ids.
    steps = _continue(old.questions, [replace(question, avoid=()) for question in made.questions], found)
    steps += _leave(old.questions, steps, before, found)
    questions = kept_apart(tuple(_fitting(tuple(_in_place(old.questions, steps)))))
    bank = replace(old, path=path, questions=questions, lines=())
    return Regenerated(bank, report(steps))


def _continue(old: Sequence[Question], new: Sequence[Question], found: Sequence[Judged]) -> list[Step]:
    """Each new question under the identity it continues, or under one of its own."""
    lasting = {one.match.new.name: one for one in found if one.keeps}
    ids = Ids(old, (one.match for one in lasting.values()))
    return [_step(question, lasting.get(unit_name(question)), ids) for question in new]


def _step(new: Question, judged: Judged | None, ids: Ids) -> Step:
    before = judged.match.old.asked.get(direction(new)) if judged else None
    identified = ids.identified(new, before)
    if judged is None or before is None:
        return Step(None, ids.minted(new, identified), judged, made=identified)
    return Step(before, continued(before, identified, rev=before.rev + judged.raises), judged, made=identified)


def _leave(
    old: Sequence[Question], steps: Sequence[Step], units: Sequence[Unit], found: Sequence[Judged]
) -> list[Step]:
    """The generated questions that nothing continues, retired; all others as their author wrote them."""
    stay = {step.before.id for step in steps if step.before}
    generated = {question.id for unit in units for question in unit.asked.values()}
    by_name = {one.match.old.name: one for one in found}
    return [
        Step(one, gone(one), by_name.get(unit_name(one))) if one.id in generated else Step(one, one, None)
        for one in old
        if one.id not in stay
    ]


def _in_place(old: Sequence[Question], steps: Sequence[Step]) -> Iterator[Question]:
    """The questions in the order of the path; one that the path does not place stays behind the same question."""
    staying = {step.before.id: step.after for step in steps if step.before and step.made is None}
    behind: dict[str | None, list[Question]] = defaultdict(list)
    leader = None
    for question in old:
        if question.id in staying:
            behind[leader].append(staying[question.id])
        else:
            leader = question.id
    yield from behind[None]
    for step in steps:
        if step.made:
            yield step.after
            yield from behind[step.before.id] if step.before else ()


def _fitting(questions: Sequence[Question]) -> Iterator[Question]:
    """As many questions as a bank may hold: where it overflows, those whose source is gone are forgotten."""
    room = MAX_QUESTIONS - sum(not _is_memory(question) for question in questions)
    for question in questions:
        if _is_memory(question):
            room -= 1
        if room >= 0 or not _is_memory(question):
            yield question


def _is_memory(question: Question) -> bool:
    return question.origin is not None and is_gone(question)
