"""Pages at 200 % and 400 % zoom, with the text spacing of WCAG 1.4.12, and without motion."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.deeds import RIGHT, WRONG, answer, tab_to
from tests.browser.site import Site
from tests.browser.test_accessible import PAGES, check

pytestmark = pytest.mark.browser

# A window of 1280 px at 200 % is 640 px wide to the page, at 400 % it is 320.
TWICE, FOUR_TIMES = ViewportSize(width=640, height=400), ViewportSize(width=320, height=400)
ZOOMS: tuple[tuple[ViewportSize, Literal["light", "dark"]], ...] = ((TWICE, "light"), (FOUR_TIMES, "dark"))
ZOOMED: dict[str, Any] = {"viewport": FOUR_TIMES, "device_scale_factor": 2, "color_scheme": "dark"}
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""

# Text that a box cuts off; what only a screen reader reads, and what may be scrolled or says so with dots, is no loss.
CUT = """() => [...document.querySelectorAll('main *, header *, nav *')].filter(one => {
  const look = getComputedStyle(one);
  if (one.closest('.hidden, [hidden], svg, select, dialog:not([open])') || !one.checkVisibility()) return false;
  if (!['hidden', 'clip'].includes(look.overflowX) && !['hidden', 'clip'].includes(look.overflowY)) return false;
  if (look.textOverflow === 'ellipsis') return false;
  return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map(one => one.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll('*')].filter(one => {
  const look = getComputedStyle(one);
  return look.animationName !== 'none' || look.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
}).map(one => one.outerHTML.slice(0, 120))"""
UNSEEN = """() => {
  const one = document.activeElement, look = getComputedStyle(one), label = one.closest('label');
  const around = label ? getComputedStyle(label) : look;
  const next = one.nextElementSibling ? getComputedStyle(one.nextElementSibling) : look;
  const seen = [look, around, next].some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  return one === document.body || seen ? '' : one.outerHTML.slice(0, 120);
}"""


def learn(page: Page, site: Site) -> None:
    """Become a learner with two answers."""
    for kind, words in (("truefalse", RIGHT), ("choice", WRONG)):
        page.goto(site.question(kind))
        answer(page, kind, words[kind])
        expect(page.locator(".verdict")).to_be_visible()


def test_every_page_zoomed_and_with_spaced_text(visit: Callable[..., Page], site: Site) -> None:
    page = visit(**ZOOMED, bypass_csp=True)
    learn(page, site)
    for path in PAGES:
        page.goto(site.url(path))
        for size, scheme in ZOOMS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            check(page)
            assert page.evaluate(CUT) == [], path
        page.add_style_tag(content=SPACED)
        uncut(page, path)


@pytest.mark.parametrize("kind", RIGHT)
def test_every_kind_with_spaced_text(visit: Callable[..., Page], site: Site, kind: str) -> None:
    page = visit(**ZOOMED, bypass_csp=True)
    page.goto(site.question(kind))
    page.add_style_tag(content=SPACED)
    uncut(page, kind)
    if kind == "flashcard":
        page.get_by_role("button", name="Show the answer").click()
        expect(page.locator(".answer")).to_be_visible()
    else:
        answer(page, kind, WRONG[kind])
        expect(page.locator(".verdict")).to_be_visible()
    uncut(page, kind)


def uncut(page: Page, where: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
    assert page.evaluate(CUT) == [], where


def test_nothing_moves_for_whoever_wants_no_motion(page: Page, site: Site) -> None:
    learn(page, site)
    for path in PAGES:
        page.goto(site.url(path))
        assert page.evaluate(MOVING) == [], path


@pytest.mark.parametrize("path", ["/", "/stats", "/calendar", "/settings"])
def test_the_focus_is_seen_wherever_it_goes(page: Page, site: Site, path: str) -> None:
    learn(page, site)
    page.goto(site.url(path))
    for _ in range(45):
        page.keyboard.press("Tab")
        assert page.evaluate(UNSEEN) == ""


def test_the_calendar_link_is_made_copied_and_revoked_by_keyboard(visit: Callable[..., Page], site: Site) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    learn(page, site)
    page.goto(site.url("/calendar"))
    tab_to(page, page.get_by_role("button", name="Make a private link"))
    page.keyboard.press("Enter")
    link = page.get_by_role("textbox", name="Your link")
    expect(link).to_be_focused()
    check(page)
    tab_to(page, page.get_by_role("button", name="Copy"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == link.input_value()
    tab_to(page, page.get_by_role("button", name="Revoke the link"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("The link opens nothing any more.")).to_be_visible()
    assert site.rows("feed") == 0
