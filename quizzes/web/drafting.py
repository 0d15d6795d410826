"""What can be done to a text while it is written, which keeps nothing: check it, look at it, mend it."""

from flask import Blueprint, Response, request

from quizzes.core.banks.fmt import formatted
from quizzes.core.banks.lines import replaced_line
from quizzes.core.banks.page import CannotEdit
from quizzes.web.editor import Place, checked_text, editor, sent_text
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import reading

pages = Blueprint("drafting", __name__)


@pages.post("/decks/<int:deck_id>/edit/check")
@pages.post("/drafts/<int:draft_id>/edit/check", endpoint="check_text_new")
def check_text(**place: int) -> Response:
    """What is wrong with a text."""
    return _looked_through(Place(**place), "writing/_problems.html")


@pages.post("/decks/<int:deck_id>/edit/preview")
@pages.post("/drafts/<int:draft_id>/edit/preview", endpoint="preview_new")
def preview(**place: int) -> Response:
    """What a text asks."""
    return _looked_through(Place(**place), "writing/_preview.html")


@pages.post("/decks/<int:deck_id>/edit/put")
@pages.post("/drafts/<int:draft_id>/edit/put", endpoint="put_new")
def put(**place: int) -> Response:
    """A text with one line as the check would write it."""
    text, line = sent_text(), needed(request.form, "put", low=1)
    fixes = [problem.fix for problem in checked_text(text).problems if problem.line == line and problem.fix]
    return _written(Place(**place), replaced_line(text, line, fixes[0]) if fixes else text)


@pages.post("/decks/<int:deck_id>/edit/tidy")
@pages.post("/drafts/<int:draft_id>/edit/tidy", endpoint="tidy_new")
def tidy(**place: int) -> Response:
    """A text put in order, with an id for each question."""
    try:
        return _written(Place(**place), formatted(sent_text()).text)
    except CannotEdit:
        return _written(Place(**place), sent_text(), notice="Mend what is wrong first; then it can be put in order.")


def _looked_through(place: Place, partial: str) -> Response:
    with reading() as session:
        found = place.read(session)
    text = sent_text()
    return editor(place, found, text=text, checked=checked_text(text), partial=partial, looking="preview" in partial)


def _written(place: Place, text: str, *, notice: str = "") -> Response:
    """The editor with another text in it, of which a script takes the text alone."""
    with reading() as session:
        found = place.read(session)
    return editor(place, found, text=text, checked=checked_text(text), partial="writing/_text.html", notice=notice)
