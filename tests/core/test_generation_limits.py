"""Long paths: how much is asked, what is said about the rest, and how little work each row is."""

import pytest

from quizzes.core.generation import generate as module
from quizzes.core.generation import limits
from quizzes.core.generation.coverage import Status
from quizzes.core.generation.facts import digest
from quizzes.core.generation.generate import generate
from quizzes.core.generation.lints import blocked
from quizzes.core.problems import Severity
from quizzes.core.questions import Order


def table(rows, *, first=0, title="Nests"):
    cells = "".join(f"| bird {row} | {digest(str(row))}, tool {row % 7} |\n" for row in range(first, first + rows))
    return f"## {title}\n\n| Bird | Tools |\n|---|---|\n{cells}\n"


def rows_asked(generated):
    """The rows of a table under a heading of its own that something asks, and those asked backwards."""
    asked = {question.origin.lines[0] - 5 for question in generated.questions if question.fact}
    back = {question.origin.lines[0] - 5 for question in generated.questions if question.id.endswith("-which")}
    return asked, back


def test_fifty_rows_are_asked_in_full_and_without_a_word():
    generated = generate(table(50), file="path.md")
    assert rows_asked(generated) == (set(range(50)), set(range(50)))
    assert generated.problems == ()


def test_more_rows_are_asked_one_way():
    generated = generate(table(60), file="path.md")
    asked, back = rows_asked(generated)
    assert (asked, len(back)) == (set(range(60)), 50)
    (problem,) = generated.problems
    assert (problem.code, problem.severity, problem.line) == ("P07", Severity.WARNING, 3)
    assert "60 rows: 50 are asked from every side, the others one way only" in problem.message


def test_rows_that_nobody_learns_by_heart_are_left_out_with_their_reason():
    generated = generate(table(2000), file="path.md")
    asked, back = rows_asked(generated)
    assert (len(asked), len(back)) == (200, 50)
    assert back < asked
    left = [covered for covered in generated.coverage if covered.reason == limits.BEYOND]
    assert {covered.line - 5 for covered in left} == set(range(2000)) - asked
    assert {covered.status for covered in left} == {Status.OPEN}
    (problem,) = generated.problems
    assert "50 are asked from every side, 150 one way, the other 1,800 not at all" in problem.message


def test_what_is_asked_of_a_long_table_stands_in_the_order_of_the_path():
    lines = [question.origin.lines for question in generate(table(60), file="path.md").questions if question.fact]
    forward = lines[: lines.index(max(lines)) + 1]
    assert forward == sorted(forward)


@pytest.mark.parametrize("rows", [60, 300])
def test_a_row_added_on_top_pushes_one_other_out_at_most(rows):
    before = {question.id for question in generate(table(rows), file="path.md").questions if question.fact}
    text = table(rows).replace("|---|---|\n", "|---|---|\n| a bird on top | beak, claw |\n")
    after = {question.id for question in generate(text, file="path.md").questions if question.fact}
    assert len({name.removesuffix("-which") for name in before - after}) <= 1


def test_a_question_about_many_rows_is_about_rows_that_are_asked():
    generated = generate(table(2000), file="path.md")
    composites = [question for question in generated.questions if question.facts]
    single = {question.fact for question in generated.questions}
    assert composites
    assert all(set(question.facts) <= single for question in composites)


def test_a_sequence_without_end_is_asked_at_its_beginning():
    steps = "".join(f"{step}. Turn wheel {digest(str(step))}\n" for step in range(1, 301))
    generated = generate(f"## How to start\n\nFollow these steps in order:\n\n{steps}", file="path.md")
    orders = [question for question in generated.questions if isinstance(question, Order)]
    assert [problem.code for problem in generated.problems] == ["P07"]
    assert 5 < len(orders) < 10


def test_what_a_distractor_must_not_be_is_known_from_the_rows_that_are_not_asked():
    twin = f"| bird 7 | {digest('8')}, tool 1 |\n"
    generated = generate(table(60) + table(300, first=60, title="Others").rstrip("\n") + f"\n{twin}", file="path.md")
    asked = next(question for question in generated.questions if "**bird 7**" in question.ask)
    assert f"{digest('8')}, tool 1" not in [option.text for option in getattr(asked, "options", ())]


@pytest.mark.parametrize(("most", "codes"), [(5, ["P06"]), (10_000, [])])
def test_a_deck_is_full_with_a_years_work(monkeypatch, most, codes):
    monkeypatch.setattr(limits, "MOST_QUESTIONS", most)
    generated = generate(table(20) + table(20, first=20, title="Others"), file="path.md")
    assert (len(generated.questions) == most) is bool(codes)
    assert [problem.code for problem in generated.problems] == codes
    others = [covered.reason for covered in generated.coverage if covered.line > 29]
    assert (set(others) == {limits.FULL}) is bool(codes)


def test_a_deck_that_is_just_full_says_nothing(monkeypatch):
    text = table(20)
    monkeypatch.setattr(limits, "MOST_QUESTIONS", len(generate(text, file="path.md").questions))
    assert generate(text, file="path.md").problems == ()


def test_two_thousand_rows_try_a_few_candidates_each(monkeypatch):
    tried = []

    def counted(question, slot, source):
        tried.append(len(slot.facts))
        return blocked(question, slot, source)

    monkeypatch.setattr(module, "blocked", counted)
    text = "".join(table(50, first=50 * part, title=f"Part {digest(str(part))}") for part in range(40))
    generated = generate(text, file="path.md")
    assert len(generated.questions) > 2000
    assert len(tried) <= 10 * 2000
    assert max(tried) <= 10


def test_what_asks_nearly_the_same_as_a_question_before_is_left_out():
    use = "**Use a flag when:**\n\n- The {} is near\n- It rains\n\n"
    sides = f"{use}**Do NOT use a flag when:**\n\n- The {{}} is far\n- It snows\n"
    text = f"# Fleets\n\n## A flag\n\n{sides.replace('{}', 'harbour')}\n## Again\n\n{sides.replace('{}', 'harbor')}"
    asked = [question.ask for question in generate(text, file="path.md").questions]
    assert [ask.rpartition(": ")[2] for ask in asked if "The harb" in ask] == [
        "The harbour is near.",
        "The harbour is far.",
    ]
