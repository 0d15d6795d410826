"""A small world with one of everything, and everybody who stands differently to it; the things in it by name."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from flask import Flask
from flask import session as cookie
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from models.accounts import Learner
from models.decks import TASK, Deck, Question
from models.engine import Database
from models.groups import Invite
from quizzes.core.access import Role, Visibility
from quizzes.core.banks import SourceFile, check, write
from quizzes.core.grading import Response
from quizzes.core.questions import Choice, Verdict
from quizzes.core.recall import Presentation
from quizzes.core.remarks import Reason
from quizzes.core.rounds import key_of
from quizzes.core.study import Judged, Presented, Progress, Scope
from quizzes.core.suggestions import SuggestionKind
from quizzes.core.tokens import token_hash
from quizzes.services import (
    accounts,
    calendar,
    comments,
    confusions,
    decks,
    drafts,
    forks,
    groups,
    making,
    owning,
    remarks,
    rounds,
    sharing,
    suggesting,
)
from quizzes.services.groups import WayIn
from quizzes.services.people import links, naming
from quizzes.services.people.hashing import hash_password
from quizzes.services.people.links import Purpose
from quizzes.settings import MailServer, Provider, Settings
from quizzes.web import tokens
from tests.factories import Person
from tests.lighthouse import CASES, SECTIONS, Clock, database_of, light

PEOPLE = ("visitor", "guest", "outsider", "former", "member", "editor", "maintainer", "owner", "keeper")
"""Whoever asks: nobody yet, a guest, an account outside the group, one that was taken out of it, its four roles, and
the server's owner, who is outside as well."""
PASSWORD = "correct horse battery"
MISSING = 999_999
NOWHERE = MailServer(host="127.0.0.1", port=9, sender="cards@example.org")
NOBODY = Provider(issuer="http://127.0.0.1:9", client_id="pathdeck", client_secret="secret", name="Nobody")

HASH = hash_password(PASSWORD)
BANK = check([SourceFile("bank.yaml", (CASES / "bank.yaml").read_bytes())]).banks[0]
PATH = (CASES / "path.md").read_text("utf-8")
ALIKE = ("changed", "key", "ownership", "pair", "three")
"""Names, counts and words that let in whoever says them: a stranger's are no other."""
SECRET = "Quokka"
"""Stands in every title, question and path that is not everybody's."""

Things = Mapping[str, str | int]


@dataclass(slots=True)
class World:
    """An application with its people signed in, the things of the group, and the same of a stranger.

    `sessions` are their cookies, `own` and `foreign` things by name; `saved` brings the database back.
    """

    app: Flask
    csrf: str
    form_cookie: str
    sessions: dict[str, str]
    ids: dict[str, int]
    own: dict[str, str | int]
    foreign: dict[str, str | int]
    saved: sqlite3.Connection
    live: sqlite3.Connection
    first: list[str] = field(default_factory=list)
    _version: int = field(default=0, repr=False)

    def shown(self, person: str, things: str) -> str:
        """The token of a question that is in front of somebody: one of the group, a stranger's, one that never was."""
        source = self.foreign if things == "foreign" else self.own
        question, version = int(source["question"]), int(source["version"])
        if things == "missing":
            question, version = MISSING, MISSING
        presented = Presented(
            learner_id=self.ids.get(person),
            question_id=question,
            version_id=version,
            answers=2,
            seed=1,
            shown_at=Clock().instant,
            nonce=f"{person} {things}",
            progress=Progress(done=0, total=1),
            presentation=Presentation.OPTIONS,
        )
        with self.app.app_context():
            return tokens.sign(presented)

    def changed(self) -> bool:
        """Whether anything was written since this was asked last."""
        before, self._version = self._version, self._data_version()
        return before != self._version

    def restore(self) -> None:
        """Everything as it was in the beginning."""
        self.saved.backup(self.live)
        self._version = self._data_version()

    def rows(self) -> list[str]:
        """All that is kept, but for what slows down guessing."""
        names = [name for (name,) in self.live.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            f"{name} {row}"
            for name in sorted(names)
            if name != "attempt"
            for row in self.live.execute(f'SELECT * FROM "{name}"')
        ]

    def close(self) -> None:
        """Ends it."""
        self.live.close()
        self.saved.close()

    def _data_version(self) -> int:
        found: int = self.live.execute("PRAGMA data_version").fetchone()[0]
        return found


