from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.deeds import WRONG, answer
from tests.browser.site import PHONE, Site
from tests.browser.test_accessible import check

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


def test_a_column_is_hidden_and_each_cell_revealed_by_keyboard(page: Page, site: Site) -> None:
    page.goto(site.url("/paths/1"))
    page.get_by_label("Hide a column").first.select_option(label="Rhythm")
    table = page.get_by_role("table").first
    hidden = table.get_by_role("button", name="hidden, press to show")
    expect(hidden).to_have_count(3)
    expect(table.get_by_text("occulting")).to_be_hidden()
    check(page)

    hidden.first.focus()
    page.keyboard.press("Enter")
    expect(table.get_by_text("fixed", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(table.get_by_role("button", name="Rhythm of Fl: hidden, press to show")).to_be_focused()
    page.keyboard.press("Space")
    expect(table.get_by_text("flashing", exact=True)).to_be_visible()
    expect(hidden).to_have_count(1)

    page.get_by_label("Hide a column").first.select_option(label="none")
    expect(hidden).to_have_count(0)
    expect(table.get_by_text("occulting")).to_be_visible()


def test_without_script_a_table_stays_as_it_is(visit: Callable[..., Page], site: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto(site.url("/paths/1"))

    expect(page.get_by_text("Hide a column")).to_have_count(0)
    expect(page.get_by_role("table").first).to_contain_text("occulting")


def test_a_mark_opens_to_its_questions_and_a_section_to_what_was_forgotten(
    visit: Callable[..., Page], site: Site
) -> None:
    page = visit(viewport=PHONE)
    page.goto(site.question("truefalse"))
    answer(page, "truefalse", WRONG["truefalse"])
    expect(page.locator(".verdict")).to_be_visible()
    page.goto(site.url("/paths/1"))
    page.locator(".mark summary", has_text="1 weak").click()
    expect(page.locator(".mark__list", has_text="A lens bends light")).to_be_visible()
    page.get_by_text("What do I forget here?").click()
    expect(page.locator(".forgotten")).to_contain_text("1 time wrong")
    page.get_by_text("What the marks beside the text mean").click()
    check(page)
