"""Live rounds as values: how far one is, and what a screen of it shows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizzes.core.grading import Grade, Mark, Response
from quizzes.core.questions import Question


class Stage(StrEnum):
    """How far a round is: people come together, a question is open, its answer is shown, the end."""

    LOBBY = "lobby"
    ASKED = "asked"
    REVEALED = "revealed"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How a round stands for one who looks: everything a screen asks for every other second.

    `mine`: whether this question was answered by who looks; `leads` whether they may move the round on. A member of the
    round's group who has not come in is no player. `changed` counts the moves, `host_id` and `opened_at` make the key.
    """

    round_id: int
    changed: int
    stage: Stage
    at: int
    questions: int
    players: int
    answered: int
    learner_id: int
    is_player: bool
    is_host: bool
    leads: bool
    mine: bool
    reviews: bool
    host_id: int
    host_name: str
    opened_at: datetime
    deck_id: int
    deck_title: str
    section: str | None
    section_title: str
    group_id: int | None
    group_name: str

    @property
    def seen(self) -> str:
        """What a screen shows, so that it can tell whether it is behind; counts aside."""
        return f"{self.changed}-{self.stage}-{self.leads:d}-{self.mine:d}"

    @property
    def counts(self) -> str:
        """The numbers that change while the screen stays."""
        return f"{self.players}-{self.answered}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The question at hand as everybody sees it, with what the one who looks has answered."""

    question: Question
    version_id: int
    order: tuple[str, ...]
    path_id: int | None
    section: str
    section_title: str
    mine: Response | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A question of a round that is over, with the share of what could be had."""

    place: int
    question: Question
    section: str
    answers: int
    right: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many gave one answer; `key` is an option's, or empty for something written, which then stands in `text`."""

    key: str
    text: str
    mark: Mark
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody has at the end; equal points share a place."""

    learner_id: int
    name: str
    points: float
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One screen of a round; what belongs to another stage is empty.

    `names` in the lobby; `face` while a question is at hand; `grade` and `shares` once it is revealed; `standings` and
    `missed` at the end, where `path_id` leads to what can be read again.
    """

    pulse: Pulse
    names: tuple[str, ...] = ()
    face: Face | None = None
    grade: Grade | None = None
    shares: tuple[Share, ...] = ()
    standings: tuple[Standing, ...] = ()
    missed: tuple[Missed, ...] = ()
    path_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A round that goes on, as a list names it."""

    round_id: int
    deck_title: str
    host_name: str
    stage: Stage
    players: int
    is_player: bool
