"""A small application of its own for `pathdeck preview`: one bank's file in the browser, without a database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex, token_urlsafe
from socket import create_server
from threading import Lock

from flask import Flask, Response, g, jsonify, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from quizzes.core.banks import Bank, Checked, as_text
from quizzes.core.grading import UnfitResponse, difference
from quizzes.core.trials import preview_of
from quizzes.settings import CHECKOUT
from quizzes.web import trying, words
from quizzes.web.forms import BadForm
from quizzes.web.rendering import page
from quizzes.web.security.headers import SecurityHeaders
from quizzes.web.security.origins import refuse_foreign_requests
from quizzes.web.security.static import serve_static_files
from quizzes.web.tokens import BadToken

HOST = "127.0.0.1"


@dataclass(slots=True)
class Followed:
    """A file as it was last read, and the bank that it was when it had no error."""

    file: Path
    read: Callable[[], Checked]
    bank: Bank | None = None
    checked: Checked = field(default_factory=lambda: Checked((), ()))
    gone: bool = False
    # Another start makes another page, for it does not read what this one signed.
    start: str = field(default_factory=lambda: token_hex(4))
    _stamp: tuple[int, ...] = ()
    _looking: Lock = field(default_factory=Lock)

    def look(self) -> None:
        """Reads a changed file; one that is gone for the moment, as while an editor writes it, stays as it was."""
        with self._looking:
            try:
                status = self.file.stat()
                stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
                if stamp != self._stamp:
                    self.checked = self.read()
            except OSError:
                self.gone = True
                return
            self.gone, self._stamp = False, stamp
            self.bank = self.checked.banks[0] if self.checked.banks else self.bank

    @property
    def state(self) -> str:
        """Changes when the page would be another."""
        return blake2b(repr((self.start, self.gone, self._stamp)).encode(), digest_size=8).hexdigest()


def serve(file: Path, read: Callable[[], Checked], *, port: int = 0) -> BaseWSGIServer:
    """A server on this machine alone that shows the file as `read` gives it, on a free port unless one is named.

    Raises OSError if the port is taken.
    """
    app = create_previewer(Followed(file=file, read=read))
    # Werkzeug would end the process over a taken port; a socket of ours raises.
    with create_server((HOST, port)) as listening:
        return make_server(HOST, port, app, threaded=True, request_handler=_Quiet, fd=listening.fileno())


def create_previewer(followed: Followed) -> Flask:
    """The application around one file; it writes nothing anywhere."""
    app = Flask("pathdeck", template_folder=str(CHECKOUT / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=token_urlsafe(32),
        # Browsers share cookies between the ports of a machine, so each preview has its own.
        SESSION_COOKIE_NAME=f"pathdeck-preview-{followed.start}",
        SESSION_COOKIE_SAMESITE="Strict",
        TRUSTED_HOSTS=[HOST, "localhost"],
    )
    refuse_foreign_requests(app)
    CSRFProtect(app)
    words.register(app)
    app.add_template_global(difference, "difference")
    app.register_blueprint(trying.pages)
    serve_static_files(app)
    app.wsgi_app = SecurityHeaders(app.wsgi_app, https=False)  # type: ignore[method-assign]

    @app.before_request
    def load() -> None:
        g.theme = ""

    @app.get("/")
    def show() -> Response:
        """The question that the address names, else the first."""
        followed.look()
        return _show(followed, key=request.args.get("at", ""))

    @app.get("/state")
    def state() -> Response:
        """What the page compares, to know when the file has changed."""
        followed.look()
        return jsonify(state=followed.state)

    for refused in (CSRFError, BadToken, BadForm, UnfitResponse):
        app.register_error_handler(refused, lambda _: _show(followed, status=400))
    return app


def _show(followed: Followed, *, key: str = "", status: int = 200) -> Response:
    bank = followed.bank if followed.bank and followed.bank.questions else None
    preview = preview_of(bank, key=key) if bank else None
    return page(
        "trying/previewer.html",
        status=status,
        title=bank.title if bank else followed.file.name,
        followed=followed,
        bank=bank,
        errors=as_text(followed.checked.errors),
        warnings=as_text(followed.checked.warnings),
        preview=preview,
        **(trying.first(preview.question) if preview else {}),
    )


class _Quiet(WSGIRequestHandler):
    """Says nothing of requests; the page asks every moment whether the file has changed."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""
