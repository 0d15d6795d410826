"""Writing a bank in the browser: its text between two revisions, saved as it is typed, by one author or several."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.authors import BankDraft, PutAside
from models.decks import Deck, DeckRevision
from quizzes.core.access import Action, NotFound, relation_of_private, require
from quizzes.core.banks import BROWSER_LIMIT
from quizzes.services.access import deck_for

MOST_DRAFTS = 20
"""New decks a learner may be writing at once."""

_BRING_BACK = 5
_TITLE = re.compile(r"\btitle:[ \t]*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\s,}#][^,}#\n]*))")
_HEAD = 2_000


class TooLong(ValueError):
    """The text has more bytes than the browser's field takes."""


class TooManyDrafts(ValueError):
    """One of the learner's drafts is published or discarded before another is begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """A draft as it stands; `draft_id` is None while nobody has changed the deck's text since it was published.

    `latest_revision` above `base_revision`: somebody published since this draft was begun. `discarded`: a text was
    thrown away that can be brought back.
    """

    draft_id: int | None
    deck_id: int | None
    title: str
    text: str
    base_revision: int
    latest_revision: int
    edition: int
    changed_by: int | None
    changed_by_name: str | None
    changed_at: datetime
    discarded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A text was kept as this edition."""

    draft_id: int
    edition: int
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """Somebody saved first: both texts, of which `yours` was put aside until the two are joined."""

    theirs: DraftText
    yours: str
    put_aside_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new deck that a learner is writing."""

    draft_id: int
    title: str
    changed_at: datetime


def begin(session: Session, *, learner_id: int, text: str = "", now: datetime) -> int:
    """Begins a new deck with this text; raises TooLong, TooManyDrafts."""
    _bounded(text)
    gone = select(BankDraft.id).where(BankDraft.owner_id == learner_id, BankDraft.discarded.is_not(None))
    oldest = (
        gone.where(BankDraft.text == "").order_by(BankDraft.changed_at.desc(), BankDraft.id.desc()).offset(_BRING_BACK)
    )
    ids = session.scalars(oldest).all()
    session.execute(delete(PutAside).where(PutAside.draft_id.in_(ids)))
    session.execute(delete(BankDraft).where(BankDraft.id.in_(ids)))
    if len(begun(session, learner_id=learner_id)) >= MOST_DRAFTS:
        raise TooManyDrafts(f"you are writing {MOST_DRAFTS} decks already; publish or discard one first")
    draft = BankDraft(owner_id=learner_id, text=text, base_revision=0, edition=0, changed_by=learner_id, changed_at=now)
    session.add(draft)
    session.flush()
    return draft.id


def begun(session: Session, *, learner_id: int | None) -> tuple[Begun, ...]:
    """The new decks that a learner is writing, the latest first."""
    head = func.substr(BankDraft.text, 1, _HEAD).label("head")
    mine = select(BankDraft.id, BankDraft.changed_at, head).where(BankDraft.owner_id == learner_id)
    shown = mine.where((BankDraft.text != "") | BankDraft.discarded.is_(None))
    rows = session.execute(shown.order_by(BankDraft.changed_at.desc(), BankDraft.id.desc()))
    return tuple(Begun(draft_id=row.id, title=_title(row.head), changed_at=row.changed_at) for row in rows)


def of_deck(session: Session, *, deck_id: int, learner_id: int | None) -> DraftText:
    """The text that the deck's authors are writing, or the latest published one; raises NotFound, TooLong."""
    deck = deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id)
    draft = session.scalars(select(BankDraft).where(BankDraft.deck_id == deck_id)).one_or_none()
    if draft and not _is_behind(session, draft, deck):
        return _shown(session, draft, deck=deck)
    latest = _revision(session, deck, deck.revision)
    _bounded(latest.yaml)
    return DraftText(
        draft_id=draft.id if draft else None,
        deck_id=deck_id,
        title=deck.title,
        text=latest.yaml,
        base_revision=deck.revision,
        latest_revision=deck.revision,
        edition=draft.edition if draft else 0,
        changed_by=latest.published_by,
        changed_by_name=_name(session, latest.published_by),
        changed_at=latest.published_at,
        discarded=draft is not None and draft.discarded is not None,
    )


