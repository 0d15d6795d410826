"""The revisions of a deck: listed, compared, handed out. None of them ever changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.decks import DeckRevision
from quizzes.core.access import Action, NotFound
from quizzes.core.banks import Standing, plan
from quizzes.core.publishing import PlanReport, plan_report
from quizzes.services import publishing
from quizzes.services.access import deck_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One publishing; `counts` has what its plan came to, by group, `by` is empty for the server and for guests."""

    number: int
    published_at: datetime
    by: str
    via: str
    note: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """A deck's revisions, the newest first."""

    deck_id: int
    title: str
    latest: int
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two revisions: question by question, and line by line as a unified diff."""

    deck_id: int
    title: str
    report: PlanReport
    patch: str


def revisions(session: Session, *, deck_id: int, learner_id: int | None) -> Revisions:
    """Every revision of a deck, for those who may publish it; raises NotFound."""
    deck = deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id)
    rows = session.execute(
        select(
            DeckRevision.number,
            DeckRevision.published_at,
            DeckRevision.via,
            DeckRevision.note,
            DeckRevision.counts,
            Learner.name,
        )
        .outerjoin(Learner, Learner.id == DeckRevision.published_by)
        .where(DeckRevision.deck_id == deck_id)
        .order_by(DeckRevision.number.desc())
    )
    return Revisions(
        deck_id=deck_id,
        title=deck.title,
        latest=deck.revision,
        revisions=tuple(
            Revision(
                number=row.number,
                published_at=row.published_at,
                by=row.name or "",
                via=row.via or "",
                note=row.note or "",
                counts=json.loads(row.counts or "{}"),
            )
            for row in rows
        ),
    )


def revision_text(session: Session, *, deck_id: int, number: int, learner_id: int | None) -> tuple[str, str]:
    """A file name for a revision, and its YAML as it was published; raises NotFound."""
    deck = deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id)
    row = session.get(DeckRevision, (deck_id, number))
    if row is None:
        raise NotFound("there is no such revision")
    return f"{deck.key}-{number}.yaml", row.yaml


def compare(session: Session, *, deck_id: int, first: int, second: int, learner_id: int | None) -> Comparison:
    """What became of the questions of one revision in another; raises NotFound."""
    deck = deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id)
    old, new = (publishing.revision_bank(session, deck, number) for number in (first, second))
    planned = plan([Standing(question) for question in old.questions], new, allow_retiring=True)
    texts = [session.get_one(DeckRevision, (deck_id, number)).yaml.splitlines() for number in (first, second)]
    before, after = (f"revision {number}" for number in (first, second))
    return Comparison(
        deck_id=deck_id,
        title=deck.title,
        report=plan_report(planned, new, base=first, learners={}),
        patch="\n".join(unified_diff(texts[0], texts[1], before, after, lineterm="")),
    )
