"""What a learner mixes up: the list, and two things side by side with a test that schedules nothing."""

from flask import Blueprint, Response, g, request

from quizzes.core.confusions import Confusion
from quizzes.core.study import Judged
from quizzes.services import confusions
from quizzes.web.pathdeck import reading
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("confusions", __name__, url_prefix="/confusions")

_MOST_PICKS = 100


@pages.get("")
def show() -> Response:
    """Every pair, the newest first; a visitor has none yet."""
    found: tuple[Confusion, ...] = ()
    if g.learner_id is not None:
        with reading() as session:
            found = confusions.mixed_up(session, learner_id=g.learner_id)
    return page("confusions/list.html", title="What you mix up", confusions=found)


@pages.get("/<int:question_id>/<key>")
def compare(question_id: int, key: str) -> Response:
    """Two things side by side; what was picked in the test stands in the address and nowhere else."""
    with reading() as session:
        found = confusions.compare(session, learner_id=the_learner(), question_id=question_id, key=key)
    picks = _picks(request.args.getlist("pick"))
    return page(
        "confusions/pair.html",
        partial="confusions/_test.html",
        title="Side by side",
        compared=found,
        picks=picks,
        last=next(reversed(picks), None),
        here={"question_id": question_id, "key": key},
    )


def offered(judged: Judged) -> Confusion | None:
    """The pair that an answer mixed up once more, to be offered with its feedback."""
    with reading() as session:
        return confusions.offer(session, learner_id=the_learner(), judged=judged)


def _picks(given: list[str]) -> dict[int, bool]:
    """Line of the test to whether the left one was picked, in the order of picking; the first pick of a line counts."""
    picks: dict[int, bool] = {}
    for pick in given[:_MOST_PICKS]:
        line, _, side = pick.partition("-")
        if line.isascii() and line.isdigit() and side in ("left", "right"):
            picks.setdefault(int(line[:4]), side == "left")
    return picks
