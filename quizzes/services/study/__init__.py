"""Studying: one function for each thing a learner does with cards. What they return stands in `core.study`.

Functions that only look raise CatchUpNeeded after a publishing; the edge then calls `catch_up` in a writing session and
looks again. Functions that write lock the learner, so two tabs come one after the other.
"""

from quizzes.services.study.acting import act, reset, skip
from quizzes.services.study.answering import answer
from quizzes.services.study.catching_up import CatchUpNeeded, catch_up
from quizzes.services.study.enrolling import allow_more, change_limits, enroll, leave
from quizzes.services.study.judging import judged
from quizzes.services.study.replaying import Mismatch, rebuild, verify
from quizzes.services.study.revising import regrade, undo
from quizzes.services.study.showing import show, shown
from quizzes.services.study.tasks import tick
from quizzes.services.study.today import enrolled, today

__all__ = [
    "CatchUpNeeded",
    "Mismatch",
    "act",
    "allow_more",
    "answer",
    "catch_up",
    "change_limits",
    "enroll",
    "enrolled",
    "judged",
    "leave",
    "rebuild",
    "regrade",
    "reset",
    "show",
    "shown",
    "skip",
    "tick",
    "today",
    "undo",
    "verify",
]
