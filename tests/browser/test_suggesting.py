"""A suggestion from both sides: made in the middle of a review, taken in part, published, and told to its maker."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.authors import BankDraft
from models.decks import Deck
from models.paths import Path, PathRevision
from models.study import Card
from quizzes.core.access import Visibility
from quizzes.core.banks import SourceFile, check
from quizzes.services import decks
from tests.browser.site import PHONE, Site
from tests.lighthouse import database_of


def schedule(site: Site, learner_id: int) -> list[tuple[object, ...]]:
    with database_of(site.app).reading() as session:
        cards = select(Card.question_id, Card.due_day, Card.interval_days, Card.ease_hundredths, Card.answers)
        return [tuple(row) for row in session.execute(cards.where(Card.learner_id == learner_id))]


def test_a_suggestion_is_taken_in_part_and_its_maker_is_told(visit: Callable[..., Page], site: Site) -> None:
    author, learner = visit(viewport=PHONE), visit()
    author.goto(site.question("choice"))
    author.keyboard.press("0")
    expect(author.locator(".bar__next")).to_be_focused()
    with database_of(site.app).writing() as session:
        deck = session.get_one(Deck, 1)
        deck.owner_id, deck.visibility = 1, Visibility.PUBLIC.value
    learner.goto(site.question("choice"))
    learner.keyboard.press("0")
    expect(learner.locator(".bar__next")).to_be_focused()
    before = schedule(site, 2)

    learner.keyboard.press("u")
    learner.get_by_label("Question", exact=True).fill("Which of the lamps is it?")
    learner.get_by_label("Explanation").fill("It is dark for longer than it is light.")
    learner.get_by_role("button", name="Send it to the author").click()
    expect(learner.locator(".verdict")).to_be_visible()
    expect(learner.locator("main")).to_contain_text("Sent to the author.")

    author.goto(site.url("/decks/1/inbox"))
    assert author.evaluate("document.documentElement.scrollWidth <= innerWidth")
    author.get_by_label("Explanation").uncheck()
    author.get_by_label("A word to whoever").fill("Well seen.")
    author.get_by_role("button", name="Take what is ticked").click()
    expect(author.get_by_role("status")).to_contain_text("publish it when you are done")
    expect(author.locator("main")).to_contain_text("Nothing waits.")
    publish(site)

    learner.goto(site.url("/"))
    told = learner.locator("section", has_text="An author answered")
    expect(told).to_contain_text("Well seen.")
    told.get_by_role("link").click()
    expect(learner.get_by_text("The author took 1 of 2.")).to_be_visible()
    expect(learner.get_by_role("heading", level=1)).to_have_text("Which of the lamps is it?")
    assert schedule(site, 2) == before
    learner.goto(site.url("/"))
    learner.get_by_role("button", name="I have read it").click()
    expect(learner.get_by_text("An author answered")).to_have_count(0)


def publish(site: Site) -> None:
    """Publishes the draft of the first deck, as its author does on the page of the plan."""
    with database_of(site.app).writing() as session:
        deck = session.get_one(Deck, 1)
        path = session.scalars(select(PathRevision).where(PathRevision.path_id == deck.path_id)).one()
        text = session.scalars(select(BankDraft.text).where(BankDraft.deck_id == 1)).one()
        session.get_one(Path, deck.path_id).owner_id = 1
        bank = check([SourceFile("bank.yaml", text.encode())]).banks[0]
        decks.publish(
            session,
            bank=bank,
            yaml=text,
            path_text=path.text,
            path_file=path.file,
            owner_id=1,
            published_by=1,
            now=site.clock(),
        )
