"""Live rounds: one question at a time on everybody's own screen."""

from quizzes.core.rounds.drawing import DEFAULT_QUESTIONS, KINDS, MOST_QUESTIONS, Drawable, draw, seed_of
from quizzes.core.rounds.keys import free_name, heard_key, key_of
from quizzes.core.rounds.rules import (
    HOST_SILENT,
    IDLE,
    MOST_PLAYERS,
    may_lead,
    moved,
    shares,
    stage_now,
    standings,
)
from quizzes.core.rounds.values import Face, Missed, Pulse, Running, Screen, Share, Stage, Standing

__all__ = [
    "DEFAULT_QUESTIONS",
    "HOST_SILENT",
    "IDLE",
    "KINDS",
    "MOST_PLAYERS",
    "MOST_QUESTIONS",
    "Drawable",
    "Face",
    "Missed",
    "Pulse",
    "Running",
    "Screen",
    "Share",
    "Stage",
    "Standing",
    "draw",
    "free_name",
    "heard_key",
    "key_of",
    "may_lead",
    "moved",
    "seed_of",
    "shares",
    "stage_now",
    "standings",
]
