"""What a first visit to a review carries over the wire, and that it comes from this server alone."""

import pytest
from playwright.sync_api import Page, Request

from tests.browser.site import Site

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000


def weight(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


@pytest.mark.parametrize("kind", ["choice", "match"])
def test_a_review_weighs_little(page: Page, site: Site, kind: str) -> None:
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))
    page.goto(site.question(kind), wait_until="networkidle")
    weights = {request.url.rsplit("/", 1)[-1]: weight(request) for request in done}

    assert sum(weights.values()) <= MOST_BYTES, weights
    assert len(done) > 10
