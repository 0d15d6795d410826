"""The forms of the settings page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from werkzeug.datastructures import MultiDict

from quizzes.core.options import MOST_PER_DAY, Mix, NewOrder, Options
from quizzes.services.accounts import Theme
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import day, needed


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
class OptionsForm:
    """What a deck may ask of a day, in which order, and the day of its exam, if there is one."""

    deck_id: int
    options: Options
    exam: date | None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        order, mix = form.get("order", ""), form.get("mix", "")
        if order not in list(NewOrder) or mix not in list(Mix):
            raise BadForm("choose an order of new cards and when they come")
        options = Options(
            new_per_day=needed(form, "new", high=MOST_PER_DAY),
            reviews_per_day=needed(form, "reviews", high=MOST_PER_DAY),
            new_order=NewOrder(order),
            mix=Mix(mix),
            siblings_apart="apart" in form,
        )
        return cls(deck_id=needed(form, "deck", low=1), options=options, exam=day(form, "exam"))

    @property
    def fields(self) -> dict[str, str]:
        """The form that says the same."""
        sent = {
            "deck": str(self.deck_id),
            "new": str(self.options.new_per_day),
            "reviews": str(self.options.reviews_per_day),
            "order": self.options.new_order.value,
            "mix": self.options.mix.value,
            "exam": self.exam.isoformat() if self.exam else "",
        }
        return sent | {"apart": "on"} if self.options.siblings_apart else sent


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseForm:
    """The first and last day of a pause; without a first one it begins today."""

    first: date | None
    last: date

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        last = day(form, "until")
        if last is None:
            raise BadForm("say until which day to pause")
        return cls(first=day(form, "from"), last=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestForm:
    """Whether a streak is shown, and the weekdays it may skip."""

    shows_streak: bool
    weekdays: tuple[int, ...]

    @classmethod
    def parse(cls, form: MultiDict[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        weekdays = form.getlist("weekday")
        if any(weekday not in set("1234567") for weekday in weekdays):
            raise BadForm("a week has the days 1 to 7")
        return cls(shows_streak="streak" in form, weekdays=tuple(map(int, weekdays)))
