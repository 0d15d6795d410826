"""The forms of the settings page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from quizzes.services.accounts import Theme
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import needed

MOST_A_DAY = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsForm:
    """When the learner's day starts, where, and how pages look; the zone is checked where zones are known."""

    zone: str
    rollover: int
    theme: Theme

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        theme = form.get("theme", "")
        if theme not in list(Theme):
            raise BadForm("choose the system's theme, light or dark")
        rollover = needed(form, "rollover", high=23)
        return cls(zone=form.get("zone", "").strip()[:64], rollover=rollover, theme=Theme(theme))


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsForm:
    """How many new and known cards of a deck a day asks at most."""

    deck_id: int
    new: int
    reviews: int

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        return cls(
            deck_id=needed(form, "deck", low=1),
            new=needed(form, "new", high=MOST_A_DAY),
            reviews=needed(form, "reviews", high=MOST_A_DAY),
        )
