"""Trying questions out while they are written, here without a script: judged for real, and nothing is written."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.base import Base
from models.engine import Database
from quizzes.core.banks.template import new_bank
from quizzes.core.questions import KINDS
from tests.visitor import Visitor

TEXT = new_bank("my-deck", "My deck")
_KEY = re.compile(r'name="key" value="([^"]+)"')


def rows(app: Flask) -> dict[str, int]:
    database: Database = app.extensions["pathdeck"].database
    with database.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def address(ana: Visitor) -> str:
    ana.get("/banks/new")
    begun = str(ana.post("/banks/new").location)
    ana.get(begun)
    return begun


def preview(visitor: Visitor, address: str, kind: str, text: str = TEXT) -> str:
    line = text[: text.index(f"kind: {kind}\n")].count("\n") + 1
    return visitor.post(f"{address}/preview", text=text, line=str(line)).text


def test_every_kind_is_asked_as_in_a_review_and_nothing_is_written(app: Flask, ana: Visitor, address: str) -> None:
    before = rows(app)
    for kind in KINDS:
        page = preview(ana, address, kind)
        assert "Nothing counts here." in page
        if kind == "task":
            assert "Nobody is asked for it." in page
            continue
        assert 'name="token"' in page
        told = ana.post("/try/answer", unknown="1").text
        assert 'class="verdict verdict--unknown"' in told, kind
        assert "Ask again" in told
    assert rows(app) == before


def test_an_answer_is_judged_by_the_text_as_it_was_sent(ana: Visitor, address: str) -> None:
    text = """\
format: 1
bank: {id: stars, title: Stars}
questions:
- id: red
  kind: choice
  ask: Which star is red?
  options:
  - right: Antares
  - wrong: Vega
    why: Vega is white.
"""
    preview(ana, address, "choice", text)
    right, wrong = ana.option("Antares"), ana.option("Vega")

    assert "Not " in ana.post("/try/answer", key=wrong).text
    assert "Vega is white." in ana.page
    ana.post("/try/again")
    assert 'class="verdict' not in ana.page
    assert "Right." in ana.post("/try/answer", key=right).text


def test_each_turn_shows_another_order(ana: Visitor, address: str) -> None:
    preview(ana, address, "order")
    orders = set()
    for _ in range(4):
        orders.add(tuple(_KEY.findall(ana.page)))
        ana.post("/try/again")
    assert len(orders) == 4


def test_a_step_moves_and_a_hint_comes_without_losing_what_was_filled_in(ana: Visitor, address: str) -> None:
    preview(ana, address, "order")
    keys = _KEY.findall(ana.page)
    ana.post("/try/arrange", key=keys, move=f"down:{keys[0]}")
    assert _KEY.findall(ana.page) == [keys[1], keys[0], *keys[2:]]

    text = TEXT.replace("  kind: typed\n", "  kind: typed\n  hint: Look up at night.\n")
    preview(ana, address, "typed", text)
    page = ana.post("/try/hint", text="half a").text
    assert "Look up at night." in page
    assert 'value="half a"' in page


def test_a_flashcard_is_turned_and_rated(ana: Visitor, address: str) -> None:
    preview(ana, address, "flashcard")
    assert 'value="hard"' in ana.post("/try/reveal").text
    assert "Hard." in ana.post("/try/answer", key="hard").text


def test_what_is_asked_from_memory_can_be_tried_from_memory(ana: Visitor, address: str) -> None:
    text = TEXT.replace("  kind: choice\n", "  kind: choice\n  recall: yes\n")
    preview(ana, address, "choice", text)
    ana.post("/try/again", typed="1")
    assert "From memory" in ana.page
    assert "Which of these is it?" in ana.post("/try/answer", text="nothing of the kind").text


def test_the_way_leads_to_the_neighbours_by_their_ids(ana: Visitor, address: str) -> None:
    preview(ana, address, KINDS[0])
    ids = re.findall(r"^- id: (\S+)", TEXT, re.MULTILINE)
    assert re.findall(r'name="at" value="([^"]+)"', ana.page) == [ids[1]]

    page = ana.post(f"{address}/preview", text=TEXT, at=ids[1]).text
    assert "Question 2 of 10" in page
    assert re.findall(r'name="at" value="([^"]+)"', page) == [ids[0], ids[2]]


def test_a_token_that_was_made_up_is_refused(ana: Visitor, address: str) -> None:
    preview(ana, address, "choice")
    assert ana.post("/try/answer", token="made up", unknown="1").status_code == 400
