"""axe-core, widths and targets on every page that the table of permissions knows and only some people reach."""

import threading
from collections.abc import Callable, Iterator

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page
from werkzeug.serving import make_server

from quizzes.web.entering import GUEST
from tests.browser.site import PHONE, Site
from tests.browser.test_accessible import PAGES, flaws, violations
from tests.lighthouse import Clock, database_of
from tests.web.permissions import table
from tests.web.permissions_world import World, build
from tests.web.test_permissions import Walker

pytestmark = pytest.mark.browser

CONTRAST = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
NO_PAGES = {
    "api.fetch",
    "calendar.feed",
    "inbox.patch",
    "my_data.export",
    "publishing.revision",
    "rounds.pulse",
    "stats.year",
    "writing.schema",
    "writing.state",
}
"""Files, parts of pages and what programs ask for."""
ELSEWHERE = {"paths.find", "provider.start", "provider.back", "signing.show"}
"""These lead to other pages, or to another server."""


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = build(tmp_path_factory.mktemp("world"))
    yield world
    world.close()


@pytest.fixture
def site(world: World) -> Iterator[Site]:
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    site = Site(f"http://127.0.0.1:{server.server_port}", world.app, Clock())
    yield site
    server.shutdown()
    thread.join()
    server.server_close()
    database_of(world.app).close()
    assert site.troubles == []


def test_every_page_that_some_people_reach(visit: Callable[..., Page], site: Site, world: World) -> None:
    walked: dict[str, list[object]] = {}
    for name in ("owner", "keeper", "visitor"):
        page, walker = visit(viewport=PHONE, color_scheme="dark"), Walker(world, name)
        for cookie, value in cookies(world, name):
            page.context.add_cookies([{"name": cookie, "value": value, "url": site.address}])
        for row in table():
            if row.method != "GET" or row.cells[name] != "x" or row.endpoint in NO_PAGES | ELSEWHERE:
                continue
            address = walker.address(row)
            if address in walked or (name == "visitor" and address in PAGES):
                continue
            page.goto(site.url(address))
            walked[address] = flaws(page)
            page.emulate_media(color_scheme="light")
            walked[address] += violations(page, CONTRAST)
            page.emulate_media(color_scheme="dark")
    assert {address: found for address, found in walked.items() if found} == {}
    assert {"/account/data", "/account/add", "/admin", "/rounds/new", "/paths/2/update"} <= walked.keys()


def cookies(world: World, name: str) -> list[tuple[str, str]]:
    """Those of a session, in whose browser a guest's answers wait."""
    if name not in world.sessions:
        return []
    signer = SecureCookieSessionInterface().get_signing_serializer(world.app)
    assert signer
    return [("pathdeck", world.sessions[name]), ("pathdeck-form", signer.dumps({GUEST: world.ids["guest"]}))]
