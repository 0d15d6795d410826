"""Coverage: a path line by line, each asked, skipped with a reason, or not asked yet."""

from flask import Blueprint, Response, g, url_for

from quizzes.services.coverage import coverage
from quizzes.web.pathdeck import reading
from quizzes.web.rendering import page

pages = Blueprint("coverage", __name__, url_prefix="/paths")


@pages.get("/<int:path_id>/coverage")
def show(path_id: int) -> Response:
    """Every line of one path, with what became of it."""
    with reading() as session:
        found = coverage(session, path_id=path_id, learner_id=g.learner_id)
    return page(
        "coverage/coverage.html",
        title=f"Coverage of {found.title}",
        coverage=found,
        survey=found.survey,
        back=url_for("paths.show", path_id=path_id),
    )
