"""What holds for questions from code and drawings: short windows that do not tell, answers that are judged well."""

import re
from pathlib import Path

import pytest

from quizzes.core.generation.coverage import Status
from quizzes.core.generation.generate import generate
from quizzes.core.grading import grade
from quizzes.core.grading.values import Mark, Response
from quizzes.core.markdown import render_cloze
from quizzes.core.questions import BLANK, Cloze

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = (ROOT / "tests" / "cases" / "generation" / "manifests.md").read_text("utf-8")
CASE = re.compile(r"^\S[^\n]*\n\.\n(.*?)^\.\n.*?^\.$", re.MULTILINE | re.DOTALL)
SEED = (ROOT / "seed" / "paths" / "platform-engineering.md").read_text("utf-8")
CLOZES = [
    question
    for text in (SEED, *CASE.findall(CASES))
    for question in generate(text, file="path.md").questions
    if isinstance(question, Cloze) and "```" in question.ask
]

KILN = """## Kilns

```yaml
kiln:
  interval: 90s     # time between two looks
  retries: 3
  events: [Start, Stop]
```
"""


def clozes(text):
    return [question for question in generate(text, file="path.md").questions if isinstance(question, Cloze)]


def about(text, words):
    return next(question for question in clozes(text) if words in question.ask)


def verdict(question, *texts):
    return grade(question, Response(texts=texts)).verdict


def test_the_seed_path_has_manifests_to_complete():
    assert len(CLOZES) > 30


def test_a_window_is_short_and_has_one_field_for_each_blank():
    for question in CLOZES:
        code = question.ask.partition("```yaml\n")[2].removesuffix("\n```")
        assert len(code.split("\n")) <= 12, question.id
        assert len(BLANK.findall(question.ask)) == len(question.blanks), question.id


def test_a_window_shows_its_fields_inside_the_code():
    for question in CLOZES:
        html = render_cloze(question.ask, ["<input>"] * len(question.blanks))
        assert html.count("<input>") == len(question.blanks), question.id
        assert "___" not in html


def test_what_is_hidden_is_nowhere_else_in_the_question():
    for question in CLOZES:
        for answer in (part for blank in question.blanks for part in blank.answer.split(", ")):
            assert not re.search(rf"(?<![\w.-]){re.escape(answer)}(?![\w.-])", question.ask), question.id


def test_the_spelling_of_the_source_is_right():
    for question in CLOZES:
        assert verdict(question, *(blank.answer for blank in question.blanks)) is Mark.RIGHT, question.id


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("90s", Mark.RIGHT), ("90 seconds", Mark.RIGHT), ("90", Mark.RIGHT), ("90m", Mark.WRONG), ("9s", Mark.WRONG)],
)
def test_a_time_is_judged_by_its_number_and_unit(typed, expected):
    assert verdict(about(KILN, "kiln › interval"), typed) is expected


def test_a_list_of_two_is_judged_in_any_order():
    assert verdict(about(KILN, "kiln › events"), "Stop, Start") is Mark.RIGHT


def test_an_edited_value_keeps_the_id_of_its_question():
    before = {question.id for question in clozes(KILN)}
    assert before == {question.id for question in clozes(KILN.replace("90s", "2m").replace("3", "4"))}


def test_fields_in_another_order_keep_their_ids():
    lines = KILN.split("\n")
    lines[4], lines[5], lines[6] = lines[6], lines[4], lines[5]
    assert {question.id for question in clozes(KILN)} == {question.id for question in clozes("\n".join(lines))}


@pytest.mark.parametrize(
    "code",
    [
        "a: &a [x]\n" + "".join(f"b{at}: &b{at} [*a, *a]\n" for at in range(50)),
        "[" * 900,
        "- " * 400 + "retries: 3",
        "\n".join(f"{' ' * at}k{at}:" for at in range(300)),
        "retries: " + "9" * 5000,
        "\n".join("retries: 3" for _ in range(2000)),
        "? [a, b]\n: retries",
        "%YAML 9.9\n---\nretries: 3",
        "retries: !!python/object 3",
        "--- |\n  text\n",
        "\ttabs: 3",
    ],
    ids=[
        "aliases",
        "brackets",
        "dashes",
        "deep",
        "long number",
        "many lines",
        "keys",
        "directive",
        "tag",
        "text",
        "tab",
    ],
)
def test_hostile_yaml_is_read_or_left_alone(code):
    text = f"## Odd\n\n```yaml\n{code}\n```\n"
    generated = generate(text, file="path.md")
    assert len(generated.questions) < 100
    assert all(covered.reason or covered.status is Status.ASKED for covered in generated.coverage)


@pytest.mark.parametrize(
    "drawing", ["+---+\n" * 900, "|-- a\n" * 900, "├── " * 300, "a -> b -> c\n   x  y\n z", "┌" * 900]
)
def test_odd_drawings_are_read_or_left_alone(drawing):
    generated = generate(f"## Odd\n\n```\n{drawing}\n```\n", file="path.md")
    assert len(generated.questions) < 10
