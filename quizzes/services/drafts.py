"""Drafts: a path somebody adds, with the questions made from it, until it is published or thrown away."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.decks import Deck
from models.drafts import Draft
from quizzes.core.access import Action, NotFound, relation_of_private, require
from quizzes.core.banks import Bank, PathRef, SourceFile, check, write
from quizzes.core.banks.wording import Reworded
from quizzes.core.banks.wording import reword as reworded
from quizzes.core.generation.generate import Progress, untold
from quizzes.core.paths.parse import parse
from quizzes.core.problems import Problem
from quizzes.core.questions import Question
from quizzes.services import decks, study
from quizzes.services.generating import generated

MOST_DRAFTS = 10
"""Drafts a learner may have; the oldest goes when another is added."""


class NothingToAsk(ValueError):
    """No question of the draft would be left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a text gives: a bank, or None with the problems that say why there is none."""

    bank: Bank | None
    problems: tuple[Problem, ...]

    @property
    def remarks(self) -> str:
        """The problems in words, one a line."""
        return "\n".join(f"Line {problem.line}: {problem.message}" for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The questions of one section, in the order of the path."""

    anchor: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A draft to look through, with every answer: it is shown to its author alone. `remarks` says what was left out."""

    draft_id: int
    title: str
    size: int
    remarks: str
    struck: frozenset[str]
    groups: tuple[Group, ...]


def propose(text: str, *, file: str, progress: Progress = untold) -> Proposal:
    """The bank that a path's text gives; it needs no session, and a large path takes a minute."""
    made = generated(text, file=file, progress=progress)
    if not made.questions:
        return Proposal(bank=None, problems=made.problems)
    path = PathRef(id=made.path_id, file=file, sha256=sha256(text.encode()).hexdigest())
    bank = Bank(id=made.path_id, title=made.title, path=path, questions=made.questions)
    return Proposal(bank=bank, problems=made.problems)


def keep(session: Session, *, owner_id: int, bank: Bank, text: str, file: str, remarks: str = "", now: datetime) -> int:
    """Stores a bank beside the text it was made from, for its owner to look through."""
    draft = Draft(owner_id=owner_id, file=file, text=text, yaml=write(bank), remarks=remarks, created_at=now)
    session.add(draft)
    session.flush()
    thin_out(session, owner_id=owner_id)
    return draft.id


def thin_out(session: Session, *, owner_id: int) -> None:
    """Throws the oldest drafts away when there are more than a learner may have."""
    latest = select(Draft.id).where(Draft.owner_id == owner_id).order_by(Draft.id.desc()).limit(MOST_DRAFTS)
    kept = session.scalars(latest).all()
    session.execute(delete(Draft).where(Draft.owner_id == owner_id, Draft.id.not_in(kept)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A draft's text with its bank."""

    text: str
    file: str
    bank: Bank


def opened(session: Session, *, draft_id: int, learner_id: int | None) -> Opened:
    """A draft as it stands; raises NotFound."""
    draft = own_draft(session, draft_id, learner_id)
    return Opened(text=draft.text, file=draft.file, bank=_bank(draft))


def preview(session: Session, *, draft_id: int, learner_id: int | None) -> Preview:
    """A draft's questions by section; raises NotFound."""
    draft = own_draft(session, draft_id, learner_id)
    bank = _bank(draft)
    return Preview(
        draft_id=draft.id,
        title=bank.title,
        size=len(bank.questions),
        remarks=draft.remarks or "",
        struck=frozenset(question.id for question in bank.questions if question.retired),
        groups=tuple(_groups(draft, bank.questions)),
    )


def strike(session: Session, *, draft_id: int, learner_id: int, struck: Collection[str]) -> None:
    """Remembers what is struck so far; raises NotFound."""
    draft = own_draft(session, draft_id, learner_id)
    draft.yaml = write(_struck(_bank(draft), struck))
    session.flush()


def question(session: Session, *, draft_id: int, key: str, learner_id: int | None) -> Question:
    """One question of a draft; raises NotFound."""
    return _question(_bank(own_draft(session, draft_id, learner_id)), key)


def reword(session: Session, *, draft_id: int, key: str, learner_id: int, texts: Mapping[str, str]) -> Reworded:
    """Gives a question its author's texts, unless one of them is wrong; raises NotFound.

    It still says what it was made from and what it said then, so that a new edition of the path knows the edit.
    """
    draft = own_draft(session, draft_id, learner_id)
    bank = _bank(draft)
    found = reworded(bank, _question(bank, key), texts)
    if edited := found.question:
        draft.yaml = write(replace(bank, questions=tuple(edited if one.id == key else one for one in bank.questions)))
        session.flush()
    return found


def publish(session: Session, *, draft_id: int, learner_id: int, struck: Collection[str], now: datetime) -> int:
    """Publishes a draft as its owner's private deck without what was struck, enrols its owner and returns the path.

    A struck question stays in the bank and is never asked, so that a new edition of the path does not bring it back.
    Raises NotFound, NothingToAsk.
    """
    draft = own_draft(session, draft_id, learner_id)
    bank = _struck(_bank(draft), struck)
    if all(question.retired for question in bank.questions):
        raise NothingToAsk("keep at least one question")
    bank = decks.renamed(bank, decks.free_key(session, key=bank.id, owner_id=learner_id))
    published = decks.publish(
        session,
        bank=bank,
        yaml=write(bank),
        path_text=draft.text,
        path_file=draft.file,
        owner_id=learner_id,
        published_by=learner_id,
        now=now,
    )
    deck = session.get_one(Deck, published.deck_id)
    study.enroll(session, learner_id=learner_id, deck_id=deck.id, now=now)
    session.delete(draft)
    session.flush()
    assert deck.path_id is not None, "a draft has the text of its path"
    return deck.path_id


def discard(session: Session, *, draft_id: int, learner_id: int) -> None:
    """Throws a draft away; raises NotFound."""
    session.delete(own_draft(session, draft_id, learner_id))
    session.flush()


def own_draft(session: Session, draft_id: int, learner_id: int | None) -> Draft:
    """A learner's own draft; raises NotFound."""
    draft = session.get(Draft, draft_id)
    if draft is None:
        raise NotFound("there is no such draft")
    require(Action.PUBLISH, relation_of_private(owner_id=draft.owner_id, learner_id=learner_id))
    return draft


def _bank(draft: Draft) -> Bank:
    if not draft.yaml:
        raise NotFound("its questions are still being made")
    return check([SourceFile(draft.file, draft.yaml.encode())]).banks[0]


def _question(bank: Bank, key: str) -> Question:
    found = next((one for one in bank.questions if one.id == key), None)
    if found is None:
        raise NotFound("there is no such question")
    return found


def _groups(draft: Draft, asked: Collection[Question]) -> Iterator[Group]:
    inside: dict[str, list[Question]] = {}
    for question in asked:
        inside.setdefault(question.origin.section if question.origin else "", []).append(question)
    for section in parse(draft.text, file=draft.file).sections:
        if found := inside.pop(section.anchor, None):
            title = f"{section.number} {section.title}".strip()
            yield Group(anchor=section.anchor, title=title, questions=tuple(found))


def _struck(bank: Bank, struck: Collection[str]) -> Bank:
    gone = frozenset(struck)
    return replace(bank, questions=tuple(replace(one, retired=one.id in gone) for one in bank.questions))
