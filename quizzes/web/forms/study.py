"""The forms of a review: what to study, an answer, a later word on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from werkzeug.datastructures import MultiDict

from quizzes.core.grading import Response
from quizzes.core.study import Mode, Rating, Scope
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import needed, number

LONGEST_TEXT = 1_000
MOST_PARTS = 200
_MOST_MS = 86_400_000
_LONGEST_SECTION = 200


def parse_scope(args: Mapping[str, str]) -> Scope:
    """What a session draws from, out of an address; raises BadForm."""
    section = args.get("section", "")[:_LONGEST_SECTION] or None
    deck_id = number(args, "deck", low=1)
    mode = args.get("mode", Mode.DUE)
    if mode not in list(Mode):
        raise BadForm("study what is due, wrong lately, ahead of its day, or cram")
    return Scope(deck_id=deck_id, section=section if deck_id else None, mode=Mode(mode))


def scope_query(scope: Scope) -> dict[str, int | str]:
    """The scope as it stands in addresses."""
    mode = None if scope.mode is Mode.DUE else scope.mode.value
    fields = {"deck": scope.deck_id, "section": scope.section, "mode": mode}
    return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """An answer to a shown question; `taken_ms` is None and `zone` empty from a browser without script."""

    token: str
    response: Response
    taken_ms: int | None
    zone: str

    @classmethod
    def parse(cls, form: MultiDict[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        keys, texts = form.getlist("key"), form.getlist("text")
        if len(keys) + len(texts) > MOST_PARTS or any(len(text) > LONGEST_TEXT for text in texts):
            raise BadForm("an answer has fewer and shorter parts")
        return cls(
            token=form.get("token", ""),
            response=Response(unknown="unknown" in form, keys=tuple(keys), texts=tuple(texts)),
            taken_ms=number(form, "taken_ms", high=_MOST_MS),
            zone=form.get("zone", "")[:64],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeForm:
    """One step of an order moved up or down; the response is the order after it."""

    token: str
    response: Response
    moved: str

    @classmethod
    def parse(cls, form: MultiDict[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        way, _, key = form.get("move", "").partition(":")
        keys = form.getlist("key")[:MOST_PARTS]
        if way not in ("up", "down") or key not in keys:
            raise BadForm("move a step of this question up or down")
        return cls(token=form.get("token", ""), response=Response(keys=_moved(keys, key, up=way == "up")), moved=key)


def _moved(keys: list[str], key: str, *, up: bool) -> tuple[str, ...]:
    place = keys.index(key)
    target = max(0, place - 1) if up else min(len(keys) - 1, place + 1)
    rest = [*keys[:place], *keys[place + 1 :]]
    return (*rest[:target], key, *rest[target:])


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeForm:
    """Another rating for an answer that was just given."""

    seq: int
    rating: Rating

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        rating = form.get("rating", "")
        if rating not in list(Rating):
            raise BadForm("rate with again, hard, good or easy")
        return cls(seq=needed(form, "seq", low=1), rating=Rating(rating))
