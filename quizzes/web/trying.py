"""Trying a question out while it is written: the card of a review, judged for real, with nothing written."""

import json
from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app, request, url_for
from flask import Response as Reply
from itsdangerous import BadData, URLSafeSerializer

from quizzes.core.grading import Response
from quizzes.core.questions import Choice, Decision, Question, dump, load
from quizzes.core.recall import Presentation
from quizzes.core.trials import Trial, Tried, answer
from quizzes.web.faces import TONES
from quizzes.web.forms.study import AnswerForm, ArrangeForm
from quizzes.web.rendering import page
from quizzes.web.tokens import BadToken

pages = Blueprint("trying", __name__, url_prefix="/try")

_DEEDS = ("answer", "hint", "reveal", "arrange")


@pages.post("/answer")
def respond() -> Reply:
    """What an answer is worth, or the options where typing it was not right."""
    form = AnswerForm.parse(request.form)
    outcome = answer(_read(form.token), form.response)
    return _card(judged(outcome) if isinstance(outcome, Tried) else asked(outcome))


@pages.post("/hint")
def hint() -> Reply:
    """The same question with its hint; what was filled in stays."""
    form = AnswerForm.parse(request.form)
    return _card(asked(replace(_read(form.token), hinted=True), draft=form.response))


@pages.post("/reveal")
def reveal() -> Reply:
    """A flashcard's answer with its four buttons."""
    form = AnswerForm.parse(request.form)
    return _card(asked(_read(form.token), revealed=True))


@pages.post("/arrange")
def arrange() -> Reply:
    """An order with one step moved, for browsers without script."""
    form = ArrangeForm.parse(request.form)
    return _card(asked(_read(form.token), draft=form.response, moved=form.moved))


@pages.post("/again")
def again() -> Reply:
    """The question once more, in another order; `typed` asks for it without its options."""
    trial = _read(request.form.get("token", ""))
    presentation = Presentation.TYPED if "typed" in request.form else Presentation.OPTIONS
    return _card(asked(Trial(question=trial.question, turn=trial.turn + 1, presentation=presentation)))


def first(question: Question) -> dict[str, Any]:
    """What the card of a question needs when it is first asked."""
    return asked(Trial(question=question))


def asked(trial: Trial, *, draft: Response | None = None, revealed: bool = False, moved: str = "") -> dict[str, Any]:
    """What the card needs to ask."""
    return {
        **_shown(trial),
        "draft": draft or Response(),
        "revealed": revealed,
        "moved": moved,
        "judged": None,
    }


def judged(tried: Tried) -> dict[str, Any]:
    """What the card needs to tell what an answer is worth."""
    return {**_shown(tried.shown), "judged": tried, "tone": TONES[tried.grade.verdict]}


def _shown(trial: Trial) -> dict[str, Any]:
    question = trial.question
    return {
        "shown": trial,
        "token": _serializer().dumps(
            {
                "question": dump(question),
                "turn": trial.turn,
                "hinted": trial.hinted,
                "presentation": trial.presentation,
                "tried": trial.tried,
            }
        ),
        "hinted": trial.hinted,
        "tried": trial.tried,
        "recalls": isinstance(question, Choice | Decision) and question.recall,
        "to": {deed: url_for(f"trying.{'respond' if deed == 'answer' else deed}") for deed in _DEEDS},
    }


def _card(context: dict[str, Any]) -> Reply:
    return page("trying/question.html", partial="trying/_card.html", title="Try a question", **context)


def _read(token: str) -> Trial:
    """The trial of a token; raises BadToken."""
    try:
        said = _serializer().loads(token)
    except BadData as bad:
        raise BadToken("this question was not shown by this server") from bad
    return Trial(
        question=load(said["question"]),
        turn=said["turn"],
        hinted=said["hinted"],
        presentation=Presentation(said["presentation"]),
        tried=said["tried"],
    )


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="trial", serializer=json)
