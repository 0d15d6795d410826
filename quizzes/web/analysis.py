"""A deck's questions in numbers: what to look at first, and all of them."""

from collections.abc import Callable
from enum import StrEnum
from math import ceil

from flask import Blueprint, Response, g, request

from quizzes.core.analysis.advice import look_first
from quizzes.core.analysis.numbers import LEAST_LEARNERS, Numbers
from quizzes.services import analysis
from quizzes.web.forms.fields import number
from quizzes.web.pathdeck import reading
from quizzes.web.rendering import page

pages = Blueprint("analysis", __name__)

PAGE = 50
"""Questions on a page of the list; of those to look at first the most urgent stand on the first."""
FIRST = 12


class Order(StrEnum):
    """In which order all questions are listed."""

    DECK = "deck"
    HARDEST = "hardest"
    TELLING_LEAST = "telling least"
    FLAGGED = "flagged"


_BY: dict[Order, Callable[[Numbers], float]] = {
    Order.HARDEST: lambda one: one.facility.mean if one.facility else 2.0,
    Order.TELLING_LEAST: lambda one: 2.0 if one.discrimination is None else one.discrimination,
    Order.FLAGGED: lambda one: -one.flagged,
}


@pages.get("/decks/<int:deck_id>/numbers")
def show(deck_id: int) -> Response:
    """What the first answers say of each question; one that is named in the address leads to its page of the list."""
    order = Order(name) if (name := request.args.get("order", "")) in set(Order) else Order.DECK
    with reading() as session:
        found = analysis.analysis(session, deck_id=deck_id, learner_id=g.learner_id)
    listed = sorted(found.numbers, key=_BY[order]) if order in _BY else found.numbers
    last = max(1, ceil(len(listed) / PAGE))
    asked = number(request.args, "question", low=1)
    place = next((n for n, one in enumerate(listed) if one.asked.question_id == asked), 0)
    at = min(number(request.args, "page", low=1) or 1 + place // PAGE, last)
    return page(
        "analysis/analysis.html",
        title="Questions in numbers",
        found=found,
        first=look_first(found.numbers) if at == 1 else (),
        most=FIRST,
        listed=listed[(at - 1) * PAGE : at * PAGE],
        at=at,
        last=last,
        order=order,
        orders=Order,
        wanted=asked,
        least=LEAST_LEARNERS,
        counted=analysis.MOST_LEARNERS,
    )
