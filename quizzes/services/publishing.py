"""Publishing with a plan: it is computed against a revision, shown, and applied to that revision or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import Id
from models.decks import Deck, DeckRevision
from models.removals import REMOVED
from models.study import Card, Enrollment
from models.visibility import relation
from quizzes.core.access import Action, NotFound, Relation, allows
from quizzes.core.banks import FILE_LIMIT, Bank, Plan, Rule, SourceFile, Standing, check, plan
from quizzes.core.banks.origin import check_origin
from quizzes.core.problems import Problem, Severity
from quizzes.core.publishing import GROUPS, Item, PlanReport, plan_report, undoing
from quizzes.services import decks
from quizzes.services.decks import Via


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A bank without an error, as its text says it, and the path that it was made from."""

    bank: Bank
    yaml: str
    path_text: str | None
    path_file: str


class Refusal(StrEnum):
    """Why a plan was not applied."""

    STALE = "stale"
    """Another revision was published since the plan was made."""
    UNDOES = "undoes"
    """It would change back what was changed in the browser, and nobody said that this was seen."""
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What publishing came to: the revision that stands now, whether it is a new one, and why not if it was refused."""

    revision: int
    applied: bool
    report: PlanReport
    deck_id: int | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A deck's latest text; `holds` is the revision whose text the asker's file is, None where it is none of them."""

    bank: str
    title: str
    revision: int
    yaml: str
    holds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an edition goes: a deck, or None for a new one of this owner; no owner is the server."""

    deck: Deck | None
    owner_id: int | None


def read_edition(
    yaml: str, *, file: str, path_of: Callable[[Bank], tuple[str | None, str]], limit_bytes: int = FILE_LIMIT
) -> tuple[Edition | None, tuple[Problem, ...]]:
    """A text as an edition, with every problem; None where one of them is an error.

    `path_of` gives the text and the file name of the path that a bank names, None where it is not at hand.
    """
    checked = check([SourceFile(file, yaml.encode())], limit_bytes=limit_bytes)
    if not checked.banks:
        return None, checked.problems
    bank = checked.banks[0]
    path_text, path_file = path_of(bank)
    problems = (*checked.problems, *check_origin(bank, None if path_text is None else path_text.encode()))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    return Edition(bank=bank, yaml=yaml, path_text=path_text, path_file=path_file), problems


def place_for(session: Session, *, key: str, learner_id: int | None, lock: bool = False) -> Place:
    """Where a bank of this id goes: one's own deck, else the one that one may publish; None is the server.

    Raises NotFound where that cannot be said: the deck was removed, or groups have several of this name.
    """
    if learner_id is None:
        own = select(Deck).where(Deck.key == key, Deck.owner_id.is_(None))
        return Place(deck=session.scalars(own.with_for_update() if lock else own).one_or_none(), owner_id=None)
    if lock:
        # Two first publishings of one deck wait for each other here.
        session.execute(select(Learner.id).where(Learner.id == learner_id).with_for_update())
    rows = session.execute(_locked(_NAMED, lock=lock), {"learner": learner_id, "key": key}).all()
    mine = [row.Deck for row in rows if row.Deck.owner_id == learner_id]
    if any(row.removed for row in rows if row.Deck.owner_id == learner_id):
        raise NotFound(f"the deck {key} was deleted; bring it back first")
    found = mine or [row.Deck for row in rows if not row.removed and allows(Action.PUBLISH, Relation(row.relation))]
    if len(found) > 1:
        raise NotFound(f"several decks are called {key}; publish in the browser")
    deck = found[0] if found else None
    return Place(deck=deck, owner_id=deck.owner_id if deck else learner_id)


def report(
    session: Session, edition: Edition, *, place: Place, known: int | None, allow_retire: bool = False
) -> PlanReport:
    """What publishing an edition does there now; `known` is the last revision that its author has seen, 0 for none."""
    deck, bank = place.deck, edition.bank
    standing = decks.standing(session, deck_id=deck.id) if deck else {}
    planned = plan(list(standing.values()), bank, allow_retiring=allow_retire)
    undoes: tuple[Item, ...] = ()
    latest = session.get_one(DeckRevision, (deck.id, deck.revision)) if deck else None
    same = latest is not None and latest.sha256 == sha256(edition.yaml.encode()).hexdigest()
    if deck and known is not None and known < deck.revision and not same:
        before = revision_bank(session, deck, known) if known else None
        undoes = undoing(known=before, latest=revision_bank(session, deck, deck.revision), new=bank)
    return plan_report(
        planned,
        bank,
        base=deck.revision if deck else 0,
        learners=_learners(session, planned, standing),
        undoes=undoes,
        same_text=same,
    )


def publish(
    session: Session,
    edition: Edition,
    *,
    place: Place,
    base: int,
    known: int | None,
    seen: bool = False,
    allow_retire: bool = False,
    learner_id: int | None,
    via: Via,
    note: str = "",
    now: datetime,
) -> Outcome:
    """Applies the plan that was made against `base`, with a place that was locked; `seen`: undoing is meant.

    A text that stands already is published already, whatever the base: whoever lost a reply may send it once more.
    Raises paths.PathMismatch.
    """
    found = report(session, edition, place=place, known=known, allow_retire=allow_retire)
    refusal = None
    if not found.same_text:
        refusal = _refusal(found, base=base, seen=seen)
    if refusal:
        deck_id = place.deck.id if place.deck else None
        return Outcome(revision=found.base, applied=False, report=found, deck_id=deck_id, refusal=refusal)
    published = decks.publish(
        session,
        bank=edition.bank,
        yaml=edition.yaml,
        path_text=edition.path_text,
        path_file=edition.path_file,
        owner_id=place.owner_id,
        published_by=learner_id,
        note=note,
        via=via,
        allow_retire=allow_retire,
        now=now,
    )
    return Outcome(
        revision=published.revision, applied=published.applied, report=found, deck_id=published.deck_id, refusal=None
    )


def publish_file(
    session: Session,
    edition: Edition,
    *,
    base: int,
    known: int | None,
    allow_retire: bool = False,
    learner_id: int | None,
    note: str = "",
    now: datetime,
) -> Outcome:
    """Publishes a file on the deck of its bank's id; `known` names a revision that was seen. Raises NotFound."""
    place = place_for(session, key=edition.bank.id, learner_id=learner_id, lock=True)
    return publish(
        session,
        edition,
        place=place,
        base=base,
        known=file_known(place, base=known),
        seen=known is not None and known >= base,
        allow_retire=allow_retire,
        learner_id=learner_id,
        via=Via.FILE,
        note=note,
        now=now,
    )


