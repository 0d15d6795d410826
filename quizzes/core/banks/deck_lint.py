"""Second looks at a bank as a whole: what gives answers away only where many questions stand together."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.findings import Finding
from quizzes.core.banks.giveaways import giveaways
from quizzes.core.banks.habits import DEVIATIONS, HABITS, Fates, most_apart, total_luck
from quizzes.core.banks.parts import is_asked, options_of, plain
from quizzes.core.banks.twins import twins
from quizzes.core.questions import Question, TrueFalse

Placed = tuple[int | None, Finding]
"""A finding with the position of its question; without one it is about the bank."""


def deck_lint(questions: Sequence[Question]) -> Iterator[Placed]:
    """Warnings about questions together; tasks and retired questions are never asked, so they do not count."""
    places = [place for place, question in enumerate(questions) if is_asked(question)]
    asked = [questions[place] for place in places]
    for look in (_habits, _fates, _statements, _twins, _giveaways):
        for at, finding in look(asked):
            yield (None if at is None else places[at]), finding


def _habits(questions: Sequence[Question]) -> Iterator[Placed]:
    for habit in HABITS:
        luck = total_luck(questions, habit)
        if abs(luck.deviation) > DEVIATIONS:
            often = "more often" if luck.deviation > 0 else "less often"
            message = (
                f"{habit.name} is right {often} than chance, by {abs(luck.gain):.0f} in {luck.picks} questions; "
                f"draw wrong options without regard to {habit.even}"
            )
            yield None, Finding(Rule.HABIT, (), message)


def _fates(questions: Sequence[Question]) -> Iterator[Placed]:
    cues = Fates(questions).cues()
    for at, question in enumerate(questions):
        for place, option in enumerate(options_of(question)):
            fate = cues.pop(plain(option.text), None)
            if fate is None:
                continue
            change = "replace it where it is wrong" if fate.is_rare else "offer it where it is wrong, too"
            message = f"`{option.text[:60]}` is right in {fate.right} of its {fate.shown} showings; {change}"
            yield at, Finding(Rule.FATE, ("options", place, str(option.verdict)), message)


def _statements(questions: Sequence[Question]) -> Iterator[Placed]:
    answers = [question.answer for question in questions if isinstance(question, TrueFalse)]
    true = sum(answers)
    if abs(2 * true - len(answers)) > most_apart(len(answers)):
        turn = "true" if 2 * true > len(answers) else "false"
        message = f"{true} of {len(answers)} statements are true; turn some of the {turn} ones round"
        yield None, Finding(Rule.BALANCE, (), message)


def _twins(questions: Sequence[Question]) -> Iterator[Placed]:
    for earlier, later in twins(questions):
        message = f"`{questions[earlier].id}` asks nearly the same; keep one, or say what each asks alone"
        yield later, Finding(Rule.TWIN, ("ask",), message)


def _giveaways(questions: Sequence[Question]) -> Iterator[Placed]:
    for told, pairs in groupby(giveaways(questions), key=lambda pair: pair[0]):
        others = ", ".join(questions[teller].id for _, teller in pairs)
        message = f"the answer stands in the text of {others}; list that under `avoid`, or ask in other words"
        yield told, Finding(Rule.GIVEAWAY, ("avoid",), message)
