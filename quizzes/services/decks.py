"""Publishing a bank as a deck: content only, in one transaction; learners catch up at their next request."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from itertools import count

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import Session

from models.decks import IS_CURRENT, Deck, DeckRevision, Question, QuestionAlias, QuestionVersion
from models.paths import Path
from models.study import Enrollment
from quizzes.core import questions
from quizzes.core.access import Action
from quizzes.core.banks import Bank, Plan, Standing, plan
from quizzes.core.publishing import GROUPS
from quizzes.core.questions import Question as Content
from quizzes.services import paths
from quizzes.services.access import deck_for


class Via(StrEnum):
    """Where a revision's text came from."""

    FILE = "file"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did: `applied` is False when the plan was stopped or nothing had changed since `revision`."""

    plan: Plan
    deck_id: int | None
    revision: int
    applied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A deck's latest revision as its author wrote it."""

    title: str
    revision: int
    yaml: str


@dataclass(frozen=True, slots=True)
class _Stand:
    """A published question with the version that it has now."""

    row: Question
    content: Content
    sha256: str


def publish(
    session: Session,
    *,
    bank: Bank,
    yaml: str,
    path_text: str | None,
    path_file: str,
    owner_id: int | None,
    published_by: int | None = None,
    note: str = "",
    via: Via = Via.BROWSER,
    allow_retire: bool = False,
    now: datetime,
) -> Published:
    """Publishes a checked bank as the next revision of its owner's deck, with the path that it was made from.

    The same texts again change nothing, and a plan with an error stops before anything is written. Raises
    paths.PathMismatch when the path is not the one that the bank names.
    """
    deck = _deck(session, key=bank.id, owner_id=owner_id, lock=True)
    stands = _stands(session, deck.id) if deck else []
    planned = _planned(stands, bank, allow_retire=allow_retire)
    if planned.stopped:
        return _nothing(planned, deck)
    stored = paths.store(session, ref=bank.path, text=path_text, file=path_file, owner_id=owner_id, now=now)
    if deck and _is_latest(session, deck, title=bank.title, yaml=yaml, path=stored):
        _note_file(deck, via)
        return _nothing(planned, deck)
    deck = deck or _new_deck(session, key=bank.id, owner_id=owner_id, now=now)
    revision = _revise(session, deck, bank=bank, yaml=yaml, path=stored, now=now)
    revision.published_by, revision.note, revision.via = published_by, note or None, via.value
    revision.counts = _counts(planned)
    _note_file(deck, via)
    _apply(session, deck, planned, bank=bank, stands={stand.row.key: stand for stand in stands}, now=now)
    _tell_author(session, deck, author=published_by)
    return Published(plan=planned, deck_id=deck.id, revision=deck.revision, applied=True)


def standing(session: Session, *, deck_id: int) -> dict[int, Standing]:
    """Every question that the deck ever had, as it was published last, by its row."""
    return {stand.row.id: Standing(stand.content, retired=stand.row.retired) for stand in _stands(session, deck_id)}


def is_published(session: Session, *, yaml: str) -> bool:
    """Whether this is the latest text of one of the server's decks."""
    latest = (
        select(DeckRevision.deck_id)
        .join(Deck, and_(Deck.id == DeckRevision.deck_id, Deck.revision == DeckRevision.number))
        .where(Deck.owner_id.is_(None), DeckRevision.sha256 == _sha256(yaml))
    )
    return bool(session.scalar(select(latest.exists())))


def source(session: Session, *, deck_id: int, learner_id: int | None) -> Source:
    """The deck's latest YAML; raises NotFound."""
    deck = deck_for(session, Action.READ, deck_id=deck_id, learner_id=learner_id)
    revision = session.get_one(DeckRevision, (deck_id, deck.revision))
    return Source(title=deck.title, revision=deck.revision, yaml=revision.yaml)


def renamed(bank: Bank, key: str) -> Bank:
    """The bank, and the path that it names, under another id."""
    return replace(bank, id=key, path=replace(bank.path, id=key) if bank.path else None)


def free_key(session: Session, *, key: str, owner_id: int) -> str:
    """The key, with a number where its owner has a path or deck of that key already."""
    taken = {
        *session.scalars(select(Deck.key).where(Deck.owner_id == owner_id)),
        *session.scalars(select(Path.key).where(Path.owner_id == owner_id)),
    }
    numbered = (key if place == 1 else f"{key}-{place}" for place in count(1))
    return next(name for name in numbered if name not in taken)


def _deck(session: Session, *, key: str, owner_id: int | None, lock: bool = False) -> Deck | None:
    owner = Deck.owner_id.is_(None) if owner_id is None else Deck.owner_id == owner_id
    found = select(Deck).where(Deck.key == key, owner)
    return session.scalars(found.with_for_update() if lock else found).one_or_none()


def _new_deck(session: Session, *, key: str, owner_id: int | None, now: datetime) -> Deck:
    deck = Deck(owner_id=owner_id, key=key, title="", path_id=None, revision=0, size=0, created_at=now)
    session.add(deck)
    session.flush()
    return deck


def _stands(session: Session, deck_id: int) -> list[_Stand]:
    rows = session.execute(
        select(Question, QuestionVersion.content, QuestionVersion.sha256)
        .join(
            QuestionVersion,
            IS_CURRENT,
        )
        .where(Question.deck_id == deck_id)
        .order_by(Question.position, Question.id)
    )
    return [_Stand(row, questions.load(content), digest) for row, content, digest in rows]