def build(folder: Path, *, groups_too: bool = True) -> World:
    """The world on a fresh data folder: the owner's group with all that is in it, a stranger's beside it.

    Without `groups_too` there are the people alone.
    """
    clock = Clock()
    program = light(folder, clock)
    database = database_of(program)
    with database.writing() as session:
        ids = {name: _person(session, name, now=clock()) for name in (*PEOPLE[1:], "stranger")}
        session.get_one(Learner, ids["keeper"]).owns_server = True
    for learner_id in ids.values():
        _mix_up(database, learner_id, deck_id=1)
    clock.turn(days=2)
    own, foreign = _two_groups(program, ids, clock) if groups_too else ({}, {})
    with database.writing() as session:
        cookies = {name: accounts.sign_in(session, learner_id=ids[name], now=clock()) for name in PEOPLE[1:]}
        for things, name in ((own, "owner"), (foreign, "stranger")):
            things["session"] = token_hash(accounts.sign_in(session, learner_id=ids[name], now=clock()))
    database.close()
    app = create_app(Settings(data=folder, mail=NOWHERE, provider=NOBODY), clock=clock)
    with app.test_request_context():
        csrf = generate_csrf()
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer
        form_cookie = signer.dumps(dict(cookie))
    live, saved = sqlite3.connect(folder / "pathdeck.sqlite3"), sqlite3.connect(":memory:")
    live.execute("PRAGMA synchronous=OFF")
    live.backup(saved)
    world = World(app, csrf, form_cookie, cookies, ids, own, foreign, saved, live)
    world.first = world.rows()
    world.changed()
    return world


def _two_groups(app: Flask, ids: Mapping[str, int], clock: Clock) -> tuple[dict[str, str | int], dict[str, str | int]]:
    """The things of the owner and of the stranger; from the owner's group somebody was taken out."""
    roles = {"member": Role.MEMBER, "editor": Role.EDITOR, "maintainer": Role.MAINTAINER, "former": Role.MEMBER}
    own = _estate(app, ids["owner"], {ids[who]: role for who, role in roles.items()}, clock)
    foreign = _estate(app, ids["stranger"], {}, clock)
    own["member"], foreign["member"] = ids["member"], ids["stranger"]
    with database_of(app).writing() as session:
        groups.remove(session, group_id=int(own["group"]), learner_id=ids["owner"], member_id=ids["former"])
        _take_back(session, foreign, ids["stranger"], clock)
    for name in ALIKE:
        del foreign[name]
    return own, foreign


def _person(session: Session, name: str, *, now: datetime) -> int:
    learner_id = accounts.create_guest(session, zone_name="UTC", now=now)
    if name != "guest":
        naming.claim(session, learner_id=learner_id, name=name.title(), password_hash=HASH)
    return learner_id


def _mix_up(database: Database, learner_id: int, *, deck_id: int) -> Judged:
    """Picks the same wrong option on two days, which makes a pair that is mixed up."""
    person = Person(database, learner_id=learner_id, _nonces=count(10 * deck_id))
    scope = Scope(deck_id=deck_id, section=SECTIONS["choice"])
    for _ in range(2):
        shown = person.next(scope)
        assert isinstance(shown.question, Choice)
        wrong = next(option.key for option in shown.question.options if option.verdict is Verdict.WRONG)
        judged = person.send(person.present(shown), Response(keys=(wrong,)))
        person.wait(days=2)
    assert isinstance(judged, Judged)
    return judged


def _estate(app: Flask, owner_id: int, members: Mapping[int, Role], clock: Clock) -> dict[str, str | int]:
    """All that one person has and shares with a group, by name."""
    database, now = database_of(app), Clock().instant
    things: dict[str, str | int] = {}
    with database.writing() as session:
        deck_id = things["deck"] = publish_deck(session, "estate", owner_id, now)
        things["path"] = session.get_one(Deck, deck_id).path_id or 0
        group_id = things["group"] = groups.create(session, learner_id=owner_id, name=f"{SECRET} team", now=now)
        for learner_id, role in {**members, owner_id: Role.OWNER}.items():
            way = groups.invite(
                session, group_id=group_id, learner_id=owner_id, role=Role.MEMBER, days=None, uses=None, now=now
            )
            groups.join(session, way=WayIn(token=way.token), learner_id=learner_id, now=now)
            if learner_id != owner_id:
                groups.set_role(session, group_id=group_id, learner_id=owner_id, member_id=learner_id, role=role)
        things |= {"join": way.token, "words": way.words}
        things["invite"] = session.scalars(select(Invite.id).order_by(Invite.id.desc()).limit(1)).one()
        sharing.share(session, deck_id=deck_id, group_id=group_id, learner_id=owner_id, now=now)
        things |= _outside_the_group(session, owner_id, now)
    for learner_id in (*members, owner_id):
        judged = _mix_up(database, learner_id, deck_id=deck_id)
    with database.reading() as session:
        tasks = select(Question.id).where(Question.deck_id == things["deck"], Question.kind == TASK).limit(1)
        things["task"] = session.scalars(tasks).one()
    things |= {"question": judged.shown.question_id, "version": judged.shown.version_id}
    with database.writing() as session:
        things |= _said(session, things, owner_id, next(iter(members), owner_id), clock())
        things["pair"] = confusions.mixed_up(session, learner_id=owner_id)[0].mix.key
        things |= _round(session, things, owner_id, members, str(app.secret_key), clock())
        serializer = URLSafeTimedSerializer(str(app.secret_key), salt="e-mail")
        things["email"] = serializer.dumps([owner_id, "owner@example.org", None])
    return things


