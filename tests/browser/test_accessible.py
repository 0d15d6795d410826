"""axe-core, widths, zoom and targets on every page, in every state and in both colour schemes."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.deeds import NEARLY, RIGHT, WRONG, answer
from tests.browser.site import DESK, PHONE, Site

pytestmark = pytest.mark.browser

RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
VIEWS: tuple[tuple[ViewportSize, Literal["light", "dark"]], ...] = ((PHONE, "dark"), (DESK, "light"))
PAGES = (
    "/stats",
    "/calendar",
    "/groups",
    "/join",
    "/",
    "/paths/1",
    "/paths/1/coverage",
    "/paths/add",
    "/settings",
    "/cards",
    "/how",
    "/confusions",
    "/account",
    "/sign-in",
    "/forgot",
    "/decks",
    "/decks/1",
    "/nowhere",
)

# Links within a sentence may be as small as the sentence; everything else that is pressed is 44 px high.
SMALL = """() => [...document.querySelectorAll('button, a, select, summary, input, label.option')].filter(one =>
  !one.closest('.text, .skip, p.fields__help, p.lead, .section > p, dialog, .segments__one')
  && !one.matches('[type=hidden], .option__input, .tick > input')
  && one.checkVisibility()
  && one.getBoundingClientRect().height < 43.9
).map(one => one.outerHTML.slice(0, 120))"""


def violations(page: Page, rules: dict[str, Any]) -> list[object]:
    """What axe-core finds against these rules."""
    found = Axe().run(page, options=rules).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def flaws(page: Page) -> list[object]:
    """What must not be on any page."""
    broken = violations(page, RULES)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        broken.append("wider than the window")
    return [*broken, *page.evaluate(SMALL)]


def check(page: Page) -> None:
    """What holds on every page, in the window that it has."""
    assert flaws(page) == []


def check_views(page: Page) -> None:
    """What holds on every page, on a light desk and on a dark phone."""
    for size, scheme in VIEWS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert flaws(page) == [], (page.url, scheme)


@pytest.mark.parametrize("kind", RIGHT)
def test_every_state_of_every_kind(page: Page, site: Site, kind: str) -> None:
    page.goto(site.question(kind))
    check_views(page)
    for words in (WRONG, NEARLY, RIGHT):
        if kind in words and kind != "flashcard":
            page.goto(site.question(kind))
            answer(page, kind, words[kind])
            expect(page.locator(".verdict")).to_be_visible()
            check_views(page)


def test_a_flashcard_with_its_answer(page: Page, site: Site) -> None:
    page.goto(site.question("flashcard"))
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".answer")).to_be_visible()
    check_views(page)


def test_every_page_for_a_visitor(page: Page, site: Site) -> None:
    for path in PAGES:
        page.goto(site.url(path))
        check_views(page)


def test_every_page_for_a_learner(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    answer(page, "truefalse", RIGHT["truefalse"])
    expect(page.locator(".verdict")).to_be_visible()
    for path in (*PAGES, "/study?deck=1&section=13-statements"):
        page.goto(site.url(path))
        check_views(page)


@pytest.mark.parametrize("kind", RIGHT)
def test_nothing_is_cut_at_twice_the_size(visit: Callable[..., Page], site: Site, kind: str) -> None:
    page = visit(viewport={"width": 320, "height": 400}, device_scale_factor=2)
    page.goto(site.question(kind))

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_card_with_its_menu_its_history_and_its_source(page: Page, site: Site) -> None:
    page.goto(site.question("choice"))
    answer(page, "choice", WRONG["choice"])
    expect(page.locator(".verdict")).to_be_visible()
    page.get_by_label("More for this card").click()
    for part in ("Set the day it comes", "Flag the question", "Write a note to yourself"):
        page.locator(".menu summary", has_text=part).click()
    check_views(page)
    for name in ("History of this card", "Show the source"):
        page.goto(site.url("/study/answer/1?deck=1"))
        page.get_by_label("More for this card").click()
        page.get_by_role("link", name=name).click()
        for summary in page.locator("main summary").all():
            summary.click()
        check_views(page)


def test_a_group_from_its_invitation_to_its_progress(page: Page, site: Site) -> None:
    page.goto(site.url("/groups"))
    page.get_by_label("Name of the group").fill("Checkout team")
    page.get_by_label("Your name").fill("Mara")
    page.get_by_role("button", name="Start the group").click()
    page.get_by_role("button", name="Share it").click()
    page.get_by_role("button", name="Invite somebody").click()
    expect(page.locator(".group__words")).to_be_visible()
    check_views(page)
    link = page.locator("#link").input_value()
    page.get_by_role("link", name="Progress of the group").click()
    page.get_by_role("button", name="Turn the table on").click()
    check_views(page)
    page.context.clear_cookies()
    page.goto(link)
    check_views(page)


def test_comments_open_below_an_answer(page: Page, site: Site) -> None:
    page.goto(site.question("truefalse"))
    answer(page, "truefalse", RIGHT["truefalse"])
    page.get_by_role("link", name="What others say").click()
    page.get_by_label("Your name").fill("Mara")
    page.get_by_label("Say something").fill("Is it?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_role("heading", name="1 comment")).to_be_visible()
    check_views(page)
