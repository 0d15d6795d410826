"""What waits for authors: flags, suggestions, leeches, dead sources, and questions whose path changed."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from models.base import AnyRow, AnySelect, Id
from models.decks import IS_CURRENT, Deck, DeckRevision, Question, QuestionVersion
from models.paths import Path, Section
from models.remarks import Flag, Settlement, Suggestion
from models.study import Card
from models.visibility import authored
from quizzes.core.access import Action, allows
from quizzes.core.inbox import DeckInbox, Matter, Order, Piece, Waiting, sorted_by
from quizzes.core.scheduling.answering import LEECH_LAPSES
from quizzes.services.access import deck_for, relation_to
from quizzes.services.outdating import moved
from quizzes.services.study.facing import content_of
from quizzes.services.study.tracing import FLAG_COLUMNS, flagged
from quizzes.services.suggesting import SUGGESTIONS, suggestion_of

MOST_READ = 500
"""Flags, suggestions, leeches and sources of a deck that are looked at, the latest of each."""
SHOWN = 20
"""Pieces of an inbox on a page, before "more"."""

_ME, _DECK = bindparam("learner", type_=Id), bindparam("deck", type_=Id)


def _open(noun: type[Flag] | type[Suggestion]) -> Select[int]:
    return select(func.count()).where(noun.deck_id == Deck.id, noun.settled_at.is_(None)).correlate(Deck)


_STUMBLING = (
    select(func.count(Card.question_id.distinct()))
    .join(Question, Question.id == Card.question_id)
    .where(Question.deck_id == Deck.id, Question.retired.is_(False))
    .where(Card.lapses >= LEECH_LAPSES, Card.suspended.is_(False))
    .correlate(Deck)
)
_MINE: AnySelect = (
    select(
        Deck.id,
        Deck.title,
        _open(Flag).scalar_subquery().label("flags"),
        _open(Suggestion).scalar_subquery().label("suggestions"),
        _STUMBLING.scalar_subquery().label("leeches"),
    )
    .where(authored(_ME))
    .order_by(Deck.id.desc())
    .limit(MOST_READ)
)
_SAID = (
    select(func.sum(_open(Flag).scalar_subquery() + _open(Suggestion).scalar_subquery()), func.count())
    .select_from(Deck)
    .where(authored(_ME))
)
_FLAGS = (
    select(Question.id, Question.key, Flag.question_id, *FLAG_COLUMNS)
    .join(Question, Question.id == Flag.question_id)
    .join(QuestionVersion, QuestionVersion.id == Flag.version_id)
    .where(Flag.deck_id == _DECK, Flag.settled_at.is_(None))
    .order_by(Flag.id.desc())
    .limit(MOST_READ)
)
_SUGGESTED = (
    SUGGESTIONS.where(Suggestion.deck_id == _DECK, Suggestion.settled_at.is_(None))
    .order_by(Suggestion.id.desc())
    .limit(MOST_READ)
)
_SETTLED = (
    select(Settlement.question_id, Settlement.kind, Settlement.mark)
    .join(Question, Question.id == Settlement.question_id)
    .where(Question.deck_id == _DECK)
)
_LEECHES = (
    select(Card.question_id, func.count().label("learners"))
    .join(Question, Question.id == Card.question_id)
    .where(Question.deck_id == _DECK, Question.retired.is_(False))
    .where(Card.lapses >= LEECH_LAPSES, Card.suspended.is_(False))
    .group_by(Card.question_id)
    .order_by(func.count().desc())
    .limit(MOST_READ)
)
_DEAD = (
    select(Question.id)
    .join(Deck, Deck.id == Question.deck_id)
    .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
    .where(Deck.id == _DECK, Deck.path_id.is_not(None), Question.retired.is_(False))
    .where(Question.section != "", Section.anchor.is_(None))
    .limit(MOST_READ)
)
_NEWER = (
    select(case((Path.revision > DeckRevision.path_revision, 1), else_=0), Path.revision)
    .join(Deck, Deck.path_id == Path.id)
    .join(DeckRevision, and_(DeckRevision.deck_id == Deck.id, DeckRevision.number == Deck.revision))
    .where(Deck.id == _DECK)
)


def mine(session: Session, *, learner_id: int | None) -> tuple[Waiting, ...]:
    """The decks whose remarks a learner may read, those with the most to answer first."""
    rows = session.execute(_MINE, {"learner": learner_id})
    found = [
        Waiting(deck_id=row.id, title=row.title, flags=row.flags, suggestions=row.suggestions, leeches=row.leeches)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (-one.said, -one.leeches)))


def waiting(session: Session, *, learner_id: int) -> int | None:
    """How many flags and suggestions wait for a learner in all; None for who is no author."""
    said, decks = session.execute(_SAID, {"learner": learner_id}).one()
    return int(said or 0) if decks else None


def show(
    session: Session,
    *,
    deck_id: int,
    learner_id: int | None,
    matter: Matter | None = None,
    order: Order = Order.URGENT,
    shown: int = SHOWN,
) -> DeckInbox:
    """What waits in a deck, of one matter or of all; raises NotFound."""
    known = relation_to(session, deck_id=deck_id, learner_id=learner_id)
    deck = deck_for(session, Action.SEE_REMARKS, deck_id=deck_id, learner_id=learner_id)
    newer, edition = session.execute(_NEWER, {"deck": deck_id}).one_or_none() or (0, 0)
    all_pieces = _pieces(session, deck, edition=edition)
    counts = {one: sum(piece.matter is one for piece in all_pieces) for one in Matter}
    wanted = [piece for piece in all_pieces if matter in (None, piece.matter)]
    return DeckInbox(
        deck_id=deck_id,
        title=deck.title,
        key=deck.key,
        path_id=deck.path_id,
        editable=allows(Action.PUBLISH, known),
        newer_path=bool(newer),
        counts=counts,
        pieces=tuple(sorted_by(wanted, order)[:shown]),
        found=len(wanted),
    )


def _pieces(session: Session, deck: Deck, *, edition: int) -> list[Piece]:
    keys = {"deck": deck.id}
    flags = session.execute(_FLAGS, keys).all()
    suggested = session.execute(_SUGGESTED, keys).all()
    settled = {(row.question_id, row.kind): row.mark for row in session.execute(_SETTLED, keys)}
    leeches = {row.question_id: row.learners for row in session.execute(_LEECHES, keys)}
    dead = set(session.scalars(_DEAD, keys))
    changed = moved(session, deck_id=deck.id, path_id=deck.path_id, edition=edition)
    about = {row.question_id for row in flags} | set(leeches) | dead | set(changed)
    today = _today(session, deck.id, about)
    found = _flag_pieces(flags, today)
    found += _suggestion_pieces(suggested)
    for question_id, row in today.items():
        content = content_of(row.version_id, row.content)
        common = {"question_id": question_id, "key": row.key, "question": content, "at": row.published_at}
        if number := leeches.get(question_id):
            found.append(Piece(matter=Matter.LEECH, number=number, mark=str(number), **common))
        if question_id in dead and _points_there(content.source):
            source = content.source or f"#{row.section}"
            found.append(Piece(matter=Matter.SOURCE, number=1, mark=source, source=source, **common))
        if lines := changed.get(question_id):
            piece = Piece(matter=Matter.PATH, number=1, mark=str(edition), lines=lines.at, text=lines.text, **common)
            found.append(replace(piece, section="" if question_id in dead else row.section))
    return [piece for piece in found if not _is_settled(piece, settled)]


def _is_settled(piece: Piece, settled: dict[tuple[int, str], str]) -> bool:
    mark = settled.get((piece.question_id, piece.matter.value))
    if mark is None or not piece.mark:
        return False
    return int(mark) >= piece.number if piece.matter is Matter.LEECH else mark == piece.mark


def _points_there(source: str) -> bool:
    """Whether a source is in the path: links to other pages are not looked into."""
    return "://" not in source


def _today(session: Session, deck_id: int, question_ids: set[int]) -> dict[int, AnyRow]:
    current = (
        select(
            Question.id,
            Question.key,
            Question.section,
            Question.retired,
            QuestionVersion.id.label("version_id"),
            QuestionVersion.content,
            QuestionVersion.published_at,
        )
        .join(QuestionVersion, IS_CURRENT)
        .where(Question.deck_id == deck_id, Question.id.in_(question_ids))
    )
    return {row.id: row for row in session.execute(current)} if question_ids else {}


def _flag_pieces(rows: Sequence[AnyRow], today: dict[int, AnyRow]) -> list[Piece]:
    by_question: dict[int, list[AnyRow]] = {}
    for row in rows:
        by_question.setdefault(row.question_id, []).append(row)
    return [
        Piece(
            matter=Matter.FLAG,
            question_id=question_id,
            key=flags[0].key,
            question=content_of(today[question_id].version_id, today[question_id].content),
            number=len(flags),
            at=flags[0].created_at,
            retired=today[question_id].retired,
            flags=tuple(flagged(row, version_id=today[question_id].version_id) for row in flags),
        )
        for question_id, flags in by_question.items()
    ]


def _suggestion_pieces(rows: Sequence[AnyRow]) -> list[Piece]:
    """One piece for all that propose just the same; the first of them stands for the others."""
    alike: dict[tuple[int, str, str, str], list[AnyRow]] = {}
    for row in rows:
        said = row.words if row.fields == "{}" else ""
        alike.setdefault((row.question_id, row.kind, row.fields, said), []).append(row)
    return [
        Piece(
            matter=Matter.SUGGESTION,
            question_id=group[0].question_id,
            key=group[0].key,
            question=content_of(group[0].version_id, group[0].content),
            number=len(group),
            at=group[0].created_at,
            version_id=group[0].version_id,
            retired=group[0].retired,
            suggestion=suggestion_of(group[-1]),
            names=tuple(row.name or "a guest" for row in reversed(group)),
            outdated=group[-1].shown_id != group[-1].version_id,
        )
        for group in alike.values()
    ]