def _planned(stands: list[_Stand], bank: Bank, *, allow_retire: bool) -> Plan:
    old = [Standing(stand.content, retired=stand.row.retired) for stand in stands]
    return plan(old, bank, allow_retiring=allow_retire)


def _nothing(planned: Plan, deck: Deck | None) -> Published:
    return Published(
        plan=planned, deck_id=deck.id if deck else None, revision=deck.revision if deck else 0, applied=False
    )


def _is_latest(session: Session, deck: Deck, *, title: str, yaml: str, path: paths.Stored | None) -> bool:
    last = session.get_one(DeckRevision, (deck.id, deck.revision))
    same_path = path is None or (last.path_id, last.path_revision) == (path.path_id, path.revision)
    return last.sha256 == _sha256(yaml) and deck.title == title and same_path


def _note_file(deck: Deck, via: Via) -> None:
    """Remembers that a file holds the latest revision."""
    if via is Via.FILE:
        deck.file_revision = deck.revision


def _counts(planned: Plan) -> str:
    """How many questions each group of the plan has, without the empty ones."""
    found = {name: len(getattr(planned, name)) for name in GROUPS}
    return json.dumps({name: number for name, number in found.items() if number})


def _revise(
    session: Session, deck: Deck, *, bank: Bank, yaml: str, path: paths.Stored | None, now: datetime
) -> DeckRevision:
    deck.revision += 1
    deck.title = bank.title
    deck.size = len(bank.questions)
    deck.path_id = path.path_id if path else deck.path_id
    revision = DeckRevision(
        deck_id=deck.id,
        number=deck.revision,
        yaml=yaml,
        sha256=_sha256(yaml),
        path_id=path.path_id if path else None,
        path_revision=path.revision if path else None,
        published_at=now,
    )
    session.add(revision)
    return revision


def _tell_author(session: Session, deck: Deck, *, author: int | None) -> None:
    """Whoever published needs no news of it, unless there were news before that were not read."""
    told = func.coalesce(Enrollment.revision_told, Enrollment.revision_seen)
    mine = update(Enrollment).where(Enrollment.learner_id == author, Enrollment.deck_id == deck.id)
    session.execute(mine.where(told == deck.revision - 1).values(revision_told=deck.revision))


def _apply(
    session: Session, deck: Deck, planned: Plan, *, bank: Bank, stands: dict[str, _Stand], now: datetime
) -> None:
    """Brings every question to what the bank says; what left the bank retires and keeps its history."""
    former = {entry.id: entry.was for entry in planned.renamed} | {
        entry.id: entry.was
        for group in (planned.changed, planned.meaning_changed, planned.revived, planned.retired)
        for entry in group
        if entry.was
    }
    rows: list[tuple[Question, Content, str]] = []
    for position, content in enumerate(bank.questions, start=1):
        stand = stands.pop(former.get(content.id) or content.id, None)
        row = stand.row if stand else Question(deck_id=deck.id, version=0)
        _place(row, content, position=position, revision=deck.revision, new=stand is None)
        rows.append((row, content, stand.sha256 if stand else ""))
    session.add_all(row for row, _, _ in rows)
    session.flush()
    _add_versions(session, [*rows, *_retire(stands.values(), revision=deck.revision)], now=now)
    _add_aliases(session, deck, rows)
    session.flush()


def _retire(left: Iterable[_Stand], *, revision: int) -> Iterator[tuple[Question, Content, str]]:
    """Ends what the bank has no more; a version says so, so that its history tells when it went and came back."""
    for stand in left:
        if not stand.row.retired:
            stand.row.retired, stand.row.changed = True, revision
            yield stand.row, replace(stand.content, retired=True), stand.sha256


def _place(row: Question, content: Content, *, position: int, revision: int, new: bool) -> None:
    """Sets a question's row; `changed` moves when learners have something to catch up with."""
    if new or (row.position, row.rev, row.retired) != (position, content.rev, content.retired):
        row.changed = revision
    row.key, row.kind, row.position = content.id, content.kind, position
    row.section = _section(content)
    row.rev, row.retired = content.rev, content.retired
    row.fact, row.facts, row.avoid = content.fact, content.facts, content.avoid


def _section(content: Content) -> str:
    """The anchor of the heading that the question comes from."""
    _, _, anchor = content.source.partition("#")
    return anchor or (content.origin.section if content.origin else "")


def _add_versions(session: Session, rows: list[tuple[Question, Content, str]], *, now: datetime) -> None:
    for row, content, old in rows:
        text = questions.dump(content)
        digest = _sha256(text)
        if digest == old:
            continue
        row.version += 1
        version = QuestionVersion(
            question_id=row.id, number=row.version, rev=row.rev, content=text, sha256=digest, published_at=now
        )
        session.add(version)


def _add_aliases(session: Session, deck: Deck, rows: list[tuple[Question, Content, str]]) -> None:
    known = {
        alias.key: alias for alias in session.scalars(select(QuestionAlias).where(QuestionAlias.deck_id == deck.id))
    }
    for row, content, _ in rows:
        for key in content.was:
            if key in known:
                known[key].question_id = row.id
            else:
                known[key] = QuestionAlias(deck_id=deck.id, key=key, question_id=row.id)
                session.add(known[key])


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()
