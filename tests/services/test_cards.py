"""Finding cards: every condition, sort and page, and that nobody finds what is not theirs or not yet known."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from models.decks import Question as QuestionRow
from models.engine import Database
from models.remarks import Flag, Note
from models.study import Card
from quizzes.core.access import NotFound
from quizzes.core.banks import Bank, PathRef, write
from quizzes.core.questions import (
    Blank,
    Choosable,
    Cloze,
    Decision,
    Flashcard,
    Match,
    Multi,
    Option,
    Pair,
    Question,
    TrueFalse,
    Typed,
    Verdict,
)
from quizzes.core.questions import Order as Steps
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.core.search import Order, Page, Query, Sort, State, parse
from quizzes.services import accounts, cards, decks
from tests.factories import MONDAY, Person, choice, choices, publish, task
from tests.services.test_statements import counted, statements

TODAY = MONDAY.date()
SUSPEND = Deed(kind=EntryKind.SUSPEND)
PATH = "# Garden\n\n## 1.1 Soil\n\nEarth.\n\n## 1.2 Water\n\nRain.\n\n## 11.1 Über Regen\n\nDrops.\n"
SOIL, WATER, RAIN = (f"garden.md#{anchor}" for anchor in ("11-soil", "12-water", "111-über-regen"))


def option(text: str, verdict: Verdict = Verdict.WRONG, why: str = "") -> Option:
    return Option(key=f"k{text[:4]}", text=text, verdict=verdict, why=why)


GARDEN: tuple[Question, ...] = (
    Typed(id="loam", ask="What holds water?", answer="humus", accept=("compost",), source=SOIL, tags=("earth",)),
    Flashcard(id="clay", ask="What is clay?", answer="fine grains", explain="it cracks in summer", source=SOIL),
    TrueFalse(id="sand", ask="Sand drains.", answer=True, why="its pores are wide", source=SOIL, tags=("earth", "dry")),
    Multi(
        id="rain",
        ask="Which fall?",
        options=(option("sleet", Verdict.RIGHT), option("fog", why="it hangs")),
        source=WATER,
    ),
    Cloze(id="dew", ask="Dew comes at ___.", blanks=(Blank(answer="daybreak", accept=("sunrise",)),), source=WATER),
    Match(id="cans", ask="Pair them.", pairs=(Pair(key="a", left="rose", right_key="b", right="spout"),), source=WATER),
    Steps(id="hose", ask="In which order?", steps=(Choosable(key="a", text="unroll"),), source=RAIN),
    Decision(
        id="flood",
        ask="What now?",
        given=("the cellar is wet",),
        options=(option("pump", Verdict.BEST),),
        source=RAIN,
        tags=("Ärger",),
    ),
    task("dig", source=SOIL),
)


@pytest.fixture
def garden(database: Database, ana: Person) -> Database:
    """A deck with a path, every kind in it but choices, and a learner who has answered nothing yet."""
    digest = sha256(PATH.encode()).hexdigest()
    bank = Bank(
        id="garden",
        title="The Garden",
        path=PathRef(id="garden", file="garden.md", sha256=digest),
        questions=GARDEN,
    )
    with database.writing() as session:
        ana.learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
        decks.publish(
            session,
            bank=bank,
            yaml=write(bank),
            path_text=PATH,
            path_file="garden.md",
            owner_id=None,
            now=MONDAY,
        )
    return database


def know(person: Person, name: str, **fields: Any) -> None:
    """Gives a question a card: due in six days, unless told otherwise."""
    card = {
        "due_day": TODAY + timedelta(days=6),
        "due_order": 0,
        "interval_days": 6,
        "ease_hundredths": 250,
        "repetitions": 2,
        "lapses": 0,
        "answers": 2,
        "rev": 1,
        "drill_turn": 0,
        "suspended": False,
        "retired": False,
    }
    with person.database.writing() as session:
        row = session.scalars(select(QuestionRow).where(QuestionRow.key == name)).one()
        session.add(Card(learner_id=person.id, question_id=row.id, deck_id=row.deck_id, **card | fields))


def in_days(days: int) -> dict[str, Any]:
    return {"due_day": TODAY + timedelta(days=days)}


def search(text: str) -> Query:
    read = parse(text)
    assert not read.problems, read.problems
    return read.query


def look(person: Person, text: str = "", *, sort: str = "section", number: int = 1) -> Page:
    order = Order(by=Sort(sort.lstrip("-")), descending=sort.startswith("-"))
    return person.read(
        lambda session: cards.browse(
            session, learner_id=person.learner_id, query=search(text), order=order, number=number, now=person.now
        )
    )


def found(person: Person, text: str = "", *, sort: str = "section", number: int = 1) -> str:
    return " ".join(card.question.id for card in look(person, text, sort=sort, number=number).cards)


def test_an_empty_search_finds_every_card_in_the_order_of_the_path(garden: Database, ana: Person) -> None:
    assert found(ana) == "loam clay sand rain dew cans hose flood"


def test_a_visitor_finds_what_everybody_may_study(garden: Database, ben: Person) -> None:
    assert found(ben, "deck:garden kind:cloze") == "dew"
    assert all(card.states == {State.NEW} for card in look(ben).cards)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("water", "loam"),
        ("WATER", "loam"),
        ('"is clay"', "clay"),
        ("what clay", "clay"),
        ("what -clay", "loam flood"),
        ("drains OR dew", "sand dew"),
        ("100%", ""),
        ("_", "dew"),
        ("deck:garden", "loam clay sand rain dew cans hose flood"),
        ("deck:GARDEN kind:match", "cans"),
        ("deck:cellar", ""),
        ("section:1", "loam clay sand rain dew cans"),
        ("section:1.2", "rain dew cans"),
        ("section:11", "hose flood"),
        ("section:soil", "loam clay sand"),
        ("section:12-water", "rain dew cans"),
        ("section:über", "hose flood"),
        ("-section:1", "hose flood"),
        ("tag:earth", "loam sand"),
        ("tag:EARTH -tag:dry", "loam"),
        ("tag:ear", ""),
        ("tag:ärger", "flood"),
        ("kind:typed OR kind:cloze", "loam dew"),
    ],
)
def test_words_places_tags_and_kinds(garden: Database, ana: Person, text: str, expected: str) -> None:
    assert found(ana, text) == expected


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("loam", ["humus", "compost"]),
        ("clay", ["grains", "cracks"]),
        ("sand", ["pores"]),
        ("rain", ["sleet", "fog", "hangs"]),
        ("dew", ["daybreak", "sunrise"]),
        ("cans", ["rose", "spout"]),
        ("hose", ["unroll"]),
        ("flood", ["pump", "cellar"]),
    ],
)
def test_what_a_new_card_does_not_ask_is_found_once_it_was_answered(
    garden: Database, ana: Person, name: str, texts: list[str]
) -> None:
    before = [found(ana, text) for text in texts]
    know(ana, name)

    assert before == [""] * len(texts)
    assert [found(ana, text) for text in texts] == [name] * len(texts)


@pytest.mark.parametrize("text", ["options", "verdict", "wrong", "words", "true", "garden.md", "kslee", "earth"])
def test_how_a_question_is_stored_is_not_what_it_says(garden: Database, ana: Person, text: str) -> None:
    for question in GARDEN[:8]:
        know(ana, question.id)

    assert found(ana, text) == ""


def test_every_state(garden: Database, ana: Person) -> None:
    know(ana, "loam", **in_days(0))
    know(ana, "clay", interval_days=21, lapses=8)
    know(ana, "sand", suspended=True, **in_days(-1))
    know(ana, "rain", not_before=TODAY + timedelta(days=1), **in_days(0))
    know(ana, "dew", drill_day=TODAY, **in_days(1))
    know(ana, "cans", due_day=None, interval_days=0, suspended=True)
    with garden.writing() as session:
        question = {"learner_id": ana.id, "question_id": 7}
        session.add(Note(text="mine", changed_at=MONDAY, **question))
        for settled_at, question_id in ((None, 8), (MONDAY, 7)):
            session.add(
                Flag(
                    learner_id=ana.id,
                    question_id=question_id,
                    deck_id=1,
                    version_id=1,
                    reason="wrong",
                    words="",
                    created_at=MONDAY,
                    settled_at=settled_at,
                )
            )

    expected = {
        "due": "loam dew",
        "new": "cans hose flood",
        "young": "loam sand rain dew",
        "mature": "clay",
        "suspended": "sand cans",
        "buried": "rain",
        "leech": "clay",
        "flagged": "flood",
        "noted": "hose",
    }
    everything = found(ana).split()
    assert {state: found(ana, f"is:{state}") for state in expected} == expected
    # Whatever is not found is found by the opposite: no state is neither true nor false.
    for state, names in expected.items():
        assert found(ana, f"-is:{state}").split() == [name for name in everything if name not in names.split()]
    assert look(ana, "clay").cards[0].states == {State.MATURE, State.LEECH}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("interval>6", "sand"),
        ("interval<=6", "loam clay"),
        ("interval=22", "sand"),
        ("ease<1.8", "clay"),
        ("ease>=2.36", "loam"),
        ("lapses>=3", "clay"),
        ("lapses:0", "loam sand"),
        ("due<0", "loam"),
        ("due<=0", "loam clay"),
        ("due=0", "clay"),
        ("due>7", "sand"),
        ("-interval>6", "loam clay rain dew cans hose flood"),
        ("due<=99999", "loam clay sand"),
    ],
)
def test_measures_are_those_of_answered_cards(garden: Database, ana: Person, text: str, expected: str) -> None:
    know(ana, "loam", interval_days=1, **in_days(-2))
    know(ana, "clay", interval_days=6, ease_hundredths=130, lapses=3, **in_days(0))
    know(ana, "sand", interval_days=22, ease_hundredths=235, **in_days(22))
    know(ana, "rain", due_day=None, interval_days=0, ease_hundredths=150, lapses=3)

    assert found(ana, text) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("due", "clay loam sand rain dew cans hose flood"),
        ("-due", "sand loam clay rain dew cans hose flood"),
        ("interval", "loam clay sand rain dew cans hose flood"),
        ("-interval", "sand loam clay rain dew cans hose flood"),
        ("ease", "clay loam sand rain dew cans hose flood"),
        ("-lapses", "clay loam sand rain dew cans hose flood"),
        ("-section", "flood hose cans dew rain sand clay loam"),
        ("question", "dew hose cans sand loam clay flood rain"),
    ],
)
def test_cards_are_sorted_and_new_ones_stand_last(garden: Database, ana: Person, sort: str, expected: str) -> None:
    know(ana, "loam", interval_days=6, **in_days(5))
    know(ana, "clay", interval_days=6, ease_hundredths=130, lapses=3, **in_days(0))
    know(ana, "sand", interval_days=22, **in_days(22))

    assert found(ana, sort=sort) == expected


def test_pages_hold_fifty_and_never_the_same_card_twice(database: Database, ana: Person) -> None:
    publish(database, choices(120))
    pages = [look(ana, sort="due", number=number) for number in (1, 2, 3)]

    assert [len(page.cards) for page in pages] == [50, 50, 20]
    assert {(page.total, page.last) for page in pages} == {(120, 3)}
    assert [page.first_place for page in pages] == [1, 51, 101]
    assert len({card.question_id for page in pages for card in page.cards}) == 120


def test_a_page_behind_the_last_one_is_the_first(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    page = look(ana, number=9)

    assert (page.number, len(page.cards)) == (1, 3)
    assert (look(ana, "nothing", number=9).number, look(ana, "nothing").last) == (1, 1)


def test_nobody_finds_the_cards_or_decks_of_somebody_else(garden: Database, ana: Person, ben: Person) -> None:
    with garden.writing() as session:
        ben.learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
    publish(garden, [choice("secret")], bank="private", owner_id=ben.id)
    know(ben, "loam", suspended=True)

    assert found(ana, "secret OR deck:private OR is:suspended") == ""
    assert found(ben, "secret OR is:suspended", sort="question") == "loam secret"


def test_all_that_a_search_finds_is_changed_as_one_step(garden: Database, ana: Person) -> None:
    publish(garden, choices(3))
    with garden.writing() as session:
        changed = cards.act_on(session, learner_id=ana.id, chosen=search("what"), deed=SUSPEND, now=MONDAY)
    suspended = found(ana, "is:suspended")
    ana.undo()

    assert (changed, suspended) == (6, "loam clay flood q1 q2 q3")
    assert found(ana, "is:suspended") == ""


def test_nobody_changes_cards_of_somebody_elses_deck(garden: Database, ana: Person, ben: Person) -> None:
    with garden.writing() as session:
        ben.learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
    publish(garden, [choice("secret")], bank="private", owner_id=ben.id)
    (secret,) = look(ben, "secret").cards

    with garden.writing() as session, pytest.raises(NotFound):
        cards.act_on(session, learner_id=ana.id, chosen=[1, secret.question_id], deed=SUSPEND, now=MONDAY)


def test_a_page_takes_two_reads_and_at_most_three(garden: Database, ana: Person) -> None:
    costs = []
    for text, number in (("", 1), ("water is:due OR section:1 -tag:dry ease<2", 1), ("", 7)):
        with statements(garden) as sent:
            look(ana, text, number=number)
        costs.append(counted(sent))

    assert costs == [(2, 0), (2, 0), (3, 0)]
