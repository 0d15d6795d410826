"""Presentations in a request: what comes next, what a token showed, and the feedback of an answer."""

from flask import Response as Reply
from flask import g, request

from quizzes.core.grading import Response
from quizzes.core.study import Finished, Judged, Presented, Scope, Shown
from quizzes.services import study
from quizzes.web import faces, tokens
from quizzes.web.forms.study import parse_scope
from quizzes.web.pathdeck import now, reading
from quizzes.web.people import caught_up, the_learner


def following(scope: Scope, *, first: int | None = None) -> Shown | Finished:
    """What is asked next; `first` names a question to ask before all others."""
    return caught_up(lambda session: study.show(session, learner_id=g.learner_id, scope=scope, now=now(), first=first))


def presented(token: str) -> Presented:
    """The presentation of a token that was given to whoever asks; raises BadToken."""
    found = tokens.read(token)
    if found.learner_id not in (None, g.learner_id):
        raise tokens.BadToken("this question was shown to somebody else")
    return found


def shown(found: Presented) -> Shown:
    """What the presentation showed."""
    with reading() as session:
        return study.shown(session, presented=found, now=now())


def judged(seq: int, scope: Scope) -> Judged:
    """An answer of whoever asks, as it is graded now, within its session."""
    with reading() as session:
        return study.judged(session, learner_id=the_learner(), seq=seq, scope=scope)


def again(
    found: Presented,
    *,
    draft: Response,
    revealed: bool = False,
    notice: str = "",
    menu: faces.Menu = faces.CLOSED,
    status: int = 200,
) -> Reply:
    """The question of a presentation once more, with what was filled in."""
    return faces.question(
        shown(found),
        parse_scope(request.args),
        presented=found,
        draft=draft,
        revealed=revealed,
        notice=notice,
        menu=menu,
        status=status,
    )
