"""A learner's progress in numbers: what the page about it shows. What is returned stands in `core.stats`."""

from quizzes.services.stats.reading import progress, year

__all__ = ["progress", "year"]
