"""Drafts in the making: a large text takes a while, so its draft stands first and says how far the work is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.drafts import Draft
from quizzes.core.access import NotFound
from quizzes.core.banks import Bank, write
from quizzes.services.drafts import own_draft, thin_out

GIVEN_UP = timedelta(minutes=5)
"""A draft that is not ready by then was left behind by a program that ended."""
_DONE = 100
_INTERRUPTED = "The work was interrupted. The text is kept: make the questions again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How far a draft is; `failure` says why it will not be ready."""

    percent: int
    failure: str

    @property
    def ready(self) -> bool:
        """Whether there are questions to look through."""
        return self.percent == _DONE


def begin(session: Session, *, owner_id: int, text: str, file: str, now: datetime) -> int:
    """Stores a text whose questions are yet to be made."""
    draft = Draft(owner_id=owner_id, file=file, text=text, yaml="", created_at=now, percent=0)
    session.add(draft)
    session.flush()
    thin_out(session, owner_id=owner_id)
    return draft.id


def advance(session: Session, *, draft_id: int, share: float) -> None:
    """Notes how much of the text was read; a draft that was thrown away meanwhile stays so."""
    percent = min(_DONE - 1, int(share * _DONE))
    session.execute(update(Draft).where(Draft.id == draft_id).values(percent=percent))


def finish(session: Session, *, draft_id: int, bank: Bank, remarks: str) -> None:
    """Stores the questions; the draft is ready to be looked through."""
    made = {"percent": _DONE, "yaml": write(bank), "remarks": remarks}
    session.execute(update(Draft).where(Draft.id == draft_id).values(made))


def fail(session: Session, *, draft_id: int, failure: str) -> None:
    """Says why there will be no questions."""
    session.execute(update(Draft).where(Draft.id == draft_id).values(remarks=failure))


def making(session: Session, *, draft_id: int, learner_id: int | None, now: datetime) -> Making:
    """How far a draft is; raises NotFound."""
    return _state(own_draft(session, draft_id, learner_id), now)


def restart(session: Session, *, draft_id: int, learner_id: int, now: datetime) -> tuple[str, str]:
    """Sets a draft whose work ended early back to its beginning; returns its text and the name of its file.

    Raises NotFound, also for a draft that is ready or still being made.
    """
    draft = own_draft(session, draft_id, learner_id)
    if not _state(draft, now).failure:
        raise NotFound("the work on this draft did not end early")
    draft.percent, draft.remarks, draft.created_at = 0, None, now
    session.flush()
    return draft.text, draft.file


def _state(draft: Draft, now: datetime) -> Making:
    if draft.percent == _DONE:
        return Making(percent=_DONE, failure="")
    given_up = now - draft.created_at > GIVEN_UP
    return Making(percent=draft.percent, failure=draft.remarks or (_INTERRUPTED if given_up else ""))
