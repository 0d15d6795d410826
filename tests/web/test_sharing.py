"""Sharing on its pages: Ana adds a path and shares its deck, Ben finds it, studies it, copies it."""

import html
import re
from collections.abc import Callable

import pytest

from tests.visitor import Visitor
from tests.web.test_adding import publish

PRIVATE = (
    "/decks/2",
    "/decks/2/sharing",
    "/decks/2/changes",
    "/decks/2/origin",
    "/paths/2",
    "/paths/2/own",
    "/paths/2/update",
    "/paths/2/coverage",
    "/study?deck=2",
    "/stats?deck=2",
    "/d/nowhere",
)


@pytest.fixture
def owner(ana: Visitor) -> Visitor:
    publish(ana)
    return ana


@pytest.fixture
def learner(ben: Visitor) -> Visitor:
    ben.get("/decks/1")
    ben.post("/decks/1/study")
    return ben


def link_of(page: str) -> str:
    found = re.search(r'value="http://localhost(/d/[^"]+)"', page)
    assert found
    return found[1]


def show(owner: Visitor, visibility: str) -> None:
    owner.get("/decks/2/sharing")
    owner.post("/decks/2/visibility", visibility=visibility)
    owner.get("/decks/2/sharing")


def test_outsiders_get_404_for_everything(owner: Visitor, learner: Visitor) -> None:
    assert [learner.get(address).status_code for address in PRIVATE] == [404] * len(PRIVATE)
    assert owner.get("/decks/2/sharing").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["study", "visibility", "link", "fork", "pull", "groups/1/share", "groups/1/unshare"],
)
def test_outsiders_change_nothing(owner: Visitor, learner: Visitor, address: str) -> None:
    learner.get("/settings")
    reply = learner.post(f"/decks/2/{address}", visibility="public", revision="1")

    assert reply.status_code == 404


def test_a_public_deck_stands_on_the_servers_list(owner: Visitor, ben: Visitor) -> None:
    assert "/decks/2" not in ben.get("/decks").text
    show(owner, "public")

    assert 'href="/decks/2"' in ben.get("/decks").text
    assert "Study this deck" in ben.get("/decks/2").text


def test_a_link_opens_a_preview_and_studying_it_enrols(owner: Visitor, ben: Visitor) -> None:
    show(owner, "unlisted")
    link = link_of(owner.page)
    assert ben.get("/decks/2").status_code == 404
    assert "Study this deck" in ben.get(link).text
    reply = ben.post(f"{link}/study", zone="Europe/Berlin")

    assert (reply.status_code, reply.location) == (303, "/study?deck=2")
    assert ben.get("/study?deck=2").status_code == 200
    assert "You study this deck." in ben.get("/decks/2").text


def test_a_new_link_ends_the_old_one(owner: Visitor, ben: Visitor) -> None:
    show(owner, "unlisted")
    old = link_of(owner.page)
    owner.post("/decks/2/link")
    new = link_of(owner.get("/decks/2/sharing").text)

    assert (ben.get(old).status_code, ben.get(new).status_code) == (404, 200)


def test_looking_at_a_deck_leaves_nobody_behind(owner: Visitor, ben: Visitor, rows: Callable[[str], int]) -> None:
    show(owner, "public")
    before = rows("learner")
    ben.get("/decks/2")

    assert rows("learner") == before


def test_a_copy_is_ones_own(owner: Visitor, learner: Visitor) -> None:
    show(owner, "public")
    learner.get("/decks/2")
    reply = learner.post("/decks/2/fork")

    assert (reply.status_code, reply.location) == (303, "/decks/3")
    assert "This copy is yours" in learner.get("/decks/3").text
    assert "It has nothing that you do not have." in learner.get("/decks/3/origin").text
    assert owner.get("/decks/3").status_code == 404


def test_nothing_new_is_said_plainly(learner: Visitor) -> None:
    assert "Nothing since you looked last." in learner.get("/decks/1/changes").text


def test_an_unknown_visibility_is_refused(owner: Visitor) -> None:
    owner.get("/decks/2/sharing")

    assert owner.post("/decks/2/visibility", visibility="everybody").status_code == 400


def test_the_history_of_a_question_is_linked_and_readable(owner: Visitor, learner: Visitor) -> None:
    owner.get("/study?deck=2")
    owner.post("/study/answer?deck=2", unknown="1")
    edit = html.unescape(re.findall(r'href="(/cards/\d+/edit[^"]*)"', owner.page)[0])
    save = html.unescape(re.findall(r'action="([^"]+/edit[^"]*)"', owner.get(edit).text)[0])
    owner.post(save, ask="What is *this*?", note="Said more clearly.")
    card = re.findall(r"/cards/\d+", edit)[0]

    assert f'href="{card}/changes"' in owner.get(card).text
    page = owner.get(f"{card}/changes").text
    assert "Said more clearly." in page
    assert "*this*?</mark>" in page
    assert [reader.get(f"{card}/changes").status_code for reader in (learner, Visitor(owner.app))] == [404, 404]
    show(owner, "public")
    assert "answers too" in learner.get(f"{card}/changes").text
