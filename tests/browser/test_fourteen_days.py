"""Fourteen days of a learner, with a week off and an exam: what comes is what the rules alone say, card by card."""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from app import create_app
from models.engine import Database
from models.migrations import migrate
from quizzes.core.questions import Question, text_key
from quizzes.services import study
from quizzes.settings import Settings
from quizzes.web.security.key import make_key
from tests.browser.reference import Known, Reference
from tests.browser.site import DESK, Site
from tests.factories import choice, publish
from tests.lighthouse import Clock, database_of

pytestmark = pytest.mark.browser

NEW, REVIEWS = 6, 14
QUESTIONS = 46
BY_HAND = 3
"""How many cards of each day are answered with the pointer; the rest sends the same forms without a window."""
BREAK_AFTER, EXAM_ON, DAYS = 6, 9, 14
_ASKED = re.compile(r'id="ask"[^>]*>What is (q\d+)\?')
_FIELD = re.compile(r'name="(csrf_token|token|seq)" value="([^"]*)"')


def deck() -> list[Question]:
    """Siblings side by side and far apart, composites that gather facts, pairs that avoid each other, hints."""
    questions: list[Question] = []
    for place in range(1, QUESTIONS + 1):
        name = f"q{place}"
        fact = f"f{place // 2}" if place < 16 else f"f{place % 29}"
        facts = (f"f{place // 2 - 1}", f"f{place // 2 + 3}") if place % 7 == 0 else ()
        avoid = (f"q{place - 5}",) if place % 6 == 0 else ()
        hint = "It is not wrong." if place % 3 == 0 else ""
        questions.append(choice(name, fact=fact, facts=facts, avoid=avoid, hint=hint))
    return questions


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server with this deck and no other, on a clock that the test turns."""
    settings, clock = Settings(data=tmp_path / "data"), Clock()
    settings.data.mkdir()
    make_key(settings)
    database = Database(settings.database)
    migrate(database)
    publish(database, deck(), now=clock())
    database.close()
    app = create_app(settings, clock=clock)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", app, clock)
    server.shutdown()
    thread.join()
    server.server_close()
    database_of(app).close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=DESK, reduced_motion="reduce", timezone_id="UTC")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


class Learner:
    """Someone who answers as chance has it, in a window or by the forms alone, beside the reference."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site, self.random = page, site, Random(14)
        self.done: Counter[str] = Counter()
        cards = [
            Known(number=place, name=question.id, fact=question.fact or "", facts=question.facts, avoid=question.avoid)
            for place, question in enumerate(deck(), 1)
        ]
        self.expected = Reference(cards=cards, today=site.clock().date(), new_limit=20, review_limit=200)

    def plan(self, name: str) -> str:
        """What to do with this card: a drill is skipped now and then."""
        card = self.card(name)
        if card.drill == self.expected.today and self.random.random() < 0.25:
            return "skip"
        plain = card.due is None or card.due <= self.expected.today
        can = ["right"] * 10 + ["wrong"] * 3 + ["unknown"]
        can += ["hint"] * 2 if card.number % 3 == 0 else []
        can += ["hard"] * 2 if plain and card.drill != self.expected.today else []
        can = [act for act in can if act != "hard" or self.expected.quality(card, right=True) == 4]
        return self.random.choice(can)

    def learn(self, name: str, act: str) -> None:
        """The same in the reference."""
        card = self.card(name)
        self.done[act] += 1
        if act == "skip":
            self.expected.skip(card)
            return
        right = act not in ("wrong", "unknown")
        quality = self.expected.quality(card, right=right, helped=act == "hint", hard=act == "hard")
        self.expected.answer(card, quality)

    def card(self, name: str) -> Known:
        return next(card for card in self.expected.cards if card.name == name)

    def asks(self, html: str) -> str | None:
        """The question on a page, which is the one that the rules say."""
        found = _ASKED.search(html)
        comes = self.expected.next()
        assert (found and found[1]) == (comes and comes.name), f"{self.expected.today} after {self.expected.answers}"
        return found and found[1]

    def in_window(self) -> bool:
        """Answers the card in the window; says whether there was one."""
        name = self.asks(self.page.locator("#card").inner_html())
        if name is None:
            return False
        act = self.plan(name)
        if act == "skip":
            self.page.locator('form[action*="/study/skip"] button').click()
            self.learn(name, act)
            expect(self.page.locator(".occasion")).to_contain_text("Skipped") if self.expected.next() else None
            return True
        if act == "unknown":
            self.page.locator("button[name=unknown]").click()
        else:
            if act == "hint":
                self.page.locator('button[formaction*="/study/hint"]').click()
                expect(self.page.locator(".hint")).to_be_visible()
            self.page.locator(f'button[name=key][value="{text_key("wrong" if act == "wrong" else "right")}"]').click()
        expect(self.page.locator(".verdict")).to_be_visible()
        if act == "hard":
            self.page.locator("button[name=rating][value=hard]").click()
            expect(self.page.locator(".when")).to_contain_text("Hard")
        self.learn(name, act)
        self.page.locator(".bar__next").click()
        expect(self.page.locator(".verdict")).to_have_count(0)
        return True

    def by_forms(self) -> bool:
        """The same without the window."""
        html = self.get()
        name = self.asks(html)
        if name is None:
            return False
        act = self.plan(name)
        if act == "skip":
            self.post("skip", html)
        else:
            if act == "hint":
                html = self.post("hint", html)
            given = {"unknown": "1"} if act == "unknown" else {"key": text_key("wrong" if act == "wrong" else "right")}
            html = self.post("answer", html, **given)
        if act == "hard":
            self.post("regrade", html, rating="hard")
        self.learn(name, act)
        return True

    def get(self) -> str:
        return self.page.request.get(self.site.url("/study")).text()

    def post(self, step: str, html: str, **fields: str) -> str:
        form = {**dict(_FIELD.findall(html)), **fields}
        reply = self.page.request.post(self.site.url(f"/study/{step}"), form=form)
        assert reply.ok, reply.status
        return reply.text()


