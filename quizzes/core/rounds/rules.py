"""How a round goes on, who may move it, and what answers are worth."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from quizzes.core.access import GroupAction, Role, allows
from quizzes.core.grading import Mark, Response, grade
from quizzes.core.questions import Choice, Cloze, Decision, Multi, Question, TrueFalse, Verdict
from quizzes.core.rounds.values import Share, Stage, Standing
from quizzes.core.text import fold

MOST_PLAYERS = 200
HOST_SILENT = timedelta(minutes=10)
"""After this long without a word of the host, anybody in the round may go on."""
IDLE = timedelta(hours=3)
"""A round in which nothing happens for this long is over."""

_MOST_TEXTS = 8


def moved(stage: Stage, at: int, *, questions: int) -> tuple[Stage, int]:
    """Where a round goes next: the lobby opens the first question, each is revealed, after the last comes the end."""
    if stage is Stage.ASKED:
        return Stage.REVEALED, at
    if stage is Stage.OVER or at == questions:
        return Stage.OVER, at
    return Stage.ASKED, at + 1


def may_lead(*, is_host: bool, role: Role | None, host_seen: datetime | None, now: datetime) -> bool:
    """Whether somebody in the round may move it on: the host, a maintainer, or all once the host is gone."""
    silent = host_seen is None or now - host_seen >= HOST_SILENT
    return is_host or allows(GroupAction.CHANGE, role) or silent


def stage_now(stage: Stage, *, last_seen: datetime, now: datetime) -> Stage:
    """The stage as it counts: a round that everybody left is over."""
    return Stage.OVER if now - last_seen >= IDLE else stage


def shares(question: Question, responses: Iterable[Response]) -> tuple[Share, ...]:
    """Who answered what: each option with those who chose it, or the texts that were written, most frequent first."""
    given = [response for response in responses if not response.empty]
    match question:
        case Choice() | Decision() | Multi() | TrueFalse():
            return _by_option(question, given)
        case _:
            return _by_text(question, given)


def _by_option(question: Choice | Decision | Multi | TrueFalse, given: Sequence[Response]) -> tuple[Share, ...]:
    if isinstance(question, TrueFalse):
        texts = {"true": "True", "false": "False"}
        right: Collection[str] = {str(question.answer).lower()}
    else:
        texts = {option.key: option.text for option in question.options}
        right = {option.key for option in question.options if option.verdict in (Verdict.RIGHT, Verdict.BEST)}
    chosen = Counter(key for response in given for key in response.keys)
    return tuple(
        Share(key=key, text=text, mark=Mark.RIGHT if key in right else Mark.WRONG, people=chosen[key])
        for key, text in texts.items()
    )


def _by_text(question: Question, given: Sequence[Response]) -> tuple[Share, ...]:
    written: dict[tuple[str, ...], list[Response]] = {}
    for response in given:
        written.setdefault(tuple(map(fold, response.texts)), []).append(response)
    groups = sorted(written.values(), key=len, reverse=True)[:_MOST_TEXTS]
    gap = " · " if isinstance(question, Cloze) else ""
    return tuple(
        Share(
            key="",
            text=gap.join(text.strip() or "…" for text in group[0].texts),
            mark=grade(question, group[0]).verdict,
            people=len(group),
        )
        for group in groups
    )


def standings(scores: Iterable[tuple[int, str, float]]) -> tuple[Standing, ...]:
    """Everybody (learner, name, sum of scores) by points; how fast somebody was never counts."""
    found = sorted(
        ((round(points, 2), name, learner) for learner, name, points in scores), key=lambda one: (-one[0], one[1])
    )
    return tuple(
        Standing(learner_id=learner, name=name, points=points, place=1 + sum(points < other for other, *_ in found))
        for points, name, learner in found
    )
