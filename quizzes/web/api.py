"""What programs ask for: a bank planned, published and fetched, by a token and by nothing else."""

from collections.abc import Mapping
from typing import TypeVar

from flask import Blueprint, Response, current_app, request
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from models.gate import DatabaseBusy
from quizzes.core.access import NotFound
from quizzes.core.problems import Problem
from quizzes.core.publishing import PlanReport
from quizzes.core.wire import Refused, Sent
from quizzes.services import publishing, tokens
from quizzes.services.people import attempts
from quizzes.services.people.attempts import WINDOW, TooManyTries
from quizzes.services.publishing import Edition, Outcome, Pulled, Refusal
from quizzes.services.tokens import UnknownToken
from quizzes.web.entering import client_address
from quizzes.web.owning import LONGEST_NOTE
from quizzes.web.pathdeck import now, reading, writing

pages = Blueprint("api", __name__, url_prefix="/api/decks")

LARGEST_BYTES = 48_000_000
"""A bank of 32 MB with its path, as JSON; read only for whoever has shown a token."""
RETRY_SECONDS = 2
_STATUS = {None: 200, Refusal.STALE: 409, Refusal.UNDOES: 409, Refusal.PROBLEMS: 422}

T = TypeVar("T", Sent, PlanReport, Outcome, Pulled, Refused)


class NotJson(ValueError):
    """What was sent is not what `pathdeck publish` sends."""


@pages.get("/<path:bank_id>")
def fetch(bank_id: str) -> Response:
    """The latest text of a deck, as it was published."""
    learner_id = _learner()
    with reading() as session:
        found = publishing.pull(session, key=bank_id, learner_id=learner_id, digest=request.args.get("sha256", "")[:64])
    return _json(found)


@pages.post("/<path:bank_id>/plan")
def plan(bank_id: str) -> Response:
    """What publishing would do."""
    learner_id, sent = _learner(), _sent()
    edition, problems = _edition(bank_id, sent)
    if edition is None:
        return _json(PlanReport(bank=bank_id, title="", base=0, problems=problems), status=422)
    with reading() as session:
        place = publishing.place_for(session, key=bank_id, learner_id=learner_id)
        known = publishing.file_known(place, base=sent.known)
        found = publishing.report(session, edition, place=place, known=known, allow_retire=sent.retire)
    return _json(found)


@pages.post("/<path:bank_id>/publish")
def publish(bank_id: str) -> Response:
    """Publishes in one transaction, against the revision that the plan names."""
    learner_id, sent = _learner(), _sent()
    edition, problems = _edition(bank_id, sent)
    if edition is None:
        report = PlanReport(bank=bank_id, title="", base=0, problems=problems)
        refused = Outcome(revision=0, applied=False, report=report, refusal=Refusal.PROBLEMS)
        return _json(refused, status=422)
    with writing() as session:
        done = publishing.publish_file(
            session,
            edition,
            base=sent.base,
            known=sent.known,
            allow_retire=sent.retire,
            learner_id=learner_id,
            note=" ".join(sent.note.split())[:LONGEST_NOTE],
            now=now(),
        )
    return _json(done, status=_STATUS[done.refusal])


def _learner() -> int:
    """Whose token came along; nothing of the request is read before, and no cookie ever."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    try:
        with writing() as session:
            return tokens.use(session, token=token.strip() if scheme.lower() == "bearer" else "", now=now())
    except UnknownToken:
        # Counted apart, for a refusal takes everything back that was written with it.
        with writing() as session:
            attempts.spend(session, name=None, address=client_address(), now=now())
        raise


def _sent() -> Sent:
    request.max_content_length = LARGEST_BYTES
    try:
        return TypeAdapter(Sent).validate_json(request.get_data(cache=False))
    except ValidationError as wrong:
        raise NotJson("this is not what pathdeck publish sends; is it the same version as the server?") from wrong


def _edition(bank_id: str, sent: Sent) -> tuple[Edition | None, tuple[Problem, ...]]:
    edition, problems = publishing.read_edition(
        sent.yaml, file=f"{bank_id}.yaml", path_of=lambda _: (sent.path_text, sent.path_file)
    )
    if edition:
        message = f"this bank's id is `{edition.bank.id}`, and it was sent to the deck `{bank_id}`"
        problems = publishing.other_id(edition, key=bank_id, message=message) or problems
        edition = edition if edition.bank.id == bank_id else None
    return edition, problems


def _json(value: T, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    content = TypeAdapter(type(value)).dump_json(value)
    response = Response(content, status, headers, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused(error: str, status: int, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return _json(Refused(error=error), status=status, headers=named)


@pages.errorhandler(UnknownToken)
def _unknown_token(error: UnknownToken) -> Response:
    return _refused(str(error), 401, WWW_Authenticate="Bearer")


@pages.errorhandler(TooManyTries)
def _too_many(_: TooManyTries) -> Response:
    return _refused("too many requests", 429, Retry_After=str(int(WINDOW.total_seconds())))


@pages.errorhandler(NotFound)
def _not_found(error: NotFound) -> Response:
    return _refused(str(error), 404)


@pages.errorhandler(NotJson)
def _not_json(error: NotJson) -> Response:
    return _refused(str(error), 400)


@pages.errorhandler(DatabaseBusy)
def _busy(_: DatabaseBusy) -> Response:
    return _refused("the server is busy and saved nothing", 503, Retry_After=str(RETRY_SECONDS))


@pages.errorhandler(OperationalError)
def _broken(error: OperationalError) -> Response:
    current_app.logger.error("the database failed", exc_info=error)
    return _refused("the server's database failed, and nothing was saved", 503, Retry_After=str(RETRY_SECONDS))


@pages.errorhandler(HTTPException)
def _http(error: HTTPException) -> Response:
    return _refused(error.name, error.code or 500)
