from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, Site

pytestmark = pytest.mark.browser


def test_contents_are_a_drawer_on_a_phone(visit: Callable[..., Page], site: Site) -> None:
    page = visit(viewport=PHONE)
    page.goto(site.url("/paths/1"))
    page.get_by_text("Contents", exact=True).click()
    page.locator(".drawer").get_by_role("link", name="2.1 Configuration").click()

    expect(page.get_by_role("heading", name="2.1 Configuration")).to_be_in_viewport()
    expect(page.locator(".drawer")).not_to_have_attribute("open", "")


def test_a_wide_table_scrolls_within_itself(visit: Callable[..., Page], site: Site) -> None:
    page = visit(viewport=PHONE)
    page.goto(site.url("/paths/1"))
    table = page.locator(".scroll").first

    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.scroll').scrollLeft > 0")


def test_code_can_be_copied(visit: Callable[..., Page], site: Site) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.url("/paths/1"))
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()

    assert page.evaluate("navigator.clipboard.readText()").startswith("lamp:\n  character: Fl")


def test_a_section_is_practised_from_its_heading(page: Page, site: Site) -> None:
    page.goto(site.url("/paths/1"))
    page.get_by_role("link", name="Practise this section").nth(2).click()

    expect(page.get_by_role("heading", name="A lens bends light")).to_be_visible()


def test_a_task_is_ticked_with_its_date(page: Page, site: Site) -> None:
    page.goto(site.url("/paths/1"))
    page.get_by_role("button", name="Draw the character").click()

    expect(page.get_by_text("Done on 2 March 2026")).to_be_visible()
    expect(page.get_by_role("button", name="Draw the character")).to_have_attribute("aria-pressed", "true")
