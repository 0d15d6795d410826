"""axe-core, widths, zoom and targets on every page, in every state and in both colour schemes."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.deeds import NEARLY, RIGHT, WRONG, answer
from tests.browser.site import DESK, PHONE, Site

pytestmark = pytest.mark.browser

RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
VIEWS: tuple[dict[str, Any], ...] = (
    {"viewport": DESK, "color_scheme": "light"},
    {"viewport": PHONE, "color_scheme": "dark"},
)
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
    """What holds on every page."""
    assert flaws(page) == []


@pytest.fixture(params=VIEWS, ids=["light desk", "dark phone"])
def view(visit: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    return visit(**request.param)


@pytest.mark.parametrize("kind", RIGHT)
def test_every_state_of_every_kind(view: Page, site: Site, kind: str) -> None:
    view.goto(site.question(kind))
    check(view)
    for words in (WRONG, NEARLY, RIGHT):
        if kind in words and kind != "flashcard":
            view.goto(site.question(kind))
            answer(view, kind, words[kind])
            expect(view.locator(".verdict")).to_be_visible()
            check(view)


def test_a_flashcard_with_its_answer(view: Page, site: Site) -> None:
    view.goto(site.question("flashcard"))
    view.get_by_role("button", name="Show the answer").click()
    expect(view.locator(".answer")).to_be_visible()
    check(view)


def test_every_page_for_a_visitor(view: Page, site: Site) -> None:
    for path in PAGES:
        view.goto(site.url(path))
        check(view)


def test_every_page_for_a_learner(view: Page, site: Site) -> None:
    view.goto(site.question("truefalse"))
    answer(view, "truefalse", RIGHT["truefalse"])
    expect(view.locator(".verdict")).to_be_visible()
    for path in (*PAGES, "/study?deck=1&section=13-statements"):
        view.goto(site.url(path))
        check(view)


@pytest.mark.parametrize("kind", RIGHT)
def test_nothing_is_cut_at_twice_the_size(visit: Callable[..., Page], site: Site, kind: str) -> None:
    page = visit(viewport={"width": 320, "height": 400}, device_scale_factor=2)
    page.goto(site.question(kind))

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_card_with_its_menu_its_history_and_its_source(view: Page, site: Site) -> None:
    view.goto(site.question("choice"))
    answer(view, "choice", WRONG["choice"])
    expect(view.locator(".verdict")).to_be_visible()
    view.get_by_label("More for this card").click()
    for part in ("Set the day it comes", "Flag the question", "Write a note to yourself"):
        view.locator(".menu summary", has_text=part).click()
    check(view)
    for name in ("History of this card", "Show the source"):
        view.goto(site.url("/study/answer/1?deck=1"))
        view.get_by_label("More for this card").click()
        view.get_by_role("link", name=name).click()
        for summary in view.locator("main summary").all():
            summary.click()
        check(view)


def test_a_group_from_its_invitation_to_its_progress(view: Page, site: Site) -> None:
    view.goto(site.url("/groups"))
    view.get_by_label("Name of the group").fill("Checkout team")
    view.get_by_label("Your name").fill("Mara")
    view.get_by_role("button", name="Start the group").click()
    view.get_by_role("button", name="Share it").click()
    view.get_by_role("button", name="Invite somebody").click()
    expect(view.locator(".group__words")).to_be_visible()
    check(view)
    link = view.locator("#link").input_value()
    view.get_by_role("link", name="Progress of the group").click()
    view.get_by_role("button", name="Turn the table on").click()
    check(view)
    view.context.clear_cookies()
    view.goto(link)
    check(view)


def test_comments_open_below_an_answer(view: Page, site: Site) -> None:
    view.goto(site.question("truefalse"))
    answer(view, "truefalse", RIGHT["truefalse"])
    view.get_by_role("link", name="What others say").click()
    view.get_by_label("Your name").fill("Mara")
    view.get_by_label("Say something").fill("Is it?")
    view.get_by_role("button", name="Comment", exact=True).click()
    expect(view.get_by_role("heading", name="1 comment")).to_be_visible()
    check(view)
