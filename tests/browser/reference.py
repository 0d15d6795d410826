"""The daily queue once more, from its rules alone: a plain simulation that shares no code with the program.

It knows one learner with one deck of questions that are right or wrong, and tells which question comes next.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from math import ceil

WINDOW, SPACING, DRILL_DISTANCE = 32, 10, 8
DAY = timedelta(days=1)


@dataclass(slots=True)
class Known:
    """A question with what it gives away, and its card."""

    number: int
    name: str
    fact: str
    facts: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    due: date | None = None
    repetitions: int = 0
    interval: int = 0
    ease: int = 250
    last: date | None = None
    drill: date | None = None
    turn: int = 0

    def due_order(self) -> int:
        digest = blake2b(f"1:{self.number}:{self.due}".encode()).digest()
        return int.from_bytes(digest[:4], "big")

    def spoils(self, other: "Known") -> bool:
        if self is other:
            return False
        named = self.name in other.avoid or other.name in self.avoid
        return named or bool({self.fact, *self.facts} & {other.fact, *other.facts})


@dataclass(slots=True)
class Reference:
    """One learner's deck on a day."""

    cards: list[Known]
    today: date
    new_limit: int
    review_limit: int
    exam: date | None = None
    exam_from: date | None = None
    spread_until: date | None = None
    spread_reviews: int = 0
    new_done: int = 0
    reviews_done: int = 0
    answers: int = 0
    early: list[Known] = field(default_factory=list)
    early_passed: int = 0
    recent: list[Known] = field(default_factory=list)

    def wake(self, today: date) -> None:
        """Begins another day."""
        self.today = today
        self.new_done = self.reviews_done = self.answers = self.early_passed = 0
        self.early, self.recent = [], []

    def backlog(self) -> int:
        return sum(card.due is not None and card.due <= self.today for card in self.cards)

    def spread(self, days: int) -> None:
        self.spread_until = self.today + (days - 1) * DAY
        self.spread_reviews = ceil(self.backlog() / days)

    def set_exam(self, day: date) -> None:
        self.exam, self.exam_from = day, self.today

    # What may come today

    def reviews(self) -> list[Known]:
        due = [card for card in self.cards if self._is_due(card) and card.drill != self.today]
        free = [card for card in due if not self._sibling_came(card)]
        return sorted(free, key=lambda card: (card.due, card.due_order()))

    def new(self) -> list[Known]:
        free = [card for card in self.cards if card.due is None and not self._sibling_first(card)]
        return free[:WINDOW]

    def soon(self) -> list[Known]:
        """Cards that the exam would miss, as far as they may come today."""
        free = [card for card in self._missed() if card.drill != self.today and not self._sibling_first(card)]
        return sorted(free, key=lambda card: (card.due, card.due_order()))

    def drills(self) -> list[Known]:
        return [card for card in self.cards if card.drill == self.today]

    def reviews_left(self) -> int:
        spread = self.spread_until is not None and self.today <= self.spread_until
        limit = self.spread_reviews if spread else self.review_limit
        return min(facts(self.reviews()), max(0, limit - self.reviews_done))

    def early_left(self) -> int:
        if self.exam is None or self.exam <= self.today:
            return 0
        share = ceil((len(self._missed()) + len(self.early)) / (self.exam - self.today).days) - len(self.early)
        return min(facts(self.soon()), max(0, share))

    def new_left(self) -> int:
        return min(facts(self.new()), max(0, self.new_limit - self.new_done))

    # What comes next

    def next(self) -> Known | None:
        others = [card for card in self.cards if card not in self.recent[:1]]
        near = self.recent[:SPACING]
        return self._pick(others, near) or self._pick(self.cards, near) or self._pick(self.cards, [])

    def _pick(self, among: list[Known], near: list[Known]) -> Known | None:
        drills = sorted((card for card in self.drills() if card in among), key=lambda card: (card.turn, card.number))
        if drills and drills[0].turn <= self.answers:
            return drills[0]
        due = self.reviews()[:WINDOW] if self.reviews_left() else []
        due += self.soon()[:WINDOW] if self.early_left() else []
        due = [card for card in due if card in among and not any(card.spoils(other) for other in near)]
        new = self.new() if self.new_left() else []
        new = [card for card in new if card in among and not any(card.spoils(other) for other in near)]
        reviews_done, reviews_left = self.reviews_done + self.early_passed, self.reviews_left() + self.early_left()
        new_all, reviews_all = self.new_done + self.new_left(), reviews_done + reviews_left
        if new and (not due or self.new_done * reviews_all < reviews_done * new_all):
            return new[0]
        return next(iter(due or drills), None)

    # What an answer does

    def quality(self, card: Known, *, right: bool, helped: bool = False, hard: bool = False) -> int:
        scheduled = card.due is None or (card.due <= self.today and card.drill != self.today)
        slipped = scheduled and card.repetitions == 0 and card.interval == 1
        if not right:
            return 1
        return 3 if helped or hard or slipped else 4

    def answer(self, card: Known, quality: int) -> None:
        drill = card.drill == self.today and card.due is not None
        ahead = card.due is not None and self.today < card.due and not drill
        if ahead and self._is_missed(card):
            self.early.append(card)
            self.early_passed += quality >= 3
        if card.due is None:
            self.new_done += 1
            self._schedule(card, quality)
        elif not drill and not (ahead and quality >= 3):
            self.reviews_done += 1
            self._schedule(card, quality)
        again = quality < 4
        card.drill, card.turn = (self.today, self.answers + 1 + DRILL_DISTANCE) if again else (None, 0)
        card.last = self.today
        self.answers += 1
        self.recent.insert(0, card)

    def skip(self, card: Known) -> None:
        card.drill, card.turn = None, 0

    def _schedule(self, card: Known, quality: int) -> None:
        if quality < 3:
            card.repetitions, card.interval = 0, 1
        else:
            later = -(-card.interval * card.ease // 100)
            card.interval = {0: 1, 1: 6}.get(card.repetitions, later)
            card.repetitions += 1
            card.ease = max(130, card.ease + {3: -14, 4: 0, 5: 10}[quality])
        card.due = self.today + card.interval * DAY

    # Who stands in whose way

    def _is_due(self, card: Known) -> bool:
        return card.due is not None and card.due <= self.today

    def _siblings(self, card: Known) -> list[Known]:
        return [other for other in self.cards if other.fact == card.fact and other is not card]

    def _sibling_came(self, card: Known) -> bool:
        return any(other.last == self.today for other in self._siblings(card))

    def _sibling_first(self, card: Known) -> bool:
        return self._sibling_came(card) or any(self._is_due(other) for other in self._siblings(card))

    def _missed(self) -> list[Known]:
        return [card for card in self.cards if self._is_missed(card)]

    def _is_missed(self, card: Known) -> bool:
        if self.exam is None or self.exam_from is None or card.due is None or card.due < self.exam:
            return False
        return card.last is None or card.last < self.exam_from


def facts(cards: list[Known]) -> int:
    """How many of them can come on one day."""
    return len({card.fact for card in cards[:WINDOW]})
