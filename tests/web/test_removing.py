"""Deleting a path on its page, with the way back."""

from collections.abc import Callable

import pytest

from tests.visitor import Visitor
from tests.web.test_adding import publish, token_of

GONE = (
    "/paths/2",
    "/paths/2/own",
    "/paths/2/update",
    "/paths/2/coverage",
    "/study?deck=2",
)


@pytest.fixture
def owner(ana: Visitor) -> Visitor:
    publish(ana)
    return ana


def test_a_deleted_path_is_gone_and_says_how_it_comes_back(owner: Visitor, rows: Callable[[str], int]) -> None:
    before = rows("question")
    assert 'action="/paths/2/delete"' in owner.page
    reply = owner.post("/paths/2/delete")

    assert (reply.status_code, reply.location) == (303, "/paths/2/deleted")
    assert "Deleted." in owner.get(reply.location).text
    assert 'action="/paths/2/restore"' in owner.page
    assert [owner.get(address).status_code for address in GONE] == [404] * len(GONE)
    assert "Ports" not in owner.get("/").text
    assert rows("question") == before


def test_undo_brings_a_deleted_path_back(owner: Visitor) -> None:
    owner.get(owner.post("/paths/2/delete").location)
    reply = owner.post("/paths/2/restore")

    assert (reply.status_code, reply.location) == (303, "/paths/2/own")
    assert "It is back, as it was." in owner.get(reply.location).text
    assert [owner.get(address).status_code for address in GONE] == [200] * len(GONE)
    assert "Ports" in owner.get("/").text
    assert owner.get("/paths/2/deleted").status_code == 404


def test_deleted_paths_are_listed_where_paths_are_added(owner: Visitor, ben: Visitor) -> None:
    owner.post("/paths/2/delete")
    page = owner.get("/paths/add").text

    assert 'action="/paths/2/restore"' in page
    assert "/restore" not in ben.get("/paths/add").text
    owner.post("/paths/2/restore")
    assert "/restore" not in owner.get("/paths/add").text


def test_the_same_path_can_be_added_after_it_was_deleted(owner: Visitor) -> None:
    owner.post("/paths/2/delete")

    assert publish(owner) == "/paths/3/own"


@pytest.mark.parametrize("signed_in", [True, False], ids=["another learner", "a visitor"])
def test_nobody_else_deletes_or_brings_back(owner: Visitor, ben: Visitor, signed_in: bool) -> None:
    if signed_in:
        ben.answer("truefalse", key="true")
    ben.ask("multi")
    data = {"csrf_token": token_of(ben.page)}

    assert ben.client.post("/paths/2/delete", data=data).status_code == 404
    assert owner.get("/paths/2/own").status_code == 200
    owner.post("/paths/2/delete")
    assert ben.client.post("/paths/2/restore", data=data).status_code == 404
    assert ben.get("/paths/2/deleted").status_code == 404
    assert owner.get("/paths/2/own").status_code == 404


def test_what_is_the_servers_is_deleted_by_nobody(owner: Visitor) -> None:
    assert owner.post("/paths/1/delete").status_code == 404
    assert owner.get("/paths/1").status_code == 200


def test_deleting_needs_our_form(owner: Visitor) -> None:
    assert owner.client.post("/paths/2/delete").status_code == 400
    assert owner.client.post("/paths/2/restore").status_code == 400
