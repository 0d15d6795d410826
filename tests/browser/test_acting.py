"""A card's menu in a browser: by pointer, by keys, never while typing, with undo after each step."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, Site


def answered(page: Page, site: Site) -> None:
    """After a wrong answer, at its feedback."""
    page.goto(site.question("choice"))
    page.keyboard.press("0")
    expect(page.locator(".bar__next")).to_be_focused()


def test_the_menu_opens_by_key_and_closes_with_escape(page: Page, site: Site) -> None:
    answered(page, site)
    page.keyboard.press(".")
    expect(page.get_by_role("button", name="Bury until tomorrow")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("More for this card")).to_be_focused()
    expect(page.get_by_role("button", name="Bury until tomorrow")).to_be_hidden()
    page.get_by_label("More for this card").click()
    page.locator(".verdict").click()
    expect(page.get_by_role("button", name="Bury until tomorrow")).to_be_hidden()


def test_keys_act_and_undo_says_what_it_took_back(page: Page, site: Site) -> None:
    answered(page, site)
    for key, done, undone in (
        ("@", "Suspended.", "Undone: suspending"),
        ("-", "Buried until tomorrow.", "Undone: burying"),
        ("!", "Forgotten: new again.", "Undone: forgetting"),
    ):
        page.goto(site.url("/study/answer/1?deck=1"))
        expect(page.locator(".verdict")).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator("main")).to_contain_text(done)
        page.reload()
        page.keyboard.press("z")
        expect(page.locator("main")).to_contain_text(undone)


def test_a_note_is_typed_without_any_key_firing(page: Page, site: Site) -> None:
    answered(page, site)
    words = "- @ ! * = . z n count the flashes"
    page.keyboard.press("n")
    expect(page.get_by_label("Your note")).to_be_focused()
    page.keyboard.type(words)
    page.get_by_role("button", name="Keep the note").click()

    expect(page.locator("main")).to_contain_text("Note kept.")
    expect(page.locator(".own-note")).to_have_text(words)
    expect(page.locator("#announce")).to_contain_text("Note kept.")


def test_a_flag_that_is_too_long_keeps_its_words_and_then_goes(page: Page, site: Site) -> None:
    answered(page, site)
    page.keyboard.press("*")
    page.get_by_label("What is amiss").select_option(label="It is out of date")
    page.get_by_label("A word to the author").fill("x" * 501)
    page.get_by_role("button", name="Send the flag").click()
    expect(page.get_by_role("alert").filter(has_text="1 more than the 500")).to_be_visible()
    expect(page.get_by_label("A word to the author")).to_be_focused()
    expect(page.get_by_label("A word to the author")).to_have_value("x" * 501)

    page.get_by_label("A word to the author").fill("It moved.")
    page.get_by_role("button", name="Send the flag").click()

    expect(page.locator("main")).to_contain_text("Flagged; the author will see it.")
    page.keyboard.press("i")
    expect(page.get_by_text("It moved.")).to_be_visible()
    expect(page.get_by_text("It is out of date").first).to_be_visible()


def test_source_and_history_lead_back_to_the_answer(page: Page, site: Site) -> None:
    answered(page, site)
    for key, back in (("r", "Back to the card"), ("i", "Back to the review")):
        page.keyboard.press(key)
        page.get_by_role("link", name=back).click()
        expect(page.locator(".verdict")).to_be_visible()


def test_letters_of_options_come_first(page: Page, site: Site) -> None:
    answered(page, site)
    page.goto(site.question("multi"))
    page.keyboard.press("a")

    expect(page.locator(".option input").first).to_be_checked()


def test_the_menu_fits_a_phone(visit: Callable[..., Page], site: Site) -> None:
    page = visit(viewport=PHONE)
    answered(page, site)
    page.get_by_label("More for this card").click()
    page.get_by_text("Write a note to yourself").click()
    expect(page.get_by_role("button", name="Keep the note")).to_be_in_viewport()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for item in page.locator(".menu__item").all():
        box = item.bounding_box()
        assert box
        assert box["height"] >= 44


def test_everything_works_without_script(visit: Callable[..., Page], site: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto(site.question("choice"))
    page.get_by_role("button", name="I don’t know").click()
    page.get_by_label("More for this card").click()
    page.get_by_text("Write a note to yourself").click()
    page.get_by_label("Your note").fill("By hand.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".own-note")).to_have_text("By hand.")
    page.get_by_label("More for this card").click()
    page.get_by_role("button", name="Suspend").click()
    expect(page.locator("main")).to_contain_text("Suspended.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: suspending")).to_be_visible()
