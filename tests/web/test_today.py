import re
from collections.abc import Callable

import pytest

from tests.lighthouse import SECTIONS, Clock
from tests.visitor import Visitor

WEEK = re.compile(r'week__cards">(\d+)<.*?week__name"[^>]*>(\w+)<', re.DOTALL)
CHOICES = {"deck": "1", "new": "20", "reviews": "200", "order": "path", "mix": "mixed", "apart": "on", "exam": ""}


def choose(person: Visitor, **choices: str) -> None:
    person.get("/settings")
    person.post("/settings/deck", **CHOICES | choices)


def test_a_visitor_sees_the_path_and_one_button(ana: Visitor) -> None:
    page = ana.get("/").text

    assert "Keeping a Lighthouse" in page
    assert "9 questions" in page
    assert page.count("button--primary") == 1
    assert 'href="/study?deck=1">Answer the first question' in page


def test_a_learner_sees_what_the_day_asks(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    page = ana.get("/").text

    assert "8 new." in page
    assert "Less than a minute" in page or "About" in page
    assert "1 of 9 questions known" in page


def test_a_day_that_is_done_says_what_comes(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    choose(ana, new="0", reviews="0")
    page = ana.get("/").text

    assert "Done for today." in page
    assert "1 card comes back tomorrow." in page


def test_what_waits_beyond_the_limit_can_be_asked_for(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    choose(ana, new="1")
    page = ana.get("/").text
    more = ana.post("/more", deck="1")

    assert "8 new cards wait beyond" in page
    assert more.status_code == 303
    assert "8 new." in ana.get("/").text


def test_a_visitor_cannot_ask_for_more(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.ask("truefalse")

    assert ana.post("/more", deck="1").status_code == 404
    assert rows("day") == 0


def test_tomorrow_asks_for_what_came_back(ana: Visitor, clock: Clock) -> None:
    ana.answer("truefalse", key="true")
    clock.turn(days=1)

    assert "1 to review, 8 new." in ana.get("/").text


def test_the_last_answer_can_be_undone_from_the_first_page(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    ana.get("/")

    assert "Undone: your answer to" in ana.post("/study/undo").text


def test_how_this_works_fits_its_page(ana: Visitor) -> None:
    assert "Every answer can be taken back" in ana.get("/how").text


def test_the_first_page_leads_to_adding_a_path(ana: Visitor) -> None:
    assert 'href="/paths/add"' in ana.get("/").text
    ana.answer("truefalse", key="true")

    assert 'href="/paths/add"' in ana.get("/").text


def test_the_week_is_told_day_by_day(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    page = ana.get("/").text
    week = [(int(number), name) for number, name in WEEK.findall(page)]

    assert week == [(0, "Today"), (1, "Tue"), (0, "Wed"), (0, "Thu"), (0, "Fri"), (0, "Sat"), (0, "Sun")]


def test_every_section_and_every_way_can_be_reached(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    page = ana.get("/").text

    assert 'href="/study?deck=1&amp;section=13-statements"' in page
    for mode in ("wrong", "ahead", "cram"):
        assert f'href="/study?mode={mode}"' in page
        assert f'href="/study?mode={mode}&amp;deck=1"' in page or f'href="/study?deck=1&amp;mode={mode}"' in page


def test_a_way_of_studying_stays_through_every_form(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    page = ana.get("/study?deck=1&mode=cram").text

    assert "Practice: no answer moves a date" in page
    assert 'action="/study/answer?deck=1&amp;mode=cram"' in page
    answered = ana.post("/study/answer?deck=1&mode=cram", key="false").text
    assert "as planned" in answered
    assert 'href="/study?deck=1&amp;mode=cram"' in answered
    assert "Everything here is practised." in ana.get("/study?deck=1&mode=cram").text
    assert "0 of 1 answer right. No date has moved." in ana.page


def test_a_way_that_no_page_offers_is_refused(ana: Visitor) -> None:
    assert ana.get("/study?mode=all").status_code == 400


def test_a_pause_is_told_and_ended(ana: Visitor, clock: Clock) -> None:
    ana.answer("truefalse", key="true")
    ana.get("/settings")
    ana.post("/settings/pause", **{"from": "2026-03-03", "until": "2026-03-09"})
    before = ana.get("/").text
    clock.turn(days=1)
    paused = ana.get("/").text
    study = ana.get("/study").text
    ana.get("/")
    ana.post("/resume")

    assert "8 new." in before
    assert "Paused until 9 March 2026." in paused
    assert ">Start<" not in paused
    assert "Paused until 9 March 2026." in study
    assert "1 to review, 8 new." in ana.get("/").text


def test_a_backlog_is_spread_out_and_the_plan_can_be_ended(ana: Visitor, clock: Clock) -> None:
    ana.answer("truefalse", key="true")
    for kind in SECTIONS:
        ana.answer(kind, unknown="1")
    choose(ana, reviews="4", new="0")
    clock.turn(days=8)
    offered = ana.get("/").text
    ana.post("/spread", days="3")
    spread = ana.get("/").text
    ana.post("/spread/end")

    assert "9 cards have gathered. They can wait." in offered
    assert "3 days, 3 a day" in offered
    assert "at most 3 reviews a day until 12 March 2026" in spread
    assert "3 to review." in spread
    assert "4 to review." in ana.get("/").text


@pytest.mark.parametrize("days", ["0", "61", "", "x"])
def test_a_backlog_is_spread_over_some_days(ana: Visitor, days: str) -> None:
    ana.answer("truefalse", key="true")
    ana.get("/")

    assert ana.post("/spread", days=days).status_code == 400


def test_an_exam_says_what_would_not_be_seen_and_raises_the_limit(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    choose(ana, new="2", exam="2026-03-05")
    page = ana.get("/").text
    ana.post("/raise", deck="1", new="3")

    assert "Exam in 3 days, on 5 March 2026." in page
    assert "3 new questions would not be seen by then." in page
    assert "Raise to 3 new cards a day" in page
    assert "3 new cards a day from now on instead of 2." in ana.get("/").text
    assert "would not be seen" not in ana.page


@pytest.mark.parametrize("action", ["/spread", "/spread/end", "/resume", "/raise"])
def test_a_visitor_has_no_plans(ana: Visitor, action: str) -> None:
    ana.ask("truefalse")

    assert ana.post(action, deck="1", new="1", days="3").status_code == 404
