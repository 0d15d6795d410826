"""The editor of banks in a real browser: a newcomer with mistakes, two authors at once, no connection, no script."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import update

from models.authors import BankDraft
from quizzes.core.banks.template import new_bank
from tests.browser.site import PHONE, Site
from tests.lighthouse import database_of

SAVED = re.compile(r"Saved \d\d:\d\d")
STARS = """\
format: 1
bank: {id: stars, title: Stars}
questions:
- id: red
  kind: choice
  ask: Which star is red?
  options:
  - right: Antares
  - wrong: Vega
    why: Vega is white.
"""


def begin(page: Page, site: Site) -> str:
    """Begins a new deck and gives the address of its text."""
    page.goto(site.url("/banks/new"))
    page.get_by_role("button", name="Begin").click()
    return page.url


def write(page: Page, text: str) -> None:
    """Writes the whole text anew, as if it were pasted."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Backspace")
    page.keyboard.insert_text(text)


def text_of(page: Page) -> str:
    return page.locator("#bank-text").input_value()


def test_a_newcomer_gets_from_mistakes_to_a_deck(page: Page, site: Site) -> None:
    begin(page, site)
    write(page, STARS.replace("ask: Which star is red?", "ask: Which of them: red?").replace("kind:", "knid:"))

    problems = page.locator("#problems")
    expect(problems.get_by_role("heading", level=2)).to_have_text("1 problem")
    expect(page.locator(".cm-lint-marker-error").first).to_be_visible()
    problems.get_by_role("link", name="Line 6").click()
    expect(page.locator(".cm-activeLine")).to_contain_text("Which of them: red?")
    problems.get_by_role("button", name="Put this in line 6").click()
    problems.get_by_role("button", name="Put this in line 5").click()
    expect(problems).to_contain_text("Nothing speaks against this text.")
    assert '  ask: "Which of them: red?"\n' in text_of(page)
    expect(page.locator("#saved")).to_have_text(SAVED)

    page.keyboard.press("Control+Enter")
    preview = page.locator("#preview")
    preview.get_by_role("button", name="Vega").click()
    expect(preview.locator(".verdict")).to_contain_text("Not ")
    expect(preview).to_contain_text("Vega is white.")
    preview.get_by_role("button", name="Ask again").click()
    preview.get_by_role("button", name="Antares").click()
    expect(preview.locator(".verdict")).to_contain_text("Right.")
    assert site.rows("review") == 0

    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What publishing does")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main")).to_contain_text("Published. Only you see it")
    page.get_by_role("button", name="Study this deck").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which of them: red?")


def test_what_is_typed_is_completed_tried_at_once_and_never_steals_the_cursor(page: Page, site: Site) -> None:
    begin(page, site)
    write(page, STARS)
    expect(page.locator("#preview")).to_contain_text("Which star is red?")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("- id: white\n  ")
    page.keyboard.type("ki")
    offered = page.locator(".cm-tooltip-autocomplete")
    offered.get_by_text("kind").click()
    page.keyboard.type("type")
    offered.get_by_text("typed").click()
    page.keyboard.insert_text("\n  ask: Which star is white?\n  answer: Vega\n")
    expect(page.locator("#preview")).to_contain_text("Which star is white?")
    page.keyboard.type("# here")
    assert text_of(page).endswith("kind: typed\n  ask: Which star is white?\n  answer: Vega\n# here")

    page.locator("#preview").get_by_role("button", name="Previous question").click()
    expect(page.locator("#preview")).to_contain_text("Which star is red?")
    page.locator(".cm-line", has_text="Which star is white?").click()
    expect(page.locator("#preview")).to_contain_text("Which star is white?")
    page.get_by_text("Insert a question").click()
    page.get_by_role("button", name="truefalse").click()
    expect(page.locator("#problems")).to_contain_text("Nothing speaks against this text.")
    assert "kind: truefalse" in text_of(page)


