"""The review: asking, answering, and every step of it taken back."""

from datetime import timedelta
from textwrap import shorten

from flask import Blueprint, Response, g, request

from quizzes.core.questions import Flashcard
from quizzes.core.scheduling.card import ANSWERS, EntryKind
from quizzes.core.study import Finished, Presented, Scope, Shown, Stale, StaleAnswer, Undone
from quizzes.services import study
from quizzes.web import faces, tokens
from quizzes.web.forms.study import AnswerForm, ArrangeForm, RegradeForm, parse_scope
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import caught_up, the_learner, welcome
from quizzes.web.words import headline, inline

pages = Blueprint("study", __name__, url_prefix="/study")

_STALE = {
    Stale.MOVED_ON: "This question was answered in another window meanwhile, so this answer changed nothing.",
    Stale.ANSWERED_OTHERWISE: "This question was answered already; the first answer counts.",
}
_UNDONE = {
    EntryKind.REGRADE: "your later word on the answer",
    EntryKind.SKIP: "“not today”",
    EntryKind.RESET: "the reset",
    EntryKind.TASK: "the tick",
}


@pages.get("")
def show() -> Response:
    """The next question in scope, or the end."""
    scope = parse_scope(request.args)
    return faces.step(_next(scope), scope)


@pages.post("/answer")
def answer() -> Response:
    """Counts an answer once; a visitor becomes a learner by it."""
    scope, form = parse_scope(request.args), AnswerForm.parse(request.form)
    presented = _presented(form.token)
    with writing() as session:
        learner = welcome(session, zone_name=form.zone)
        outcome = study.answer(
            session,
            learner_id=learner.learner_id,
            presented=presented,
            response=form.response,
            taken_ms=_taken_ms(form, presented),
            now=now(),
        )
    g.learner_id = learner.learner_id
    if isinstance(outcome, StaleAnswer):
        return learner.remembered(faces.step(_next(scope), scope, notice=_STALE[outcome.reason], status=409))
    if isinstance(outcome, Shown):
        tried = tokens.tried(presented, form.response)
        return learner.remembered(faces.question(outcome, scope, presented=tried))
    # Whoever rated a flashcard has seen its answer and knows the rating: nothing is left to say.
    if isinstance(outcome.shown.question, Flashcard) and not form.response.empty:
        return learner.remembered(faces.step(_next(scope), scope))
    return learner.remembered(faces.feedback(outcome, scope))


@pages.post("/hint")
def hint() -> Response:
    """The same question with its hint; what was filled in stays."""
    form = AnswerForm.parse(request.form)
    return _again(tokens.hinted(_presented(form.token)), form)


@pages.post("/reveal")
def reveal() -> Response:
    """A flashcard's answer with its four buttons; nothing is written."""
    form = AnswerForm.parse(request.form)
    return _again(_presented(form.token), form, revealed=True)


@pages.post("/arrange")
def arrange() -> Response:
    """An order with one step moved, for browsers without script."""
    scope, form = parse_scope(request.args), ArrangeForm.parse(request.form)
    presented = _presented(form.token)
    return faces.question(_shown(presented), scope, presented=presented, draft=form.response, moved=form.moved)


@pages.post("/regrade")
def regrade() -> Response:
    """Another rating for the answer just given, or "I was right"."""
    scope, form = parse_scope(request.args), RegradeForm.parse(request.form)
    with writing() as session:
        judged = study.regrade(session, learner_id=the_learner(), seq=form.seq, rating=form.rating, now=now())
    return faces.feedback(judged, scope)


@pages.post("/undo")
def undo() -> Response:
    """Takes back the last step and says which it was."""
    scope = parse_scope(request.args)
    with writing() as session:
        undone = study.undo(session, learner_id=the_learner(), now=now())
    first = undone.question_id if undone and undone.kind in ANSWERS and _within(undone, scope) else None
    return faces.step(_next(scope, first=first), scope, notice=_said(undone))


@pages.post("/skip")
def skip() -> Response:
    """Leaves out a card that came back today."""
    scope = parse_scope(request.args)
    presented = _presented(request.form.get("token", ""))
    with writing() as session:
        study.skip(session, learner_id=the_learner(), question_id=presented.question_id, now=now())
    return faces.step(_next(scope), scope, notice="Skipped for today.")


def keep(form: AnswerForm, *, notice: str, status: int) -> Response:
    """The question of a form that could not be taken, with what was filled in."""
    return _again(_presented(form.token), form, notice=notice, status=status)


def _next(scope: Scope, *, first: int | None = None) -> Shown | Finished:
    return caught_up(lambda session: study.show(session, learner_id=g.learner_id, scope=scope, now=now(), first=first))


def _within(undone: Undone, scope: Scope) -> bool:
    return scope.deck_id in (None, undone.place.deck_id) and scope.section in (None, undone.place.section)


def _again(
    presented: Presented, form: AnswerForm, *, revealed: bool = False, notice: str = "", status: int = 200
) -> Response:
    return faces.question(
        _shown(presented),
        parse_scope(request.args),
        presented=presented,
        draft=form.response,
        revealed=revealed,
        notice=notice,
        status=status,
    )


def _shown(presented: Presented) -> Shown:
    with reading() as session:
        return study.shown(session, presented=presented, now=now())


def _presented(token: str) -> Presented:
    presented = tokens.read(token)
    if presented.learner_id not in (None, g.learner_id):
        raise tokens.BadToken("this question was shown to somebody else")
    return presented


def _taken_ms(form: AnswerForm, presented: Presented) -> int:
    if form.taken_ms is not None:
        return form.taken_ms
    return max(0, (now() - presented.shown_at) // timedelta(milliseconds=1))


def _said(undone: Undone | None) -> str:
    if undone is None:
        return "There is nothing left to undo."
    if undone.cards > 1:
        return f"Undone: the reset of {undone.cards} cards."
    asked = shorten(inline(headline(undone.question.ask)).striptags(), 64, placeholder=" …")
    return f"Undone: {_UNDONE.get(undone.kind, 'your answer')} to “{asked}”"
