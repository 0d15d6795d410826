import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from quizzes.settings import Settings
from tests.lighthouse import Clock
from tests.visitor import Visitor


def test_a_form_from_long_ago_keeps_what_was_written(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.ask("typed")
    reply = ana.post("/study/answer?deck=1&section=14-words", csrf_token="old", text="geographic ran")

    assert reply.status_code == 400
    assert "open for too long" in reply.text
    assert 'value="geographic ran"' in reply.text
    assert rows("review") == 0
    assert ana.post("/study/answer?deck=1&section=14-words", text="geographic range").status_code == 200


def test_a_form_without_our_token_is_refused(ana: Visitor) -> None:
    reply = ana.post("/settings", zone="UTC")

    assert reply.status_code == 400
    assert "That did not fit" in reply.text


@pytest.mark.parametrize("token", ["", "x", "e30.abc", "§"])
def test_a_token_we_did_not_sign_is_refused(ana: Visitor, rows: Callable[[str], int], token: str) -> None:
    ana.ask("truefalse")

    assert ana.post("/study/answer", token=token, key="true").status_code == 400
    assert rows("learner") == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "nonsense"},
        {"key": ["true", "false"]},
        {"key": ["true"] * 300},
        {"text": "x" * 1001},
        {"key": "true", "taken_ms": "soon"},
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(
    ana: Visitor, rows: Callable[[str], int], fields: dict[str, str | list[str]]
) -> None:
    reply = ana.answer("truefalse", **fields)

    assert reply.status_code == 400
    assert [rows("learner"), rows("review")] == [0, 0]


@pytest.mark.parametrize("query", ["deck=x", "deck=0", "deck=99999999999999999999"])
def test_an_address_nobody_links_to_is_refused(ana: Visitor, query: str) -> None:
    assert ana.get(f"/study?{query}").status_code == 400


@pytest.mark.parametrize("address", ["/nowhere", "/study?deck=99", "/paths/x"])
def test_what_is_not_there_is_a_friendly_page(ana: Visitor, address: str) -> None:
    reply = ana.get(address)

    assert reply.status_code == 404
    assert "There is nothing here" in reply.text
    assert 'href="/">Go to Today' in reply.text


@pytest.mark.parametrize("address", ["/study/answer", "/study/undo", "/more"])
def test_an_address_for_forms_is_no_page(ana: Visitor, address: str) -> None:
    assert ana.get(address).status_code == 405


def test_too_much_is_refused(ana: Visitor) -> None:
    ana.ask("typed")
    reply = ana.post("/study/answer", text="x" * 7_000_000)

    assert reply.status_code == 413
    assert "That is too much" in reply.text


def test_htmx_gets_an_error_in_the_place_of_the_card(ana: Visitor) -> None:
    reply = ana.get("/study?deck=99", headers={"HX-Request": "true"})

    assert reply.text.lstrip().startswith('<div id="card">')


def test_a_busy_database_asks_to_come_back(ana: Visitor, app: Flask, tmp_path: Path) -> None:
    app.extensions["pathdeck"].database.close()
    impatient = create_app(Settings(data=tmp_path / "data"), clock=Clock())
    impatient.extensions["pathdeck"].database._gate._patience_seconds = 0.05
    someone = Visitor(impatient)
    someone.ask("truefalse")
    with impatient.extensions["pathdeck"].database.writing():
        reply = someone.post("/study/answer", key="true")

    assert reply.status_code == 503
    assert reply.headers["Retry-After"] == "2"
    assert "Nothing was saved" in reply.text


def test_the_page_for_our_own_mistakes_needs_no_database(lit: Path, tmp_path: Path) -> None:
    data = tmp_path / "broken"
    data.mkdir()
    (data / "secret-key").write_text("0" * 64)
    sqlite3.connect(data / "pathdeck.sqlite3").close()
    app = create_app(Settings(data=data), clock=Clock())
    reply = Visitor(app).get("/study")
    app.extensions["pathdeck"].database.close()

    assert reply.status_code in (500, 503)
    assert re.search("Something broke here|Busy for a moment", reply.text)


def test_another_site_cannot_send_our_forms(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.ask("truefalse")
    reply = ana.post("/study/answer", headers={"Sec-Fetch-Site": "cross-site"}, key="true")

    assert reply.status_code == 403
    assert rows("review") == 0


def test_a_host_that_is_not_ours_is_refused(ana: Visitor) -> None:
    reply = ana.get("/", headers={"Host": "evil.example"})

    assert reply.status_code == 400
