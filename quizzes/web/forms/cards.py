"""The forms of the card browser: what to look for, and what to do with what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from werkzeug.datastructures import MultiDict

from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.core.search import Order, Search, Sort, parse
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import day, number

DEEDS = ("suspend", "unsuspend", "bury", "reset", "due")
_MOST_PAGES = 99_999


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """A search with the order and the page of what it finds."""

    search: Search
    order: Order
    number: int

    @classmethod
    def parse(cls, args: Mapping[str, str]) -> Self:
        """The search in an address; raises BadForm."""
        sort = args.get("sort", "") or Sort.DUE
        by = sort.removeprefix("-")
        if by not in list(Sort):
            raise BadForm("sort by due, interval, ease, lapses, section or question")
        return cls(
            search=parse(args.get("q", "")),
            order=Order(by=Sort(by), descending=sort.startswith("-")),
            number=number(args, "page", low=1, high=_MOST_PAGES) or 1,
        )

    @property
    def sort(self) -> str:
        """The order as it stands in addresses."""
        return f"-{self.order.by}" if self.order.descending else str(self.order.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedForm:
    """What to do, and with which questions; `everything` is all that the search finds.

    There is no deed where a due day was to be set and none was chosen.
    """

    deed: Deed | None
    everything: bool
    questions: tuple[int, ...]

    @classmethod
    def parse(cls, form: MultiDict[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        kind = form.get("deed", "")
        if kind not in DEEDS:
            raise BadForm("suspend, unsuspend, bury, forget or set the due day")
        due_day = day(form, "due_day") if kind == EntryKind.DUE else None
        missing = kind == EntryKind.DUE and due_day is None
        return cls(
            deed=None if missing else Deed(kind=EntryKind(kind), due_day=due_day),
            everything="everything" in form,
            questions=tuple(_id(text) for text in form.getlist("question")),
        )


def _id(text: str) -> int:
    found = number({"question": text}, "question", low=1)
    if found is None:
        raise BadForm("question is missing")
    return found
