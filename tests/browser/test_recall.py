"""A mature card in a real browser: by keyboard alone, on a phone, without script, and for everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.deeds import RIGHT, WRONG, answer, type_answer
from tests.browser.site import Site
from tests.browser.test_accessible import check_views

pytestmark = pytest.mark.browser


def mature(page: Page, site: Site, kind: str) -> None:
    """Answer until the card waits 38 days, and open it on the day it is due."""
    for days in (1, 6, 15, 38):
        page.goto(site.question(kind))
        answer(page, kind, RIGHT[kind])
        expect(page.locator(".verdict--right")).to_be_visible()
        site.clock.turn(days=days)
    page.goto(site.question(kind))


def top(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["y"]


def test_a_mature_card_is_answered_by_keyboard_alone(page: Page, site: Site) -> None:
    mature(page, site, "decision")
    expect(page.get_by_role("textbox", name="Your answer")).to_be_focused()
    page.keyboard.type("a boat")
    page.keyboard.press("Enter")
    expect(page.locator(".question__task")).to_have_text("You wrote “a boat”. Not quite. Which of these is it?")
    expect(page.locator("#announce")).to_contain_text("Which of these is it?")
    options = top(page.locator(".option").first)
    type_answer(page, "decision", RIGHT["decision"])
    expect(page.locator(".verdict--right")).to_contain_text("Right, among the options.")
    expect(page.get_by_role("link", name="Next")).to_be_focused()

    assert top(page.locator(".option").first) == options
    assert site.rows("review") == 5


def test_a_mature_card_is_typed_right_by_keyboard_alone(page: Page, site: Site) -> None:
    mature(page, site, "decision")
    bar, field = top(page.locator(".bar")), top(page.get_by_role("textbox", name="Your answer"))
    page.keyboard.type("sound the horn")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict--right")).to_contain_text("Right, from memory.")
    expect(page.get_by_role("link", name="Next")).to_be_focused()

    assert (top(page.locator(".bar")), top(page.get_by_role("textbox", name="Your answer"))) == (bar, field)
    assert site.rows("review") == 5


def test_a_mature_card_is_answered_without_script(visit: Callable[..., Page], site: Site) -> None:
    page = visit(java_script_enabled=False)
    mature(page, site, "choice")
    page.get_by_role("button", name="I don’t know").click()
    expect(page.locator(".question__task")).to_have_text("Which of these is it?")
    answer(page, "choice", WRONG["choice"])
    expect(page.locator(".verdict--wrong")).to_be_visible()

    assert site.rows("review") == 5


def test_every_state_of_a_mature_card(page: Page, site: Site) -> None:
    mature(page, site, "decision")
    check_views(page)
    page.get_by_role("textbox", name="Your answer").fill("x" * 500)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".question__task")).to_contain_text("Not quite.")
    check_views(page)
    answer(page, "decision", RIGHT["decision"])
    expect(page.locator(".verdict")).to_be_visible()
    check_views(page)
    page.goto(site.question("decision"))
    page.get_by_role("textbox", name="Your answer").fill("Sound the horn")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".verdict--right")).to_be_visible()
    check_views(page)
