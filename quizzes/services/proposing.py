"""Publishing in the browser: the text that authors are writing, or a former revision, as a plan and then for good."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.authors import BankDraft
from models.decks import Deck, DeckRevision
from models.paths import Path, PathRevision
from quizzes.core.access import Action
from quizzes.core.banks import BROWSER_LIMIT, FILE_LIMIT, Bank, Rule, write
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.splice import replace_questions
from quizzes.core.problems import Problem, Severity
from quizzes.core.publishing import PlanReport, restored
from quizzes.services import decks, publishing, writing
from quizzes.services.access import deck_for
from quizzes.services.decks import Via
from quizzes.services.publishing import Edition, Outcome, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A text with what publishing it would do; `report` is None where an error keeps it from being read.

    `edition` grows with every change of the text, so that exactly what was shown is published.
    """

    deck_id: int | None
    draft_id: int | None
    title: str
    edition: int
    report: PlanReport | None
    problems: tuple[Problem, ...]

    @property
    def stopped(self) -> bool:
        """Whether an error stands against publishing that no assent takes away."""
        return any(one.severity is Severity.ERROR and not _is_many(one) for one in self.problems)

    @property
    def retires_many(self) -> bool:
        """Whether so many questions would retire that its author has to say that this is meant."""
        return any(map(_is_many, self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assent:
    """What an author agreed to on the page of a plan: this text, against this revision, with these consequences."""

    edition: int
    base: int
    seen: bool
    allow_retire: bool
    note: str


@dataclass(frozen=True, slots=True)
class _Open:
    """A text on its way to a deck, with the revision up to which its author knows the deck."""

    proposal: Proposal
    read: Edition | None
    place: Place
    known: int


def _is_many(problem: Problem) -> bool:
    return problem.code == Rule.RETIRES_MANY.code


def of_deck(session: Session, *, deck_id: int, learner_id: int | None) -> Proposal:
    """What publishing the deck's draft would do; raises NotFound."""
    return _of_deck(session, deck_id=deck_id, learner_id=learner_id).proposal


def of_draft(session: Session, *, draft_id: int, learner_id: int | None) -> Proposal:
    """What publishing a draft would do, of a new deck too; raises NotFound."""
    return _of_draft(session, draft_id=draft_id, learner_id=learner_id).proposal


def of_revision(session: Session, *, deck_id: int, number: int, learner_id: int | None) -> Proposal:
    """What publishing a former revision once more would do; raises NotFound."""
    return _of_revision(session, deck_id=deck_id, number=number, learner_id=learner_id).proposal


def publish_deck(session: Session, *, deck_id: int, learner_id: int, assent: Assent, now: datetime) -> Outcome | None:
    """Publishes the deck's draft; None where its text cannot be read. Raises NotFound."""
    deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id, lock=True)
    found = _of_deck(session, deck_id=deck_id, learner_id=learner_id, allow_retire=assent.allow_retire)
    return _publish(session, found, learner_id=learner_id, assent=assent, now=now)


def publish_draft(session: Session, *, draft_id: int, learner_id: int, assent: Assent, now: datetime) -> Outcome | None:
    """Publishes a new deck, private to its owner, and enrols nobody; None where it cannot be read. Raises NotFound."""
    session.execute(select(BankDraft.id).where(BankDraft.id == draft_id).with_for_update())
    found = _of_draft(session, draft_id=draft_id, learner_id=learner_id, allow_retire=assent.allow_retire)
    return _publish(session, found, learner_id=learner_id, assent=assent, now=now)


def restore(
    session: Session, *, deck_id: int, number: int, learner_id: int, assent: Assent, now: datetime
) -> Outcome | None:
    """Publishes a former revision as the newest one; those between stay as they are. Raises NotFound."""
    deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id, lock=True)
    retire = assent.allow_retire
    found = _of_revision(session, deck_id=deck_id, number=number, learner_id=learner_id, allow_retire=retire)
    return _publish(session, found, learner_id=learner_id, assent=assent, now=now)


def _of_deck(session: Session, *, deck_id: int, learner_id: int | None, allow_retire: bool = False) -> _Open:
    text = writing.of_deck(session, deck_id=deck_id, learner_id=learner_id)
    deck = session.get_one(Deck, deck_id)
    message = f"this deck's bank is called `{deck.key}`, and an id never changes; write id: {deck.key}"
    place = Place(deck=deck, owner_id=deck.owner_id)
    read, problems = _read(session, text.text, place=place, key=deck.key, limit=BROWSER_LIMIT)
    problems = (*problems, *(publishing.other_id(read, key=deck.key, message=message) if read else ()))
    return _opened(session, text, read, problems, place=place, allow_retire=allow_retire)


