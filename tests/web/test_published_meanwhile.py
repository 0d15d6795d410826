"""A change is published while a learner has the question on the screen: they are judged by what they were shown."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Learner
from quizzes.core.questions import Question
from tests.factories import choices, publish
from tests.lighthouse import database_of
from tests.visitor import Visitor

DECK = 2
REVIEW = f"/study?deck={DECK}"
QUESTIONS = choices(3)


@pytest.fixture
def owner_id(app: Flask, ana: Visitor) -> int:
    """Ana wrote the deck, and has its first question on the screen."""
    ana.answer("truefalse", key="true")
    with database_of(app).reading() as session:
        owner_id = session.scalar(select(func.max(Learner.id))) or 0
    send(app, owner_id, QUESTIONS)
    ana.get(f"/decks/{DECK}")
    ana.post(f"/decks/{DECK}/study")
    ana.get(REVIEW)
    return owner_id


def send(app: Flask, owner_id: int, questions: Sequence[Question]) -> None:
    publish(database_of(app), questions, bank="own", owner_id=owner_id)


def asked(visitor: Visitor) -> str:
    found = re.search(r'id="ask"[^>]*>What is (\w+)\?', visitor.page)
    assert found, visitor.page
    return found[1]


def edited(key: str, **fields: object) -> list[Question]:
    return [replace(one, **fields) if one.id == key else one for one in QUESTIONS]  # type: ignore[arg-type]


def finish(visitor: Visitor) -> list[str]:
    """Answers what is left and gives the questions that were asked."""
    keys = []
    visitor.get(REVIEW)
    while 'name="token"' in visitor.page:
        keys.append(asked(visitor))
        visitor.post(f"/study/answer?deck={DECK}", key=visitor.option("right"))
        visitor.get(REVIEW)
    return keys


def test_another_wording_counts_the_answer_once_and_shows_next_time(app: Flask, ana: Visitor, owner_id: int) -> None:
    key, right = asked(ana), ana.option("right")
    send(app, owner_id, edited(key, explain="Because it is so."))

    told = ana.post(f"/study/answer?deck={DECK}", key=right).text
    assert 'class="verdict verdict--right"' in told
    assert "Because it is so." not in told
    assert key not in finish(ana)


def test_another_meaning_keeps_the_answer_and_asks_anew(app: Flask, ana: Visitor, owner_id: int) -> None:
    key, right = asked(ana), ana.option("right")
    send(app, owner_id, edited(key, ask=f"What is {key}? Now otherwise.", rev=2))

    late = ana.post(f"/study/answer?deck={DECK}", key=right)
    assert late.status_code == 409
    assert "Its author changed what this question means" in late.text
    assert key in finish(ana)


def test_a_question_that_retired_is_still_judged_and_never_asked_again(app: Flask, ana: Visitor, owner_id: int) -> None:
    key, right = asked(ana), ana.option("right")
    send(app, owner_id, [one for one in QUESTIONS if one.id != key])

    told = ana.post(f"/study/answer?deck={DECK}", key=right)
    assert told.status_code == 200
    assert 'class="verdict verdict--right"' in told.text
    assert key not in finish(ana)
