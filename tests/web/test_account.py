"""A guest becomes an account, signs in elsewhere, looks after sessions and the password."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask

from quizzes.services.people import attempts, resetting, server
from tests.lighthouse import Clock, database_of
from tests.visitor import Visitor

SECRET = "correct horse"


@pytest.fixture
def mara(ana: Visitor) -> Visitor:
    """A guest who answered something and then took a name."""
    ana.answer("truefalse", key="true")
    sign_up(ana, "Mara")
    return ana


def sign_up(visitor: Visitor, name: str, **fields: str) -> Any:
    visitor.get("/account")
    return visitor.post("/account", name=name, password=SECRET, **fields)


def sign_in(visitor: Visitor, name: str = "Mara", password: str = SECRET, **fields: str) -> Any:
    visitor.get("/sign-in")
    return visitor.post("/sign-in", name=name, password=password, **fields)


def cookie(visitor: Visitor) -> str:
    found = visitor.client.get_cookie("pathdeck")
    assert found
    return found.value


def test_a_guest_keeps_every_answer_and_gets_a_new_session(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.answer("truefalse", key="true")
    before = cookie(ana)
    response = sign_up(ana, "Mara")

    assert response.status_code == 303
    assert cookie(ana) != before
    assert rows("learner") == rows("session") == rows("review") == 1
    assert "1 of 9 questions known" in ana.get("/").text
    assert "Mara" in ana.get("/settings").text


def test_a_visitor_may_make_an_account_first(ana: Visitor, rows: Callable[[str], int]) -> None:
    sign_up(ana, "Mara")

    assert rows("learner") == rows("session") == 1
    assert "Sign out" in ana.get("/account").text


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.get("/account")
    response = ana.post("/account", name="ma\u202era", password="password1", owns_server="1", role="owner")

    assert response.status_code == 422
    assert "cannot be seen" in ana.page
    assert "tried first" in ana.page
    assert rows("learner") == 0


def test_more_fields_promote_nobody(ana: Visitor) -> None:
    sign_up(ana, "Mara", owns_server="1", id="1")

    assert ana.get("/admin").status_code == 404


def test_signing_in_elsewhere_finds_the_same_cards(mara: Visitor, ben: Visitor) -> None:
    sign_in(ben, "ｍａｒａ")

    assert "1 of 9 questions known" in ben.get("/").text


@pytest.mark.parametrize(
    ("name", "password"), [("Mara", "wrong horse"), ("Nobody", SECRET), ("", ""), ("x" * 9999, "y" * 9999)]
)
def test_an_unknown_name_and_a_wrong_password_are_one(
    mara: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch, name: str, password: str
) -> None:
    sign_in(ben, "warm", "up the hash of nobody")
    hashes = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *args: hashes.append(args) or verify(*args))
    response = sign_in(ben, name, password)

    assert response.status_code == 422
    assert "do not belong together" in ben.page
    assert len(hashes) == (0 if len(password) > 1000 else 1)


def test_many_tries_are_refused_even_with_the_right_password(mara: Visitor, ben: Visitor, clock: Clock) -> None:
    for _ in range(attempts.TRIES_PER_NAME):
        sign_in(ben, password="wrong horse")

    assert sign_in(ben).status_code == 429
    assert "Wait 15 minutes" in ben.page
    clock.turn(minutes=15)
    assert sign_in(ben).status_code == 303


def test_a_copied_cookie_opens_nothing_after_signing_out(mara: Visitor, ben: Visitor) -> None:
    copied = cookie(mara)
    mara.get("/account")
    mara.post("/sign-out")
    ben.client.set_cookie("pathdeck", copied)

    assert mara.client.get_cookie("pathdeck") is None
    assert "Make an account" in ben.get("/account").text


def test_a_guest_cannot_sign_out_of_the_only_way_in(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")

    assert ana.post("/sign-out").status_code == 404


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("/cards?q=is:due", "/cards?q=is:due"),
        ("http://localhost/stats", "/stats"),
        ("/\t/evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("http://localhost//evil.example", "/evil.example"),
        ("javascript:alert(1)", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_stays_here(mara: Visitor, ben: Visitor, target: str, place: str) -> None:
    assert sign_in(ben, next=target).headers["Location"] == place


def test_a_browser_with_a_guests_answers_remembers_them_for_the_merge(mara: Visitor, ben: Visitor) -> None:
    ben.answer("multi", unknown="1")
    sign_in(ben)

    with ben.client.session_transaction() as session:
        assert session["guest to merge"] == 2


def test_sessions_are_listed_and_ended(mara: Visitor, ben: Visitor, rows: Callable[[str], int]) -> None:
    ben.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"
    sign_in(ben)
    page = mara.get("/account").text
    assert "Firefox on Linux" in page
    ended = re.search(r'name="session" value="(\w+)"', page)
    assert ended

    mara.post("/account/sessions/end", session=ended[1])
    assert "Sign in" in ben.get("/account").text
    sign_in(ben)
    mara.get("/account")
    mara.post("/account/sessions/end-others")
    assert "1 other browser signed out." in mara.get("/account").text
    assert rows("session") == 1


def test_a_session_of_somebody_else_is_not_found(mara: Visitor, ben: Visitor, app: Flask) -> None:
    sign_up(ben, "Ben")
    eve = Visitor(app)
    sign_in(eve)
    found = re.search(r'name="session" value="(\w+)"', mara.get("/account").text)
    assert found
    ben.get("/account")

    assert ben.post("/account/sessions/end", session=found[1]).status_code == 404


def test_a_new_password_needs_the_old_one_and_ends_the_others(mara: Visitor, ben: Visitor) -> None:
    sign_in(ben)
    mara.get("/account")
    assert mara.post("/account/password", old="wrong horse", password="battery staple").status_code == 422
    assert "This is not your password." in mara.page
    assert mara.post("/account/password", old=SECRET, password="battery staple").status_code == 303

    assert "Make an account" in ben.get("/account").text
    assert sign_in(ben).status_code == 422
    assert sign_in(ben, password="battery staple").status_code == 303


def test_a_reset_link_is_looked_at_first_and_works_once(mara: Visitor, ben: Visitor, app: Flask, clock: Clock) -> None:
    with database_of(app).writing() as session:
        token = resetting.link_by_name(session, name="Mara", now=clock())

    for _ in range(2):
        assert "Mara" in ben.get(f"/reset/{token}").text
    assert ben.post(f"/reset/{token}", password="battery staple").status_code == 303
    assert "Mara" in ben.get("/account").text
    assert ben.client.get(f"/reset/{token}").status_code == 404
    assert sign_in(Visitor(app), password="battery staple").status_code == 303
    assert "Make an account" in mara.get("/account").text


def test_without_mail_a_person_helps(ana: Visitor) -> None:
    assert "pathdeck reset-password" in ana.get("/forgot").text


@pytest.mark.parametrize("start", ["visitor", "guest", "account"])
def test_the_first_link_makes_the_servers_owner(
    ana: Visitor, ben: Visitor, app: Flask, clock: Clock, start: str
) -> None:
    if start == "guest":
        ana.answer("truefalse", key="true")
    elif start == "account":
        sign_up(ana, "Mara")
    with database_of(app).writing() as session:
        token = server.offer_ownership(session, now=clock())
    ana.get(f"/owner/{token}")
    response = ana.post(f"/owner/{token}", name="Mara", password=SECRET)

    assert response.headers["Location"] == "/admin"
    page = ana.get("/admin").text
    assert "Mara" in page
    assert "none yet" in page
    assert ben.get(f"/owner/{token}").status_code == 404
    assert ben.get("/admin").status_code == 404
    ana.get("/admin")
    ana.post("/admin/sign-up", mode="closed")
    assert "no new accounts" in ben.get("/account").text
    ben.get("/sign-in")
    assert ben.post("/account", name="Ben", password=SECRET).status_code == 403
    ana.get("/admin")
    assert "/reset/" in ana.post("/admin/reset", learner="1").text


def test_the_server_is_handed_over_with_the_password(mara: Visitor, ben: Visitor, app: Flask, clock: Clock) -> None:
    sign_up(ben, "Ben")
    with database_of(app).writing() as session:
        token = server.offer_ownership(session, now=clock())
    mara.get(f"/owner/{token}")
    mara.post(f"/owner/{token}")
    assert ben.get("/admin/hand-over").status_code == 404
    ben.get("/account")
    assert ben.post("/admin/hand-over", name="Ben", password=SECRET).status_code == 404

    mara.get("/admin/hand-over")
    assert "not your password" in mara.post("/admin/hand-over", name="Ben", password="wrong horse").text
    assert "nobody else" in mara.post("/admin/hand-over", name="Eve", password=SECRET).text.lower()
    assert mara.post("/admin/hand-over", name="Ben", password=SECRET).status_code == 303

    assert (mara.get("/admin").status_code, ben.get("/admin").status_code) == (404, 200)


@pytest.mark.parametrize(
    "address",
    ["/admin/sign-up", "/admin/reset", "/admin/hand-over", "/account/name", "/account/password", "/account/reminder"],
)
def test_a_guest_and_a_visitor_have_nothing_there(ana: Visitor, ben: Visitor, address: str) -> None:
    ana.answer("truefalse", key="true")
    ben.get("/sign-in")
    fields = {"mode": "open", "learner": "1", "name": "Ben", "old": "", "password": SECRET, "hour": "8"}

    assert ana.post(address, **fields).status_code == 404
    assert ben.post(address, **fields).status_code == 404
