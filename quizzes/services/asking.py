"""Questions of a draft one by one, for authors who do not write YAML: listed, filled in, added, taken out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.decks import IS_CURRENT, Deck, DeckRevision, QuestionVersion
from models.decks import Question as QuestionRow
from models.paths import PathRevision
from quizzes.core.access import NotFound
from quizzes.core.banks import BROWSER_LIMIT, SourceFile, check, contents, sheets
from quizzes.core.banks.contents import Contents, TakenOut
from quizzes.core.banks.sheets import Filled, Meaning, Sheet
from quizzes.core.problems import Problem
from quizzes.core.questions import Question
from quizzes.services import writing
from quizzes.services.study.facing import content_of
from quizzes.services.writing import DraftText


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Whose text it is: that of a deck, or that of a draft for a new deck."""

    deck_id: int | None = None
    draft_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The questions of a draft; `path_id` names the path that the deck was made from."""

    draft: DraftText
    contents: Contents
    path_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of a path that a question was made from, as the deck's edition of the path has them."""

    path_id: int
    section: str
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A question of a draft as its form needs it.

    `problems` are those of the text with this question; `published` is what learners are asked today, `question_id` its
    row; `lines` say where a generated question comes from.
    """

    draft: DraftText
    sheet: Sheet
    problems: tuple[Problem, ...] = ()
    published: Question | None = None
    question_id: int | None = None
    lines: Lines | None = None


def listed(session: Session, *, where: Where, learner_id: int | None, most: int) -> Listing:
    """The first questions of a draft with what speaks against each; raises NotFound, TooLong."""
    draft = _read(session, where, learner_id)
    deck = session.get_one(Deck, draft.deck_id) if draft.deck_id else None
    found = contents.contents(draft.text, _problems(draft.text), most=most)
    return Listing(draft=draft, contents=found, path_id=deck.path_id if deck else None)


def opened(session: Session, *, where: Where, key: str, learner_id: int | None) -> Opened:
    """A question of a draft; raises NotFound, TooLong, CannotEdit."""
    draft = _read(session, where, learner_id)
    sheet = sheets.sheet_of(draft.text, id=key)
    if sheet is None:
        raise NotFound("no question of this draft has this id")
    question_id, published = _published(session, draft.deck_id, sheet.question)
    return Opened(
        draft=draft,
        sheet=sheet,
        problems=tuple(one for one in _problems(draft.text) if one.question == key),
        published=published,
        question_id=question_id,
        lines=_lines(session, draft, sheet.question),
    )


def blank(session: Session, *, where: Where, kind: str, learner_id: int | None) -> Opened:
    """A question without texts; raises NotFound, TooLong, CannotEdit."""
    draft = _read(session, where, learner_id)
    return Opened(draft=draft, sheet=sheets.blank_sheet(draft.text, kind=kind))


def fill(
    session: Session,
    *,
    where: Where,
    key: str,
    digest: str,
    texts: Mapping[str, str],
    meaning: Meaning,
    learner_id: int,
    now: datetime,
) -> Filled:
    """Writes what was filled in into the newest text of the draft; raises NotFound, TooLong, CannotEdit.

    `digest` is that of the question which the form showed: if it is another one by now, nothing is written.
    """
    deck_id = _read(session, where, learner_id).deck_id

    def published(question: Question) -> Question | None:
        return _published(session, deck_id, question)[1]

    def edit(text: str) -> Filled:
        return sheets.fill(text, id=key, digest=digest, texts=texts, published=published, meaning=meaning)

    return _filled(session, where, edit, learner_id=learner_id, now=now)


def add(
    session: Session,
    *,
    where: Where,
    kind: str,
    texts: Mapping[str, str],
    after: str,
    name: str = "",
    learner_id: int,
    now: datetime,
) -> Filled:
    """Writes a new question into the draft, behind another one or at the end; raises NotFound, TooLong, CannotEdit.

    Its id is `name`, or one that no question of the deck ever had.
    """
    deck_id = _read(session, where, learner_id).deck_id
    keys = select(QuestionRow.key).where(QuestionRow.deck_id == deck_id)
    taken = frozenset(session.scalars(keys)) if deck_id else frozenset()

    def edit(text: str) -> Filled:
        return sheets.add(text, kind=kind, texts=texts, after=after, name=name, taken=taken)

    return _filled(session, where, edit, learner_id=learner_id, now=now)


def take_out(session: Session, *, where: Where, key: str, learner_id: int, now: datetime) -> TakenOut:
    """Takes a question out of the draft with the comments above it; raises NotFound, TooLong, CannotEdit."""
    taken: list[TakenOut] = []

    def edit(text: str) -> str:
        new, out = contents.take_out(text, id=key)
        taken.append(out)
        return new

    _change(session, where, edit, learner_id=learner_id, now=now)
    return taken[0]


def put_back(session: Session, *, where: Where, taken: str, learner_id: int, now: datetime) -> None:
    """Undoes `take_out` with what it gave, as JSON; raises NotFound, TooLong, CannotEdit."""
    _change(
        session, where, lambda text: contents.put_back(text, TakenOut.from_json(taken)), learner_id=learner_id, now=now
    )


def _read(session: Session, where: Where, learner_id: int | None) -> DraftText:
    if where.deck_id is not None:
        return writing.of_deck(session, deck_id=where.deck_id, learner_id=learner_id)
    return writing.read(session, draft_id=where.draft_id or 0, learner_id=learner_id)


def _change(session: Session, where: Where, edit: Callable[[str], str], *, learner_id: int, now: datetime) -> None:
    if where.deck_id is not None:
        writing.change(session, deck_id=where.deck_id, learner_id=learner_id, edit=edit, now=now)
    else:
        writing.change_new(session, draft_id=where.draft_id or 0, learner_id=learner_id, edit=edit, now=now)


def _filled(session: Session, where: Where, edit: Callable[[str], Filled], *, learner_id: int, now: datetime) -> Filled:
    """Changes the draft, and says what became of the form."""
    done: list[Filled] = []

    def change(text: str) -> str:
        done.append(edit(text))
        return done[0].text

    _change(session, where, change, learner_id=learner_id, now=now)
    return done[0]


def _problems(text: str) -> tuple[Problem, ...]:
    return check([SourceFile("bank.yaml", text.encode())], limit_bytes=BROWSER_LIMIT).problems


def _published(session: Session, deck_id: int | None, question: Question) -> tuple[int | None, Question | None]:
    """The row and the content of a question as learners are asked it, under its id or a former one."""
    names = (question.id, *question.was)
    rows = session.execute(
        select(QuestionRow.id, QuestionRow.key, QuestionVersion.id.label("version_id"), QuestionVersion.content)
        .join(QuestionVersion, IS_CURRENT)
        .where(QuestionRow.deck_id == deck_id, QuestionRow.key.in_(names))
    ).all()
    found = min(rows, key=lambda row: names.index(row.key), default=None)
    return (found.id, content_of(found.version_id, found.content)) if found else (None, None)


def _lines(session: Session, draft: DraftText, question: Question) -> Lines | None:
    """The lines of the path in the edition that the deck's latest revision was made from."""
    if question.origin is None or draft.deck_id is None:
        return None
    latest = session.get_one(DeckRevision, (draft.deck_id, draft.latest_revision))
    edition = session.get(PathRevision, (latest.path_id, latest.path_revision)) if latest.path_id else None
    if edition is None:
        return None
    first, last = question.origin.lines
    text = "\n".join(edition.text.split("\n")[first - 1 : last])
    section = question.origin.section
    return Lines(path_id=edition.path_id, section=section, first=first, last=last, text=text)