def publish_deck(session: Session, key: str, owner_id: int, now: datetime) -> int:
    """A deck with a path that belongs to this person alone; returns its id."""
    hidden = tuple(replace(question, ask=f"{SECRET}: {question.ask}") for question in BANK.questions)
    bank = decks.renamed(replace(BANK, title=f"{SECRET} {key}", questions=hidden), key)
    text = f"{PATH}\n\n{SECRET} words of the path.\n"
    assert bank.path
    bank = replace(bank, path=replace(bank.path, sha256=sha256(text.encode()).hexdigest()))
    published = decks.publish(
        session, bank=bank, yaml=write(bank), path_text=text, path_file="path.md", owner_id=owner_id, now=now
    )
    assert published.deck_id
    return published.deck_id


def _outside_the_group(session: Session, owner_id: int, now: datetime) -> dict[str, str | int]:
    """What a person has for oneself: a deck by link, a fork, drafts, and links that open something."""
    linked = publish_deck(session, "linked", owner_id, now)
    sharing.set_visibility(session, deck_id=linked, learner_id=owner_id, visibility=Visibility.UNLISTED)
    gone = publish_deck(session, "gone", owner_id, now)
    gone_path = session.get_one(Deck, gone).path_id or 0
    owning.remove(session, path_id=gone_path, learner_id=owner_id, now=now)
    failed = making.begin(session, owner_id=owner_id, text=PATH, file="path.md", now=now)
    making.fail(session, draft_id=failed, failure="It broke.")
    links_of = {
        "reminders": links.make(session, purpose=Purpose.REMINDERS, learner_id=owner_id, life=None, now=now),
        "reset": links.make(session, purpose=Purpose.PASSWORD, learner_id=owner_id, life=None, now=now),
        "ownership": links.make(session, purpose=Purpose.OWNER, learner_id=None, life=None, now=now),
    }
    return {
        "link": session.get_one(Deck, linked).link or "",
        "linked": linked,
        "gone": gone_path,
        "fork": forks.fork(session, deck_id=1, learner_id=owner_id, now=now),
        "draft": drafts.keep(session, owner_id=owner_id, bank=BANK, text=PATH, file="path.md", now=now),
        "failed": failed,
        "key": BANK.questions[0].id,
        "feed": calendar.make(session, learner_id=owner_id, now=now),
        **links_of,
    }


def _said(session: Session, things: Things, owner_id: int, member_id: int, now: datetime) -> dict[str, str | int]:
    """A comment of the owner to the group, and of a member a flag and a suggestion."""
    question_id, group_id = int(things["question"]), int(things["group"])
    suggested = suggesting.suggest(
        session,
        learner_id=member_id,
        question_id=question_id,
        version_id=int(things["version"]),
        kind=SuggestionKind.WORDING,
        texts={},
        words="Say it shorter.",
        now=now,
    )
    assert suggested.suggestion_id
    return {
        "suggestion": suggested.suggestion_id,
        "comment": comments.write(
            session, question_id=question_id, learner_id=owner_id, group_id=group_id, text="Is it?", now=now
        ),
        "flag": remarks.flag(
            session, learner_id=member_id, question_id=question_id, reason=Reason.TYPO, words="", now=now
        ),
    }


def _round(
    session: Session, things: Things, owner_id: int, members: Mapping[int, Role], secret: str, now: datetime
) -> dict[str, str | int]:
    """A round of the group at its first question, with everybody in it; by its words anybody comes in."""
    round_id = rounds.open_round(
        session,
        learner_id=owner_id,
        deck_id=int(things["deck"]),
        section=None,
        group_id=int(things["group"]),
        questions=3,
        name="Host",
        reviews=False,
        secret=secret,
        seed=1,
        now=now,
    )
    for learner_id in members:
        rounds.join(
            session, round_id=round_id, learner_id=learner_id, by_key=False, name="Player", reviews=False, now=now
        )
    rounds.move(session, round_id=round_id, learner_id=owner_id, changed=0, now=now)
    at = rounds.pulse(session, round_id=round_id, learner_id=owner_id, now=now)
    return {"round": round_id, "three": key_of(secret, host_id=owner_id, opened_at=at.opened_at), "changed": at.changed}


def _take_back(session: Session, foreign: Things, stranger_id: int, clock: Clock) -> None:
    """Ends what would open something for whoever knows it, so that it is nobody's but the stranger's."""
    groups.revoke(
        session,
        group_id=int(foreign["group"]),
        learner_id=stranger_id,
        invite_id=int(foreign["invite"]),
        now=clock(),
    )
    sharing.set_visibility(
        session, deck_id=int(foreign["linked"]), learner_id=stranger_id, visibility=Visibility.PRIVATE
    )
    calendar.revoke(session, learner_id=stranger_id)
    naming.set_email(session, learner_id=stranger_id, email="another@example.org")
    for purpose in (Purpose.REMINDERS, Purpose.PASSWORD):
        links.drop(session, purpose=purpose, learner_id=stranger_id)
