"""Looking for cards by words, places, states and numbers: what a search says, and what it finds."""

from quizzes.core.search.answers import answer_line
from quizzes.core.search.found import FoundCard, Order, Page, Sort
from quizzes.core.search.parse import LONGEST, Search, SearchProblem, parse
from quizzes.core.search.query import (
    Comparison,
    Condition,
    Field,
    Is,
    Measure,
    Measured,
    Named,
    Query,
    State,
    Term,
    Words,
)

__all__ = [
    "LONGEST",
    "Comparison",
    "Condition",
    "Field",
    "FoundCard",
    "Is",
    "Measure",
    "Measured",
    "Named",
    "Order",
    "Page",
    "Query",
    "Search",
    "SearchProblem",
    "Sort",
    "State",
    "Term",
    "Words",
    "answer_line",
    "parse",
]
