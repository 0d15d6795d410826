"""The learner's cards in one list: finding them, and doing something with many at once."""

from quizzes.services.cards.acting import act_on
from quizzes.services.cards.browsing import browse, find

__all__ = ["act_on", "browse", "find"]
