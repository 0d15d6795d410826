"""Progress: what a learner's answers and cards say in numbers."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.stats.outcomes import with_total
from quizzes.core.stats.tally import Tally
from quizzes.services import stats
from quizzes.web.forms.fields import number
from quizzes.web.pathdeck import now, reading
from quizzes.web.people import the_learner
from quizzes.web.rendering import is_htmx, page

pages = Blueprint("stats", __name__, url_prefix="/stats")

_WIDTH = 1000
_HEIGHT = 100


@pages.get("")
def show() -> Response:
    """All decks together, or one of them."""
    if g.learner_id is None:
        return page("stats/stats.html", title="Progress", stats=None)
    deck_id = number(request.args, "deck", low=1)
    with reading() as session:
        found = stats.progress(session, learner_id=the_learner(), deck_id=deck_id, now=now())
    return page("stats/stats.html", title="Progress", stats=found, year=found.year)


@pages.get("/year")
def year() -> Response | Redirect:
    """The heat map alone, for the first page to fetch."""
    if not is_htmx():
        return redirect(url_for("stats.show", _anchor="year"), 303)
    with reading() as session:
        found = stats.year(session, learner_id=the_learner(), now=now())
    return page("stats/_year.html", year=found, more=True)


@pages.app_template_filter()
def least(percents: Sequence[int | None]) -> int:
    """Where the scale of these percentages begins: at 50, or at the ten below the lowest."""
    return min(50, *(number // 10 * 10 for number in percents if number is not None), 50)


@pages.app_template_filter()
def points(percents: Sequence[int | None], low: int) -> list[tuple[float, float] | None]:
    """Each percentage as a point of a plot of 1000 by 100 that ends at 100 %; None leaves a gap."""
    step = _WIDTH / max(1, len(percents))
    return [
        None if number is None else (round(step * (place + 0.5), 1), round(_HEIGHT * (100 - number) / (100 - low), 1))
        for place, number in enumerate(percents)
    ]


@pages.app_template_filter()
def right_share(tally: Tally) -> str:
    """The share that was right: "88 %", a dash for no answers."""
    return "–" if tally.percent is None else f"{tally.percent} %"


@pages.app_template_filter()
def short_day(day: date) -> str:
    """A date as tables hold it: "3 Mar"."""
    return f"{day.day} {day:%b}"


@pages.app_template_filter()
def hour(number: int) -> str:
    """An hour as clocks show it: "07:00"."""
    return f"{number:02}:00"


@pages.app_template_filter()
def weekdays(numbers: Sequence[int]) -> str:
    """ISO weekdays by name: "Saturday and Sunday"."""
    names = [f"{date(2024, 1, number):%A}" for number in numbers]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


pages.add_app_template_filter(with_total)
