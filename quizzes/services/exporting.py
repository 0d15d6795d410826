"""Everything about a learner, as files: rows as JSON, paths as Markdown, decks as YAML; nothing of anybody else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import and_, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.accounts import Feed, Learner, SignIn
from models.authors import BankDraft, PublishToken, PutAside
from models.base import AnySelect
from models.credentials import Identity
from models.decks import Deck, DeckRevision, Question
from models.drafts import Draft
from models.groups import Comment, Group, GroupDeck, Invite, Membership
from models.paths import Path, PathRevision
from models.remarks import Flag, Note, Suggestion
from models.rounds import Player, Round, RoundAnswer
from models.study import Card, Day, Enrollment, Review, TaskState

README = """\
Everything that Pathdeck keeps about you
========================================

Files ending in .json are lists, one entry a line, in UTF-8. Moments are in UTC, study days are dates in your own time
zone. "deck" and "question" are the ids that the deck's YAML gives them.

learner.json       you: name, e-mail, time zone, the hour your day starts, colours, pauses, reminders
sessions.json      the browsers that are signed in
identities.json    providers you sign in with
tokens.json        the keys you made for programs that publish; the keys themselves are stored only as hashes
calendar.json      your private calendar, if you have one
enrollments.json   the decks you study, with your limits and options
cards.json         where each card stands: due day, interval in days, ease in hundredths, repetitions, lapses
log.json           every answer and every change of a card, in order; "before" and "after" are the card's state,
                   quality is 0 to 5, "response" is what you gave, by the keys of the options; "merged" rows came from
                   a browser in which you had not signed in
days.json          what you did in each deck on each study day
tasks.json         the tasks you ticked
notes.json         your notes
flags.json         what you told authors, with their replies
suggestions.json   what you proposed to authors, with what they took and replied
comments.json      what you wrote under questions
groups.json        the groups you are in, your role, and what you let others see
shared.json        the decks you shared with groups
invitations.json   the invitations you made; the keys themselves are stored only as hashes
rounds.json        the rounds you hosted or played in
round_answers.json what you answered there
paths/             the paths you added, each edition as Markdown
decks/             your decks, each edition as YAML
drafts/            what you are writing and have not published

