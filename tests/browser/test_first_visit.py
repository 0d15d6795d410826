import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_a_whole_first_visit_and_the_days_after(page: Page, site: Site) -> None:
    page.goto(site.url("/"))
    page.get_by_role("link", name="Answer the first question").click()
    expect(page.get_by_role("heading", name="What does a sailor see")).to_be_focused()

    page.get_by_role("button", name="More dark than light").click()
    expect(page.locator(".verdict")).to_contain_text("Right.")
    expect(page.locator(".when")).to_contain_text("Good · tomorrow")
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".session__count")).to_have_text(re.compile("2 of 9"))

    page.goto(site.url("/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 new.")

    site.clock.turn(days=1)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 to review, 8 new.")
    page.goto(site.question("choice"))
    page.get_by_role("button", name="More dark than light").click()
    expect(page.locator(".when")).to_contain_text("Good · in 6 days")

    site.clock.turn(days=6)
    page.goto(site.question("choice"))
    expect(page.get_by_role("heading", name="What does a sailor see")).to_be_visible()


def test_the_zone_of_the_browser_becomes_the_learners(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    page.get_by_role("button", name="A True").click()
    expect(page.locator(".verdict")).to_be_visible()
    page.goto(site.url("/settings"))

    expect(page.get_by_label("Time zone")).to_have_value("Europe/Oslo")


def test_a_session_ends_calmly(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    page.keyboard.press("f")
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".occasion")).to_contain_text("Once more today")
    page.keyboard.press("t")
    page.get_by_role("link", name="Next").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("That was the last one here today.")
    expect(page.locator(".hero__more")).to_have_text("1 card comes back tomorrow.")
    expect(page.locator(".figures")).to_contain_text("2")
    expect(page.get_by_role("button", name="Undo the last answer")).to_be_visible()
    expect(page.get_by_text("A lens bends light")).to_be_visible()
