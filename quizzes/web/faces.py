"""The faces of a review: a question, its feedback, or the end, each as a whole page or as the card that htmx swaps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any

from flask import Response as Reply
from flask import g, url_for

from quizzes.core.grading import Mark, Response
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.state import PASS
from quizzes.core.study import Finished, Judged, Presented, Scope, Shown
from quizzes.web import tokens
from quizzes.web.comments import said
from quizzes.web.confusions import offered
from quizzes.web.forms.study import scope_query
from quizzes.web.pathdeck import now
from quizzes.web.rendering import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The card's menu: which part of it is open, what was filled in there, and why it was not taken."""

    part: str = ""
    problem: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


CLOSED = Menu()
_DEEDS = ("answer", "hint", "reveal", "arrange")
TONES = {Mark.RIGHT: "right", Mark.PARTIAL: "nearly", Mark.WRONG: "wrong", Mark.UNKNOWN: "unknown"}
"""What the pages call a verdict."""


def step(found: Shown | Finished, scope: Scope, *, notice: str = "", status: int = 200) -> Reply:
    """What comes next: a new presentation of a question, or the end of the session."""
    if isinstance(found, Finished):
        return _page("finished", scope, title="Done for today", finished=found, notice=notice, status=status)
    return question(found, scope, presented=_present(found), notice=notice, status=status)


def question(
    shown: Shown,
    scope: Scope,
    *,
    presented: Presented,
    draft: Response | None = None,
    revealed: bool = False,
    moved: str = "",
    notice: str = "",
    menu: Menu = CLOSED,
    status: int = 200,
) -> Reply:
    """A question as presented, with what the learner has put into it so far."""
    return _page(
        "question",
        scope,
        title=f"Question {shown.progress.done + 1} of {max(shown.progress.total, shown.progress.done + 1)}",
        shown=shown,
        token=tokens.sign(presented),
        hinted=presented.hinted,
        tried=presented.tried,
        draft=draft or Response(),
        revealed=revealed,
        moved=moved,
        notice=notice,
        menu=menu,
        status=status,
    )


def feedback(judged: Judged, scope: Scope, *, notice: str = "", menu: Menu = CLOSED, status: int = 200) -> Reply:
    """What an answer was worth and when its card comes back."""
    overruled = judged.quality >= PASS and judged.grade.verdict is not Mark.RIGHT
    tone = "right" if overruled else TONES[judged.grade.verdict]
    words = {"right": "Right", "nearly": "Nearly", "wrong": "Not right", "unknown": "The answer"}
    return _page(
        "feedback",
        scope,
        title=words[tone],
        shown=judged.shown,
        judged=judged,
        tone=tone,
        overruled=overruled,
        offered=offered(judged),
        comments=said(judged.shown.question_id),
        notice=notice,
        menu=menu,
        status=status,
    )


def _page(face: str, scope: Scope, *, title: str, status: int = 200, **context: object) -> Reply:
    query: dict[str, Any] = scope_query(scope)
    return page(
        "study/review.html",
        partial="study/_card.html",
        status=status,
        face=face,
        scope=query,
        to={deed: url_for(f"study.{deed}", **query) for deed in _DEEDS},
        title=title,
        **context,
    )


def _present(shown: Shown) -> Presented:
    return Presented(
        learner_id=g.learner_id,
        question_id=shown.question_id,
        version_id=shown.version_id,
        answers=shown.answers,
        seed=shown.seed,
        shown_at=now(),
        nonce=token_urlsafe(16),
        progress=shown.progress,
        presentation=shown.presentation,
        practice=shown.entry is EntryKind.PRACTICE,
    )
