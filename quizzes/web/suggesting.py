"""A better wording for a question, suggested to its authors by whoever has answered it."""

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.remarks import MOST_WORDS, TooLong
from quizzes.core.suggestions import MOST_SOURCE, BadSource, SuggestionKind
from quizzes.services import suggesting
from quizzes.services.suggesting import TooMany
from quizzes.web import history
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import needed
from quizzes.web.forms.questions import is_growing, parse_texts, shown
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("suggesting", __name__, url_prefix="/cards")


@pages.get("/<int:question_id>/suggest")
def show(question_id: int) -> Response:
    """The texts of a question to write anew, once it was answered."""
    return _form(question_id)


@pages.post("/<int:question_id>/suggest")
def suggest(question_id: int) -> Response | Redirect:
    """Sends the authors what was written, or says what is wrong with it."""
    texts = parse_texts(request.form)
    if is_growing(texts):
        return _form(question_id, texts=texts)
    version_id, kind = needed(request.form, "version", low=1), _kind(texts)
    try:
        with writing() as session:
            made = suggesting.suggest(
                session,
                learner_id=the_learner(),
                question_id=question_id,
                version_id=version_id,
                kind=kind,
                texts=texts,
                words=texts.get("words", ""),
                source=texts.get("link", ""),
                now=now(),
            )
    except (TooLong, BadSource, TooMany, ValueError) as refusal:
        return _form(question_id, texts=texts, problem=str(refusal))
    if made.problems:
        return _form(question_id, texts=texts, problems=made.problems)
    flash("Sent to the author. You will be told what becomes of it.")
    return redirect(history.back(question_id), 303)


@pages.post("/<int:question_id>/unsuggest")
def withdraw(question_id: int) -> Redirect:
    """A suggestion taken back by whoever made it."""
    suggestion_id = needed(request.form, "suggestion", low=1)
    with writing() as session:
        suggesting.withdraw(session, learner_id=the_learner(), question_id=question_id, suggestion_id=suggestion_id)
    flash("The suggestion is taken back.")
    return redirect(url_for("history.show", question_id=question_id), 303)


def _form(
    question_id: int,
    *,
    texts: Mapping[str, str] | None = None,
    problem: str = "",
    problems: Mapping[str, tuple[str, ...]] | None = None,
) -> Response:
    with reading() as session:
        asked = suggesting.asked(session, learner_id=the_learner(), question_id=question_id)
    sent = texts or {}
    return page(
        "suggesting/suggest.html",
        title="Suggest a change",
        question_id=question_id,
        version_id=sent.get("version") or asked.version_id,
        sent=sent,
        kinds=SuggestionKind,
        most_words=MOST_WORDS,
        most_source=MOST_SOURCE,
        problem=problem,
        problems=problems or {},
        back=history.back(question_id),
        **shown(asked.question, sent),
        status=422 if problem or problems else 200,
    )


def _kind(texts: Mapping[str, str]) -> SuggestionKind:
    kind = texts.get("kind", "")
    if kind not in list(SuggestionKind):
        raise BadForm("choose what it is about")
    return SuggestionKind(kind)
