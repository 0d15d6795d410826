"""What authors do with suggestions: take fields into the deck's draft, refuse with a word, undo, hand out a patch."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.decks import DeckRevision, QuestionVersion
from models.remarks import Suggestion as Row
from quizzes.core.access import Action, NotFound, allows
from quizzes.core.banks import Bank, SourceFile, check
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.splice import patch as patched
from quizzes.core.banks.splice import replace_question
from quizzes.core.banks.wording import reword
from quizzes.core.questions import Question, dump, load
from quizzes.core.remarks import MOST_WORDS, fitting
from quizzes.core.suggestions import compare
from quizzes.services import writing
from quizzes.services.access import deck_for, relation_to
from quizzes.services.study.facing import content_of
from quizzes.services.suggesting import SUGGESTIONS


class NotTaken(ValueError):
    """The bank with these texts would have an error, or cannot be read; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A change of the published YAML for `git apply`; `file` names it."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class _Open:
    """A suggestion with the question that was shown, the one that is asked today, its key and the texts it proposes."""

    row: Row
    key: str
    shown: Question
    today: Question
    texts: Mapping[str, str]


def take(
    session: Session,
    *,
    deck_id: int,
    learner_id: int,
    suggestion_id: int,
    fields: Collection[str],
    seen: int | None = None,
    reply: str = "",
    now: datetime,
) -> int:
    """Takes these fields of a suggestion into the deck's draft, none to refuse it, and returns how many settled.

    Those that propose just the same are settled with it. On a deck that is changed from the command line alone it is
    only noted. `seen` is the version that they were compared with, None for today's: what reads differently by now is
    not written over. Raises NotFound, TooLong, NotTaken.
    """
    said = fitting(reply, most=MOST_WORDS) or None
    relation = relation_to(session, deck_id=deck_id, learner_id=learner_id)
    found = _open(session, deck_id=deck_id, learner_id=learner_id, suggestion_id=suggestion_id)
    wanted = {name: text for name, text in found.texts.items() if name in fields}
    before = None
    if wanted and allows(Action.PUBLISH, relation):
        _require_seen(session, found, wanted, seen=seen)
        before = _put(session, found, wanted, deck_id=deck_id, learner_id=learner_id, now=now)
    same = session.scalars(
        select(Row)
        .where(Row.question_id == found.row.question_id, Row.settled_at.is_(None))
        .where(Row.kind == found.row.kind, Row.fields == found.row.fields)
        # What says nothing in fields is alike only in its words.
        .where((Row.fields != "{}") | (Row.words == found.row.words))
    ).all()
    for row in same:
        row.settled_at, row.settled_by, row.reply, row.told_at = now, learner_id, said, None
        row.taken = json.dumps({"fields": list(wanted), "before": before}, ensure_ascii=False)
    session.flush()
    return len(same)


def reopen(session: Session, *, deck_id: int, learner_id: int, suggestion_id: int, now: datetime) -> None:
    """Undoes `take`: the draft says again what it said before, and all that were settled together are open.

    Raises NotFound, NotTaken.
    """
    relation = relation_to(session, deck_id=deck_id, learner_id=learner_id)
    found = _open(session, deck_id=deck_id, learner_id=learner_id, suggestion_id=suggestion_id, settled=True)
    taken = json.loads(found.row.taken or "{}")
    if taken.get("before") and allows(Action.PUBLISH, relation):
        texts = {name: found.texts[name] for name in taken["fields"]}
        back = _back(found, load(taken["before"]), texts)
        writing.change(session, deck_id=deck_id, learner_id=learner_id, edit=back, now=now)
    together = select(Row).where(
        Row.question_id == found.row.question_id,
        Row.settled_at == found.row.settled_at,
        Row.kind == found.row.kind,
        Row.fields == found.row.fields,
    )
    for row in session.scalars(together).all():
        row.settled_at = row.settled_by = row.taken = row.reply = row.told_at = None
    session.flush()


def patch(
    session: Session, *, deck_id: int, learner_id: int | None, suggestion_id: int, fields: Collection[str] = ()
) -> Patch:
    """The published YAML with these fields of a suggestion, or with all, as a patch; raises NotFound, NotTaken."""
    deck = deck_for(session, Action.SEE_REMARKS, deck_id=deck_id, learner_id=learner_id)
    found = _open(session, deck_id=deck_id, learner_id=learner_id, suggestion_id=suggestion_id, settled=None)
    texts = {name: text for name, text in found.texts.items() if not fields or name in fields}
    yaml = session.get_one(DeckRevision, (deck_id, deck.revision)).yaml
    file = f"{deck.key}.yaml"
    bank, question = _question(yaml, found.key)
    edited = _replaced(yaml, question, _with(bank, question, found, texts))
    return Patch(file=file, text=patched(yaml, edited, file=file))