def draft_of(session: Session, *, deck_id: int, learner_id: int, now: datetime) -> DraftText:
    """The deck's draft, begun from its latest revision if there is none; raises NotFound, TooLong."""
    deck = deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id, lock=True)
    return _shown(session, _draft(session, deck, learner_id=learner_id, now=now), deck=deck)


def read(session: Session, *, draft_id: int, learner_id: int | None) -> DraftText:
    """A draft as it stands; raises NotFound unless the learner may publish it."""
    draft, deck = _allowed(session, draft_id=draft_id, learner_id=learner_id)
    return _shown(session, draft, deck=deck)


def save(
    session: Session,
    *,
    draft_id: int,
    learner_id: int,
    text: str,
    edition: int,
    base: int,
    joined: bool = False,
    now: datetime,
) -> Saved | Overtaken:
    """Keeps a text that was begun from this edition; if there is another by now, puts it aside and gives both.

    `base` is the revision that the writer's text began from, and moves the draft's when `joined` says that both texts
    were put together: then nothing is aside any more. Raises NotFound, TooLong.
    """
    _bounded(text)
    draft, deck = _allowed(session, draft_id=draft_id, learner_id=learner_id, lock=True)
    if deck is not None and _is_behind(session, draft, deck):
        _follow(session, draft, deck)
    moved = base != draft.base_revision and not joined
    if text == draft.text and not moved:
        return _kept(session, draft, learner_id=learner_id, joined=joined)
    if edition != draft.edition or moved:
        _put_aside(session, draft, learner_id=learner_id, text=text, now=now)
        return Overtaken(theirs=_shown(session, draft, deck=deck), yours=text, put_aside_at=now)
    if joined and deck is not None:
        draft.base_revision = min(base, deck.revision)
    _write(session, draft, text, learner_id=learner_id, now=now)
    return _kept(session, draft, learner_id=learner_id, joined=joined)


def put_aside(session: Session, *, draft_id: int, learner_id: int) -> Overtaken | None:
    """The draft beside one's own text that somebody else's overtook, if there is one; raises NotFound."""
    draft, deck = _allowed(session, draft_id=draft_id, learner_id=learner_id)
    mine = session.get(PutAside, (draft_id, learner_id))
    if mine is None:
        return None
    return Overtaken(theirs=_shown(session, draft, deck=deck), yours=mine.text, put_aside_at=mine.saved_at)


def change(session: Session, *, deck_id: int, learner_id: int, edit: Callable[[str], str], now: datetime) -> DraftText:
    """Changes the text of the deck's draft, whatever edition it has; raises NotFound, TooLong, and what `edit` does."""
    deck = deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id, lock=True)
    draft = _draft(session, deck, learner_id=learner_id, now=now)
    return _rewrite(session, draft, deck, edit(draft.text), learner_id=learner_id, now=now)


def change_new(
    session: Session, *, draft_id: int, learner_id: int, edit: Callable[[str], str], now: datetime
) -> DraftText:
    """Changes the text of a draft, whatever edition it has; raises NotFound, TooLong, and what `edit` does."""
    draft, deck = _allowed(session, draft_id=draft_id, learner_id=learner_id, lock=True)
    return _rewrite(session, draft, deck, edit(draft.text), learner_id=learner_id, now=now)


def discard(session: Session, *, draft_id: int, learner_id: int, now: datetime) -> None:
    """Throws a draft's text away for the published one, or for none; `bring_back` has it again. Raises NotFound."""
    draft, deck = _allowed(session, draft_id=draft_id, learner_id=learner_id, lock=True)
    draft.discarded = draft.text
    if deck is not None:
        draft.base_revision = deck.revision
    text = _revision(session, deck, deck.revision).yaml if deck else ""
    _write(session, draft, text, learner_id=learner_id, now=now)


def bring_back(session: Session, *, draft_id: int, learner_id: int, now: datetime) -> None:
    """Undoes `discard`: the two texts change places, so that neither is lost; raises NotFound."""
    draft, _ = _allowed(session, draft_id=draft_id, learner_id=learner_id, lock=True)
    if draft.discarded is None:
        raise NotFound("nothing of this draft was thrown away")
    text, draft.discarded = draft.discarded, draft.text or None
    _write(session, draft, text, learner_id=learner_id, now=now)


