"""Adding a guest's answers, taking everything along, and leaving, each on its page."""

import io
import json
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask

from tests.visitor import Visitor
from tests.web.test_account import sign_in, sign_up


@pytest.fixture
def phone(ana: Visitor, ben: Visitor) -> Visitor:
    """Ana's second device: a guest answered there, then she signed in."""
    ana.answer("truefalse", key="true")
    sign_up(ana, "Mara")
    ben.answer("truefalse", key="true")
    ben.answer("typed", text="x")
    assert sign_in(ben).location == "/account/add"
    return ben


def test_signing_in_offers_the_answers_of_this_browser(phone: Visitor, rows: Callable[[str], int]) -> None:
    assert "Add the 2 answers from this browser?" in phone.get("/account/add").text
    reply = phone.post("/account/add", add="")

    assert (reply.status_code, reply.location) == (303, "/")
    assert "Added: 2 answers." in phone.get("/").text
    assert (rows("learner"), rows("review")) == (1, 3)
    assert phone.get("/account/add").location == "/"


@pytest.mark.parametrize("decision", ["add", "leave"])
def test_the_page_that_was_wanted_comes_after_the_decision(phone: Visitor, decision: str) -> None:
    phone.get("/account")
    phone.post("/sign-out")
    assert sign_in(phone, next="/stats").location == "/account/add"
    phone.get("/account/add")

    fields: dict[str, Any] = {decision: ""}
    assert phone.post("/account/add", **fields).location == "/stats"
    assert phone.get("/account/add").location in (None, "/")


def test_two_presses_add_once(phone: Visitor, rows: Callable[[str], int]) -> None:
    phone.get("/account/add")
    cookie = phone.client.get_cookie("pathdeck-form")
    assert cookie
    form = phone.page
    phone.post("/account/add", add="")
    phone.page = form
    phone.client.set_cookie("pathdeck-form", cookie.value)
    phone.post("/account/add", add="")

    assert rows("review") == 3
    assert "There is nothing left to add." in phone.get("/").text


def test_what_was_left_waits_across_signing_out(phone: Visitor, rows: Callable[[str], int]) -> None:
    phone.get("/account/add")
    phone.post("/account/add", leave="")
    assert rows("learner") == 2
    assert "2 answers from before you signed in" in phone.get("/account/data").text
    phone.get("/account")
    phone.post("/sign-out")
    assert sign_in(phone).location == "/account/add"


def test_nobody_else_is_offered_them(phone: Visitor, ana: Visitor, app: Flask) -> None:
    assert ana.get("/account/add").location == "/"
    ana.get("/settings")
    ana.post("/account/add", add="")
    assert "There is nothing left to add." in ana.get("/").text
    assert Visitor(app).get("/account/data").status_code == 404


def test_everything_is_one_download(phone: Visitor) -> None:
    reply = phone.client.get("/account/export")

    assert reply.mimetype == "application/zip"
    assert "attachment; filename=pathdeck-" in reply.headers["Content-Disposition"]
    assert reply.headers["Cache-Control"] == "no-store"
    with ZipFile(io.BytesIO(reply.data)) as archive:
        assert archive.testzip() is None
        assert [row["question"] for row in json.loads(archive.read("log.json"))] != []
        assert "everything" in archive.read("README.txt").decode().lower()
    reply.close()


def test_an_account_is_deleted_once_its_name_is_typed(phone: Visitor, rows: Callable[[str], int]) -> None:
    phone.get("/account/data")
    refused = phone.post("/account/delete", typed="Nobody")
    assert (refused.status_code, rows("learner")) == (422, 2)
    assert "Type Mara" in refused.text

    reply = phone.post("/account/delete", typed=" mara ")

    assert (reply.status_code, rows("session"), rows("learner")) == (303, 0, 1)
    assert "You are gone from this server" in phone.get("/").text
    assert phone.client.get_cookie("pathdeck") is None


def test_a_guest_types_a_word(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.answer("truefalse", key="true")
    ana.get("/account/data")
    ana.post("/account/delete", typed="delete")

    assert rows("learner") == rows("review") == rows("card") == 0
