"""What waits for authors: of all decks and of one, each thing to settle, answer, take or retire, with its way back."""

from collections.abc import Mapping

from flask import Blueprint, Response, flash, g, make_response, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.comparison import compared
from quizzes.core.inbox import Matter, Order
from quizzes.core.remarks import MOST_WORDS, TooLong
from quizzes.services import carrying, inbox, resolving, rewording, taking, telling
from quizzes.services.taking import NotTaken
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import needed, number
from quizzes.web.history import BEHIND
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("inbox", __name__)


@pages.get("/inbox")
def index() -> Response:
    """The decks whose remarks one may read, with what waits in each."""
    with reading() as session:
        decks = inbox.mine(session, learner_id=the_learner())
    return page("inbox/index.html", title="Inbox", decks=decks)


@pages.get("/decks/<int:deck_id>/inbox")
def show(deck_id: int) -> Response:
    """What waits in a deck, of one kind or of all."""
    return _page(deck_id)


@pages.post("/decks/<int:deck_id>/inbox/flag")
def flag(deck_id: int) -> Response | Redirect:
    """A reply to a flag, which lays it aside or leaves it open."""
    flag_id, settled = needed(request.form, "flag", low=1), request.form.get("do") != "reply"
    try:
        with writing() as session:
            resolving.answer_flag(
                session,
                deck_id=deck_id,
                learner_id=the_learner(),
                flag_id=flag_id,
                reply=request.form.get("reply", ""),
                settled=settled,
                now=now(),
            )
    except (TooLong, ValueError) as refusal:
        return _page(deck_id, problem=f"Not sent: {refusal}.", about=f"flag-{flag_id}")
    said = "Resolved; whoever flagged it is told." if settled else "Sent; whoever flagged it is told."
    return _done(deck_id, said, f"flag-{flag_id}")


@pages.post("/decks/<int:deck_id>/inbox/suggestion")
def suggestion(deck_id: int) -> Response | Redirect:
    """Some fields of a suggestion taken into the draft, or none."""
    suggestion_id = needed(request.form, "suggestion", low=1)
    fields = request.form.getlist("field") if request.form.get("do") == "take" else []
    if request.form.get("do") == "take" and not fields:
        return _page(deck_id, problem="Tick what you take, or refuse it.", about=f"suggestion-{suggestion_id}")
    try:
        with writing() as session:
            taking.take(
                session,
                deck_id=deck_id,
                learner_id=the_learner(),
                suggestion_id=suggestion_id,
                fields=fields,
                seen=needed(request.form, "version", low=1) if fields else None,
                reply=request.form.get("reply", ""),
                now=now(),
            )
    except (TooLong, NotTaken) as refusal:
        return _page(deck_id, problem=f"Nothing was taken: {refusal}.", about=f"suggestion-{suggestion_id}")
    with reading() as session:
        editable = inbox.show(session, deck_id=deck_id, learner_id=the_learner(), shown=0).editable
    taken = "It is in the deck's draft; publish it when you are done." if editable else "Noted as taken."
    return _done(
        deck_id, taken if fields else "Left as it is; whoever suggested it is told.", f"suggestion-{suggestion_id}"
    )


@pages.get("/decks/<int:deck_id>/inbox/suggestion/<int:suggestion_id>.patch")
def patch(deck_id: int, suggestion_id: int) -> Response:
    """A suggestion as a change of the published YAML, for git."""
    fields = request.args.getlist("field")
    try:
        with reading() as session:
            made = taking.patch(
                session, deck_id=deck_id, learner_id=the_learner(), suggestion_id=suggestion_id, fields=fields
            )
    except NotTaken as refusal:
        return _page(deck_id, problem=f"There is no patch: {refusal}.", about=f"suggestion-{suggestion_id}")
    response = make_response(made.text)
    response.mimetype = "text/x-diff"
    response.headers["Content-Disposition"] = f'attachment; filename="suggestion-{suggestion_id}.patch"'
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.post("/decks/<int:deck_id>/inbox/settle")
def settle(deck_id: int) -> Redirect:
    """Something that nobody said, looked into."""
    question_id, matter = needed(request.form, "question", low=1), _matter(request.form, "matter")
    mark = request.form.get("mark", "")[:500]
    if matter is None or (matter is Matter.LEECH and not mark.isdecimal()):
        raise BadForm("name what was looked into")
    with writing() as session:
        resolving.settle(
            session,
            deck_id=deck_id,
            learner_id=the_learner(),
            question_id=question_id,
            matter=matter,
            mark=mark,
            now=now(),
        )
    return _done(deck_id, "Resolved. It comes back when there is more to say.", f"{matter.value}-{question_id}")


