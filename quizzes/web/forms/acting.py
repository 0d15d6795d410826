"""The forms of a card's menu: a deed, a note, a flag."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from quizzes.core.remarks import Reason
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import day, needed, number

_DEEDS = (EntryKind.SUSPEND, EntryKind.UNSUSPEND, EntryKind.BURY, EntryKind.RESET, EntryKind.DUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The card that a form is about and the face that it stands on: a shown question (its token), the feedback of an
    answer (its number), or else the card's own page."""

    question_id: int
    token: str
    seq: int | None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The hidden fields as sent; raises BadForm."""
        return cls(
            question_id=needed(form, "question", low=1),
            token=form.get("token", ""),
            seq=number(form, "seq", low=1),
        )


def parse_deed(form: Mapping[str, str]) -> Deed | None:
    """What is to be done to a card; None where its day was left empty. Raises BadForm."""
    kind = form.get("deed", "")
    if kind not in _DEEDS:
        raise BadForm("suspend, unsuspend, bury, reset or due")
    if kind != EntryKind.DUE:
        return Deed(kind=EntryKind(kind))
    due_day = day(form, "day")
    return Deed(kind=EntryKind.DUE, due_day=due_day) if due_day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagForm:
    """A word to the author of a question."""

    reason: Reason
    words: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The form as sent; raises BadForm."""
        reason = form.get("reason", "")
        if reason not in list(Reason):
            raise BadForm("choose what is amiss")
        return cls(reason=Reason(reason), words=form.get("words", ""))
