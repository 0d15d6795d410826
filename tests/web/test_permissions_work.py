"""The work behind pages about people: it stays the same however many members and decks there are."""

from collections.abc import Iterator

import pytest

from quizzes.services import accounts, groups, sharing
from quizzes.services.groups import WayIn
from tests.lighthouse import Clock, database_of
from tests.services.test_statements import statements
from tests.web.permissions_world import World, build, publish_deck
from tests.web.test_permissions import Walker

MORE = 4
MOST = 14
"""Statements behind one page, that of whose session it is included."""
PAGES = {
    "owner": (
        "/",
        "/account",
        "/account/data",
        "/groups",
        "/groups/1",
        "/groups/1/progress",
        "/decks",
        "/decks/2",
        "/decks/2/sharing",
        "/rounds",
        "/rounds/1",
        "/inbox",
        "/join/{join}",
    ),
    "keeper": ("/admin", "/account", "/account/data"),
}


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = build(tmp_path_factory.mktemp("world"))
    yield world
    world.close()


def test_no_page_about_people_costs_more_with_more_of_them(world: World) -> None:
    before = work(world)
    grow(world)

    assert work(world) == before
    assert {page: sent for page, sent in before.items() if sent > MOST} == {}


def work(world: World) -> dict[str, int]:
    """How many statements each page takes, once it has caught up with what was published."""
    database, counts = database_of(world.app), {}
    for name, pages in PAGES.items():
        for page in pages:
            address = page.format(**world.own)
            Walker(world, name).open(address)
            with statements(database) as sent:
                assert Walker(world, name).open(address).status_code == 200, address
            counts[address] = len(sent)
    return counts


def grow(world: World) -> None:
    """More of everything: members with sessions and progress to show, decks shared and not, drafts of groups."""
    owner, group, now = world.ids["owner"], int(world.own["group"]), Clock().instant
    way = WayIn(token=str(world.own["join"]))
    with database_of(world.app).writing() as session:
        for number in range(MORE):
            shared = publish_deck(session, f"more{number}", owner, now)
            publish_deck(session, f"kept{number}", owner, now)
            publish_deck(session, f"keepers{number}", world.ids["keeper"], now)
            sharing.share(session, deck_id=shared, group_id=group, learner_id=owner, now=now)
            member = accounts.create_guest(session, zone_name="UTC", now=now)
            groups.take_name(session, learner_id=member, text=f"Member {number}")
            groups.join(session, way=way, learner_id=member, now=now)
            groups.create(session, learner_id=owner, name=f"Group {number}", now=now)
            accounts.sign_in(session, learner_id=owner, now=now)
