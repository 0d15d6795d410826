"""Live rounds: one function for each thing that people do in one. What they return stands in `core.rounds`.

A round is found by its players and by the members of its group; everybody else gets NotFound.
"""

from quizzes.services.rounds.answering import answer
from quizzes.services.rounds.joining import RoundFull, drop_out, find, join
from quizzes.services.rounds.looking import look, pulse, running, running_in, running_near
from quizzes.services.rounds.moving import end, move
from quizzes.services.rounds.opening import NothingToAsk, open_round

__all__ = [
    "NothingToAsk",
    "RoundFull",
    "answer",
    "drop_out",
    "end",
    "find",
    "join",
    "look",
    "move",
    "open_round",
    "pulse",
    "running",
    "running_in",
    "running_near",
]
