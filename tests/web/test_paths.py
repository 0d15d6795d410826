import re
from collections.abc import Callable

from tests.visitor import Visitor


def question_of(page: str) -> str:
    found = re.search(r'name="question" value="(\d+)"', page)
    assert found
    return found[1]


def test_a_path_reads_like_a_book(ana: Visitor) -> None:
    page = ana.get("/paths/1").text

    assert '<h3 id="11-characters"' in page
    assert 'href="#11-characters"' in page
    assert '<div class="scroll" tabindex="0"' in page
    assert '<span class="nt">lamp</span>' in page


def test_each_section_with_questions_can_be_practised(ana: Visitor) -> None:
    page = ana.get("/paths/1").text

    assert page.count("Practise this section") == 9
    assert 'href="/study?deck=1&amp;section=13-statements"' in page


def test_a_section_says_how_much_of_it_is_known(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    page = ana.get("/paths/1").text

    assert page.count("1 of 1 known</span>") == 1
    assert page.count("0 of 1 known</span>") == 8


def test_a_task_is_ticked_with_a_date_and_unticked(ana: Visitor) -> None:
    question = question_of(ana.get("/paths/1").text)
    ticked = ana.post("/paths/1/tasks", question=question, done="1")
    done = ana.get("/paths/1").text
    ana.post("/paths/1/tasks", question=question, done="0")

    assert ticked.location.endswith(f"/paths/1#task-{question}")
    assert "Done on 2 March 2026" in done
    assert "Not yet done" in ana.get("/paths/1").text


def test_only_tasks_can_be_ticked(ana: Visitor, rows: Callable[[str], int]) -> None:
    ana.get("/paths/1")

    assert ana.post("/paths/1/tasks", question="1", done="1").status_code == 404
    assert rows("learner") == 0


def test_a_path_that_is_not_there_is_not_found(ana: Visitor) -> None:
    assert ana.get("/paths/99").status_code == 404


def test_marks_say_what_is_known_and_never_an_answer(ana: Visitor) -> None:
    ana.answer("truefalse", key="false")
    page = ana.get("/paths/1").text

    marks = re.findall(r'<details class="mark">.*?</details>', page, re.DOTALL)
    assert len(marks) == 9
    assert sum("weak" in mark for mark in marks) == 1
    assert not [mark for mark in marks if "geographic range" in mark]
    assert "What do I forget here?" in page
    assert "1 time wrong" in page
    assert 'href="/study?deck=1&amp;section=13-statements&amp;mode=wrong"' in page


def test_nothing_is_forgotten_before_it_was_asked(ana: Visitor) -> None:
    assert "What do I forget here?" not in ana.get("/paths/1").text


def test_a_line_leads_to_its_passage(ana: Visitor) -> None:
    table = re.search(r'id="(L\d+)">\s*<div class="text"[^>]*><div class="scroll"', ana.get("/paths/1").text)
    assert table

    line = int(table[1][1:])
    for near in (line, line + 2):
        assert ana.get(f"/paths/1/lines/{near}").location == f"/paths/1#{table[1]}"
    assert ana.get("/paths/9/lines/1").status_code == 404
