"""The order of cards that fall due on the same day."""

from datetime import date
from hashlib import blake2b


def due_order(*, learner_id: int, question_id: int, due_day: date) -> int:
    """A number from 0 to 2³²−1 that mixes the day's cards, another way for each learner and day."""
    name = f"{learner_id}:{question_id}:{due_day.isoformat()}"
    return int.from_bytes(blake2b(name.encode()).digest()[:4], "big")
