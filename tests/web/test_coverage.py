import re

from tests.visitor import Visitor
from tests.web.test_adding import add, strikes


def test_every_line_of_the_path_is_marked_in_words(ana: Visitor) -> None:
    page = ana.get("/paths/1/coverage").text
    figures = [int(number) for number in re.findall(r"<dd>([\d,]+)<small>", page)]
    runs = page.count('<li class="run ')
    marks = len(re.findall(r"</svg>(?:asked|skipped|not asked)</span>", page))

    assert "Which lines are asked" in page
    assert len(figures) == 3
    assert marks == runs + len(("asked", "skipped", "not asked"))


def test_an_asked_line_shows_what_its_questions_ask(ana: Visitor) -> None:
    page = ana.get("/paths/1/coverage").text

    assert '<li dir="auto">A lens bends light' in page


def test_a_gap_stays_a_gap(ana: Visitor) -> None:
    assert "___" not in ana.get("/paths/1/coverage").text


def test_the_reader_leads_to_coverage_and_back(ana: Visitor) -> None:
    assert 'href="/paths/1/coverage"' in ana.get("/paths/1").text
    assert 'href="/paths/1"' in ana.get("/paths/1/coverage").text


def test_coverage_of_a_path_that_is_not_there_is_not_found(ana: Visitor) -> None:
    assert ana.get("/paths/99/coverage").status_code == 404


def test_a_draft_shows_which_lines_are_asked_before_it_is_published(ana: Visitor) -> None:
    address = add(ana)

    page = ana.get(f"{address}/coverage").text

    assert "Which lines are asked" in page
    assert f'href="{address}"' in page
    assert "Well-known ports" in page


def test_a_struck_question_asks_no_line_of_its_draft(ana: Visitor) -> None:
    address = add(ana)
    before = ana.get(f"{address}/coverage").text.count("asked</span>")
    ana.get(address)
    ana.post(f"{address}/edit", strike=strikes(ana.page), edit="")

    assert ana.get(f"{address}/coverage").text.count("asked</span>") < before


def test_nobody_else_sees_the_lines_of_a_draft(ana: Visitor, ben: Visitor) -> None:
    assert ben.get(f"{add(ana)}/coverage").status_code == 404
