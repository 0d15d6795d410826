"""Publishing on its pages and by a program's token: a plan, one revision, and the way back."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Learner
from models.decks import Deck, DeckRevision
from quizzes.services import tokens, writing
from tests.factories import MONDAY, choices, publish
from tests.lighthouse import database_of
from tests.visitor import Visitor

DECK = 2
HIDDEN = re.compile(r'name="(edition|base)" value="(\d+)"')


@pytest.fixture
def author_id(app: Flask, ana: Visitor) -> int:
    """Ana, who has published four questions and studied the first."""
    ana.answer("truefalse", key="true")
    database = database_of(app)
    with database.writing() as session:
        learner_id = session.scalar(select(func.max(Learner.id)))
        assert learner_id
        session.get_one(Learner, learner_id).name = "Ana"
    publish(database, choices(4), bank="own", owner_id=learner_id)
    ana.get(f"/decks/{DECK}")
    ana.post(f"/decks/{DECK}/study")
    ana.get(f"/study?deck={DECK}")
    ana.post(f"/study/answer?deck={DECK}", unknown="1")
    return learner_id


def write(app: Flask, author_id: int, old: str, new: str) -> None:
    with database_of(app).writing() as session:
        writing.change(
            session, deck_id=DECK, learner_id=author_id, edit=lambda text: text.replace(old, new), now=MONDAY
        )


def agree(visitor: Visitor, address: str, **fields: str) -> Any:
    """Opens a plan and publishes what it shows."""
    return visitor.post(address, **{**dict(HIDDEN.findall(visitor.get(address).text)), **fields})


def revision(app: Flask) -> int:
    with database_of(app).reading() as session:
        return session.get_one(Deck, DECK).revision


def test_without_a_draft_there_is_nothing_to_publish(ana: Visitor, author_id: int) -> None:
    page = ana.get(f"/decks/{DECK}/plan").text

    assert "This is what is published already." in page
    assert ">Publish</button>" not in page


def test_the_plan_shows_both_texts_and_whom_they_touch_and_is_then_applied(
    app: Flask, ana: Visitor, author_id: int
) -> None:
    write(app, author_id, "What is q1?", "What was q1?")

    page = ana.get(f"/decks/{DECK}/plan").text
    sent = agree(ana, f"/decks/{DECK}/plan", note="It is over.")

    assert "What <mark>is </mark>q1?" in page
    assert "What <mark>was </mark>q1?" in page
    assert "1 learner" in page
    assert (sent.status_code, revision(app)) == (303, 2)
    assert "Published as revision 2." in ana.get(sent.location).text
    with database_of(app).reading() as session:
        row = session.get_one(DeckRevision, (DECK, 2))
        assert (row.via, row.published_by, row.note) == ("browser", author_id, "It is over.")


def test_a_plan_that_was_overtaken_is_shown_anew(app: Flask, ana: Visitor, author_id: int) -> None:
    write(app, author_id, "What is q1?", "What was q1?")
    shown = dict(HIDDEN.findall(ana.get(f"/decks/{DECK}/plan").text))
    write(app, author_id, "What is q2?", "What was q2?")

    sent = ana.post(f"/decks/{DECK}/plan", **shown)

    assert (sent.status_code, revision(app)) == (409, 1)
    assert "This changed since you read the plan." in sent.text
    assert "What <mark>was </mark>q2?" in sent.text


def test_an_error_is_told_with_its_line_and_nothing_is_published(app: Flask, ana: Visitor, author_id: int) -> None:
    write(app, author_id, "kind: choice", "kind: choise")

    page = ana.get(f"/decks/{DECK}/plan").text

    assert "What has to be mended first" in page
    assert re.search(r"<b>Line \d+</b>", page)
    assert ">Publish</button>" not in page


def test_a_former_revision_is_compared_fetched_and_published_again(app: Flask, ana: Visitor, author_id: int) -> None:
    write(app, author_id, "What is q1?", "What was q1?")
    agree(ana, f"/decks/{DECK}/plan")

    listed = ana.get(f"/decks/{DECK}/revisions").text
    compared = ana.get(f"/decks/{DECK}/revisions/compare?from=1&to=2").text
    back = agree(ana, f"/decks/{DECK}/revisions/1/restore")

    assert "Revision 2" in listed
    assert "1 changed" in listed
    assert "What <mark>was </mark>q1?" in compared
    assert "+  ask: What was q1?" in compared
    assert (back.status_code, revision(app)) == (303, 3)
    texts = [ana.get(f"/decks/{DECK}/revisions/{number}.yaml").text for number in (1, 2, 3)]
    assert texts[0] == texts[2] != texts[1]
    assert ana.get(f"/decks/{DECK}/revisions/9.yaml").status_code == 404


def test_going_back_keeps_the_comments_of_that_time_and_any_two_are_compared(
    app: Flask, ana: Visitor, author_id: int
) -> None:
    for old, new in (("questions:", "questions: # of spring"), ("# of spring", "# of summer"), ("q1?", "q1 now?")):
        write(app, author_id, old, new)
        agree(ana, f"/decks/{DECK}/plan")

    agree(ana, f"/decks/{DECK}/revisions/2/restore")

    assert revision(app) == 5
    assert "questions: # of spring" in ana.get(f"/decks/{DECK}/revisions/5.yaml").text
    assert "Not one line differs." in ana.get(f"/decks/{DECK}/revisions/compare?from=2&to=5").text
    assert "-questions: # of summer" in ana.get(f"/decks/{DECK}/revisions/compare?from=4&to=1").text


def test_a_program_publishes_with_a_token_until_it_is_revoked(app: Flask, ana: Visitor, author_id: int) -> None:
    database = database_of(app)
    with database.writing() as session:
        token = tokens.make(session, learner_id=author_id, name="pipeline", now=MONDAY)
    program = app.test_client()
    bearer = {"Authorization": f"Bearer {token}"}

    yaml = program.get("/api/decks/own", headers=bearer).get_json()["yaml"]
    sent = {"yaml": yaml.replace("What is q1?", "What was q1?"), "base": 1, "known": 1}
    unread = program.post("/api/decks/own/publish", json={**sent, "known": None}, headers=bearer)
    planned = program.post("/api/decks/own/plan", json=sent, headers=bearer)
    done = program.post("/api/decks/own/publish", json=sent, headers=bearer)
    again = program.post("/api/decks/own/publish", json={**sent, "base": 2}, headers=bearer)

    assert (unread.status_code, [item["id"] for item in unread.get_json()["report"]["undoes"]]) == (409, ["q1"])
    assert [item["id"] for item in planned.get_json()["changed"]] == ["q1"]
    assert (done.status_code, done.get_json()["revision"], done.get_json()["applied"]) == (200, 2, True)
    assert (again.status_code, again.get_json()["applied"], revision(app)) == (200, False, 2)
    assert program.get("/api/decks/own", headers={"Authorization": "Bearer no"}).status_code == 401
    assert program.get("/api/decks/basics", headers=bearer).status_code == 404
    with database.writing() as session:
        tokens.revoke(session, learner_id=author_id, token_id=1)
    assert program.post("/api/decks/own/publish", json=sent, headers=bearer).status_code == 401
