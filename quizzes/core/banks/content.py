"""Rules a question of the right form can still break: errors, for without them it cannot be asked or judged."""

import re
from collections.abc import Iterable, Iterator

from quizzes.core.banks import mend
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.findings import Finding
from quizzes.core.banks.nodes import Path
from quizzes.core.grading.numbers import quantity
from quizzes.core.grading.typed import same
from quizzes.core.questions import (
    BLANK,
    Choice,
    Choosable,
    Cloze,
    Decision,
    Match,
    Matching,
    Multi,
    Option,
    Order,
    Question,
    Task,
    Typed,
    Verdict,
)

_RUN = re.compile(r"(?<!\w)_{2}(?!\w)|_{4,}")


def content_errors(question: Question) -> Iterator[Finding]:
    """Why a question cannot be asked or judged as it stands."""
    match question:
        case Choice():
            yield from _exactly_one(question.options, Verdict.RIGHT)
            yield from _options_differ(question.options)
        case Decision():
            yield from _exactly_one(question.options, Verdict.BEST)
            yield from _options_differ(question.options)
        case Multi():
            yield from _some_right(question.options)
            yield from _options_differ(question.options)
        case Typed():
            yield from _typed(question)
        case Cloze():
            yield from _blanks(question)
        case Match():
            yield from _pairs(question)
        case Order() | Task():
            yield from _steps_differ(question.steps, "steps")


def _exactly_one(options: tuple[Option, ...], verdict: Verdict) -> Iterator[Finding]:
    places = [place for place, option in enumerate(options) if option.verdict is verdict]
    if not places:
        yield Finding(Rule.ONE_RIGHT, ("options",), f"no option is {verdict}; mark exactly one")
    for place in places[1:]:
        yield Finding(Rule.ONE_RIGHT, ("options", place, str(verdict)), f"a second option is {verdict}; keep one")


def _some_right(options: tuple[Option, ...]) -> Iterator[Finding]:
    if not any(option.verdict is Verdict.RIGHT for option in options):
        yield Finding(Rule.NONE_RIGHT, ("options",), "no option is right; mark at least one")


def _options_differ(options: tuple[Option, ...]) -> Iterator[Finding]:
    places: list[Path] = [("options", place, str(option.verdict)) for place, option in enumerate(options)]
    yield from _differ([(option.key, option.text) for option in options], places, what="option")


def _steps_differ(steps: tuple[Choosable, ...], name: str) -> Iterator[Finding]:
    places: list[Path] = [(name, place) for place in range(len(steps))]
    yield from _differ([(step.key, step.text) for step in steps], places, what="step")


def _differ(entries: Iterable[tuple[str, str]], places: list[Path], *, what: str) -> Iterator[Finding]:
    keys: set[str] = set()
    texts: set[str] = set()
    for (key, text), place in zip(entries, places, strict=True):
        if (spaced := _spaced(text)) in texts:
            yield Finding(Rule.TWICE, place, f"this {what} stands here twice; change one")
        elif key in keys:
            yield Finding(Rule.TWICE, place, f"another {what} has the same key `{key}`; add a `key:` of its own")
        keys.add(key)
        texts.add(spaced)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _typed(question: Typed) -> Iterator[Finding]:
    if question.match is Matching.NUMBER and quantity(question.answer) is None:
        yield Finding(Rule.NO_NUMBER, ("answer",), "the answer is no number; write one, or take `match: number` out")
    accepted = (question.answer, *question.accept)
    for place, mistake in enumerate(question.mistakes):
        if any(same(mistake.when, answer, match=question.match) for answer in accepted):
            message = "this mistake is also an accepted answer; take one of them out"
            yield Finding(Rule.RIGHT_MISTAKE, ("mistakes", place, "when"), message)


def _blanks(question: Cloze) -> Iterator[Finding]:
    gaps = len(BLANK.findall(question.ask))
    if gaps != len(question.blanks):
        yield _unequal(question, gaps)
    elif not gaps:
        yield Finding(Rule.BLANKS, ("ask",), "the text has no blank; write ___ where a word is left out")
    for place, blank in enumerate(question.blanks):
        if blank.match is Matching.NUMBER and quantity(blank.answer) is None:
            yield Finding(Rule.NO_NUMBER, ("blanks", place, "answer"), "the answer is no number; write one")


def _unequal(question: Cloze, gaps: int) -> Finding:
    runs = _RUN.findall(question.ask)
    if not gaps and len(runs) == len(question.blanks) == 1:
        message = "a blank is exactly three underscores, with no letter or digit beside them"
        return Finding(Rule.BLANKS, ("ask",), message, mend.replaced_later(runs[0], "___"))
    said = f"{gaps} blank (___)" if gaps == 1 else f"{gaps} blanks (___)"
    entries = f"{len(question.blanks)} entry" if len(question.blanks) == 1 else f"{len(question.blanks)} entries"
    return Finding(Rule.BLANKS, ("ask",), f"the text has {said}, and `blanks` has {entries}; make them equal")


def _pairs(question: Match) -> Iterator[Finding]:
    lefts: list[Path] = [("pairs", place, "left") for place in range(len(question.pairs))]
    yield from _differ([(pair.key, pair.left) for pair in question.pairs], lefts, what="left side")
    keys: set[str] = set()
    texts: set[str] = set()
    sides = [(pair.right_key, pair.right, ("pairs", place, "right")) for place, pair in enumerate(question.pairs)]
    for key, text, at in sides:
        if key in keys or _spaced(text) in texts:
            message = "two left sides share this right side; ask them as a multi, or change one"
            yield Finding(Rule.SHARED_RIGHT, at, message)
        keys.add(key)
        texts.add(_spaced(text))
    for place, spare in enumerate(question.extra):
        if spare.key in keys or _spaced(spare.text) in texts:
            yield Finding(Rule.TWICE, ("extra", place), "this spare side is already on the right; take it out")
        keys.add(spare.key)
        texts.add(_spaced(spare.text))