def live(learner: Learner, page: Page) -> tuple[str, int]:
    """One day: what Today says, and how many answers it took until the end."""
    due, new = learner.expected.reviews_left() + learner.expected.early_left(), learner.expected.new_left()
    said = ", ".join([f"{due} to review"] * bool(due) + [f"{new} new"] * bool(new)) + "."
    if due + new:
        expect(page.locator("h1")).to_have_text(said)
        page.get_by_role("link", name="Start").click()
        page.locator("#card").wait_for()
    else:
        page.goto(learner.site.url("/study"))
    steps = 0
    while steps < BY_HAND and learner.in_window():
        steps += 1
    while learner.by_forms():
        assert learner.expected.answers < 200, "the day does not end"
    page.goto(learner.site.url("/study"))
    expect(page.locator("h1")).to_contain_text(re.compile("That was the last one|Nothing is due"))
    return said, learner.expected.answers


def choose_limits(page: Page, site: Site) -> None:
    page.goto(site.url("/settings"))
    page.get_by_label("New cards a day").fill(str(NEW))
    page.get_by_label("Reviews a day").fill(str(REVIEWS))
    page.get_by_role("button", name="Save choices").click()
    expect(page.locator(".notice")).to_contain_text(f"{NEW} new cards a day (was 20)")


def choose_exam(page: Page, site: Site, day: str) -> None:
    page.goto(site.url("/settings"))
    page.get_by_label("Exam on").fill(day)
    page.get_by_role("button", name="Save choices").click()
    expect(page.locator(".notice")).to_contain_text("exam on")


def test_fourteen_days_bring_what_the_rules_say(page: Page, site: Site) -> None:
    learner = Learner(page, site)
    page.goto(site.url("/study"))
    learner.in_window()
    choose_limits(page, site)
    learner.expected.new_limit, learner.expected.review_limit = NEW, REVIEWS
    days: list[tuple[str, int]] = []
    early = 0
    for number in range(1, DAYS + 1):
        page.goto(site.url("/"))
        if number == BREAK_AFTER + 1:
            backlog = learner.expected.backlog()
            assert backlog > REVIEWS
            expect(page.get_by_role("heading", name=f"{backlog} cards have gathered.")).to_be_visible()
            page.get_by_label("Spread them over").select_option("3")
            page.get_by_role("button", name="Spread them out").click()
            learner.expected.spread(3)
        if number == EXAM_ON:
            exam = learner.expected.today + timedelta(days=5)
            choose_exam(page, site, exam.isoformat())
            learner.expected.set_exam(exam)
            page.goto(site.url("/"))
        days.append(live(learner, page))
        early += len(learner.expected.early)
        site.clock.turn(days=8 if number == BREAK_AFTER else 1)
        learner.expected.wake(site.clock().date())

    assert len(days) == DAYS
    # Whatever a learner may do was done, and the exam brought cards before their day.
    assert all(learner.done[act] > 2 for act in ("right", "wrong", "unknown", "hint", "hard", "skip")), learner.done
    assert early > 2
    with database_of(site.app).reading() as session:
        assert not study.verify(session, learner_id=1)