def _draft(session: Session, deck: Deck, *, learner_id: int, now: datetime) -> BankDraft:
    """The deck's row, which must be locked; a draft in which nothing was written follows the published text."""
    draft = session.scalars(select(BankDraft).where(BankDraft.deck_id == deck.id)).one_or_none()
    if draft is not None:
        if _is_behind(session, draft, deck):
            _follow(session, draft, deck)
        return draft
    text = _revision(session, deck, deck.revision).yaml
    _bounded(text)
    draft = BankDraft(
        deck_id=deck.id, text=text, base_revision=deck.revision, edition=0, changed_by=learner_id, changed_at=now
    )
    session.add(draft)
    session.flush()
    return draft


def _follow(session: Session, draft: BankDraft, deck: Deck) -> None:
    """Brings a draft in which nothing was written to the published text."""
    draft.text, draft.base_revision = _revision(session, deck, deck.revision).yaml, deck.revision


def _is_behind(session: Session, draft: BankDraft, deck: Deck) -> bool:
    """Whether a draft still says what an older revision says."""
    if draft.base_revision == deck.revision:
        return False
    return draft.text == _revision(session, deck, draft.base_revision).yaml


def _revision(session: Session, deck: Deck, number: int) -> DeckRevision:
    return session.get_one(DeckRevision, (deck.id, number))


def _allowed(
    session: Session, *, draft_id: int, learner_id: int | None, lock: bool = False
) -> tuple[BankDraft, Deck | None]:
    """The draft and its deck, if it has one yet; raises NotFound unless the learner may publish it."""
    # Whoever is about to change it reads it anew, behind everybody who was first.
    draft = session.get(BankDraft, draft_id, with_for_update=lock or None, populate_existing=lock)
    if draft is None:
        raise NotFound("there is no such draft")
    if draft.deck_id is not None:
        return draft, deck_for(session, Action.PUBLISH, deck_id=draft.deck_id, learner_id=learner_id)
    assert draft.owner_id is not None, "a draft belongs to a deck or to a learner"
    require(Action.PUBLISH, relation_of_private(owner_id=draft.owner_id, learner_id=learner_id))
    return draft, None


def _shown(session: Session, draft: BankDraft, *, deck: Deck | None) -> DraftText:
    return DraftText(
        draft_id=draft.id,
        deck_id=draft.deck_id,
        title=deck.title if deck else _title(draft.text[:_HEAD]),
        text=draft.text,
        base_revision=draft.base_revision,
        latest_revision=deck.revision if deck else 0,
        edition=draft.edition,
        changed_by=draft.changed_by,
        changed_by_name=_name(session, draft.changed_by),
        changed_at=draft.changed_at,
        discarded=draft.discarded is not None,
    )


def _name(session: Session, learner_id: int | None) -> str | None:
    return session.scalar(select(Learner.name).where(Learner.id == learner_id)) if learner_id else None


def _title(head: str) -> str:
    found = _TITLE.search(head)
    return next((text.strip() for text in found.groups() if text), "") if found else "A new deck"


def _rewrite(
    session: Session, draft: BankDraft, deck: Deck | None, text: str, *, learner_id: int, now: datetime
) -> DraftText:
    _bounded(text)
    if text != draft.text:
        _write(session, draft, text, learner_id=learner_id, now=now)
    return _shown(session, draft, deck=deck)


def _write(session: Session, draft: BankDraft, text: str, *, learner_id: int, now: datetime) -> None:
    draft.text, draft.edition = text, draft.edition + 1
    draft.changed_by, draft.changed_at = learner_id, now
    session.flush()


def _kept(session: Session, draft: BankDraft, *, learner_id: int, joined: bool) -> Saved:
    if joined:
        session.execute(delete(PutAside).where(PutAside.draft_id == draft.id, PutAside.learner_id == learner_id))
    return Saved(draft_id=draft.id, edition=draft.edition, saved_at=draft.changed_at)


def _put_aside(session: Session, draft: BankDraft, *, learner_id: int, text: str, now: datetime) -> None:
    session.merge(PutAside(draft_id=draft.id, learner_id=learner_id, text=text, saved_at=now))
    session.flush()


def _bounded(text: str) -> None:
    if len(text.encode()) > BROWSER_LIMIT:
        raise TooLong(f"the text has more than {BROWSER_LIMIT:,} bytes; change it in a file and publish it from there")
