"""The card browser by pointer and by keyboard: search, select, act, undo."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.deeds import RIGHT, answer
from tests.browser.site import DESK, PHONE, Site
from tests.browser.test_accessible import check

pytestmark = pytest.mark.browser


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def browser(visit: Callable[..., Page], site: Site, request: pytest.FixtureRequest) -> Page:
    """The card browser of somebody who has answered one question."""
    page = visit(viewport=request.param)
    page.goto(site.question("truefalse"))
    answer(page, "truefalse", RIGHT["truefalse"])
    expect(page.locator(".verdict")).to_be_visible()
    page.goto(site.url("/cards"))
    expect(page.locator("form[data-htmx-powered]").first).to_be_attached()
    return page


def test_cards_are_searched_selected_suspended_and_brought_back(browser: Page, site: Site) -> None:
    browser.keyboard.press("/")
    expect(browser.get_by_label("Search your cards")).to_be_focused()
    browser.keyboard.type("is:new")
    browser.keyboard.press("Enter")
    expect(browser.locator("#found-title")).to_have_text("8 cards")
    expect(browser.locator("#announce")).to_have_text("8 cards")
    expect(browser).to_have_url(re.compile(r"q=is:new"))
    boxes = browser.get_by_role("checkbox", name="Select:")
    boxes.nth(0).check()
    boxes.nth(3).check()
    expect(browser.get_by_text("2 selected")).to_be_in_viewport()
    check(browser)
    browser.get_by_role("button", name="Suspend", exact=True).click()
    expect(browser.get_by_text("Suspended 2 cards.")).to_be_visible()
    expect(browser.get_by_text("Suspended", exact=True)).to_have_count(2)
    browser.get_by_role("button", name="Undo").click()

    expect(browser.get_by_text("Undone: 2 cards as before.")).to_be_visible()
    expect(browser.get_by_text("Suspended", exact=True)).to_have_count(0)
    expect(browser.get_by_label("Search your cards")).to_have_value("is:new")


def test_all_found_cards_are_ticked_at_once(browser: Page, site: Site) -> None:
    everything = browser.get_by_label("Select all 9 cards")
    everything.check()
    boxes = browser.get_by_role("checkbox", name="Select:")
    expect(browser.get_by_text("All found cards selected")).to_be_visible()
    assert all(box.is_checked() for box in boxes.all())
    boxes.first.uncheck()

    expect(everything).not_to_be_checked()
    expect(browser.get_by_text("8 selected")).to_be_visible()


def test_problems_and_the_help_are_readable(browser: Page, site: Site) -> None:
    browser.get_by_label("Search your cards").fill("interval>x")
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("alert")).to_contain_text("a number belongs after interval>")
    browser.get_by_text("What a search can say").click()
    check(browser)
    browser.get_by_role("link", name="is:new").click()

    expect(browser.locator("#found-title")).to_have_text("8 cards")


def test_headers_sort_without_a_new_page(visit: Callable[..., Page], site: Site) -> None:
    page = visit()
    page.goto(site.url("/cards"))
    expect(page.locator("a[data-htmx-powered]").first).to_be_attached()
    page.evaluate("window.here = true")
    page.get_by_role("link", name="Question", exact=True).click()
    expect(page.get_by_role("columnheader", name="Question")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Question", exact=True).click()

    expect(page.get_by_role("columnheader", name="Question")).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_role("link", name="Question", exact=True)).to_be_focused()
    assert page.evaluate("window.here")
    page.reload()
    expect(page.get_by_role("columnheader", name="Question")).to_have_attribute("aria-sort", "descending")
