"""Live rounds: opening one, coming in, answering together, moving on."""

from secrets import randbits

from flask import Blueprint, Response, current_app, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.access import NotFound
from quizzes.core.grading import Mark
from quizzes.core.grading import Response as Given
from quizzes.core.names import LONGEST_NAME, BadName
from quizzes.core.rounds import DEFAULT_QUESTIONS, MOST_QUESTIONS, Screen, Stage, key_of
from quizzes.services import rounds, study
from quizzes.services.people.attempts import TooManyTries
from quizzes.web.entering import client_address
from quizzes.web.forms.fields import needed
from quizzes.web.forms.rounds import JoinForm, OpenForm
from quizzes.web.forms.study import AnswerForm, parse_scope
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import caught_up, the_learner, welcome
from quizzes.web.rendering import is_htmx, page

pages = Blueprint("rounds", __name__, url_prefix="/rounds")

_UNKNOWN_KEY = "No round has these words. Ask for the three words again, and check their spelling."
_FULL = "This round is full. Ask the host to open another one."
_NOTHING = "There is nothing here that can be asked in a round. Choose another deck or section."


@pages.errorhandler(NotFound)
def outside(_: NotFound) -> Response:
    """The same words for a round that never was and for one that somebody is out of; an open screen goes there."""
    response = page(
        "errors/error.html",
        partial="errors/_error.html",
        status=404,
        title="This round is not here for you",
        message="It may be over, or you are no longer in its group. What counted as a review is kept.",
        address=url_for("rounds.show"),
        label="Go to rounds",
    )
    if request.endpoint == "rounds.pulse" and request.view_args:
        response.headers["HX-Redirect"] = url_for("rounds.play", **request.view_args)
    return response


@pages.get("")
def show() -> Response:
    """The field for the three words, and the rounds that go on."""
    return _lounge(JoinForm(key=request.args.get("key", "")[:200], name=_name(), reviews=_named()))


@pages.get("/new")
def new() -> Response:
    """What a round is opened on: a deck, then perhaps one of its sections."""
    scope = parse_scope(request.args)
    return _opening(OpenForm.empty(request.args, name=_name(), reviews=_named(), deck_id=scope.deck_id))


@pages.post("")
def open_round() -> Response | Redirect:
    """Opens a round; a visitor becomes a learner by it."""
    form = OpenForm.parse(request.form)
    try:
        with writing() as session:
            learner = welcome(session, zone_name=form.zone)
            round_id = rounds.open_round(
                session,
                learner_id=learner.learner_id,
                deck_id=form.deck_id,
                section=form.section,
                group_id=form.group_id,
                questions=form.questions,
                name=form.name,
                reviews=form.reviews,
                secret=_secret(),
                seed=randbits(53),
                now=now(),
            )
    except (BadName, rounds.NothingToAsk) as refused:
        return _opening(form, problem=_NOTHING if isinstance(refused, rounds.NothingToAsk) else _sentence(refused))
    return learner.remembered(redirect(url_for("rounds.play", round_id=round_id), 303))


@pages.post("/join")
def join() -> Response | Redirect:
    """Comes in by the three words; a visitor becomes a learner by it."""
    form = JoinForm.parse(request.form)
    try:
        with writing() as session:
            round_id = rounds.find(session, key=form.key, address=client_address(), now=now())
    except TooManyTries as many:
        return _lounge(form, problem=f"Too many tries from here. Wait {many.minutes} minutes.", status=429)
    if round_id is None:
        return _lounge(form, problem=_UNKNOWN_KEY, status=422)
    return _join(round_id, form, by_key=True)


@pages.post("/<int:round_id>/join")
def join_here(round_id: int) -> Response | Redirect:
    """Comes in from the group's page."""
    return _join(round_id, JoinForm.parse(request.form), by_key=False)


@pages.get("/<int:round_id>")
def play(round_id: int) -> Response | Redirect:
    """The round as it stands; a member of its group who is not in it yet is asked to come in."""
    with reading() as session:
        screen = rounds.look(session, round_id=round_id, learner_id=g.learner_id, now=now())
    if not screen.pulse.is_player:
        return _door(screen, JoinForm(key="", name=_name(), reviews=_named()))
    return _screen(screen)


@pages.get("/<int:round_id>/pulse")
def pulse(round_id: int) -> Response:
    """Nothing while the screen is up to date, else the counts, or the whole screen once the round has moved."""
    with reading() as session:
        at = rounds.pulse(session, round_id=round_id, learner_id=g.learner_id, now=now())
        if request.args.get("seen") == at.seen:
            if request.args.get("counts") == at.counts:
                return Response(status=204)
            if at.stage is not Stage.LOBBY:
                return page("rounds/_pulse.html", pulse=at)
        screen = rounds.look(session, round_id=round_id, learner_id=g.learner_id, now=now())
    reply = _screen(screen)
    reply.headers["HX-Retarget"] = "#card"
    reply.headers["HX-Reswap"] = "outerHTML show:none"
    return reply