def _of_draft(session: Session, *, draft_id: int, learner_id: int | None, allow_retire: bool = False) -> _Open:
    text = writing.read(session, draft_id=draft_id, learner_id=learner_id)
    if text.deck_id is not None:
        return _of_deck(session, deck_id=text.deck_id, learner_id=learner_id, allow_retire=allow_retire)
    place = Place(deck=None, owner_id=learner_id)
    read, problems = _read(session, text.text, place=place, key="bank", limit=BROWSER_LIMIT)
    if read and _is_taken(session, read.bank.id, owner_id=learner_id):
        message = f"you have a deck `{read.bank.id}` already; choose another id"
        problems = (*problems, *publishing.other_id(read, key="", message=message))
    return _opened(session, text, read, problems, place=place, allow_retire=allow_retire)


def _of_revision(
    session: Session, *, deck_id: int, number: int, learner_id: int | None, allow_retire: bool = False
) -> _Open:
    deck = deck_for(session, Action.PUBLISH, deck_id=deck_id, learner_id=learner_id)
    former = publishing.revision_bank(session, deck, number)
    standing = list(decks.standing(session, deck_id=deck_id).values())
    bank = restored(former, standing=standing, key=deck.key)
    yaml = _rewritten(session.get_one(DeckRevision, (deck_id, number)).yaml, former, bank)
    place = Place(deck=deck, owner_id=deck.owner_id)
    read, problems = _read(session, yaml, place=place, key=deck.key, limit=FILE_LIMIT)
    report = None
    if read:
        report = publishing.report(session, read, place=place, known=None, allow_retire=allow_retire)
    problems = (*problems, *(report.problems if report else ()))
    proposal = Proposal(deck_id=deck_id, draft_id=None, title=deck.title, edition=0, report=report, problems=problems)
    return _Open(proposal, read, place, deck.revision)


def _rewritten(yaml: str, former: Bank, bank: Bank) -> str:
    """The text of a former revision with what had to change in it; its comments are kept wherever that can be."""
    if replace(bank, questions=former.questions) != former:
        return write(bank)
    changed = {old.id: new for old, new in zip(former.questions, bank.questions, strict=True) if old != new}
    try:
        return replace_questions(yaml, changed) if changed else yaml
    except CannotEdit:
        return write(bank)


def _opened(
    session: Session,
    text: writing.DraftText,
    read: Edition | None,
    problems: tuple[Problem, ...],
    *,
    place: Place,
    allow_retire: bool,
) -> _Open:
    report = None
    if read and not any(problem.severity is Severity.ERROR for problem in problems):
        known = text.base_revision
        report = publishing.report(session, read, place=place, known=known, allow_retire=allow_retire)
    proposal = Proposal(
        deck_id=text.deck_id,
        draft_id=text.draft_id,
        title=text.title,
        edition=text.edition,
        report=report,
        problems=(*problems, *(report.problems if report else ())),
    )
    return _Open(proposal, read if report else None, place, text.base_revision)


def _publish(session: Session, found: _Open, *, learner_id: int, assent: Assent, now: datetime) -> Outcome | None:
    proposal, report = found.proposal, found.proposal.report
    if found.read is None or report is None:
        return None
    if proposal.edition != assent.edition:
        stale = publishing.Refusal.STALE
        return Outcome(revision=report.base, applied=False, report=report, refusal=stale)
    done = publishing.publish(
        session,
        found.read,
        place=found.place,
        base=assent.base,
        known=found.known,
        seen=assent.seen,
        allow_retire=assent.allow_retire,
        learner_id=learner_id,
        via=Via.BROWSER,
        note=assent.note,
        now=now,
    )
    if proposal.draft_id and done.refusal is None:
        # The row stays, for another author's text may lie beside it; it says what the deck says from now on.
        draft = session.get_one(BankDraft, proposal.draft_id)
        draft.deck_id, draft.owner_id, draft.base_revision = done.deck_id, None, done.revision
        session.flush()
    return done


def _read(
    session: Session, yaml: str, *, place: Place, key: str, limit: int
) -> tuple[Edition | None, tuple[Problem, ...]]:
    return publishing.read_edition(yaml, file=f"{key}.yaml", path_of=_path_of(session, place), limit_bytes=limit)


def _path_of(session: Session, place: Place) -> Callable[[Bank], tuple[str | None, str]]:
    """Finds the text that a bank names, among those that were published here with it."""

    def find(bank: Bank) -> tuple[str | None, str]:
        if bank.path is None:
            return None, ""
        same = or_(Path.key == bank.path.id, Path.id == (place.deck.path_id if place.deck else None))
        found = (
            select(PathRevision.text, PathRevision.file)
            .join(Path, Path.id == PathRevision.path_id)
            .where(Path.owner_id == place.owner_id, same, PathRevision.sha256 == bank.path.sha256)
            .limit(1)
        )
        row = session.execute(found).one_or_none()
        return (row.text, row.file) if row else (None, "")

    return find


def _is_taken(session: Session, key: str, *, owner_id: int | None) -> bool:
    mine = select(Deck.id).where(Deck.key == key, Deck.owner_id == owner_id)
    return bool(session.scalar(select(mine.exists())))
