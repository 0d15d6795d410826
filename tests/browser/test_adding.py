"""Adding a path in a browser: dropped or pasted, looked through, published, updated."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, Site
from tests.browser.test_accessible import check
from tests.web.test_adding import PATH

pytestmark = pytest.mark.browser

DROP = """(form, text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "ports.md", { type: "text/markdown" }));
  form.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


def test_a_dropped_file_is_added_looked_through_and_reviewed(visit: Callable[..., Page], site: Site) -> None:
    page = visit(viewport=PHONE, color_scheme="dark")
    page.goto(site.url("/paths/add"))
    page.locator("form[data-drop]").evaluate(DROP, PATH)
    page.get_by_role("button", name="Make questions").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("questions to look through")
    page.get_by_label("Strike").first.check()
    check(page)
    page.get_by_role("button", name="Publish for me").first.click()
    expect(page.get_by_text("Published. Only you can see it.")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Start reviewing").click()

    expect(page.locator("#card")).to_be_visible()


def test_the_button_says_what_happens_while_a_path_is_read(page: Page, site: Site) -> None:
    page.goto(site.url("/paths/add"))
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_label("Or its text").fill(PATH)
    page.get_by_role("button", name="Make questions").click()

    expect(page.get_by_role("button", name="Reading the path …")).to_be_disabled()


def test_a_new_edition_is_read_as_a_report_and_published(page: Page, site: Site) -> None:
    page.goto(site.url("/paths/add"))
    page.get_by_label("Or its text").fill(PATH)
    page.get_by_role("button", name="Make questions").click()
    page.get_by_role("button", name="Publish for me").first.click()
    page.get_by_role("link", name="Update the path").click()
    page.get_by_label("Or its text").fill(PATH.replace("| 22 |", "| 2222 |"))
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("heading", name="What this changes")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Publish this edition").click()

    expect(page.get_by_text("Published.", exact=True)).to_be_visible()
