"""A lost connection: the given answer is kept, sent once when it is back, and never counted twice."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.site import PHONE, Site

pytestmark = pytest.mark.browser

KEPT = "No connection. Your answer is kept and will be sent when you are back online."
ANSWER = "**/study/answer*"


@pytest.fixture(autouse=True)
def _forgiven(site: Site) -> Iterator[None]:
    """The browser and htmx each log a lost connection; these tests are about nothing else being lost."""
    yield
    site.troubles.clear()


def ask(page: Page, site: Site, kind: str = "typed") -> None:
    page.goto(site.question(kind))
    expect(page.locator("#kept[data-htmx-powered]")).to_be_attached()


def check(page: Page, words: str = "geographic range") -> None:
    page.get_by_label("Your answer").fill(words)
    page.get_by_role("button", name="Check").click()


def kept(page: Page) -> int:
    return int(page.evaluate("JSON.parse(localStorage.getItem('pathdeck-kept') ?? '[]').length"))


def lose(page: Page) -> None:
    """Answer the question in front of us while there is no connection."""
    page.context.set_offline(True)
    check(page)
    expect(page.get_by_role("alert")).to_contain_text(KEPT)


def hurry(page: Page) -> None:
    """Have what is kept sent at once; the page would do so by itself a little later."""
    page.evaluate("window.dispatchEvent(new Event('online'))")


def test_an_answer_without_a_connection_is_sent_when_it_is_back(page: Page, site: Site) -> None:
    ask(page, site)
    lose(page)
    expect(page.get_by_label("Your answer")).to_have_value("geographic range")
    assert (kept(page), site.rows("review")) == (1, 0)
    expect(page.get_by_role("button", name="Send it now")).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator(".verdict--right")).to_be_visible()
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Your kept answer was sent.")
    assert (kept(page), site.rows("review")) == (0, 1)


def test_the_chosen_option_stays_marked_and_nothing_moves(visit: Callable[..., Page], site: Site) -> None:
    page = visit(viewport=PHONE)
    ask(page, site, "choice")
    option = page.locator(".option", has_text="More dark than light")
    place = option.bounding_box()
    page.context.set_offline(True)
    option.click()
    expect(page.get_by_role("alert")).to_contain_text(KEPT)

    expect(option).to_have_class(re.compile("option--held"))
    assert option.bounding_box() == place


def test_a_reply_that_was_lost_does_not_count_twice(page: Page, site: Site) -> None:
    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    ask(page, site, "truefalse")
    page.keyboard.press("t")
    expect(page.locator(".verdict--right")).to_be_visible()
    ask(page, site)
    page.route(ANSWER, lose_the_reply, times=1)
    check(page)
    expect(page.get_by_role("alert")).to_contain_text(KEPT)
    assert site.rows("review") == 2
    hurry(page)

    expect(page.locator(".verdict--right")).to_be_visible()
    assert (kept(page), site.rows("review")) == (0, 2)


def test_an_answer_outlives_its_page(page: Page, site: Site) -> None:
    ask(page, site)
    lose(page)
    later = page.context.new_page()
    page.close()
    page.context.set_offline(False)
    later.goto(site.question("multi"))

    expect(later.locator(".verdict--right")).to_be_visible()
    assert (kept(later), site.rows("review")) == (0, 1)
    later.get_by_role("link", name="Next").click()
    expect(later.get_by_role("checkbox", name="Its range")).to_be_visible()


def test_another_answer_replaces_the_kept_one(page: Page, site: Site) -> None:
    ask(page, site)
    lose(page)
    check(page, "horizon")
    expect(page.get_by_role("alert")).to_contain_text(KEPT)
    assert kept(page) == 1
    page.context.set_offline(False)

    expect(page.locator(".verdict--wrong")).to_be_visible()
    assert site.rows("review") == 1


def test_an_answer_from_elsewhere_comes_first(page: Page, site: Site) -> None:
    ask(page, site, "truefalse")
    page.keyboard.press("t")
    expect(page.locator(".verdict--right")).to_be_visible()
    ask(page, site)
    phone = page.context.new_page()
    phone.goto(site.question("typed"))
    page.route(ANSWER, lambda route: route.abort())
    check(page)
    expect(page.get_by_role("alert")).to_contain_text(KEPT)
    check(phone, "horizon")
    expect(phone.locator(".verdict--wrong")).to_be_visible()
    page.unroute(ANSWER)
    hurry(page)

    expect(page.locator("#main").get_by_text("answered in another window")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert kept(page) == 0


def test_an_answer_that_nobody_takes_any_more_is_let_go_in_words(page: Page, site: Site) -> None:
    ask(page, site)
    page.evaluate("localStorage.setItem('pathdeck-kept', JSON.stringify([['x', [['token', 'x'], ['text', 'x']]]]))")
    page.reload()

    expect(page.get_by_role("alert")).to_contain_text("could not be taken any more")
    expect(page.get_by_label("Your answer")).to_be_visible()
    assert (kept(page), site.rows("review")) == (0, 0)


def test_a_busy_server_is_asked_again(page: Page, site: Site) -> None:
    ask(page, site)
    page.route(ANSWER, lambda route: route.fulfill(status=503, body="busy"), times=1)
    check(page)
    expect(page.get_by_role("alert")).to_contain_text("cannot take it just now. Your answer is kept")

    # Nobody does anything: the page tries again by itself.
    expect(page.locator(".verdict--right")).to_be_visible()
    assert site.rows("review") == 1


def test_a_hint_without_a_connection_can_be_asked_for_again(page: Page, site: Site) -> None:
    ask(page, site)
    page.context.set_offline(True)
    page.get_by_role("button", name="Hint").click()
    expect(page.get_by_role("alert")).to_contain_text("No connection. Try again in a moment.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Hint").click()

    expect(page.locator(".hint")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert kept(page) == 0
