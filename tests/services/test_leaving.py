"""Leaving for good: nothing of the learner is left in any table, and others keep what is theirs."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Column, func, select, text

from models.accounts import Feed, Learner
from models.authors import BankDraft, PublishToken, PutAside
from models.credentials import Attempt, Identity, OneTimeLink
from models.decks import Deck, DeckRevision
from models.drafts import Draft
from models.engine import Database
from models.groups import Comment, Group, GroupDeck, Invite, Membership
from models.metadata import METADATA
from models.paths import Path, PathRevision
from models.remarks import Settlement, Suggestion
from models.rounds import Player, Round, RoundAnswer, RoundQuestion
from models.study import Review
from quizzes.core.access import NotFound, Role, Visibility
from quizzes.core.remarks import Reason
from quizzes.core.study import Scope
from quizzes.services import accounts, exporting, leaving, remarks, study
from quizzes.services.leaving import Deeded, Gone, HandOverFirst
from quizzes.services.people import attempts
from tests.factories import MONDAY, Person, choice, choices, pick, publish, task

COLUMNS: list[Column[Any]] = [
    column
    for table in METADATA.sorted_tables
    for column in table.columns
    if column.name
    in ("published_by", "shared_by", "created_by", "host_id", "owner_id", "learner_id", "changed_by", "settled_by")
    or any(key.target_fullname == "learner.id" for key in column.foreign_keys)
]


def named(database: Database, name: str) -> Person:
    with database.writing() as session:
        learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
        learner = session.get_one(Learner, learner_id)
        learner.name, learner.name_key, learner.password_hash = name, name.casefold(), "secret-hash"
    return Person(database, learner_id=learner_id)


@pytest.fixture
def ana(database: Database) -> Person:
    """Somebody with a row in every table that can name a learner."""
    publish(database, [*choices(3), task("t1")])
    ana = named(database, "Ana")
    publish(database, [choice("own")], bank="own", owner_id=ana.id)
    ana.answer()
    ana.answer("wrong")
    now = ana.now
    with database.writing() as session:
        study.tick(session, learner_id=ana.id, question_id=4, done=True, now=now)
        remarks.write_note(session, learner_id=ana.id, question_id=1, text="my note", now=now)
        remarks.flag(session, learner_id=ana.id, question_id=1, reason=Reason.WRONG, words="my flag", now=now)
        accounts.sign_in(session, learner_id=ana.id, now=now)
        session.add_all(
            (
                Feed(learner_id=ana.id, token_sha256="feed", created_at=now),
                Identity(issuer="https://id.example", subject="ana", learner_id=ana.id, created_at=now),
                OneTimeLink(token_sha256="link", purpose="reset", learner_id=ana.id, created_at=now),
                Draft(owner_id=ana.id, file="new.md", text="# New", yaml="pathdeck: 1", created_at=now),
                Comment(question_id=1, learner_id=ana.id, text="my comment", created_at=now),
                PublishToken(learner_id=ana.id, name="pipeline", token_sha256="key", created_at=now),
                BankDraft(
                    owner_id=ana.id, text="format: 1", discarded="format: 0", base_revision=0, edition=1, changed_at=now
                ),
                shared := BankDraft(
                    deck_id=1, text="format: 1", base_revision=1, edition=2, changed_by=ana.id, changed_at=now
                ),
                Suggestion(
                    learner_id=ana.id,
                    deck_id=1,
                    question_id=1,
                    version_id=1,
                    kind="wording",
                    words="",
                    fields="{}",
                    settled_by=ana.id,
                    created_at=now,
                ),
                Settlement(question_id=1, kind="leech", mark="1", settled_by=ana.id, settled_at=now),
            )
        )
        session.flush()
        session.add(PutAside(draft_id=shared.id, learner_id=ana.id, text="format: 1", saved_at=now))
        path = Path(owner_id=ana.id, key="own", title="Own", revision=1, created_at=now)
        session.add(path)
        session.flush()
        session.add(PathRevision(path_id=path.id, number=1, file="own.md", sha256="", text="# Own", published_at=now))
        session.flush()
        deck = session.get_one(Deck, 2)
        deck.visibility, deck.path_id = Visibility.PUBLIC.value, path.id
        revision = session.get_one(DeckRevision, (2, 1))
        revision.path_id, revision.path_revision = path.id, 1
        session.get_one(DeckRevision, (1, 1)).published_by = ana.id
    return ana


def group(database: Database, *members: tuple[Person, Role], deck_id: int | None = None) -> int:
    with database.writing() as session:
        row = Group(name="Thursday", created_at=MONDAY)
        session.add(row)
        session.flush()
        for person, role in members:
            session.add(Membership(group_id=row.id, learner_id=person.id, role=role.value, joined_at=MONDAY))
        first = members[0][0].id
        if deck_id:
            session.add(GroupDeck(group_id=row.id, deck_id=deck_id, shared_by=first, shared_at=MONDAY))
        session.add(
            Invite(
                group_id=row.id, token_sha256=f"t{row.id}", key_sha256=f"k{row.id}", role="member", created_by=first,
                created_at=MONDAY,
            )
        )  # fmt: skip
        return row.id


def play(database: Database, host: Person, *others: Person, deck_id: int) -> None:
    with database.writing() as session:
        row = Round(
            deck_id=deck_id, host_id=host.id, key_sha256=f"r{host.id}", stage="asked", at=1, changed=1,
            created_at=MONDAY,
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add(RoundQuestion(round_id=row.id, place=1, version_id=1, seed=1))
        for person in (host, *others):
            session.add(Player(round_id=row.id, learner_id=person.id, name="P", joined_at=MONDAY, seen_at=MONDAY))
            session.flush()
            session.add(
                RoundAnswer(
                    round_id=row.id, place=1, learner_id=person.id, response="{}", score=1.0, answered_at=MONDAY,
                    taken_ms=1,
                )
            )  # fmt: skip


def leave(person: Person) -> None:
    with person.database.writing() as session:
        leaving.leave_for_good(session, learner_id=person.id, now=person.now)


def traces(person: Person) -> dict[str, int]:
    with person.database.reading() as session:
        found = {str(column): session.scalar(select(func.count()).where(column == person.id)) for column in COLUMNS}
        found["learner.id"] = session.scalar(select(func.count()).where(Learner.id == person.id))
    return {name: number for name, number in found.items() if number}


def exported(person: Person) -> dict[str, str]:
    with person.database.reading() as session:
        return {file.name: "".join(file.parts) for file in exporting.everything(session, learner_id=person.id)}


def test_no_table_names_the_learner_afterwards(database: Database, ana: Person) -> None:
    ben = named(database, "Ben")
    group(database, (ana, Role.EDITOR), (ben, Role.OWNER), deck_id=2)
    group(database, (ana, Role.OWNER), deck_id=1)
    play(database, ana, ben, deck_id=2)
    play(database, ben, ana, deck_id=1)
    assert {name.split(".")[0] for name in traces(ana)} == {str(column).split(".")[0] for column in COLUMNS} | {
        "learner"
    }

    leave(ana)

    assert traces(ana) == {}
    with database.reading() as session:
        assert session.scalars(select(Group.id)).all() == [1]
        assert session.scalars(select(Player.learner_id)).all() == [ben.id]


def test_a_shared_deck_goes_to_the_keeper_who_came_first(database: Database, ana: Person) -> None:
    ben = named(database, "Ben")
    mara = named(database, "Mara")
    group(database, (ana, Role.OWNER), (mara, Role.MEMBER), (ben, Role.OWNER), deck_id=2)
    mara.answer(scope=Scope(deck_id=2))
    with database.reading() as session:
        assert leaving.parting(session, learner_id=ana.id).deeded == (Deeded(title="Own", heir="Ben"),)

    leave(ana)

    with database.reading() as session:
        assert session.get_one(Deck, 2).owner_id == ben.id
        assert session.scalars(select(Path.owner_id)).all() == [ben.id]
    assert mara.agrees_with_log()
    mara.wait(days=1)
    mara.answer(scope=Scope(deck_id=2))


def test_a_deck_that_nobody_keeps_goes_for_everybody(database: Database, ana: Person) -> None:
    ben = named(database, "Ben")
    ben.answer(scope=Scope(deck_id=2))
    ben.answer(scope=Scope(deck_id=1))
    with database.reading() as session:
        parting = leaving.parting(session, learner_id=ana.id)
    assert parting.gone == (Gone(title="Own", others=1),)

    leave(ana)

    with database.reading() as session:
        assert session.get(Deck, 2) is None
    assert ben.agrees_with_log()
    assert ben.today()


def test_the_last_owner_hands_a_group_over_first(database: Database, ana: Person) -> None:
    ben = named(database, "Ben")
    group_id = group(database, (ana, Role.OWNER), (ben, Role.MAINTAINER))
    with database.reading() as session:
        assert leaving.parting(session, learner_id=ana.id).ownerless == ((group_id, "Thursday"),)

    with pytest.raises(HandOverFirst, match="Hand over Thursday"):
        leave(ana)

    assert exported(ana)["log.json"] != "[]\n"


def test_a_guest_can_leave_too(database: Database, ben: Person) -> None:
    publish(database, choices(2))
    ben.answer()

    leave(ben)

    assert traces(ben) == {}


def test_the_export_holds_everything_and_says_what_it_is(database: Database, ana: Person) -> None:
    ben = named(database, "Ben")
    group(database, (ana, Role.OWNER), (ben, Role.OWNER), deck_id=2)
    play(database, ana, ben, deck_id=2)
    files = exported(ana)
    lists = {name: json.loads(text) for name, text in files.items() if name.endswith(".json")}

    assert [row["kind"] for row in lists["log.json"]] == ["new", "new", "task"]
    assert {row["question"] for row in lists["cards.json"]} == {"q1", "q2"}
    assert [name for name, rows in lists.items() if not rows] == []
    assert "own" in files["decks/own-1.yaml"]
    assert files["paths/own-1.md"] == "# Own"
    assert files["drafts/new.md-1.md"] == "# New"
    assert [text for name, text in files.items() if name.endswith("thrown-away.yaml")] == ["format: 0"]
    assert [name for name in files if name.split("/")[0] not in files["README.txt"] + "README.txt"] == []


def test_the_export_holds_no_secret_and_nothing_of_others(database: Database, ana: Person) -> None:
    ben = named(database, "Ben")
    group(database, (ben, Role.OWNER), (ana, Role.MEMBER), deck_id=1)
    ben.answer()
    with database.writing() as session:
        remarks.write_note(session, learner_id=ben.id, question_id=1, text="unspoken", now=ben.now)
        remarks.flag(session, learner_id=ben.id, question_id=1, reason=Reason.WRONG, words="hidden", now=ben.now)

    text = "".join(exported(ana).values())

    for word in ("Ben", "unspoken", "hidden", "secret-hash", "nonce", 'sha256":'):
        assert word not in text, word


def test_what_was_counted_against_guessing_goes_with_the_account(database: Database, ana: Person) -> None:
    with database.writing() as session:
        session.get_one(Learner, ana.id).email = "ana@example.org"
    for name in ("Ana", attempts.link_for("ana"), attempts.mail_to("ana@example.org"), "Ben"):
        with database.writing() as session:
            attempts.spend(session, name=name, address="192.0.2.1", now=MONDAY)
    with database.writing() as session:
        leaving.leave_for_good(session, learner_id=ana.id, now=MONDAY)

    with database.reading() as session:
        # What is left: the address, and somebody else.
        assert session.scalar(select(func.count()).select_from(Attempt)) == 2


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_an_answer_while_its_deck_goes_for_good_finds_nothing(database: Database, ana: Person) -> None:
    ben = named(database, "Ben")
    with database.writing() as session:
        session.get_one(Deck, 2).visibility = Visibility.PUBLIC.value
    scope = Scope(deck_id=2)
    own = ben.present(ben.next(scope))
    ben.answer()
    kept = func.count(Review.seq)

    with ThreadPoolExecutor(1) as other:
        with database.writing() as session:
            leaving.leave_for_good(session, learner_id=ana.id, now=MONDAY)
            answer = other.submit(ben.send, own, pick("right"))
            while not waiting(database) and not answer.done():
                pass
        with pytest.raises(NotFound):
            answer.result(timeout=30)

    with database.reading() as session:
        assert session.scalar(select(kept).where(Review.learner_id == ben.id)) == 1
        assert not study.verify(session, learner_id=ben.id)


def waiting(database: Database) -> bool:
    """Whether somebody waits for a lock."""
    with database.reading() as session:
        return bool(session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))
