"""Errors as pages: what went wrong, and what to do. They need no database and no session."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from models.engine import refers_to_nothing
from models.gate import DatabaseBusy
from quizzes.core.access import NotFound
from quizzes.core.grading import UnfitResponse
from quizzes.web import study
from quizzes.web.forms import BadForm
from quizzes.web.forms.study import AnswerForm
from quizzes.web.rendering import page
from quizzes.web.tokens import BadToken

RETRY_SECONDS = 2

_EXPIRED = "This page was open for too long. Your answer is still here; send it once more."
_WORDS = {
    400: ("That did not fit", "The form was not one of ours, or it was open for too long. Go back and try again."),
    403: ("This came from elsewhere", "Another site started this request. Open the page here and try again."),
    404: (
        "There is nothing here",
        "The address may be old or mistyped, or it is not open to you, as after you left a group or a deck was taken "
        "back. Your cards and answers are kept.",
    ),
    405: ("There is nothing here", "This address only takes forms. Start from the first page."),
    413: ("That is too much", "What you sent is larger than this server takes. Send less at once."),
    429: ("A little too fast", "Wait a moment, then try again."),
    500: ("Something broke here", "It is our mistake, and nothing you answered is lost. Try again in a moment."),
    503: ("Busy for a moment", "Nothing was saved this time. Go back and send it again."),
}


def register(app: Flask) -> None:
    """Answer each kind of failure with its page."""
    handlers: dict[type[Exception], Callable[[Any], Response]] = {
        SecurityError: _strange_host,
        CSRFError: _expired,
        HTTPException: lambda error: _error(error.code or 500),
        BadForm: lambda _: _error(400),
        BadToken: lambda _: _error(400),
        UnfitResponse: lambda _: _error(400),
        NotFound: lambda _: _error(404),
        DatabaseBusy: lambda _: _error(503),
        OperationalError: _broken_database,
        IntegrityError: _gone_meanwhile,
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, handler)


def _expired(_: CSRFError) -> Response:
    """An answer from a page whose form went stale is kept; everything else starts again."""
    if request.endpoint not in ("study.answer", "study.hint", "study.reveal"):
        return _error(400)
    try:
        return study.keep(AnswerForm.parse(request.form), notice=_EXPIRED, status=400)
    except (BadForm, BadToken, NotFound):
        return _error(400)


def _strange_host(_: SecurityError) -> Response:
    """Nothing on this server has an address under that name, so this cannot be a page."""
    said = "This server does not answer under that name. Whoever runs it can add the name to TRUSTED_HOSTS.\n"
    return Response(said, 400, mimetype="text/plain")


def _broken_database(error: OperationalError) -> Response:
    """A full disk or a lost connection: a page that says so, and a line in the log."""
    current_app.logger.error("the database failed", exc_info=error)
    return _error(503)


def _gone_meanwhile(error: IntegrityError) -> Response:
    """Somebody took away for good what this request was about, in the moment between looking and writing."""
    if refers_to_nothing(error):
        return _error(404)
    current_app.logger.error("the database refused a row", exc_info=error)
    return _error(500)


def _error(code: int) -> Response:
    title, message = _WORDS.get(code, _WORDS[500 if code >= 500 else 400])
    response = page(
        "errors/error.html",
        partial="errors/_error.html",
        status=code,
        title=title,
        message=message,
        address=url_for("today.show"),
        label="Go to Today",
    )
    if code == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
