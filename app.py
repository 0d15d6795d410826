"""The one place where the web application is put together."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from models.engine import Database
from quizzes.clock import utc_now
from quizzes.settings import CHECKOUT, Settings
from quizzes.web import api, pages, provider, reminders
from quizzes.web.pathdeck import Pathdeck
from quizzes.web.security.headers import SecurityHeaders
from quizzes.web.security.key import read_key
from quizzes.web.security.origins import refuse_foreign_requests
from quizzes.web.security.sessions import load_learner_before_requests
from quizzes.web.security.static import serve_static_files

LARGEST_REQUEST_BYTES = 6_000_000
GUEST_COOKIE_DAYS = 400


def create_app(settings: Settings | None = None, *, clock: Callable[[], datetime] = utc_now) -> Flask:
    """A web application on a data folder that `pathdeck serve` has prepared; writes nothing."""
    settings = settings or Settings.read(os.environ)
    app = Flask("pathdeck", template_folder=str(CHECKOUT / "templates"), static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST_BYTES,
        PERMANENT_SESSION_LIFETIME=timedelta(days=GUEST_COOKIE_DAYS),
        SECRET_KEY=read_key(settings),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_NAME="__Host-pathdeck-form" if settings.secure else "pathdeck-form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        TRUSTED_HOSTS=list(settings.hosts),
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["pathdeck"] = Pathdeck(database=Database(settings.database), settings=settings, clock=clock)
    refuse_foreign_requests(app)
    load_learner_before_requests(app)
    protection = CSRFProtect(app)
    pages.register(app)
    # Mail programs send this form by themselves; the token in its address is the proof.
    protection.exempt(reminders.stop)
    # Programs have no page whose form could carry a token, and cookies open nothing there.
    protection.exempt(api.pages)
    if settings.provider:
        provider.register(app, settings.provider)
    serve_static_files(app)
    app.wsgi_app = SecurityHeaders(app.wsgi_app, https=settings.secure)  # type: ignore[method-assign]
    return app
