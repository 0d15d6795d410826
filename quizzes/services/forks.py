"""Forks: a copy of a deck as one's own, which may take over what its origin changes later."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.decks import Deck, DeckRevision
from models.paths import PathRevision
from quizzes.core.access import Action, NotFound
from quizzes.core.banks import Bank, SourceFile, check, write
from quizzes.core.forks import Offer, offers, pulled
from quizzes.services import decks
from quizzes.services.access import deck_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A fork beside its origin; `revision` is the origin's newest one, `seen` the one that the fork knows."""

    deck_id: int
    title: str
    origin_id: int
    origin_title: str
    revision: int
    seen: int
    offers: tuple[Offer, ...]


def fork(session: Session, *, deck_id: int, learner_id: int, now: datetime) -> int:
    """Copies the published bank and its path as the learner's own private deck and returns it; raises NotFound.

    Every id is kept; no card and no answer goes along.
    """
    origin = deck_for(session, Action.READ, deck_id=deck_id, learner_id=learner_id)
    bank, (text, file) = _bank(session, origin, origin.revision), _path(session, origin)
    bank = decks.renamed(bank, decks.free_key(session, key=bank.id, owner_id=learner_id))
    published = decks.publish(
        session,
        bank=bank,
        yaml=write(bank),
        path_text=text,
        path_file=file,
        owner_id=learner_id,
        published_by=learner_id,
        now=now,
    )
    copy = session.get_one(Deck, published.deck_id)
    copy.origin_deck_id, copy.origin_revision = origin.id, origin.revision
    session.flush()
    return copy.id


def compare(session: Session, *, deck_id: int, learner_id: int | None) -> Compared:
    """What the origin changed since; raises NotFound unless both are there for this learner."""
    deck, origin = _both(session, deck_id=deck_id, learner_id=learner_id)
    seen = deck.origin_revision or 1
    return Compared(
        deck_id=deck.id,
        title=deck.title,
        origin_id=origin.id,
        origin_title=origin.title,
        revision=origin.revision,
        seen=seen,
        offers=_offers(session, deck, origin) if seen < origin.revision else (),
    )


def pull(
    session: Session, *, deck_id: int, learner_id: int, revision: int, chosen: Collection[str], now: datetime
) -> int:
    """Publishes the fork with the chosen changes of the origin up to `revision`; returns how many were taken over.

    Raises NotFound, also where the origin has moved on meanwhile. Once nothing is left to choose, the fork counts as
    up to date.
    """
    deck, origin = _both(session, deck_id=deck_id, learner_id=learner_id, lock=True)
    if revision != origin.revision:
        raise StaleOrigin("the origin was published again since this page was made")
    offered = _offers(session, deck, origin)
    taken = {offer.id for offer in offered} & set(chosen)
    mine, newest = _bank(session, deck, deck.revision), _bank(session, origin, origin.revision)
    if taken:
        bank, (text, file) = pulled(mine, newest=newest, offers=offered, chosen=taken), _path(session, deck)
        decks.publish(
            session,
            bank=bank,
            yaml=write(bank),
            path_text=text,
            path_file=file,
            owner_id=deck.owner_id,
            published_by=learner_id,
            note=f"Taken over from {origin.title}",
            allow_retire=True,
            now=now,
        )
    if len(taken) == len(offered):
        deck.origin_revision = origin.revision
    session.flush()
    return len(taken)


def settle(session: Session, *, deck_id: int, learner_id: int, revision: int) -> None:
    """Leaves everything that the origin changed up to `revision`; raises NotFound."""
    deck, origin = _both(session, deck_id=deck_id, learner_id=learner_id, lock=True)
    deck.origin_revision = max(deck.origin_revision or 1, min(revision, origin.revision))
    session.flush()


class StaleOrigin(ValueError):
    """The changes that were chosen from are not the newest."""


def _both(session: Session, *, deck_id: int, learner_id: int | None, lock: bool = False) -> tuple[Deck, Deck]:
    deck = deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id, lock=lock)
    if deck.origin_deck_id is None:
        raise NotFound("this deck has no origin")
    return deck, deck_for(session, Action.READ, deck_id=deck.origin_deck_id, learner_id=learner_id)


def _offers(session: Session, deck: Deck, origin: Deck) -> tuple[Offer, ...]:
    return offers(
        base=_bank(session, origin, deck.origin_revision or 1),
        newest=_bank(session, origin, origin.revision),
        mine=_bank(session, deck, deck.revision),
    )


def _bank(session: Session, deck: Deck, revision: int) -> Bank:
    yaml = session.get_one(DeckRevision, (deck.id, revision)).yaml
    return check([SourceFile(deck.key, yaml.encode())]).banks[0]


def _path(session: Session, deck: Deck) -> tuple[str | None, str]:
    """The text that the newest revision was made from."""
    last = session.get_one(DeckRevision, (deck.id, deck.revision))
    if last.path_id is None or last.path_revision is None:
        return None, ""
    path = session.get_one(PathRevision, (last.path_id, last.path_revision))
    return path.text, path.file
