"""The forms of a live round: opening one, coming in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from quizzes.core.rounds import DEFAULT_QUESTIONS, MOST_QUESTIONS
from quizzes.web.forms.fields import needed, number

_LONGEST_FIELD = 1_000
_LONGEST_SECTION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinForm:
    """The words that were read aloud, a name for the evening, and whether answers count as reviews."""

    key: str
    name: str
    reviews: bool
    zone: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent."""
        return cls(
            key=form.get("key", "")[:200],
            name=form.get("name", "")[:_LONGEST_FIELD],
            reviews="reviews" in form,
            zone=form.get("zone", "")[:64],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """What a round is opened on; no section means the whole deck, no group that only the key lets people in."""

    deck_id: int
    section: str | None
    group_id: int | None
    questions: int
    name: str
    reviews: bool
    zone: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        return cls(
            deck_id=needed(form, "deck", low=1),
            section=form.get("section", "")[:_LONGEST_SECTION] or None,
            group_id=number(form, "group", low=1),
            questions=number(form, "questions", low=1, high=MOST_QUESTIONS) or DEFAULT_QUESTIONS,
            name=form.get("name", "")[:_LONGEST_FIELD],
            reviews="reviews" in form,
            zone=form.get("zone", "")[:64],
        )

    @classmethod
    def empty(cls, args: Mapping[str, str], *, name: str, reviews: bool, deck_id: int | None) -> Self:
        """The form before it is filled in, as far as the address says; without a deck, one is chosen first."""
        return cls(
            deck_id=deck_id or 0,
            section=args.get("section", "")[:_LONGEST_SECTION] or None,
            group_id=number(args, "group", low=1),
            questions=DEFAULT_QUESTIONS,
            name=name,
            reviews=reviews,
        )