def pull(session: Session, *, key: str, learner_id: int | None, digest: str = "") -> Pulled:
    """The latest text of a deck that one may publish; `digest` is the SHA-256 of a file at hand. Raises NotFound."""
    deck = place_for(session, key=key, learner_id=learner_id).deck
    if deck is None:
        raise NotFound(f"there is no deck {key} here that you may publish")
    latest = session.get_one(DeckRevision, (deck.id, deck.revision))
    held = select(func.max(DeckRevision.number)).where(DeckRevision.deck_id == deck.id, DeckRevision.sha256 == digest)
    return Pulled(bank=deck.key, title=deck.title, revision=deck.revision, yaml=latest.yaml, holds=session.scalar(held))


def file_known(place: Place, *, base: int | None) -> int:
    """The revision up to which a file's author knows the deck: the one that was named, else the last from a file."""
    if base is not None:
        return base
    return (place.deck.file_revision or 0) if place.deck else 0


def other_id(edition: Edition, *, key: str, message: str) -> tuple[Problem, ...]:
    """A problem where the bank bears another id than the deck."""
    bank = edition.bank
    if bank.id == key:
        return ()
    lines = edition.yaml.splitlines()
    line = next((number for number, text in enumerate(lines, start=1) if bank.id in text), 1)
    return (
        Problem(code=Rule.BANK_ID.code, message=message, file=bank.file, line=line, quote=lines[line - 1].rstrip()),
    )


def revision_bank(session: Session, deck: Deck, number: int) -> Bank:
    """The bank of a revision; raises NotFound."""
    row = session.get(DeckRevision, (deck.id, number))
    if row is None:
        raise NotFound("there is no such revision")
    return check([SourceFile(deck.key, row.yaml.encode())]).banks[0]


_NAMED: Select[Deck, str, bool] = select(
    Deck, relation(bindparam("learner", type_=Id)).label("relation"), Deck.id.in_(REMOVED).label("removed")
).where(Deck.key == bindparam("key"), Deck.owner_id.is_not(None))


def _locked(statement: Select[Deck, str, bool], *, lock: bool) -> Select[Deck, str, bool]:
    return statement.with_for_update(of=Deck) if lock else statement


def _refusal(found: PlanReport, *, base: int, seen: bool) -> Refusal | None:
    if base != found.base:
        return Refusal.STALE
    if found.stopped:
        return Refusal.PROBLEMS
    return Refusal.UNDOES if found.undoes and not seen else None


def _learners(session: Session, planned: Plan, standing: dict[int, Standing]) -> dict[str, int]:
    """For each question that stands and is touched, how many of those who study the deck have a card of it."""
    touched = {entry.was or entry.id for name in GROUPS for entry in getattr(planned, name)}
    ids = {row_id: stand.question.id for row_id, stand in standing.items() if stand.question.id in touched}
    if not ids:
        return {}
    counted = (
        select(Card.question_id, func.count())
        .join(Enrollment, and_(Enrollment.learner_id == Card.learner_id, Enrollment.deck_id == Card.deck_id))
        .where(Card.question_id.in_(ids), Card.due_day.is_not(None), Enrollment.left_at.is_(None))
        .group_by(Card.question_id)
    )
    return {ids[question_id]: learners for question_id, learners in session.execute(counted)}
