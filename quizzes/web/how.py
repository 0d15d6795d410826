"""How this works, on one screen."""

from flask import Blueprint, Response

from quizzes.web.rendering import page

pages = Blueprint("how", __name__)


@pages.get("/how")
def show() -> Response:
    """The page that explains the rest."""
    return page("how/how.html", title="How this works")