Not among them, because nobody can read them: your password and the tokens of your sessions, stored only as hashes.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the export; `parts` are its text, to be read once."""

    name: str
    parts: Iterator[str]


def everything(session: Session, *, learner_id: int) -> Iterator[File]:
    """The files of a learner, each to be read before the next is asked for."""
    yield File(name="README.txt", parts=iter([README]))
    for name, rows in _statements(learner_id).items():
        yield File(name=f"{name}.json", parts=_json(session, rows))
    for folder, ending, texts in _texts(learner_id):
        for row in session.execute(texts.execution_options(yield_per=1)):
            yield File(name=f"{folder}/{row.key}-{row.number}.{ending}", parts=iter([row.text]))


def _json(session: Session, rows: AnySelect) -> Iterator[str]:
    start = "[\n"
    for row in session.execute(rows.execution_options(yield_per=500)):
        yield start + json.dumps(dict(row._mapping), default=str, ensure_ascii=False)
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


_DECK, _QUESTION = Deck.key.label("deck"), Question.key.label("question")
_SECRET = frozenset({"token_sha256", "key_sha256", "password_hash", "name_key", "name_look", "nonce"})
_SAID_OTHERWISE = frozenset({"learner_id", "owner_id", "deck_id", "question_id", "host_id", "settled_by"})


def _of(noun: type) -> list[InstrumentedAttribute[object]]:
    """The columns of a noun that mean something to its learner."""
    names = [column.key for column in noun.__table__.columns]  # type: ignore[attr-defined]
    return [getattr(noun, name) for name in names if name not in _SECRET | _SAID_OTHERWISE]


def _statements(me: int) -> dict[str, AnySelect]:
    return {
        "learner": select(*_of(Learner)).where(Learner.id == me),
        "sessions": select(*_of(SignIn)).where(SignIn.learner_id == me).order_by(SignIn.created_at),
        "identities": select(*_of(Identity)).where(Identity.learner_id == me),
        "calendar": select(*_of(Feed)).where(Feed.learner_id == me),
        "tokens": select(*_of(PublishToken)).where(PublishToken.learner_id == me).order_by(PublishToken.id),
        **_studying(me),
        **_saying(me),
        **_meeting(me),
    }


def _studying(me: int) -> dict[str, AnySelect]:
    return {
        "enrollments": select(_DECK, *_of(Enrollment))
        .join(Deck, Deck.id == Enrollment.deck_id)
        .where(Enrollment.learner_id == me)
        .order_by(Enrollment.deck_id),
        "days": select(_DECK, *_of(Day))
        .join(Deck, Deck.id == Day.deck_id)
        .where(Day.learner_id == me)
        .order_by(Day.study_day, Day.deck_id),
        "cards": _about_questions(Card, me).order_by(Card.question_id),
        "log": _about_questions(Review, me).order_by(Review.seq),
        "tasks": _about_questions(TaskState, me).order_by(TaskState.question_id),
    }


def _saying(me: int) -> dict[str, AnySelect]:
    return {
        "notes": _about_questions(Note, me).order_by(Note.question_id),
        "flags": _about_questions(Flag, me).order_by(Flag.id),
        "suggestions": _about_questions(Suggestion, me).order_by(Suggestion.id),
        "comments": _about_questions(Comment, me).order_by(Comment.id),
    }


def _about_questions(noun: type[Card | Review | TaskState | Note | Flag | Suggestion | Comment], me: int) -> AnySelect:
    return (
        select(_DECK, _QUESTION, *_of(noun))
        .join(Question, Question.id == noun.question_id)
        .join(Deck, Deck.id == Question.deck_id)
        .where(noun.learner_id == me)
    )


def _meeting(me: int) -> dict[str, AnySelect]:
    group = Group.name.label("group")
    played = and_(Player.round_id == Round.id, Player.learner_id == me)
    return {
        "groups": select(group, *_of(Membership))
        .join(Group, Group.id == Membership.group_id)
        .where(Membership.learner_id == me),
        "shared": select(group, _DECK, GroupDeck.shared_at)
        .join(Group, Group.id == GroupDeck.group_id)
        .join(Deck, Deck.id == GroupDeck.deck_id)
        .where(GroupDeck.shared_by == me),
        "invitations": select(group, *_of(Invite))
        .join(Group, Group.id == Invite.group_id)
        .where(Invite.created_by == me),
        "rounds": select(_DECK, *_of(Round), (Round.host_id == me).label("hosted"), Player.name, Player.reviews)
        .join(Deck, Deck.id == Round.deck_id)
        .outerjoin(Player, played)
        .where((Round.host_id == me) | Player.learner_id.is_not(None))
        .order_by(Round.id),
        "round_answers": select(*_of(RoundAnswer))
        .where(RoundAnswer.learner_id == me)
        .order_by(RoundAnswer.round_id, RoundAnswer.place),
    }


def _texts(me: int) -> tuple[tuple[str, str, AnySelect], ...]:
    bank = select(literal("bank").label("key"), BankDraft.id.label("number"))
    mine = (BankDraft.owner_id == me) | (BankDraft.changed_by == me)
    aside, thrown = PutAside.learner_id == me, mine & BankDraft.discarded.is_not(None)
    draft = select(Draft.file.label("key"), Draft.id.label("number"))
    return (
        (
            "paths",
            "md",
            select(Path.key, PathRevision.number, PathRevision.text)
            .join(PathRevision, PathRevision.path_id == Path.id)
            .where(Path.owner_id == me),
        ),
        (
            "decks",
            "yaml",
            select(Deck.key, DeckRevision.number, DeckRevision.yaml.label("text"))
            .join(DeckRevision, DeckRevision.deck_id == Deck.id)
            .where(Deck.owner_id == me),
        ),
        ("drafts", "md", draft.add_columns(Draft.text.label("text")).where(Draft.owner_id == me)),
        ("drafts", "yaml", bank.add_columns(BankDraft.text.label("text")).where(mine)),
        ("drafts", "thrown-away.yaml", bank.add_columns(BankDraft.discarded.label("text")).where(thrown)),
        ("drafts", "mine.yaml", bank.add_columns(PutAside.text.label("text")).join(PutAside).where(aside)),
        ("drafts", "yaml", draft.add_columns(Draft.yaml.label("text")).where(Draft.owner_id == me)),
    )
