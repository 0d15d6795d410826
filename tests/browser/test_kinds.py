import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.deeds import NEARLY, RIGHT, WRONG, answer, type_answer
from tests.browser.site import PHONE, Site

pytestmark = pytest.mark.browser

JUDGED = [kind for kind in RIGHT if kind != "flashcard"]
STATES = [
    (tone, kind, said[kind])
    for tone, said in (("right", RIGHT), ("wrong", WRONG), ("nearly", NEARLY))
    for kind in JUDGED
    if kind in said
]


@pytest.mark.parametrize("kind", JUDGED)
def test_each_kind_is_answered_by_keyboard_alone(page: Page, site: Site, kind: str) -> None:
    page.goto(site.question(kind))
    type_answer(page, kind, RIGHT[kind])
    expect(page.locator(".verdict--right")).to_be_visible()
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("That was the last one here today.")
    assert site.rows("review") == 1


def test_a_flashcard_is_answered_by_keyboard_alone(page: Page, site: Site) -> None:
    page.goto(site.question("flashcard"))
    type_answer(page, "flashcard", RIGHT["flashcard"])

    expect(page.get_by_role("heading", level=1)).to_have_text("That was the last one here today.")
    assert site.rows("review") == 1


@pytest.mark.parametrize(("tone", "kind", "words"), STATES)
def test_each_kind_is_answered_without_script(
    visit: Callable[..., Page], site: Site, tone: str, kind: str, words: tuple[str, ...]
) -> None:
    page = visit(java_script_enabled=False)
    page.goto(site.question(kind))
    answer(page, kind, words)

    expect(page.locator(f".verdict--{tone}")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"/study\?"))


def test_a_flashcard_is_answered_without_script(visit: Callable[..., Page], site: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto(site.question("flashcard"))
    answer(page, "flashcard", RIGHT["flashcard"])

    expect(page.get_by_role("heading", level=1)).to_have_text("That was the last one here today.")


@pytest.mark.parametrize("kind", JUDGED)
def test_each_kind_is_answered_by_touch_on_a_phone(visit: Callable[..., Page], site: Site, kind: str) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(site.question(kind))
    answer(page, kind, WRONG[kind])

    expect(page.locator(".verdict--wrong")).to_be_visible()
    expect(page.get_by_role("link", name="Next")).to_be_in_viewport()


def test_everything_around_an_answer_works_without_script(visit: Callable[..., Page], site: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto(site.question("typed"))
    page.get_by_label("Your answer").fill("optical range")
    page.get_by_role("button", name="Hint").click()
    expect(page.locator(".hint")).to_contain_text("kitchen")
    expect(page.get_by_label("Your answer")).to_have_value("optical range")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="I was right").click()
    expect(page.locator(".verdict")).to_contain_text("Counted as right")
    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".occasion")).to_contain_text("Undone")


def test_a_right_answer_can_be_called_hard_or_easy_later(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Good")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Hard")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".when")).to_contain_text("Hard · today")


def test_matching_counts_what_is_matched(page: Page, site: Site) -> None:
    page.goto(site.question("match"))
    page.locator("select").first.select_option(label="Struck metal")

    expect(page.locator("[data-matched]")).to_have_text("1 of 3 matched")
