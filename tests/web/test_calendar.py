"""The private calendar link: made, read without a session, made anew, revoked."""

import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import text

from tests.lighthouse import Clock, database_of
from tests.visitor import Visitor


@pytest.fixture
def learner(ana: Visitor) -> Visitor:
    ana.answer("truefalse", key="false")
    ana.get("/calendar")
    return ana


def made(visitor: Visitor) -> str:
    """Make a link; its path."""
    visitor.post("/calendar")
    found = re.search(r'value="http://localhost(/calendar/[\w-]{43}\.ics)"', visitor.page)
    assert found
    return found[1]


def summaries(visitor: Visitor, path: str) -> list[str]:
    return re.findall(r"^SUMMARY:(.*)\r$", visitor.client.get(path).text, re.MULTILINE)


def test_a_visitor_learns_how_to_get_one(ana: Visitor, rows: Callable[[str], int]) -> None:
    assert "Answer the first question" in ana.get("/calendar").text
    ana.get("/study")
    assert ana.post("/calendar").status_code == 404
    assert rows("feed") == 0


def test_the_link_is_shown_once_and_stored_as_a_hash(learner: Visitor, app: Flask) -> None:
    token = made(learner).removeprefix("/calendar/").removesuffix(".ics")
    with database_of(app).reading() as session:
        stored = session.execute(text("SELECT token_sha256 FROM feed")).scalar_one()

    assert stored == sha256(token.encode()).hexdigest()
    assert token not in learner.get("/calendar").text
    assert "It was made on 2 March 2026 and is not shown again." in learner.page


def test_whoever_knows_the_link_reads_what_the_day_asks(learner: Visitor, ben: Visitor, clock: Clock) -> None:
    path = made(learner)
    response = ben.client.get(path)

    assert response.content_type == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    # The card that went wrong comes back today; eight are new.
    assert summaries(ben, path) == ["1 card to review"]
    assert r"DESCRIPTION:8 new cards as well. About" in response.text
    assert "URL:http://localhost/study\r\n" in response.text
    assert "Set-Cookie" not in response.headers


def test_the_entry_keeps_its_name_through_the_day_and_moves_with_the_zone(learner: Visitor, clock: Clock) -> None:
    path = made(learner)

    def entries() -> list[tuple[str, str]]:
        read = learner.client.get(path).text
        return re.findall(r"UID:(\S+)\r\n.*?DTSTART;VALUE=DATE:(\d+)\r\n", read, re.DOTALL)

    [(uid, day)] = entries()
    clock.turn(hours=3)
    assert [(uid, day)] == entries()
    assert day == "20260302"
    learner.get("/settings")
    learner.post("/settings", zone="Pacific/Auckland", rollover="4", theme="system")
    [(moved, day)] = entries()

    assert (day, moved != uid) == ("20260303", True)


def test_a_day_that_asks_nothing_has_no_entry(learner: Visitor, app: Flask) -> None:
    path = made(learner)
    with database_of(app).writing() as session:
        session.execute(text("UPDATE learner SET paused_from = '2026-03-01', paused_until = '2026-03-09'"))

    assert summaries(learner, path) == []
    assert learner.client.get(path).status_code == 200


def test_only_new_cards_are_named_as_such(learner: Visitor, app: Flask, clock: Clock) -> None:
    path = made(learner)
    learner.answer("truefalse", key="true")

    assert summaries(learner, path) == ["8 new cards"]


def test_a_new_link_ends_the_one_before(learner: Visitor, rows: Callable[[str], int]) -> None:
    first = made(learner)
    second = made(learner)

    assert [learner.client.get(path).status_code for path in (first, second)] == [404, 200]
    assert rows("feed") == 1


def test_a_revoked_link_opens_nothing(learner: Visitor, rows: Callable[[str], int]) -> None:
    path = made(learner)
    learner.post("/calendar/revoke")
    page = learner.get("/calendar").text

    assert learner.client.get(path).status_code == 404
    assert "The link opens nothing any more." in page
    assert "Make a private link" in page
    assert rows("feed") == 0


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "é", "../settings"])
def test_a_link_that_was_never_made_opens_nothing(ana: Visitor, token: str) -> None:
    assert ana.client.get(f"/calendar/{token}.ics").status_code == 404


def test_reading_the_calendar_writes_nothing(learner: Visitor, app: Flask) -> None:
    path = made(learner)
    with database_of(app).reading() as session:
        before = session.execute(text("SELECT * FROM feed")).all()
    head = learner.client.head(path)
    learner.client.get(path)

    assert (head.status_code, head.data) == (200, b"")
    with database_of(app).reading() as session:
        assert session.execute(text("SELECT * FROM feed")).all() == before
