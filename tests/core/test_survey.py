from dataclasses import replace
from itertools import pairwise

from quizzes.core.generation.coverage import Status
from quizzes.core.generation.generate import generate
from quizzes.core.generation.survey import Survey, Tally, as_asked, survey

PATH = """# Ports

A sentence that says nothing of a known shape here.

## 1. Well-known ports

| Service | Port | Transport |
|---|---|---|
| SSH | 22 | TCP |
| DNS | 53 | UDP and TCP |
| HTTPS | 443 | TCP and QUIC |
| NTP | 123 | UDP |

> Somebody once said that ports are doors.

## 2. Further reading

- [A list of ports](https://example.org/ports)
"""


def of(text: str) -> Survey:
    return survey(text, generate(text, file="ports.md").coverage, file="ports.md")


def test_every_line_that_is_not_blank_is_counted_once() -> None:
    found = of(PATH)
    written = sum(bool(line.strip()) for line in PATH.splitlines())

    assert found.tally.total == written
    assert sum(part.tally.total for part in found.sections) == written
    assert sum(tally.total for _, tally in found.materials) == written


def test_sections_stand_in_the_order_of_the_path_with_their_numbers() -> None:
    assert [part.title for part in of(PATH).sections] == ["Ports", "1 Well-known ports", "2 Further reading"]


def test_a_quotation_is_open_and_says_why() -> None:
    found = of(PATH)

    assert dict(found.materials)["quotations"] == Tally(asked=0, skipped=0, open=1)
    assert [(run.lines, run.reason) for run in found.open][-1] == ((14, 14), "Quotations are not asked.")


def test_lines_in_a_row_with_one_fate_stand_together() -> None:
    for part in of(PATH).sections:
        fates = [(run.status, run.reason, run.questions) for run in part.runs]
        assert all(before != after for before, after in pairwise(fates))


def test_a_run_quotes_its_lines_as_they_stand() -> None:
    lines = PATH.split("\n")
    for part in of(PATH).sections:
        for run in part.runs:
            assert run.text == "\n".join(lines[run.lines[0] - 1 : run.lines[1]])


def test_asked_lines_name_their_questions() -> None:
    asked = [run for part in of(PATH).sections for run in part.runs if run.status is Status.ASKED]

    assert asked
    assert all(run.questions and not run.reason for run in asked)


def test_a_path_of_blank_lines_has_nothing_to_survey() -> None:
    assert survey("\n\n", (), file="blank.md").sections == ()


def test_a_line_whose_questions_were_all_struck_is_open_again() -> None:
    made = generate(PATH, file="ports.md")
    asked = [question for question in made.questions if question.origin and question.origin.lines == (9, 9)]
    left = [question for question in made.questions if question not in asked and not question.facts]
    fate = {one.line: one for one in as_asked(made.coverage, left)}

    assert asked
    assert (fate[9].status, fate[9].reason) == (Status.OPEN, "A question can be made of this; the deck has none.")
    assert fate[10].status is Status.ASKED


def test_a_question_under_another_id_still_asks_its_lines() -> None:
    made = generate(PATH, file="ports.md")
    renamed = [replace(question, id=f"my-{question.id}") for question in made.questions]
    fate = {one.line: one for one in as_asked(made.coverage, renamed)}

    assert fate[9].status is Status.ASKED
    assert all(name.startswith("my-") for name in fate[9].questions)