def test_two_authors_see_each_other_and_lose_nothing(visit: Callable[..., Page], site: Site) -> None:
    ana = visit()
    address = begin(ana, site)
    write(ana, STARS)
    expect(ana.locator("#saved")).to_have_text(SAVED)
    ben = visit(storage_state=ana.context.storage_state())
    ben.goto(address)

    write(ana, STARS.replace("white", "bright"))
    expect(ana.locator("#saved")).to_have_text(SAVED)
    expect(ben.locator("[data-others]")).to_contain_text("changed in another window")
    expect(ben.locator("#bank-text")).to_have_value(STARS.replace("white", "bright"))

    with database_of(site.app).writing() as session:
        session.execute(update(BankDraft).values(text=STARS + "# theirs\n", edition=BankDraft.edition + 1))
    write(ben, STARS + "# mine\n")
    expect(ben.locator("#saved")).to_contain_text("Somebody saved before you")
    assert text_of(ben) == STARS + "# mine\n"
    expect(ben.locator("#saved del")).to_be_visible()
    expect(ben.locator("#saved del")).to_contain_text("# theirs")
    write(ben, STARS + "# mine\n# theirs\n")
    ben.get_by_label("Both texts are put together").check()
    ben.get_by_role("button", name="Save", exact=True).click()
    expect(ben.locator("#saved")).to_have_text(SAVED)
    expect(ana.locator("#bank-text")).to_have_value(STARS + "# mine\n# theirs\n")


def test_a_lost_connection_loses_no_text(page: Page, site: Site) -> None:
    address = begin(page, site)
    page.locator(".cm-content").wait_for()
    page.context.set_offline(True)
    write(page, STARS)
    expect(page.locator("#saved")).to_contain_text("kept in this browser")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(SAVED)

    page.context.set_offline(True)
    write(page, STARS + "# late\n")
    expect(page.locator("#saved")).to_contain_text("kept in this browser")
    page.close()
    page.context.set_offline(False)
    later = page.context.new_page()
    later.goto(address)
    assert text_of(later) == STARS
    later.get_by_role("button", name="Use it").click()
    expect(later.locator("#saved")).to_have_text(SAVED)
    later.reload()
    assert text_of(later) == STARS + "# late\n"
    # That there was no connection is what this is about, and the browser complains of it.
    site.troubles.clear()


def test_a_kept_text_overtakes_nothing_that_was_saved_since(page: Page, site: Site) -> None:
    address, theirs = begin(page, site), STARS + "# theirs\n"
    page.locator(".cm-content").wait_for()
    page.context.set_offline(True)
    write(page, STARS + "# mine\n")
    expect(page.locator("#saved")).to_contain_text("kept in this browser")
    page.close()
    with database_of(site.app).writing() as session:
        session.execute(update(BankDraft).values(text=theirs, edition=BankDraft.edition + 1))
    page.context.set_offline(False)
    later = page.context.new_page()
    later.goto(address)
    assert text_of(later) == theirs
    later.get_by_role("button", name="Use it").click()
    expect(later.locator("#saved")).to_contain_text("Somebody saved before you")

    later.reload()
    expect(later.locator("#first")).to_have_text("Put both texts together first.")
    assert text_of(later) == STARS + "# mine\n"
    later.get_by_role("button", name="Take theirs instead").click()
    expect(later.locator("#saved")).to_have_text(SAVED)
    later.locator(".cm-content").press("Control+z")
    expect(later.locator("#bank-text")).to_have_value(STARS + "# mine\n")
    later.reload()
    expect(later.locator("#first")).to_be_empty()
    site.troubles.clear()


def test_without_a_script_it_is_a_plain_field(visit: Callable[..., Page], site: Site) -> None:
    page = visit(java_script_enabled=False, viewport=PHONE)
    begin(page, site)
    assert text_of(page) == new_bank("my-deck", "My deck")

    page.locator("#bank-text").fill(STARS.replace("kind:", "knid:"))
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Put this in line 5").click()
    expect(page.locator("#problems")).to_contain_text("Nothing speaks against this text.")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Try it").click()
    opened.value.get_by_role("button", name="Vega").click()
    expect(opened.value.locator("main")).to_contain_text("Vega is white.")

    page.get_by_role("button", name="Save and publish").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main")).to_contain_text("Published. Only you see it")