def _open(
    session: Session, *, deck_id: int, learner_id: int | None, suggestion_id: int, settled: bool | None = False
) -> _Open:
    """The suggestion as it is stored, whichever state it is in for None; raises NotFound."""
    # Whoever settles one waits here for whoever settles another of the same deck.
    deck_for(session, Action.SEE_REMARKS, deck_id=deck_id, learner_id=learner_id, lock=settled is not None)
    about = session.execute(SUGGESTIONS.where(Row.id == suggestion_id, Row.deck_id == deck_id)).one_or_none()
    row = session.get(Row, suggestion_id, with_for_update=settled is not None or None, populate_existing=True)
    if about is None or row is None:
        raise NotFound("there is no such suggestion")
    if settled is not None and (row.settled_at is not None) is not settled:
        raise NotTaken("it is open again by now" if settled else "it was settled meanwhile")
    shown, today = content_of(about.shown_id, about.shown_content), content_of(about.version_id, about.content)
    return _Open(row, about.key, shown, today, json.loads(row.fields))


def _require_seen(session: Session, found: _Open, texts: Mapping[str, str], *, seen: int | None) -> None:
    """Raises NotTaken where the question has other texts today than the version that was looked at."""
    if seen is None:
        return
    version = session.get(QuestionVersion, seen)
    if version is None or version.question_id != found.row.question_id:
        raise NotFound("there is no such version")
    if _replaced_texts(found, found.today, texts) != _replaced_texts(found, content_of(seen, version.content), texts):
        raise NotTaken("the question was changed meanwhile; compare again")


def _replaced_texts(found: _Open, question: Question, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of a question that these would replace, by field."""
    return {one.name: one.today for one in compare(found.shown, question, texts)}


def _put(
    session: Session, found: _Open, texts: Mapping[str, str], *, deck_id: int, learner_id: int, now: datetime
) -> str:
    """Puts texts into the deck's draft and returns the question that stood there."""
    before: list[Question] = []

    def edit(text: str) -> str:
        bank, question = _question(text, found.key)
        today = _replaced_texts(found, found.today, texts)
        if any(said not in (today[at], texts[at]) for at, said in _replaced_texts(found, question, texts).items()):
            raise NotTaken("the deck’s draft says something else there already; edit the question instead")
        before.append(question)
        return _replaced(text, question, _with(bank, question, found, texts))

    writing.change(session, deck_id=deck_id, learner_id=learner_id, edit=edit, now=now)
    return dump(before[0])


def _back(found: _Open, before: Question, texts: Mapping[str, str]) -> Callable[[str], str]:
    """The way back from a question with these texts to the one before."""

    def edit(text: str) -> str:
        bank, question = _question(text, found.key)
        if question != _with(bank, before, found, texts):
            raise NotTaken("the question was changed since; edit it instead")
        return _replaced(text, question, before)

    return edit


def _with(bank: Bank, question: Question, found: _Open, texts: Mapping[str, str]) -> Question:
    """The question with the texts of a suggestion where they belong today; raises NotTaken."""
    places = compare(found.shown, question, texts)
    if any(one.place is None for one in places):
        raise NotTaken("a part that this changes is no longer in the question; refuse it, or edit the question")
    changed = reword(bank, question, {str(one.place): one.text for one in places})
    if changed.question is None:
        raise NotTaken("; ".join(problem for problems in changed.problems.values() for problem in problems))
    return changed.question


def _question(text: str, key: str) -> tuple[Bank, Question]:
    """The bank with the question that has this id, or had it; raises NotTaken."""
    checked = check([SourceFile("bank.yaml", text.encode())])
    if not checked.banks:
        problem = checked.errors[0]
        raise NotTaken(f"the draft has a mistake in line {problem.line}, which comes first: {problem.message}")
    bank = checked.banks[0]
    for question in bank.questions:
        if key == question.id or key in question.was:
            return bank, question
    raise NotTaken("the question is no longer in the deck's draft")


def _replaced(text: str, question: Question, by: Question) -> str:
    try:
        return replace_question(text, id=question.id, question=by)
    except CannotEdit as refusal:
        raise NotTaken(str(refusal)) from refusal
