"""A mature card of a short answer, as pages ask it: typed first, then with the text and the options, then told."""

import re
from collections.abc import Callable

import pytest

from tests.lighthouse import SECTIONS, Clock
from tests.visitor import Visitor

HTMX = {"HX-Request": "true"}
RIGHT = {"choice": "More dark than light", "decision": "Sound the horn"}
WRONG = {"choice": "More light than dark", "decision": "Write the log"}


@pytest.fixture(params=RIGHT)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def keeper(ana: Visitor, clock: Clock, kind: str) -> Visitor:
    """Someone who answered the question of this kind until it is mature, with it in front of them."""
    for days in (1, 6, 15, 38):
        ana.ask(kind)
        ana.answer(kind, key=ana.option(RIGHT[kind]))
        clock.turn(days=days)
    ana.ask(kind)
    return ana


def send(keeper: Visitor, kind: str, **fields: str) -> str:
    return keeper.post(f"/study/answer?deck=1&section={SECTIONS[kind]}", **fields).text


def test_a_mature_card_is_asked_without_its_options(keeper: Visitor, kind: str) -> None:
    assert "From memory" in keeper.page
    assert 'name="text"' in keeper.page
    assert [text for text in (RIGHT[kind], WRONG[kind], 'name="key"') if text in keeper.page] == []


def test_typed_right_is_right_at_once(keeper: Visitor, kind: str, rows: Callable[[str], int]) -> None:
    told = send(keeper, kind, text=RIGHT[kind].lower())

    assert "Right, from memory." in told
    assert RIGHT[kind] in told
    assert WRONG[kind] not in told
    assert "Good · in 3 months" in told
    assert rows("review") == 5


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_typed_wrong_shows_the_options_and_what_was_typed_and_nothing_else(
    keeper: Visitor, kind: str, headers: dict[str, str], rows: Callable[[str], int]
) -> None:
    reply = keeper.post(f"/study/answer?deck=1&section={SECTIONS[kind]}", headers=headers, text="the <foghorn>")

    assert reply.status_code == 200
    assert reply.text.lstrip().startswith('<div class="card"' if headers else "<!doctype html>")
    assert "You wrote “<bdi>the &lt;foghorn&gt;</bdi>”. Not quite. Which of these is it?" in reply.text
    assert len(re.findall(r'name="key" value="[0-9a-f]+"', reply.text)) == 3
    assert [
        said for said in ("option--", "option__why", "verdict", 'name="rating"', "Undo") if said in reply.text
    ] == []
    assert rows("review") == 4


def test_not_knowing_shows_the_options_too(keeper: Visitor, kind: str, rows: Callable[[str], int]) -> None:
    asked = send(keeper, kind, unknown="1", text="horn")

    assert "Which of these is it?" in asked
    assert "You wrote" not in asked
    assert rows("review") == 4


def test_the_right_option_after_it_is_hard_and_both_are_told(
    keeper: Visitor, kind: str, rows: Callable[[str], int]
) -> None:
    send(keeper, kind, text="foghorn")
    told = send(keeper, kind, key=keeper.option(RIGHT[kind]))

    assert "Right, among the options." in told
    assert "You wrote “<bdi>foghorn</bdi>”" in told
    assert "Your choice." in told
    assert "Hard · today" in told
    assert 'name="rating"' not in told
    assert rows("review") == 5


def test_a_wrong_option_after_it_is_not_right(keeper: Visitor, kind: str, rows: Callable[[str], int]) -> None:
    send(keeper, kind, text="foghorn")
    told = send(keeper, kind, key=keeper.option(WRONG[kind]))

    assert re.search(r"Not [A-C]\. It is [A-C]\.", told)
    assert "You wrote “<bdi>foghorn</bdi>”" in told
    assert "Again · today" in told
    assert rows("review") == 5


def test_not_knowing_twice_shows_the_answer(keeper: Visitor, kind: str) -> None:
    send(keeper, kind, unknown="1")
    told = send(keeper, kind, unknown="1")

    assert "verdict--unknown" in told
    assert "You wrote" not in told
    assert "Again · today" in told


def test_a_hint_keeps_what_was_typed_before_and_after_the_options(ana: Visitor, clock: Clock) -> None:
    for days in (1, 6, 15, 38):
        ana.ask("choice")
        ana.answer("choice", key=ana.option(RIGHT["choice"]))
        clock.turn(days=days)
    ana.ask("choice")
    typed = ana.post("/study/hint?deck=1&section=11-characters", text="dark").text
    ana.post("/study/answer?deck=1&section=11-characters", text="mostly dark")
    options = ana.post("/study/hint?deck=1&section=11-characters").text

    assert "Think of a camera" in typed
    assert 'value="dark"' in typed
    assert "Think of a camera" in options
    assert "You wrote “<bdi>mostly dark</bdi>”" in options


def test_the_text_in_the_token_counts_and_not_one_sent_later(keeper: Visitor, kind: str) -> None:
    send(keeper, kind, text="foghorn")
    told = send(keeper, kind, text=RIGHT[kind])

    assert "verdict--unknown" in told
    assert "You wrote “<bdi>foghorn</bdi>”" in told
