"""Editing one question of a deck that one may change: its texts are written anew and published as a revision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from models.decks import Deck, DeckRevision
from models.decks import Question as QuestionRow
from models.paths import Path, PathRevision
from quizzes.core.access import Action, NotFound
from quizzes.core.banks import Bank, SourceFile, check
from quizzes.core.banks.comments import write_beside
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.splice import replace_question
from quizzes.core.banks.wording import Reworded
from quizzes.core.banks.wording import reword as reworded
from quizzes.core.questions import Question
from quizzes.services import carrying, decks
from quizzes.services.access import deck_of_question


def editable(session: Session, *, question_id: int, learner_id: int | None) -> Question:
    """The question as its bank has it; raises NotFound unless the learner may change the deck."""
    deck, key = _deck(session, question_id, learner_id)
    return _question(_bank(session, deck), key)


def reword(
    session: Session, *, question_id: int, learner_id: int, texts: Mapping[str, str], note: str = "", now: datetime
) -> Reworded:
    """Publishes the question with these texts, unless one of them is wrong; raises NotFound.

    Whoever studies it keeps its schedule, and `note` tells them why.
    """
    deck, key = _deck(session, question_id, learner_id)
    bank = _bank(session, deck)
    found = reworded(bank, _question(bank, key), texts)
    if edited := found.question:
        _publish(session, deck, bank, edited, learner_id=learner_id, note=note, now=now)
    return found


def set_retired(session: Session, *, question_id: int, learner_id: int, retired: bool, now: datetime) -> None:
    """Publishes that the question is asked no longer, or again; every card keeps its history. Raises NotFound."""
    deck, key = _deck(session, question_id, learner_id)
    bank = _bank(session, deck)
    edited = replace(_question(bank, key), retired=retired)
    _publish(session, deck, bank, edited, learner_id=learner_id, note="", now=now)


def _publish(
    session: Session, deck: Deck, bank: Bank, edited: Question, *, learner_id: int, note: str, now: datetime
) -> None:
    """Publishes the bank with one question written anew, and has the deck's draft say so too where it can."""
    new = replace(bank, questions=tuple(edited if one.id == edited.id else one for one in bank.questions))
    text, file = _path(session, deck, bank)
    former = session.get_one(DeckRevision, (deck.id, deck.revision))
    decks.publish(
        session,
        bank=new,
        yaml=_rewritten(_yaml(session, deck), bank, new, edited),
        path_text=text,
        path_file=file,
        owner_id=deck.owner_id,
        published_by=learner_id,
        note=note,
        allow_retire=True,
        now=now,
    )
    if text is None:
        # The path went on without this deck, which was made from the same edition as before.
        latest = session.get_one(DeckRevision, (deck.id, deck.revision))
        latest.path_id, latest.path_revision = former.path_id, former.path_revision
    before = _question(bank, edited.id)
    carrying.carry(session, deck, before=before, after=edited, learner_id=learner_id, now=now)


def _deck(session: Session, question_id: int, learner_id: int | None) -> tuple[Deck, str]:
    """The deck of a question, with the question's id in the bank; raises NotFound unless the learner may change it."""
    deck = deck_of_question(session, Action.PUBLISH, question_id=question_id, learner_id=learner_id)
    return deck, session.get_one(QuestionRow, question_id).key


def _yaml(session: Session, deck: Deck) -> str:
    return session.get_one(DeckRevision, (deck.id, deck.revision)).yaml


def _bank(session: Session, deck: Deck) -> Bank:
    return check([SourceFile(deck.key, _yaml(session, deck).encode())]).banks[0]


def _rewritten(yaml: str, old: Bank, new: Bank, edited: Question) -> str:
    """The author's text with this question in it; where that cannot be, the bank is written anew with its comments."""
    try:
        return replace_question(yaml, id=edited.id, question=edited)
    except CannotEdit:
        return write_beside(new, old=old, text=yaml)


def _question(bank: Bank, key: str) -> Question:
    found = next((one for one in bank.questions if one.id == key), None)
    if found is None:
        raise NotFound("this question is no longer in its bank")
    return found


def _path(session: Session, deck: Deck, bank: Bank) -> tuple[str | None, str]:
    """The path's latest text, which stays as it is; None where there is none, or the bank was made from another one."""
    if deck.path_id is None or bank.path is None:
        return None, ""
    path = session.get_one(Path, deck.path_id)
    latest = session.get_one(PathRevision, (path.id, path.revision))
    return (latest.text, latest.file) if latest.sha256 == bank.path.sha256 else (None, "")
