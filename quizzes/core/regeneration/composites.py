"""How far two editions of a composite differ: in what they claim about what both of them ask."""

from collections.abc import Iterable, Sequence

from quizzes.core.generation.prints import plainly
from quizzes.core.paths.inline import unmarked
from quizzes.core.questions import Match, Multi, Order, Question
from quizzes.core.regeneration.texts import stem
from quizzes.core.regeneration.wording import Change, Difference, difference


def composite_difference(old: Question, new: Question) -> Difference:
    """The heaviest difference of stem, order and pairs; what only one of the two asks does not count.

    Two that ask nothing in common are different altogether.
    """
    if isinstance(old, Order) and isinstance(new, Order):
        return _heaviest((_stems(old, new), _order(_steps(old), _steps(new))))
    before, after = _claims(old), _claims(new)
    shared = [claim for claim in before if claim in after]
    if before and after and not shared:
        return Difference(Change.ALL, "other entries")
    return _heaviest((_stems(old, new), *(_claim(before[claim], after[claim]) for claim in shared)))


def _stems(old: Question, new: Question) -> Difference:
    found = difference(stem(old), stem(new))
    return Difference(Change.WORDS) if found.change is Change.ALL else found


def _steps(question: Order) -> list[str]:
    return [step.text for step in question.steps]


def _order(old: Sequence[str], new: Sequence[str]) -> Difference:
    if len(old) != len(new):
        return Difference(Change.MEANING, f"{len(old)} steps → {len(new)}")
    found = _heaviest(difference(before, after) for before, after in zip(old, new, strict=True))
    return Difference(Change.MEANING, "another order") if found.change is Change.ALL else found


def _claims(question: Question) -> dict[str, str]:
    """What is right for each entry."""
    match question:
        case Match():
            return {_plain(pair.left): pair.right for pair in question.pairs}
        case Multi():
            return {_plain(option.text): str(option.verdict) for option in question.options}
        case _:
            return {}


def _claim(old: str, new: str) -> Difference:
    found = difference(old, new)
    return Difference(Change.MEANING, f"{old} → {new}") if found.change is Change.ALL else found


def _plain(text: str) -> str:
    return plainly(unmarked(text))


def _heaviest(found: Iterable[Difference]) -> Difference:
    return max(found, key=lambda one: one.change.value, default=Difference(Change.NONE))
