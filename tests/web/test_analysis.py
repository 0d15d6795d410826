"""Questions in numbers: for authors alone, with words where there is too little to say."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Learner
from models.decks import Deck, Question
from quizzes.core.access import Visibility
from quizzes.core.study import Scope
from quizzes.services import accounts, study
from tests.factories import MONDAY, Person, choices, publish
from tests.lighthouse import database_of
from tests.visitor import Visitor

DECK = 2
MARKS = ("1111", "1110", "1101", "1010", "1100", "0100", "1000", "0001")


@pytest.fixture
def author(app: Flask, ana: Visitor) -> Visitor:
    """Somebody who has published four questions of their own."""
    ana.answer("truefalse", key="true")
    database = database_of(app)
    with database.reading() as session:
        author_id = session.scalar(select(func.max(Learner.id)))
    publish(database, choices(4), bank="own", owner_id=author_id)
    return ana


@pytest.fixture
def crowd(app: Flask, author: Visitor) -> None:
    """Eight learners answer the four questions, right where their row has a 1."""
    database = database_of(app)
    with database.writing() as session:
        session.get_one(Deck, DECK).visibility = Visibility.PUBLIC.value
    for row in MARKS:
        person = Person(database)
        with database.writing() as session:
            person.learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
            study.enroll(session, learner_id=person.id, deck_id=DECK, now=MONDAY)
        for mark in row:
            person.answer("right" if mark == "1" else "wrong", scope=Scope(deck_id=DECK))


def test_before_enough_learners_the_page_says_what_it_will_tell(author: Visitor) -> None:
    page = author.get(f"/decks/{DECK}/numbers").text

    assert "When 8 learners have answered a question" in page
    assert page.count("too few answers") == 4


@pytest.mark.usefixtures("crowd")
def test_the_worked_example_stands_on_the_page(author: Visitor) -> None:
    page = author.get(f"/decks/{DECK}/numbers").text

    assert "8 learners so far" in page
    assert "Who does well on the rest does worse here." in page
    for figure in ("75 %", "62 %", ">25<", ">43<", "25.27 %", ">−7<", ">−9<", "21.47 %"):
        assert figure in page, figure
    assert "too few answers" not in page


@pytest.mark.usefixtures("crowd")
def test_the_list_can_be_ordered_by_what_is_worst(author: Visitor) -> None:
    page = author.get(f"/decks/{DECK}/numbers?order=telling+least&page=9").text
    listed = page[page.index('id="all"') :]

    assert listed.index("What is q4?") < listed.index("What is q2?") < listed.index("What is q1?")


@pytest.mark.usefixtures("crowd")
def test_nobody_but_those_who_may_change_the_deck_sees_numbers(author: Visitor, ben: Visitor) -> None:
    ben.answer("truefalse", key="true")

    assert ben.get(f"/decks/{DECK}/numbers").status_code == 404
    assert author.get("/decks/1/numbers").status_code == 404
    assert "Questions in numbers" in author.get(f"/decks/{DECK}").text
    assert "Questions in numbers" not in ben.get(f"/decks/{DECK}").text


def test_a_question_that_is_named_stands_on_the_page_of_the_list_that_is_shown(app: Flask, author: Visitor) -> None:
    with database_of(app).reading() as session:
        author_id = session.get_one(Deck, DECK).owner_id
    publish(database_of(app), choices(51), bank="long", owner_id=author_id)
    with database_of(app).reading() as session:
        last = session.scalar(select(func.max(Question.id)))

    assert f'id="q{last}"' not in author.get(f"/decks/{DECK + 1}/numbers").text
    assert f'id="q{last}"' in author.get(f"/decks/{DECK + 1}/numbers?question={last}").text
