"""A large path: its draft stands at once, says how far the work is, and is ready in the end."""

import re
from threading import enumerate as threads

import pytest
from sqlalchemy import text

from quizzes.services import making
from quizzes.web import making as works
from tests.lighthouse import Clock, database_of
from tests.visitor import Visitor

ROW = "| Service {0} | {1} | Port {1} carries the traffic of service number {0} and of nothing else |\n"
LARGE = "# Ports\n\n## Many ports\n\n| Service | Port | Purpose |\n|---|---|---|\n" + "".join(
    ROW.format(place, 2000 + 7 * place) for place in range(1, 1501)
)


def add(person: Visitor, words: str = LARGE) -> str:
    person.get("/paths/add")
    return str(person.post("/paths/add", text=words).location)


def wait() -> None:
    """Until no questions are being made."""
    for thread in threads():
        if thread.name.startswith("making-"):
            thread.join(120)


def interrupt(person: Visitor) -> None:
    """As if the program had ended in the middle of the work."""
    with database_of(person.app).writing() as session:
        session.execute(text("UPDATE draft SET percent = 40, yaml = '', remarks = NULL"))


def test_a_large_path_is_a_draft_at_once_and_ready_in_the_end(ana: Visitor) -> None:
    assert len(LARGE.encode()) > works.AT_ONCE_BYTES

    address = add(ana)
    wait()

    assert "questions to look through" in ana.get(address).text
    # A 2,000-row table is capped: nobody wants to be asked each of its rows.
    assert 0 < len(re.findall('name="strike"', ana.page)) < 1500
    assert "This table or list has 1,500 rows" in ana.page


def test_the_page_that_waits_is_led_to_the_questions(ana: Visitor) -> None:
    address = add(ana)
    wait()

    asked = ana.get(address, headers={"HX-Request": "true"})

    assert asked.headers["HX-Redirect"] == address


def test_the_page_says_how_far_the_work_is(ana: Visitor) -> None:
    address = add(ana)
    wait()
    interrupt(ana)
    with database_of(ana.app).writing() as session:
        making.advance(session, draft_id=1, share=0.42)

    assert "42 % of the path is read" in ana.get(address).text


def test_a_path_with_nothing_to_ask_says_so(ana: Visitor) -> None:
    address = add(ana, "Nothing. " * 70_000)
    wait()

    assert "No questions yet" in ana.get(address).text
    assert "Nothing here can be asked" in ana.page


def test_work_that_takes_too_long_ends_and_says_so(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(works, "LONGEST_SECONDS", 0.0)
    address = add(ana, LARGE.replace("of nothing else", "of no other"))
    wait()

    assert "Cut the path into parts" in ana.get(address).text


def test_work_that_a_restart_interrupted_is_done_again(ana: Visitor, clock: Clock) -> None:
    address = add(ana)
    wait()
    interrupt(ana)

    clock.turn(minutes=6)
    assert "interrupted" in ana.get(address).text

    address = str(ana.post(f"{address}/again").location)
    wait()
    assert "questions to look through" in ana.get(address).text


def test_somebody_elses_draft_is_not_there(ana: Visitor, ben: Visitor) -> None:
    address = add(ana)
    wait()

    assert ben.get(address).status_code == 404
