from collections.abc import Callable

from tests.lighthouse import Clock
from tests.visitor import Visitor


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
    ana.get("/settings")
    ana.post("/settings/limits", deck="1", new="0", reviews="0")
    page = ana.get("/").text

    assert "Done for today." in page
    assert "1 card comes back tomorrow." in page


def test_what_waits_beyond_the_limit_can_be_asked_for(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    ana.get("/settings")
    ana.post("/settings/limits", deck="1", new="1", reviews="200")
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
