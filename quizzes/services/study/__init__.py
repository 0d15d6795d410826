"""Studying: one function for each thing a learner does with cards. What they return stands in `core.study`.

Functions that only look raise CatchUpNeeded after a publishing; the edge then calls `catch_up` in a writing session and
looks again. Functions that write lock the learner, so two tabs come one after the other.
"""

from quizzes.services.study.acting import act, reset, skip
from quizzes.services.study.answering import answer
from quizzes.services.study.catching_up import CatchUpNeeded, catch_up
from quizzes.services.study.enrolling import allow_more, change_limits, change_options, enroll, leave, take_up
from quizzes.services.study.judging import judged
from quizzes.services.study.planning import (
    LONGEST_SPREAD,
    NotAhead,
    end_spread,
    pause,
    rest,
    resume,
    set_exam,
    spread,
)
from quizzes.services.study.replaying import Mismatch, rebuild, verify
from quizzes.services.study.revising import regrade, undo
from quizzes.services.study.showing import show, shown
from quizzes.services.study.tasks import tick
from quizzes.services.study.today import enrolled, today
from quizzes.services.study.tracing import source, trace

__all__ = [
    "LONGEST_SPREAD",
    "CatchUpNeeded",
    "Mismatch",
    "NotAhead",
    "act",
    "allow_more",
    "answer",
    "catch_up",
    "change_limits",
    "change_options",
    "end_spread",
    "enroll",
    "enrolled",
    "judged",
    "leave",
    "pause",
    "rebuild",
    "regrade",
    "reset",
    "rest",
    "resume",
    "set_exam",
    "show",
    "shown",
    "skip",
    "source",
    "spread",
    "take_up",
    "tick",
    "today",
    "trace",
    "undo",
    "verify",
]
