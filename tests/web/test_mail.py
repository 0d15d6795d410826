"""What needs mail: an address that is confirmed, a link for a new password, reminders and their end."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from quizzes.cli.ticking import remind
from quizzes.settings import Settings
from tests.lighthouse import Clock, database_of
from tests.mailbox import Mailbox, mailbox
from tests.visitor import Visitor

SECRET = "correct horse"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def app(lit: Path, tmp_path: Path, clock: Clock, box: Mailbox) -> Iterator[Flask]:
    data = tmp_path / "data"
    shutil.copytree(lit, data)
    app = create_app(Settings(data=data, mail=box.server), clock=clock)
    yield app
    database_of(app).close()


@pytest.fixture
def mara(ana: Visitor, box: Mailbox) -> Visitor:
    """An account with a confirmed address and a card that is due tomorrow."""
    ana.answer("truefalse", key="true")
    ana.get("/account")
    ana.post("/account", name="Mara", password=SECRET, email="Mara@example.org")
    link = link_in(box)
    assert "are you Mara here" in ana.get(link).text
    ana.post(link)
    return ana


def link_in(box: Mailbox) -> str:
    """The path of the link in the next letter."""
    found = re.search(
        r"http://(?:localhost|127\.0\.0\.1:8000)(/(?:e-mail|reset|reminders)/\S+)", box.next().get_content()
    )
    assert found
    return found[1]


def test_an_address_counts_once_its_owner_says_so(ana: Visitor, box: Mailbox) -> None:
    ana.answer("truefalse", key="true")
    ana.get("/account")
    ana.post("/account", name="Mara", password=SECRET, email="mara@example.org")
    link = link_in(box)

    assert "Remind me at" not in ana.get("/account").text
    ana.get(link)
    assert "Remind me at" not in ana.get("/account").text
    ana.get(link)
    ana.post(link)
    assert "Remind me at" in ana.get("/account").text
    assert ana.get(f"{link}x").status_code == 404


def test_an_old_link_does_not_bring_an_address_back(mara: Visitor, box: Mailbox) -> None:
    links = []
    for address in ("one@example.org", "two@example.org"):
        mara.get("/account")
        mara.post("/account/email", email=address)
        links.append(link_in(box))
    mara.get(links[1])
    mara.post(links[1])

    assert mara.get(links[0]).status_code == 404


def test_a_forgotten_password_is_chosen_anew_and_the_answer_tells_nothing(
    mara: Visitor, ben: Visitor, box: Mailbox
) -> None:
    pages = []
    for name in ("nobody", "MARA"):
        ben.get("/forgot")
        pages.append(ben.post("/forgot", name=name).text)
    # Letters are written in order, so this one is Mara's and none went to nobody.
    link = link_in(box)

    assert pages[0] == pages[1]
    ben.get(link)
    assert ben.post(link, password="battery staple").status_code == 303
    assert "1 of 9 questions known" in ben.get("/").text
    assert box.letters.empty()


def test_a_reminder_comes_when_something_is_due_and_ends_with_a_click(
    mara: Visitor, ben: Visitor, box: Mailbox, app: Flask, clock: Clock
) -> None:
    mara.get("/account")
    mara.post("/account/reminder", hour="12")

    def sent() -> int:
        settings = Settings(mail=box.server)
        return remind(database_of(app), settings=settings, now=clock())

    # Nothing is due on the day of the answer.
    assert sent() == 0
    clock.turn(days=1, hours=-1)
    assert sent() == 0
    clock.turn(hours=1)
    assert (sent(), sent()) == (1, 0)
    letter = box.next()
    assert (letter["To"], letter["Subject"]) == ("mara@example.org", "1 card to review")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = letter["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    clock.turn(days=1)
    assert "Stop the daily mail to Mara?" in ben.get(stop).text
    assert sent() == 1
    assert ben.client.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    clock.turn(days=1)
    assert sent() == 0


def test_a_pause_is_quiet_and_a_mail_that_failed_is_tried_again(
    mara: Visitor, box: Mailbox, app: Flask, clock: Clock
) -> None:
    mara.get("/account")
    mara.post("/account/reminder", hour="12")
    clock.turn(days=1)
    refused = Settings(mail=replace(box.server, port=1))

    assert remind(database_of(app), settings=refused, now=clock()) == 0
    assert remind(database_of(app), settings=Settings(mail=box.server), now=clock()) == 1
    mara.get("/settings")
    mara.post("/settings/pause", until="2026-03-09")
    clock.turn(days=1)
    assert remind(database_of(app), settings=Settings(mail=box.server), now=clock()) == 0
