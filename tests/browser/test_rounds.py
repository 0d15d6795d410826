"""A round together: a host, a member and a guest in three browsers; a reload in the middle, somebody late."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, Site
from tests.browser.test_accessible import check

pytestmark = pytest.mark.browser


def come(page: Page, site: Site, key: str, name: str) -> None:
    page.goto(site.url("/rounds"))
    page.get_by_label("The three words of the round").fill(key)
    page.get_by_label("Your name this evening").fill(name)
    page.get_by_role("button", name="Come in").click()


def opened(host: Page, site: Site, section: str) -> str:
    host.goto(site.url(f"/rounds/new?deck=1&section={section}"))
    check(host)
    host.get_by_label("Questions").fill("1")
    host.get_by_label("Your name this evening").fill("Ana")
    host.get_by_role("button", name="Open the round").click()
    return host.locator(".round__key").inner_text()


def test_three_people_answer_together(visit: Callable[..., Page], site: Site) -> None:
    host, ben = visit(), visit(viewport=PHONE, color_scheme="dark")
    key = opened(host, site, "13-statements")
    come(ben, site, key, "Ben")
    expect(host.locator(".round__names")).to_contain_text("Ben")
    check(host)
    check(ben)

    host.keyboard.press("Enter")
    expect(ben.locator("#announce")).to_contain_text("Question 1")
    check(host)
    ben.get_by_role("button", name="True", exact=False).first.click()
    expect(ben.locator("#main")).to_contain_text("Your answer is in.")
    check(ben)
    expect(host.locator("#pulse")).to_contain_text("1 of 2 have answered")
    ben.reload()
    expect(ben.locator("#main")).to_contain_text("Your answer is in.")

    late = visit()
    come(late, site, key, "Cy")
    expect(late.get_by_role("button", name="True", exact=False).first).to_be_visible()
    late.get_by_role("button", name="False", exact=False).first.click()
    expect(late.locator("#main")).to_contain_text("Your answer is in.")
    host.keyboard.press("r")
    expect(ben.locator("#announce")).to_contain_text("Revealed: Right. It is true.")
    expect(late.locator("#announce")).to_contain_text("Revealed: No, it is true.")
    check(host)
    check(ben)

    host.keyboard.press("Enter")
    expect(ben.get_by_role("heading", level=1)).to_contain_text("You have 1 point of 1.")
    expect(late.get_by_role("heading", name="Most missed")).to_be_visible()
    check(ben)
    check(host)


def test_what_is_being_typed_survives_the_others_answers(visit: Callable[..., Page], site: Site) -> None:
    host, ben = visit(), visit()
    come(ben, site, opened(host, site, "14-words"), "Ben")
    host.get_by_role("button", name="Begin").click()
    ben.get_by_label("Your answer").fill("geographic")
    host.get_by_role("button", name="I don’t know").click()
    expect(ben.locator("#pulse")).to_contain_text("1 of 2 have answered")

    expect(ben.get_by_label("Your answer")).to_have_value("geographic")
    expect(ben.get_by_label("Your answer")).to_be_focused()
