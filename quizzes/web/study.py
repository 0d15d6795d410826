"""The review: asking, answering, and every step of it taken back."""

from datetime import timedelta

from flask import Blueprint, Response, flash, g, get_flashed_messages, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.questions import Flashcard
from quizzes.core.scheduling.card import ANSWERS
from quizzes.core.study import Presented, Scope, Shown, Stale, StaleAnswer, Undone
from quizzes.services import study
from quizzes.web import faces, presenting, tokens
from quizzes.web.deeds import told
from quizzes.web.forms.fields import number
from quizzes.web.forms.study import AnswerForm, ArrangeForm, RegradeForm, parse_scope
from quizzes.web.pathdeck import now, writing
from quizzes.web.people import the_learner, welcome
from quizzes.web.presenting import again, following

pages = Blueprint("study", __name__, url_prefix="/study")

_STALE = {
    Stale.MOVED_ON: "This question was answered in another window meanwhile, so this answer changed nothing.",
    Stale.REVISED: "Its author changed what this question means while it was open, so your answer to the former one "
    "counts neither way. It is asked again as it is now.",
    Stale.ANSWERED_OTHERWISE: "This question was answered already; the first answer counts.",
}


@pages.get("")
def show() -> Response:
    """The next question in scope, or the end; `card` names a question to ask first."""
    scope = parse_scope(request.args)
    return faces.step(following(scope, first=number(request.args, "card", low=1)), scope)


@pages.get("/answer/<int:seq>")
def answered(seq: int) -> Response:
    """The feedback of an answer once more, for whoever comes back from its source, its history or an edit."""
    scope = parse_scope(request.args)
    return faces.feedback(presenting.judged(seq, scope), scope, notice=" ".join(map(str, get_flashed_messages())))


@pages.post("/answer")
def answer() -> Response:
    """Counts an answer once; a visitor becomes a learner by it."""
    scope, form = parse_scope(request.args), AnswerForm.parse(request.form)
    presented = presenting.presented(form.token)
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
        return learner.remembered(faces.step(following(scope), scope, notice=_STALE[outcome.reason], status=409))
    if isinstance(outcome, Shown):
        tried = tokens.tried(presented, form.response)
        return learner.remembered(faces.question(outcome, scope, presented=tried))
    # Whoever rated a flashcard has seen its answer and knows the rating: nothing is left to say.
    if isinstance(outcome.shown.question, Flashcard) and not form.response.empty:
        return learner.remembered(faces.step(following(scope), scope))
    return learner.remembered(faces.feedback(outcome, scope))


@pages.post("/hint")
def hint() -> Response:
    """The same question with its hint; what was filled in stays."""
    form = AnswerForm.parse(request.form)
    return again(tokens.hinted(presenting.presented(form.token)), draft=form.response)


@pages.post("/reveal")
def reveal() -> Response:
    """A flashcard's answer with its four buttons; nothing is written."""
    form = AnswerForm.parse(request.form)
    return again(presenting.presented(form.token), draft=form.response, revealed=True)


@pages.post("/arrange")
def arrange() -> Response:
    """An order with one step moved, for browsers without script."""
    scope, form = parse_scope(request.args), ArrangeForm.parse(request.form)
    presented = presenting.presented(form.token)
    return faces.question(
        presenting.shown(presented), scope, presented=presented, draft=form.response, moved=form.moved
    )


@pages.post("/regrade")
def regrade() -> Response:
    """Another rating for the answer just given, or "I was right"."""
    scope, form = parse_scope(request.args), RegradeForm.parse(request.form)
    with writing() as session:
        judged = study.regrade(
            session, learner_id=the_learner(), seq=form.seq, rating=form.rating, now=now(), scope=scope
        )
    return faces.feedback(judged, scope)


@pages.post("/undo")
def undo() -> Response | Redirect:
    """Takes back the last step and says which it was; on a card's own page that page stays."""
    scope, card = parse_scope(request.args), number(request.args, "card", low=1)
    with writing() as session:
        undone = study.undo(session, learner_id=the_learner(), now=now())
    first = undone.question_id if undone and undone.kind in ANSWERS and _within(undone, scope) else None
    if card:
        flash(told(undone))
        return redirect(url_for("history.show", question_id=card), 303)
    return faces.step(following(scope, first=first), scope, notice=told(undone))


@pages.post("/skip")
def skip() -> Response:
    """Leaves out a card that came back today."""
    scope = parse_scope(request.args)
    presented = presenting.presented(request.form.get("token", ""))
    with writing() as session:
        study.skip(session, learner_id=the_learner(), question_id=presented.question_id, now=now())
    return faces.step(following(scope), scope, notice="Skipped for today.")


def keep(form: AnswerForm, *, notice: str, status: int) -> Response:
    """The question of a form that could not be taken, with what was filled in."""
    return again(presenting.presented(form.token), draft=form.response, notice=notice, status=status)


def _within(undone: Undone, scope: Scope) -> bool:
    return scope.deck_id in (None, undone.place.deck_id) and scope.section in (None, undone.place.section)


def _taken_ms(form: AnswerForm, presented: Presented) -> int:
    if form.taken_ms is not None:
        return form.taken_ms
    return max(0, (now() - presented.shown_at) // timedelta(milliseconds=1))
