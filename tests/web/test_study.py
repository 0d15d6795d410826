import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.lighthouse import CASES, SECTIONS, Clock, database_of, publish
from tests.visitor import Visitor

HTMX = {"HX-Request": "true"}


def test_looking_writes_nothing(ana: Visitor, rows: Callable[[str], int]) -> None:
    for address in ("/", "/study", "/paths/1", "/settings", "/how"):
        ana.get(address)

    assert [rows("learner"), rows("review"), rows("enrollment"), rows("card")] == [0, 0, 0, 0]


def test_a_visitor_becomes_a_learner_with_the_first_answer(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.ask("choice")
    reply = ana.post("/study/answer", key=ana.option("More dark than light"), zone="Europe/Oslo")

    assert reply.status_code == 200
    assert "Right." in reply.text
    assert [rows("learner"), rows("review")] == [1, 1]
    assert "Europe/Oslo</option>" in ana.get("/settings").text


@pytest.mark.parametrize("zone", ["", "Moon/Crater", "../etc"])
def test_an_unknown_zone_of_a_browser_becomes_utc(ana: Visitor, zone: str) -> None:
    ana.answer("truefalse", key="true", zone=zone)

    assert "<option selected>UTC" in ana.get("/settings").text


def test_an_answer_is_a_whole_page_without_htmx_and_one_card_with_it(ana: Visitor) -> None:
    page = ana.answer("truefalse", key="true")
    card = ana.answer("multi", unknown="1", headers=HTMX)

    assert page.text.lstrip().startswith("<!doctype html>")
    assert card.text.lstrip().startswith('<div class="card" id="card">')
    assert card.text.count('id="card"') == 1
    assert "<title>" in card.text


@pytest.mark.parametrize("address", ["/", "/study", "/paths/1", "/settings", "/how", "/nowhere"])
def test_pages_are_private_and_vary_by_htmx(ana: Visitor, address: str) -> None:
    reply = ana.get(address)

    assert reply.headers["Cache-Control"] == "no-store"
    assert "HX-Request" in reply.headers["Vary"]


HIDDEN = {
    "choice": ["That is", "Flashing: more dark", "option--right"],
    "multi": ["Haze reddens", "option--right"],
    "truefalse": ["prisms", "option--right"],
    "typed": ["geographic", "luminous", "horizon"],
    "cloze": ["10s", "with its unit"],
    "flashcard": ["nobody remembers"],
    "decision": ["A ship hears", "option--right"],
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_answers_are_not_in_the_page_before_answering(ana: Visitor, kind: str) -> None:
    page = ana.ask(kind).text

    assert "Think of a camera" not in page
    assert [word for word in HIDDEN[kind] if word in page] == []


RIGHT = {
    "multi": ("Its character", "Its range"),
    "choice": ("More dark than light",),
    "decision": ("Sound the horn",),
    "order": ("Open the curtain", "Wind the clockwork", "Light the lamp", "Log the time"),
    "match": ("Struck metal", "A long low tone", "Air through a slit"),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_the_right_keys_are_right(ana: Visitor, kind: str) -> None:
    ana.ask(kind)
    keys = [ana.option(words) for words in RIGHT[kind]]
    reply = ana.post(f"/study/answer?deck=1&section={SECTIONS[kind]}", key=keys)

    assert "verdict--right" in reply.text


@pytest.mark.parametrize(
    ("kind", "texts", "tone"),
    [
        ("typed", ["Geographic range"], "right"),
        ("typed", ["geographyc rangee"], "nearly"),
        ("typed", ["horizon"], "wrong"),
        ("cloze", ["Fl", "10s"], "right"),
        ("cloze", ["Fl", "9s"], "nearly"),
        ("cloze", ["Oc", "9s"], "wrong"),
    ],
)
def test_written_answers_are_judged(ana: Visitor, kind: str, texts: list[str], tone: str) -> None:
    assert f"verdict--{tone}" in ana.answer(kind, text=texts).text


@pytest.mark.parametrize("kind", SECTIONS)
def test_not_knowing_shows_the_answer(ana: Visitor, kind: str) -> None:
    reply = ana.answer(kind, unknown="1")

    assert "verdict--unknown" in reply.text
    assert "Again · today" in reply.text


def test_a_mistake_the_author_expected_has_its_own_reason(ana: Visitor) -> None:
    assert "where the sea ends" in ana.answer("typed", text="horizon").text


def test_the_breadcrumb_is_a_link_only_after_the_answer(ana: Visitor) -> None:
    link = 'href="/paths/1#13-statements"'

    assert link not in ana.ask("truefalse").text
    assert link in ana.post("/study/answer?deck=1&section=13-statements", key="true").text


def test_a_hint_is_shown_and_counts(ana: Visitor) -> None:
    ana.ask("typed")
    asked = ana.post("/study/hint?deck=1&section=14-words", text="geo")

    assert "found in a kitchen" in asked.text
    assert 'value="geo"' in asked.text
    assert "Hard" in ana.post("/study/answer?deck=1&section=14-words", text="geographic range").text


def test_revealing_a_flashcard_writes_nothing_and_offers_four_buttons(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.ask("flashcard")
    shown = ana.post("/study/reveal?deck=1&section=24-why-we-log").text

    assert "nobody remembers" in shown
    assert re.findall(r'name="key" value="(\w+)"', shown) == ["again", "hard", "good", "easy"]
    assert rows("review") == 0


def test_rating_a_flashcard_brings_the_next_question(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.ask("flashcard")
    ana.post("/study/reveal?deck=1")
    reply = ana.post("/study/answer?deck=1", key="good")

    assert "Question 2 of" in reply.text
    assert rows("review") == 1


def test_steps_move_without_script(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.ask("order")
    before = re.findall(r'name="key" value="(\w+)"', ana.page)
    after = ana.post("/study/arrange?deck=1&section=23-lighting-up", key=before, move=f"down:{before[0]}").text

    assert re.findall(r'name="key" value="(\w+)"', after) == [before[1], before[0], *before[2:]]
    assert rows("review") == 0


def test_the_same_answer_sent_twice_counts_once(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.answer("truefalse", key="true")
    ana.ask("typed")
    asked = ana.page
    first = ana.post("/study/answer", text="geographic range")
    ana.page = asked
    second = ana.post("/study/answer", text="geographic range")

    assert [first.status_code, second.status_code] == [200, 200]
    assert rows("review") == 2


def test_another_answer_from_the_same_page_is_refused_with_the_current_card(
    ana: Visitor, rows: Callable[[str], int]
) -> None:
    ana.answer("truefalse", key="true")
    ana.ask("typed")
    asked = ana.page
    ana.post("/study/answer", text="geographic range")
    ana.page = asked
    reply = ana.post("/study/answer", text="horizon")

    assert reply.status_code == 409
    assert "the first answer counts" in reply.text
    assert "Question " in reply.text
    assert rows("review") == 2


def test_an_answer_from_a_second_window_is_late_and_told_so(ana: Visitor, clock: Clock) -> None:
    ana.answer("multi", unknown="1")
    ana.ask("truefalse")
    asked = ana.page
    ana.answer("truefalse", key="true")
    clock.turn(seconds=5)
    ana.page = asked
    reply = ana.post("/study/answer", key="false")

    assert reply.status_code == 409
    assert "another window" in reply.text


def test_a_right_answer_can_be_called_hard(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    reply = ana.post("/study/regrade?deck=1&section=13-statements", rating="hard")

    assert "Hard · today" in reply.text


def test_a_typed_answer_can_be_overruled(ana: Visitor) -> None:
    ana.answer("typed", text="optical range")
    reply = ana.post("/study/regrade?deck=1&section=14-words", rating="good")

    assert "Counted as right" in reply.text
    assert "Good · tomorrow" in reply.text


def test_undo_says_what_it_undid_even_after_the_end(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.answer("truefalse", key="true")
    end = ana.get("/study?deck=1&section=13-statements")
    undone = ana.post("/study/undo?deck=1&section=13-statements")

    assert "That was the last one here today" in end.text
    assert "Undone: your answer to “A lens bends light towards the horizon.”" in undone.text
    assert "A lens bends light" in undone.text
    assert rows("review") == 2


def test_undo_shows_the_question_again_although_others_are_due(ana: Visitor) -> None:
    ana.answer("typed", text="optical range")
    undone = ana.post("/study/undo?deck=1")

    assert 'name="text"' in undone.text


def test_undo_with_nothing_left_says_so(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    ana.post("/study/undo")

    assert "nothing left to undo" in ana.post("/study/undo").text


def test_a_card_that_came_back_can_be_skipped(ana: Visitor) -> None:
    ana.answer("truefalse", key="false")
    again = ana.ask("truefalse").text
    skipped = ana.post("/study/skip?deck=1&section=13-statements").text

    assert "Once more today" in again
    assert "Skipped for today" in skipped
    assert "question__text" not in skipped


def test_time_counts_from_showing_where_script_does_not_tell(
    ana: Visitor, app: Flask, clock: Clock, rows: Callable[[str], int]
) -> None:
    ana.ask("truefalse")
    clock.turn(seconds=7)
    ana.post("/study/answer", key="true", taken_ms="")

    assert "7 s" in ana.get("/study?deck=1&section=13-statements").text


def test_a_card_comes_back_tomorrow_and_then_in_six_days(ana: Visitor, clock: Clock) -> None:
    assert "Good · tomorrow" in ana.answer("truefalse", key="true").text
    clock.turn(days=1)
    assert "Good · in 6 days" in ana.answer("truefalse", key="true").text
    clock.turn(days=5)
    assert "A lens bends light" not in ana.ask("truefalse").text
    clock.turn(days=1)
    assert "A lens bends light" in ana.ask("truefalse").text


def test_a_day_without_cards_says_when_they_come(ana: Visitor, clock: Clock) -> None:
    ana.answer("truefalse", key="true")

    assert "1 card comes back tomorrow" in ana.get("/study?deck=1&section=13-statements").text


def test_the_token_belongs_to_one_learner(ana: Visitor, ben: Visitor, rows: Callable[[str], int]) -> None:
    ana.answer("multi", unknown="1")
    ben.answer("multi", unknown="1")
    token = re.search(r'name="token" value="([^"]+)"', ana.ask("typed").text)
    ben.ask("typed")
    assert token
    reply = ben.post("/study/answer", token=token[1], text="geographic range")

    assert reply.status_code == 400
    assert rows("review") == 2


def test_what_was_published_meanwhile_is_caught_up_with(ana: Visitor, app: Flask, clock: Clock) -> None:
    ana.answer("truefalse", key="true")
    bank = (CASES / "bank.yaml").read_text("utf-8").replace("towards the **horizon**.", "towards the **sea**.")
    publish(database_of(app), clock, bank)
    clock.turn(days=1)

    assert "towards the <strong>sea</strong>" in ana.ask("truefalse").text
