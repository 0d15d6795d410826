"""Judging answers: a question and a response in, a grade with every part's verdict out."""

from quizzes.core.grading.difference import Change, Segment, difference
from quizzes.core.grading.given import given
from quizzes.core.grading.judging import RATINGS, grade
from quizzes.core.grading.values import Grade, Mark, Part, Response, UnfitResponse, UnknownKey

__all__ = [
    "RATINGS",
    "Change",
    "Grade",
    "Mark",
    "Part",
    "Response",
    "Segment",
    "UnfitResponse",
    "UnknownKey",
    "difference",
    "given",
    "grade",
]
