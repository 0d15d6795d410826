"""The learner's cards in one list: finding them, and doing something with many at once."""

from quizzes.services.cards.browsing import browse, find

__all__ = ["browse", "find"]
