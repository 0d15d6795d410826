"""Today and Settings in their states: an exam ahead, a backlog, a plan at work, a pause, and the end of a session."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.deeds import RIGHT, answer
from tests.browser.site import Site
from tests.browser.test_accessible import check_views

pytestmark = pytest.mark.browser


@pytest.fixture
def learner(visit: Callable[..., Page], site: Site) -> Page:
    page = visit(locale="en-GB")
    page.goto(site.question("truefalse"))
    answer(page, "truefalse", RIGHT["truefalse"])
    expect(page.locator(".verdict")).to_be_visible()
    return page


def choose(page: Page, site: Site, **fields: str) -> None:
    page.goto(site.url("/settings"))
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.get_by_role("button", name="Save choices").click()


def look(page: Page, path: str) -> None:
    """Opens everything on a page and looks at it."""
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    check_views(page)


def test_an_exam_is_seen_and_the_limit_raised(learner: Page, site: Site) -> None:
    choose(learner, site, New_cards_a_day="1", Exam_on="2026-03-05")
    check_views(learner)
    look(learner, site.url("/"))
    learner.get_by_role("button", name="Raise to 3 new cards a day").click()

    expect(learner.get_by_role("status")).to_contain_text("3 new cards a day from now on instead of 1.")
    expect(learner.get_by_role("heading", level=1)).to_have_text("2 new.")


def test_a_backlog_is_spread_and_a_pause_ended(learner: Page, site: Site) -> None:
    choose(learner, site, Reviews_a_day="0", New_cards_a_day="0")
    site.clock.turn(days=5)
    look(learner, site.url("/"))
    learner.get_by_role("button", name="Spread them out").click()
    expect(learner.get_by_role("heading", level=1)).to_have_text("1 to review.")
    look(learner, site.url("/"))

    learner.goto(site.url("/settings"))
    learner.get_by_label("until").fill("2026-03-20")
    learner.get_by_role("button", name="Pause").click()
    check_views(learner)
    look(learner, site.url("/"))
    look(learner, site.url("/study"))
    expect(learner.get_by_role("heading", level=1)).to_have_text("Paused until 20 March 2026.")
    learner.goto(site.url("/"))
    learner.get_by_role("button", name="Resume now").click()

    expect(learner.get_by_role("link", name="Start")).to_be_visible()


def test_practice_says_that_it_moves_no_date_and_ends(learner: Page, site: Site) -> None:
    learner.goto(site.url("/"))
    learner.get_by_text("Other ways to study all decks").click()
    learner.locator("details[open]").get_by_role("link", name="Practise without dates").click()
    expect(learner.locator(".occasion")).to_contain_text("Practice: no answer moves a date")
    answer(learner, "truefalse", RIGHT["truefalse"])
    expect(learner.locator(".when")).to_contain_text("as planned")
    check_views(learner)
    learner.get_by_role("link", name="Next").click()

    expect(learner.get_by_role("heading", level=1)).to_have_text("Everything is practised.")
    check_views(learner)


def test_the_first_page_leads_into_one_section(learner: Page, site: Site) -> None:
    learner.goto(site.url("/"))
    learner.get_by_text("One section, or another way").click()
    learner.get_by_role("link", name="1.1 Characters").click()

    expect(learner.locator(".session__crumb")).to_contain_text("1.1 Characters")
    expect(learner.locator(".session__count")).to_contain_text("1 of 1")
