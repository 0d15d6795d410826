"""Questions of a draft without YAML: a list of them, a form for each, one more, and one less."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, flash, g, redirect, request
from werkzeug import Response as Redirect

from quizzes.core.access import NotFound
from quizzes.core.banks.contents import TakenOut
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.sheets import Filled, Meaning
from quizzes.core.comparison import compared
from quizzes.core.questions import KINDS
from quizzes.services import asking
from quizzes.services.asking import Opened
from quizzes.services.writing import TooLong
from quizzes.web.editor import Place
from quizzes.web.forms.fields import number
from quizzes.web.forms.questions import is_growing, parse_texts, shown
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.publishing import too_long
from quizzes.web.rendering import page

pages = Blueprint("asking", __name__)
pages.register_error_handler(TooLong, too_long)

LISTED = 100
"""Questions of the list at first, and how many more each time."""
_OWN = frozenset("again digest csrf_token sure add move kind".split())
"""Fields of the form that are no text of the question."""
_NOTHING: Mapping[str, str] = {}


@pages.get("/decks/<int:deck_id>/edit/questions")
@pages.get("/drafts/<int:draft_id>/edit/questions", endpoint="show_new")
def show(deck_id: int | None = None, draft_id: int | None = None) -> Response:
    """The questions of a draft, each with the way to its form."""
    return _list(Place(deck_id=deck_id, draft_id=draft_id))


@pages.get("/decks/<int:deck_id>/edit/question")
@pages.get("/drafts/<int:draft_id>/edit/question", endpoint="edit_new")
def edit(deck_id: int | None = None, draft_id: int | None = None) -> Response | Redirect:
    """One question as a form; its id stands in the query, for it may hold slashes."""
    return _form(Place(deck_id=deck_id, draft_id=draft_id), _key())


@pages.post("/decks/<int:deck_id>/edit/question")
@pages.post("/drafts/<int:draft_id>/edit/question", endpoint="save_new")
def save(deck_id: int | None = None, draft_id: int | None = None) -> Response | Redirect:
    """Writes the form into the draft, or says what is wrong with it, with all that was typed."""
    place, key, texts = Place(deck_id=deck_id, draft_id=draft_id), _key(), parse_texts(request.form)
    if is_growing(texts):
        return _form(place, key, texts=texts)
    meaning = Meaning(again="again" in texts, sure="sure" in texts)
    try:
        with writing() as session:
            done = asking.fill(
                session,
                where=place,
                key=key,
                digest=texts.get("digest", ""),
                texts=texts,
                meaning=meaning,
                learner_id=the_learner(),
                now=now(),
            )
    except (CannotEdit, TooLong) as refusal:
        done = _refused(key, refusal)
    if done.taken:
        return _kept(place, key)
    return _form(place, key, texts=texts, done=done)


@pages.get("/decks/<int:deck_id>/edit/question/new")
@pages.get("/drafts/<int:draft_id>/edit/question/new", endpoint="begin_new")
def begin(deck_id: int | None = None, draft_id: int | None = None) -> Response | Redirect:
    """The kinds to choose from, or an empty question of one of them."""
    return _new(Place(deck_id=deck_id, draft_id=draft_id))


@pages.post("/decks/<int:deck_id>/edit/question/new")
@pages.post("/drafts/<int:draft_id>/edit/question/new", endpoint="add_new")
def add(deck_id: int | None = None, draft_id: int | None = None) -> Response | Redirect:
    """Writes a new question into the draft, or says what is wrong with it."""
    place, texts, kind = Place(deck_id=deck_id, draft_id=draft_id), parse_texts(request.form), _kind()
    if is_growing(texts) or not kind:
        return _new(place, texts=texts)
    try:
        with writing() as session:
            done = asking.add(
                session,
                where=place,
                kind=kind,
                texts=texts,
                after=request.args.get("after", ""),
                name=request.args.get("name", ""),
                learner_id=the_learner(),
                now=now(),
            )
    except (CannotEdit, TooLong) as refusal:
        done = _refused("", refusal)
    return _kept(place, done.id) if done.taken else _new(place, texts=texts, done=done)


@pages.post("/decks/<int:deck_id>/edit/question/remove")
@pages.post("/drafts/<int:draft_id>/edit/question/remove", endpoint="remove_new")
def remove(deck_id: int | None = None, draft_id: int | None = None) -> Response | Redirect:
    """Takes a question out of the draft; what was taken stands in the page, for undo."""
    place, key = Place(deck_id=deck_id, draft_id=draft_id), _key()
    try:
        with writing() as session:
            taken = asking.take_out(session, where=place, key=key, learner_id=the_learner(), now=now())
    except CannotEdit as refusal:
        return _back(place, refusal)
    return _list(place, taken=taken)


@pages.post("/decks/<int:deck_id>/edit/question/restore")
@pages.post("/drafts/<int:draft_id>/edit/question/restore", endpoint="restore_new")
def restore(deck_id: int | None = None, draft_id: int | None = None) -> Response | Redirect:
    """Puts a question back that was taken out."""
    place = Place(deck_id=deck_id, draft_id=draft_id)
    try:
        with writing() as session:
            taken = request.form.get("taken", "")
            asking.put_back(session, where=place, taken=taken, learner_id=the_learner(), now=now())
    except (CannotEdit, TooLong) as refusal:
        return _back(place, refusal)
    flash("It is back, as it was.")
    return redirect(place.address("asking.show"), 303)


def _list(place: Place, *, taken: TakenOut | None = None) -> Response:
    most = number(request.args, "shown", low=1) or LISTED
    with reading() as session:
        found = asking.listed(session, where=place, learner_id=g.learner_id, most=most)
    return page(
        "asking/list.html",
        title=f"Questions of {found.draft.title}",
        place=place,
        found=found,
        taken=taken,
        more=most + LISTED,
    )


def _form(
    place: Place, key: str, *, texts: Mapping[str, str] = _NOTHING, done: Filled | None = None
) -> Response | Redirect:
    try:
        with reading() as session:
            found = asking.opened(session, where=place, key=key, learner_id=g.learner_id)
    except CannotEdit as refusal:
        return _back(place, refusal)
    except NotFound:
        if texts.get("kind") not in KINDS:
            raise
        return _gone(place, key, texts=texts)
    return _sheet(place, found, texts=texts, done=done, save_to=place.address("asking.edit", key=key))


def _gone(place: Place, key: str, *, texts: Mapping[str, str]) -> Response:
    """What was typed for a question that somebody took out meanwhile, to be put back by saving."""
    kind = texts["kind"]
    with reading() as session:
        found = asking.blank(session, where=place, kind=kind, learner_id=g.learner_id)
    done = Filled(text="", id=key, problems={}, moved=True)
    return _sheet(place, found, texts=texts, done=done, save_to=place.address("asking.begin", kind=kind, name=key))


def _new(place: Place, *, texts: Mapping[str, str] = _NOTHING, done: Filled | None = None) -> Response | Redirect:
    kind, after = _kind(), request.args.get("after", "")
    try:
        with reading() as session:
            found = asking.blank(session, where=place, kind=kind or KINDS[0], learner_id=g.learner_id)
    except CannotEdit as refusal:
        return _back(place, refusal)
    if not kind:
        return page(
            "asking/kinds.html",
            title="Add a question",
            place=place,
            found=found,
            after=after,
            kinds=KINDS,
        )
    name = request.args.get("name", "")
    here = place.address("asking.begin", kind=kind, after=after or None, name=name or None)
    return _sheet(place, found, texts=texts, done=done, save_to=here)


def _sheet(place: Place, found: Opened, *, texts: Mapping[str, str], done: Filled | None, save_to: str) -> Response:
    """The form of a question; what it shows is changed meanwhile by nobody, or both texts stand in it."""
    fields = shown(found.sheet.question, texts, settings=True)
    if not found.sheet.digest:
        # A question that nobody was asked cannot be retired.
        fields["rows"] = tuple(row for row in fields["rows"] if row.name != "retired")
    names = [row.name for row in fields["rows"]]
    known = {*names, *_OWN}
    raised = bool(found.published and found.sheet.question.rev > found.published.rev)
    refused = done is not None and not done.taken
    return page(
        "asking/question.html",
        title="Edit a question" if found.sheet.digest else "Add a question",
        place=place,
        found=found,
        key=found.sheet.question.id,
        done=done,
        problems=_in_order(done.problems, names) if done else {},
        again="again" in texts if texts else raised,
        digest=found.sheet.digest if not texts or (done and done.moved) else texts.get("digest", ""),
        left={name: text for name, text in texts.items() if text.strip() and name not in known},
        save_to=save_to,
        back=place.address("asking.show", _anchor=f"question-{found.sheet.question.id}"),
        compared=compared,
        status=409 if done and done.moved else 422 if refused else 200,
        **fields,
    )


def _in_order(problems: Mapping[str, tuple[str, ...]], names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What is wrong, as the fields stand in the form; what belongs to none of them first."""
    return {
        name: problems[name] for name in sorted(problems, key=lambda name: names.index(name) if name in names else -1)
    }


def _kept(place: Place, key: str) -> Redirect:
    flash("Saved in the draft. Learners see it once you publish it.")
    return redirect(place.address("asking.show", _anchor=f"question-{key}"), 303)


def _back(place: Place, refusal: Exception) -> Redirect:
    said = str(refusal)
    flash(f"{said[:1].upper()}{said[1:]}.")
    return redirect(place.address("asking.show"), 303)


def _refused(key: str, refusal: Exception) -> Filled:
    return Filled(text="", id=key, problems={"": (str(refusal),)})


def _key() -> str:
    return request.args.get("key", "")


def _kind() -> str:
    """The kind that was chosen, or "" for none."""
    kind = request.args.get("kind", "")
    return kind if kind in KINDS else ""