@pages.post("/decks/<int:deck_id>/inbox/retire")
def retire(deck_id: int) -> Redirect:
    """A question that is asked no longer, from now on."""
    question_id = _of_deck(deck_id, needed(request.form, "question", low=1))
    behind = _set_retired(question_id, retired=True)
    said = f"Retired: nobody is asked it now, and every answer is kept.{behind}"
    return _done(deck_id, said, f"retire-{question_id}")


@pages.post("/decks/<int:deck_id>/inbox/undo")
def undo(deck_id: int) -> Response | Redirect:
    """The last thing done here, taken back."""
    what, _, number_of = request.form.get("done", "").partition("-")
    if not number_of.isdecimal() or len(number_of) > 18:
        raise BadForm("name what is to be taken back")
    found, me = int(number_of), the_learner()
    if what == "retire":
        flash(f"Undone.{_set_retired(_of_deck(deck_id, found), retired=False)}")
        return redirect(url_for("inbox.show", deck_id=deck_id), 303)
    try:
        with writing() as session:
            if what == "flags":
                resolving.reopen_flags(session, deck_id=deck_id, learner_id=me, question_id=found)
            elif what == "flag":
                resolving.reopen_flag(session, deck_id=deck_id, learner_id=me, flag_id=found)
            elif what == "suggestion":
                taking.reopen(session, deck_id=deck_id, learner_id=me, suggestion_id=found, now=now())
            else:
                matter = _matter({"matter": what}, "matter")
                if matter is None:
                    raise BadForm("name what is to be taken back")
                resolving.unsettle(session, deck_id=deck_id, learner_id=me, question_id=found, matter=matter)
    except NotTaken as refusal:
        return _page(deck_id, problem=f"Not undone: {refusal}.")
    flash("Undone.")
    return redirect(url_for("inbox.show", deck_id=deck_id), 303)


@pages.post("/told")
def told() -> Redirect:
    """The answers of authors, read."""
    with writing() as session:
        telling.mark_read(session, learner_id=the_learner(), now=now())
    return redirect(url_for("today.show"), 303)


def waiting() -> int | None:
    """How many words of learners wait for whoever asks; None for who writes no deck."""
    if g.learner_id is None:
        return None
    with reading() as session:
        return inbox.waiting(session, learner_id=g.learner_id)


def _page(deck_id: int, *, problem: str = "", about: str = "") -> Response:
    matter, order = _matter(request.args, "kind"), request.args.get("order", "")
    shown = number(request.args, "shown", low=1, high=5 * inbox.MOST_READ) or inbox.SHOWN
    with reading() as session:
        found = inbox.show(
            session,
            deck_id=deck_id,
            learner_id=the_learner(),
            matter=matter,
            order=Order.NEWEST if order == Order.NEWEST.value else Order.URGENT,
            shown=shown,
        )
    return page(
        "inbox/deck.html",
        title=f"Inbox of {found.title}",
        inbox=found,
        matter=matter,
        order=order,
        matters=Matter,
        more=shown + inbox.SHOWN,
        done=request.args.get("done", ""),
        most=MOST_WORDS,
        problem=problem,
        about=about,
        sent=request.form,
        compared=compared,
        status=422 if problem else 200,
    )


def _done(deck_id: int, said: str, done: str) -> Redirect:
    flash(said, "undo")
    return redirect(url_for("inbox.show", deck_id=deck_id, done=done), 303)


def _set_retired(question_id: int, *, retired: bool) -> str:
    """Retires a question or brings it back; returns a sentence where the deck's draft says otherwise."""
    with writing() as session:
        rewording.set_retired(session, question_id=question_id, learner_id=the_learner(), retired=retired, now=now())
        behind = carrying.is_behind(session, question_id=question_id)
    return f" {BEHIND}" if behind else ""


def _of_deck(deck_id: int, question_id: int) -> int:
    """The question, if it is one of this deck; raises NotFound."""
    with reading() as session:
        resolving.owned(session, deck_id=deck_id, learner_id=the_learner(), question_id=question_id)
    return question_id


def _matter(source: Mapping[str, str], name: str) -> Matter | None:
    word = source.get(name, "")
    if word and word not in list(Matter):
        raise BadForm("choose a kind")
    return Matter(word) if word else None
