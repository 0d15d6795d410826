"""Two things mixed up, from the second wrong answer to the test of both."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.deeds import WRONG, answer
from tests.browser.site import Site
from tests.browser.test_accessible import check

pytestmark = pytest.mark.browser


def mix_up(page: Page, site: Site) -> None:
    for _ in range(2):
        page.goto(site.question("choice"))
        answer(page, "choice", WRONG["choice"])
        expect(page.locator(".verdict--wrong")).to_be_visible()


def test_the_same_wrong_option_twice_leads_to_both_side_by_side(page: Page, site: Site) -> None:
    mix_up(page, site)
    page.get_by_role("link", name="See them side by side").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("flashing or occulting?")
    expect(page.get_by_role("row", name="What a sailor sees")).to_contain_text("more dark than light")
    page.get_by_role("link", name=re.compile(r"^line \d+$")).first.click()
    expect(page.get_by_role("table").first).to_be_in_viewport()


def test_the_test_is_taken_by_keyboard_and_moves_the_focus_to_each_verdict(page: Page, site: Site) -> None:
    mix_up(page, site)
    page.get_by_role("link", name="See them side by side").click()
    lines = page.locator(".riddle")
    expect(page.locator("#card")).to_contain_text("it schedules nothing")
    for line in range(lines.count()):
        lines.nth(line).get_by_role("button").first.focus()
        page.keyboard.press("Enter")
        expect(lines.nth(line).locator(".riddle__verdict")).to_be_focused()

    expect(page.locator(".riddles__end")).to_contain_text(f"{lines.count() // 2} of {lines.count()} right.")
    assert site.rows("review") == 2


def test_both_pages_are_accessible(page: Page, site: Site) -> None:
    mix_up(page, site)
    check(page)
    page.get_by_role("link", name="See them side by side").click()
    page.locator(".riddle button").first.click()
    expect(page.locator(".riddle__verdict")).to_be_visible()
    check(page)
    page.goto(site.url("/confusions"))
    check(page)
