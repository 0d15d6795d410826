"""A real Chromium in front of a real server, with a clock that tests turn."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from tests.browser.site import DESK, Site
from tests.lighthouse import Clock, copied, database_of, light

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is missing; install chromium to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lighthouse")
    database_of(light(folder, Clock())).close()
    return folder


@pytest.fixture
def site(lit: Path, tmp_path: Path) -> Iterator[Site]:
    clock = Clock()
    app = copied(lit, tmp_path / "data", clock)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    # It looks often for the end, which comes once in every test.
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    site = Site(f"http://127.0.0.1:{server.server_port}", app, clock)
    yield site
    server.shutdown()
    thread.join()
    server.server_close()
    database_of(app).close()
    assert site.troubles == []


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a fresh browser window; every request must go to our own server, and nothing may be logged as an error."""
    contexts: list[BrowserContext] = []

    def open_window(**options: Any) -> Page:
        context = chromium.new_context(
            **{"viewport": DESK, "reduced_motion": "reduce", "timezone_id": "Europe/Oslo"} | options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: _at_home(site, request.url))
        page.on("pageerror", lambda error: site.troubles.append(str(error)))
        page.on("console", lambda said: site.troubles.append(said.text) if _is_trouble(said) else None)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    return visit()


def _at_home(site: Site, url: str) -> None:
    if not url.startswith((site.address, "data:", "blob:")):
        site.troubles.append(f"a request left this server: {url}")


def _is_trouble(said: Any) -> bool:
    # Chromium logs every refused answer (409, 404) as an error of its own.
    return said.type == "error" and "status of 4" not in said.text
