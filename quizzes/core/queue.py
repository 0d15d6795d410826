"""Which card comes next, from a small window of candidates and the last answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from quizzes.core.options import Mix, NewOrder

WINDOW = 32
"""How many candidates of each sort are read."""
SPACING = 10
"""How many cards a question stays away from what it gives away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question tests and gives away; `key` is its id within its deck, the rest as in its head."""

    question_id: int
    deck_id: int
    key: str
    fact: str | None = None
    facts: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Asked):
    """A card that could come next; a due one has the due fields, a drill the turn, a new one its deck's mix."""

    due_day: date | None = None
    due_order: int = 0
    drill_turn: int = 0
    mix: Mix = Mix.MIXED


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The first candidates of each sort, in stored order, without those whose day is not today."""

    due: tuple[Candidate, ...] = ()
    drill: tuple[Candidate, ...] = ()
    new: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How the day stands: done so far and left after limits."""

    new_done: int
    new_left: int
    reviews_done: int
    reviews_left: int

    @property
    def new_is_behind(self) -> bool:
        """Whether new cards lag behind reviews, each measured by its own share of the day."""
        new_total = self.new_done + self.new_left
        reviews_total = self.reviews_done + self.reviews_left
        return self.new_done * reviews_total < self.reviews_done * new_total


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How many cards may still come today, and how many the limit hides."""

    left: int
    hidden: int


def allowance(available: int, *, limit: int, extra: int, done: int) -> Allowance:
    """What is left of `available` cards under a day's limit with its extra; `done` counts towards it."""
    left = min(available, max(0, limit + extra - done))
    return Allowance(left=left, hidden=available - left)


def in_new_order(cards: Sequence[Candidate], order: NewOrder, *, learner_id: int) -> tuple[Candidate, ...]:
    """New cards in the order they come: as stored, or mixed up in a way that is the learner's own and stays."""
    if order is NewOrder.PATH:
        return tuple(cards)
    return tuple(sorted(cards, key=lambda card: blake2b(f"{learner_id}:{card.question_id}".encode()).digest()))


def pick(window: Window, *, pace: Pace, answers_today: Mapping[int, int], recent: Sequence[Asked]) -> Candidate | None:
    """The next card, or None when nothing in the window may come today.

    `answers_today` counts each deck's answers of any kind on this study day. `recent` are the day's last answers,
    newest first; ten of them matter.
    """
    near = recent[:SPACING]
    others = _without(window, near[0].question_id) if near else window
    return _first(others, pace, answers_today, near) or _first(window, pace, answers_today, near)


def gives_away(one: Asked, other: Asked) -> bool:
    """Whether seeing one question helps with the other: they touch a common fact, or one names the other to avoid."""
    if one.deck_id != other.deck_id or one.question_id == other.question_id:
        return False
    if one.key in other.avoid or other.key in one.avoid:
        return True
    return not _touched(one).isdisjoint(_touched(other))


def _first(window: Window, pace: Pace, answers_today: Mapping[int, int], near: Sequence[Asked]) -> Candidate | None:
    drill = min(window.drill, key=lambda card: _drill_order(card, answers_today), default=None)
    if drill is not None and _wait(drill, answers_today) <= 0:
        return drill
    due = _apart(window.due, near) if pace.reviews_left > 0 else []
    new = _apart(window.new, near) if pace.new_left > 0 else []
    if due:
        new = [card for card in new if card.mix is Mix.BEFORE or (card.mix is Mix.MIXED and pace.new_is_behind)]
    if new:
        return new[0]
    return min(due, key=_due_order, default=drill)


def _apart(cards: Iterable[Candidate], near: Sequence[Asked]) -> list[Candidate]:
    return [card for card in cards if not any(gives_away(card, asked) for asked in near)]


def _without(window: Window, question_id: int) -> Window:
    due, drill, new = (
        tuple(card for card in cards if card.question_id != question_id)
        for cards in (window.due, window.drill, window.new)
    )
    return Window(due=due, drill=drill, new=new)


def _wait(card: Candidate, answers_today: Mapping[int, int]) -> int:
    return card.drill_turn - answers_today.get(card.deck_id, 0)


def _drill_order(card: Candidate, answers_today: Mapping[int, int]) -> tuple[int, int]:
    return _wait(card, answers_today), card.question_id


def _due_order(card: Candidate) -> tuple[date, int, int]:
    return card.due_day or date.min, card.due_order, card.question_id


def _touched(asked: Asked) -> frozenset[str]:
    own = () if asked.fact is None else (asked.fact,)
    return frozenset((*own, *asked.facts))
