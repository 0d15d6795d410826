"""Three people from an empty server to a group that parts: at each step, what each of them sees and keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models.engine import Database
from models.migrations import migrate
from quizzes.settings import Settings
from quizzes.web.security.key import make_key
from tests.browser.site import PHONE, Site
from tests.browser.test_accessible import check

pytestmark = pytest.mark.browser

FLAGS = {
    "Alfa": "A diver is down",
    "Bravo": "Dangerous goods on board",
    "Hotel": "A pilot is on board",
    "Quebec": "The ship is healthy",
}
PATH = """# Harbour work

## Flags of the code

| Flag | Meaning |
|---|---|
""" + "".join(f"| {flag} | {meaning} |\n" for flag, meaning in FLAGS.items())
FIX = "What does a ship say that shows **Bravo**?"


@pytest.fixture(scope="module")
def lit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with nothing in it, instead of the lighthouse."""
    folder = tmp_path_factory.mktemp("empty")
    settings = Settings(data=folder)
    make_key(settings)
    database = Database(settings.database)
    migrate(database)
    database.close()
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Three people, each in a browser of their own."""

    site: Site
    mara: Page
    jonas: Page
    pia: Page

    def go(self, page: Page, path: str) -> Page:
        """Opens a page of the server."""
        page.goto(self.site.url(path))
        return page


def title(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def right(page: Page) -> None:
    """Answers the flag that is asked for with its meaning, and a meaning with its flag."""
    ask = page.locator("#ask").inner_text()
    wanted = next(meaning if flag in ask else flag for flag, meaning in FLAGS.items() if flag in ask or meaning in ask)
    page.locator("button.option", has_text=wanted).click()


def answered(page: Page) -> None:
    right(page)
    expect(page.locator(".verdict")).to_contain_text("Right.")


def a_guest_adds_a_path_and_becomes_an_account(crew: Crew) -> None:
    mara = crew.go(crew.mara, "/")
    expect(mara.get_by_role("heading", level=1)).to_have_text("There is nothing to learn here yet.")
    check(mara)
    follow(mara, "Add a path")
    mara.get_by_label("Or its text").fill(PATH)
    press(mara, "Make questions")
    press(mara, "Publish for me")
    expect(mara.locator(".notice")).to_contain_text("Only you can see it.")
    follow(mara, "Start reviewing")
    answered(mara)

    follow(crew.go(mara, "/groups"), "Make an account")
    mara.get_by_label("Name").fill("Mara")
    mara.get_by_label("Password").fill("a quiet harbour at night")
    press(mara, "Keep my progress")
    expect(mara.get_by_role("heading", level=1)).to_have_text("Groups")
    expect(mara.locator(".notice")).to_contain_text("Welcome, Mara.")
    expect(crew.go(mara, "/").locator(".deck__note")).to_contain_text("1 of ")


def a_group_is_made_a_deck_is_shared_and_somebody_invited(crew: Crew) -> tuple[str, str, str]:
    """The address of the group, the link into it, and its six words."""
    mara = crew.go(crew.mara, "/groups")
    mara.get_by_label("Name of the group").fill("Harbour crew")
    expect(mara.get_by_label("Your name")).to_have_count(0)
    press(mara, "Start the group")
    expect(mara.get_by_role("heading", level=1)).to_have_text("Harbour crew")
    group = mara.url.removeprefix(crew.site.address)
    mara.get_by_label("A deck to share").select_option(label="Harbour work")
    press(mara, "Share it")
    expect(mara.locator(".notice")).to_contain_text("Shared.")
    press(mara, "Invite somebody")
    words, link = mara.locator(".group__words").inner_text(), mara.locator("#link").input_value()
    expect(crew.go(mara, group).locator(".group__words")).to_have_count(0)
    return group, link, words


def one_comes_by_the_link(crew: Crew, group: str, link: str) -> None:
    jonas = crew.jonas
    assert title(crew.go(jonas, "/decks/1")) == title(crew.go(jonas, "/decks/2")) == "There is nothing here"
    crew.go(jonas, group)
    expect(jonas.get_by_role("heading", level=1)).to_have_text("This group is not here for you")
    jonas.goto(link)
    expect(jonas.locator(".lead").first).to_contain_text("Mara invites you to study together. 1 member so far")
    expect(jonas.get_by_role("main")).to_contain_text("Harbour work")
    check(jonas)
    assert crew.site.rows("membership") == 1
    jonas.get_by_label("Your name").fill("Jonas")
    press(jonas, "Join the group")
    expect(jonas.locator(".notice")).to_contain_text("You are in.")
    expect(jonas.get_by_role("heading", level=3)).to_have_text(["Harbour work"])
    expect(jonas.get_by_role("button", name="Invite somebody")).to_have_count(0)
    check(jonas)


def all_play_a_round(crew: Crew, group: str) -> None:
    """Mara leads, Pia comes by the words as a guest, Jonas is late and his phone sleeps in between."""
    mara, jonas, pia = crew.go(crew.mara, group), crew.jonas, crew.go(crew.pia, "/groups")
    follow(mara, "Open a round")
    mara.get_by_label("Questions").fill("2")
    press(mara, "Open the round")
    follow(pia, "Come into a round")
    pia.get_by_label("The three words of the round").fill(mara.locator(".round__key").inner_text())
    pia.get_by_label("Your name this evening").fill("Pia")
    press(pia, "Come in")
    expect(mara.locator(".round__names li")).to_have_text(["Mara", "Pia"])
    press(mara, "Begin")
    expect(pia.locator("#announce")).to_contain_text("Question 1")

    crew.go(jonas, "/")
    expect(jonas.get_by_role("heading", name="A round is on")).to_be_visible()
    follow(jonas, "Come in")
    check(jonas)
    jonas.get_by_label("Count my answers as reviews, too").uncheck()
    press(jonas, "Come in")
    for page in (jonas, pia):
        right(page)
        expect(page.locator("#main")).to_contain_text("Your answer is in.")
    jonas.reload()
    expect(jonas.locator("#main")).to_contain_text("Your answer is in.")
    expect(mara.locator("#pulse")).to_contain_text("2 of 3 have answered")
    mara.keyboard.press("r")
    for page in (jonas, pia):
        expect(page.locator("#announce")).to_contain_text("Revealed: Right.")
        expect(page.locator(".share__people").filter(has_text="2")).to_have_count(1)
    expect(mara.get_by_role("button", name="Next")).to_be_focused()
    mara.keyboard.press("Enter")
    expect(pia.locator("#announce")).to_contain_text("Question 2")
    press(pia, "I don’t know")
    press(mara, "Reveal")
    expect(jonas.locator("#announce")).to_contain_text("Revealed: ")
    expect(mara.get_by_role("button", name="Show the result")).to_be_focused()
    mara.keyboard.press("Enter")
    expect(jonas.get_by_role("heading", level=1)).to_contain_text("You have 1 point of 2.")
    expect(mara.get_by_role("heading", level=1)).to_contain_text("You have 0 points of 2.")
    expect(pia.get_by_role("link", name="Read it")).to_have_count(0)
    crew.go(pia, group)
    expect(pia.get_by_role("heading", level=1)).to_have_text("This group is not here for you")


def one_comes_by_six_words(crew: Crew, words: str) -> None:
    pia = crew.go(crew.pia, "/groups")
    follow(pia, "Type the six words")
    pia.get_by_label("Six words").fill(words.upper().replace(" ", ", "))
    press(pia, "Look")
    expect(pia.get_by_role("heading", level=1)).to_have_text("Harbour crew")
    expect(pia.locator(".lead").first).to_contain_text("2 members so far")
    pia.get_by_label("Your name").fill("Mara")
    press(pia, "Join the group")
    expect(pia.get_by_role("alert")).to_contain_text("is taken here")
    pia.get_by_label("Your name").fill("Pia")
    press(pia, "Join the group")
    expect(pia.locator("#members + ul > li bdi")).to_have_text(["Mara", "Jonas", "Pia"])
    expect(crew.go(pia, "/").locator(".deck__name")).to_have_text(["Harbour work"])


def a_comment_is_shown_after_the_answer(crew: Crew, group: str) -> None:
    jonas, pia = crew.jonas, crew.pia
    follow(crew.go(jonas, group), "Study")
    answered(jonas)
    jonas.locator("#comments a").click()
    jonas.get_by_label("Say something").fill("I think of a **white** coat.")
    jonas.get_by_role("button", name="Comment", exact=True).click()
    expect(jonas.get_by_role("heading", name="1 comment")).to_be_visible()
    address = jonas.locator("#comments .talk__form").get_attribute("action") or ""

    crew.go(pia, address)
    expect(pia.get_by_role("main")).to_contain_text("Answer the question first")
    expect(pia.get_by_role("main")).not_to_contain_text("white")
    follow(crew.go(pia, group), "Study")
    expect(pia.locator("#card")).not_to_contain_text("coat")
    answered(pia)
    pia.locator("#comments a").click()
    expect(pia.locator(".talk__one")).to_contain_text("Jonas")
    expect(pia.locator(".talk__text strong")).to_have_text("white")
    expect(pia.get_by_role("button", name="Remove")).to_have_count(0)


def a_fix_is_published_in_the_middle_of_a_review(crew: Crew) -> None:
    mara, jonas = crew.mara, crew.jonas
    follow(crew.go(jonas, "/"), "Study this deck")
    expect(jonas.locator("#ask")).to_contain_text("Bravo")

    crew.site.clock.turn(minutes=5)
    follow(crew.go(mara, "/"), "Start")
    expect(mara.locator("#ask")).to_contain_text("Bravo")
    answered(mara)
    mara.get_by_label("More for this card").click()
    mara.locator("a.menu__item", has_text="Edit this question").click()
    mara.locator("textarea").first.fill(FIX)
    press(mara, "Save")
    expect(mara.locator(".occasion")).to_contain_text("Saved. It is asked like this from now on.")

    answered(jonas)
    crew.go(jonas, "/")
    expect(jonas.locator(".told")).to_contain_text("Harbour work changed: 1 fixed.")
    expect(jonas.locator(".deck__note")).to_contain_text("2 of ")
    follow(jonas, "See what changed")
    expect(jonas.get_by_role("main")).to_contain_text("by Mara")
    expect(jonas.locator("ins")).to_contain_text("What does a ship say that shows")
    check(jonas)
    press(jonas, "Mark as read")
    expect(jonas.locator(".told")).to_have_count(0)
    expect(crew.go(crew.pia, "/").locator(".told")).to_contain_text("1 fixed")


def a_flag_reaches_the_author_and_comes_back_with_a_reply(crew: Crew, group: str) -> None:
    mara, jonas = crew.mara, crew.jonas
    follow(crew.go(jonas, group), "Study")
    ask = jonas.locator("#ask").inner_text()
    answered(jonas)
    jonas.get_by_label("More for this card").click()
    jonas.locator(".menu summary", has_text="Flag the question").click()
    jonas.get_by_label("A word to the author").fill("Which code is this?")
    press(jonas, "Send the flag")
    jonas.get_by_label("More for this card").click()
    jonas.locator("a.menu__item", has_text="History of this card").click()
    expect(jonas.get_by_role("main")).to_contain_text("Which code is this?")

    expect(crew.go(crew.pia, group).get_by_role("main").get_by_role("link", name="Inbox")).to_have_count(0)
    crew.go(mara, group).get_by_role("link", name="Inbox (1)").click()
    expect(mara.get_by_role("main")).to_contain_text(ask)
    expect(mara.get_by_role("main")).not_to_contain_text("Jonas")
    mara.get_by_label("A reply").fill("The international one.")
    press(mara, "Resolve")
    jonas.reload()
    expect(jonas.get_by_role("main")).to_contain_text("The international one.")


def one_is_taken_out_and_one_leaves(crew: Crew, group: str) -> None:
    mara, jonas, pia = crew.go(crew.mara, group), crew.jonas, crew.pia
    follow(mara, "Open a round")
    press(mara, "Open the round")
    follow(crew.go(pia, group), "Come in")
    press(pia, "Come in")
    expect(pia.get_by_role("heading", level=1)).to_have_text("The round begins soon")
    crew.go(mara, group).get_by_text("Change Pia").click()
    mara.locator("details[open]").get_by_role("button", name="Take out of the group").click()
    expect(mara.locator("#members + ul > li bdi")).to_have_text(["Mara", "Jonas"])
    expect(pia.get_by_role("heading", level=1)).to_have_text("This round is not here for you")

    crew.go(jonas, group)
    press(jonas, "Leave the group")
    expect(jonas.locator(".notice")).to_contain_text("You have left Harbour crew.")
    expect(jonas.get_by_role("link", name="Harbour crew")).to_have_count(0)
    expect(crew.go(jonas, "/account/data").locator(".hero__more")).to_contain_text("3 answers")
    expect(crew.go(mara, group).locator("#members + ul > li bdi")).to_have_text(["Mara"])
    expect(crew.go(mara, "/").locator(".deck__note")).to_contain_text("2 of ")


def test_three_people_from_an_empty_server_to_the_end(visit: Callable[..., Page], site: Site) -> None:
    crew = Crew(site=site, mara=visit(), jonas=visit(viewport=PHONE), pia=visit(color_scheme="dark"))

    a_guest_adds_a_path_and_becomes_an_account(crew)
    group, link, words = a_group_is_made_a_deck_is_shared_and_somebody_invited(crew)
    one_comes_by_the_link(crew, group, link)
    all_play_a_round(crew, group)
    one_comes_by_six_words(crew, words)
    a_comment_is_shown_after_the_answer(crew, group)
    a_fix_is_published_in_the_middle_of_a_review(crew)
    a_flag_reaches_the_author_and_comes_back_with_a_reply(crew, group)
    one_is_taken_out_and_one_leaves(crew, group)
