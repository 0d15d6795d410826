"""Nothing moves, nothing is lost, and every step has a way back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.deeds import RIGHT, WRONG, answer
from tests.browser.site import DESK, PHONE, SHORT, Site

pytestmark = pytest.mark.browser

PLACES = """() => [...document.querySelectorAll(
  'h1, .option, .option__key, .option__text, .pair__name, .step__number, .field, .code, .session__count, #feedback'
)].filter(one => !one.closest('.menu')).map(
  one => [one.className.split(' ')[0], Math.round(one.getBoundingClientRect().top)]
)"""


@pytest.mark.parametrize("size", [DESK, PHONE, SHORT], ids=["desk", "phone", "short phone"])
@pytest.mark.parametrize("kind", [kind for kind in RIGHT if kind not in ("flashcard", "order")])
def test_nothing_moves_when_the_answer_comes(
    visit: Callable[..., Page], site: Site, kind: str, size: dict[str, int]
) -> None:
    page = visit(viewport=size)
    page.goto(site.question(kind))
    before = page.evaluate(PLACES)
    page.locator("[data-key='0']").click()
    expect(page.locator(".verdict")).to_be_visible()

    assert page.evaluate(PLACES) == before


def test_a_double_click_counts_once(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    page.get_by_role("button", name="A True").dblclick()
    expect(page.locator(".verdict--right")).to_be_visible()

    assert [site.rows("learner"), site.rows("review")] == [1, 1]


def test_undo_works_across_a_reload_and_says_what_it_undid(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    page.keyboard.press("t")
    expect(page.locator(".verdict--right")).to_be_visible()
    page.goto(site.question("multi"))
    page.keyboard.press("z")
    expect(page.locator(".occasion")).to_contain_text("Undone: your answer to “A lens bends")
    page.goto(site.question("truefalse"))

    expect(page.get_by_role("button", name="A True")).to_be_visible()
    expect(page.locator(".occasion")).to_contain_text("New")


def test_keys_bring_the_hint_the_answer_and_their_own_list(page: Page, site: Site) -> None:
    page.goto(site.question("choice"))
    page.keyboard.press("h")
    expect(page.locator(".hint")).to_contain_text("camera")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("0")
    expect(page.locator(".verdict--unknown")).to_be_visible()


def test_single_keys_can_be_switched_off(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    page.keyboard.press("?")
    page.get_by_label("Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.reload()
    page.keyboard.press("t")

    expect(page.get_by_role("button", name="A True")).to_be_visible()
    assert site.rows("review") == 0


def test_letters_in_a_field_are_only_letters(page: Page, site: Site) -> None:
    page.goto(site.question("typed"))
    page.keyboard.type("h0z?")

    expect(page.get_by_label("Your answer")).to_have_value("h0z?")
    expect(page.locator(".hint")).to_have_count(0)


def test_results_are_announced(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    expect(page.locator("form[data-htmx-powered]").first).to_be_attached()
    page.keyboard.press("f")

    expect(page.locator("#announce")).to_contain_text("No, it is true. Again · today")


def test_the_time_an_answer_took_is_sent(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    with page.expect_request(re.compile("/study/answer")) as sent:
        page.keyboard.press("t")

    assert re.search(r"taken_ms=\d+&", sent.value.post_data or "")


def test_a_form_that_went_stale_keeps_its_answer(page: Page, site: Site) -> None:
    page.goto(site.question("typed"))
    page.get_by_label("Your answer").fill("geographic range")
    page.context.clear_cookies()
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".occasion")).to_contain_text("open for too long")
    expect(page.get_by_label("Your answer")).to_have_value("geographic range")
    page.get_by_role("button", name="Check").click()

    expect(page.locator(".verdict--right")).to_be_visible()


def test_a_second_window_is_told_what_happened_in_the_first(page: Page, site: Site) -> None:
    page.goto(site.question("multi"))
    answer(page, "multi", WRONG["multi"])
    expect(page.locator(".verdict")).to_be_visible()
    page.goto(site.question("truefalse"))
    second = page.context.new_page()
    second.goto(site.question("truefalse"))
    page.keyboard.press("t")
    expect(page.locator(".verdict--right")).to_be_visible()
    second.keyboard.press("f")

    expect(second.locator("#main").get_by_text("answered in another window")).to_be_visible()


def test_a_theme_is_seen_at_once_and_kept(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    page.keyboard.press("t")
    expect(page.locator(".verdict--right")).to_be_visible()
    page.goto(site.url("/settings"))
    page.get_by_label("Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(site.url("/"))

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_steps_keep_the_focus_when_they_move(page: Page, site: Site) -> None:
    page.goto(site.question("order"))
    first = page.locator("[data-name]").first.inner_text()
    page.get_by_role("button", name=f"Move “{first}” down").click()

    expect(page.locator("[data-name]").nth(1)).to_have_text(first)
    expect(page.get_by_role("button", name=f"Move “{first}” down")).to_be_focused()
    expect(page.locator("#announce")).to_contain_text("is now step 2 of 4")