@pages.post("/<int:round_id>/answer")
def answer(round_id: int) -> Response | Redirect:
    """Keeps the first answer."""
    form, place = AnswerForm.parse(request.form), needed(request.form, "place", low=1)
    with writing() as session:
        rounds.answer(
            session, round_id=round_id, learner_id=the_learner(), place=place, response=form.response, now=now()
        )
    return _after(round_id)


@pages.post("/<int:round_id>/next")
def move(round_id: int) -> Response | Redirect:
    """Reveals, asks the next question, or ends after the last one."""
    changed = needed(request.form, "changed")
    with writing() as session:
        rounds.move(session, round_id=round_id, learner_id=the_learner(), changed=changed, now=now())
    return _after(round_id)


@pages.post("/<int:round_id>/end")
def end(round_id: int) -> Response | Redirect:
    """Ends the round where it stands."""
    changed = needed(request.form, "changed")
    with writing() as session:
        rounds.end(session, round_id=round_id, learner_id=the_learner(), changed=changed, now=now())
    return _after(round_id)


def _join(round_id: int, form: JoinForm, *, by_key: bool) -> Response | Redirect:
    try:
        with writing() as session:
            learner = welcome(session, zone_name=form.zone)
            rounds.join(
                session,
                round_id=round_id,
                learner_id=learner.learner_id,
                by_key=by_key,
                name=form.name,
                reviews=form.reviews,
                now=now(),
            )
    except (BadName, rounds.RoundFull) as refused:
        problem = _FULL if isinstance(refused, rounds.RoundFull) else _sentence(refused)
        if by_key:
            return _lounge(form, problem=problem, status=422)
        flash(problem)
        return redirect(url_for("rounds.play", round_id=round_id), 303)
    return learner.remembered(redirect(url_for("rounds.play", round_id=round_id), 303))


def _after(round_id: int) -> Response | Redirect:
    if not is_htmx():
        return redirect(url_for("rounds.play", round_id=round_id), 303)
    with reading() as session:
        return _screen(rounds.look(session, round_id=round_id, learner_id=the_learner(), now=now()))


def _screen(screen: Screen) -> Response:
    at = screen.pulse
    return page(
        "rounds/round.html",
        partial="rounds/_card.html",
        title=_title(screen),
        screen=screen,
        pulse=at,
        key=key_of(_secret(), host_id=at.host_id, opened_at=at.opened_at),
        shown=screen.face,
        draft=Given(),
        hinted=False,
        judged={"grade": screen.grade, "response": screen.face.mine or Given()}
        if screen.face and screen.grade
        else None,
        tone=_TONES[screen.grade.verdict] if screen.grade else "",
    )


_TONES = {Mark.RIGHT: "right", Mark.PARTIAL: "nearly", Mark.WRONG: "wrong", Mark.UNKNOWN: "unknown"}


def _title(screen: Screen) -> str:
    at = screen.pulse
    match at.stage:
        case Stage.LOBBY:
            return "A round together"
        case Stage.OVER:
            return "How the round went"
        case _:
            return f"Question {at.at} of {at.questions}"


def _door(screen: Screen, form: JoinForm) -> Response:
    return page("rounds/door.html", title="A round together", pulse=screen.pulse, form=form, longest=LONGEST_NAME)


def _lounge(form: JoinForm, *, problem: str = "", status: int = 200) -> Response:
    with reading() as session:
        found = rounds.running(session, learner_id=g.learner_id, now=now()) if g.learner_id else ()
    return page(
        "rounds/join.html", title="A round together", form=form, running=found, problem=problem, longest=LONGEST_NAME,
        status=status,
    )  # fmt: skip


def _opening(form: OpenForm, *, problem: str = "") -> Response:
    today = caught_up(lambda session: study.today(session, learner_id=g.learner_id, now=now()))
    deck = next((deck for deck in today.decks if deck.deck_id == form.deck_id), None)
    return page(
        "rounds/new.html", title="Open a round", form=form, decks=today.decks, deck=deck, problem=problem,
        usual=DEFAULT_QUESTIONS, most=MOST_QUESTIONS, longest=LONGEST_NAME, status=422 if problem else 200,
    )  # fmt: skip


def _named() -> bool:
    return bool(_name())


def _name() -> str:
    return (g.person.name or "") if g.person else ""


def _sentence(refused: Exception) -> str:
    said = str(refused)
    return f"{said[:1].upper()}{said[1:]}."


def _secret() -> str:
    return str(current_app.secret_key)
