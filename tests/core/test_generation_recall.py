import pytest

from quizzes.core.banks import Bank, SourceFile, check, write
from quizzes.core.generation.generate import generate
from quizzes.core.questions import Choice, Verdict

TABLE = """# Harbour

## Winds

| Wind | Comes from | Brings | Speed |
|------|------------|--------|-------|
| Northerly | Greenland | cold, dry air | 12 knots |
| Sea breeze | Ocean | {brings} | 8 knots |
| Katabatic wind | Glaciers | sudden gusts | 40 knots |
| Trade wind (east) | Tropics | steady sailing | 15 knots |
"""


def recalled(text):
    """The answers of choices that are to be recalled, and those that are not."""
    found = {True: set(), False: set()}
    for question in generate(text, file="harbour.md").questions:
        if isinstance(question, Choice):
            right = next(option.text for option in question.options if option.verdict is Verdict.RIGHT)
            found[question.recall].add((question.ask, right))
    return found


def answers(found):
    return {right for _, right in found}


def test_a_short_name_that_alone_answers_is_recalled():
    found = recalled(TABLE.format(brings="mild fog"))
    assert {"Greenland", "Northerly", "Sea breeze", "Katabatic wind"} <= answers(found[True])


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("cold, dry air", id="a list"),
        pytest.param("sudden gusts", id="a phrase that says something"),
        pytest.param("12 knots", id="a number with a unit"),
        pytest.param("Trade wind (east)", id="brackets"),
    ],
)
def test_what_can_be_written_in_many_ways_keeps_its_options(answer):
    found = recalled(TABLE.format(brings="mild fog"))
    assert answer in answers(found[False])
    assert answer not in answers(found[True])


def test_a_subject_of_a_value_that_another_table_gives_to_another_keeps_its_options():
    elsewhere = """
## Weather

| Cloud | Brings |
|-------|--------|
| Stratus | mild fog |
| Cumulus | clear sky |
| Nimbus | heavy rain |
"""
    asked = next(ask for ask, right in recalled(TABLE.format(brings="mild fog"))[True] if "mild fog" in ask)
    assert asked not in {ask for ask, _ in recalled(TABLE.format(brings="mild fog") + elsewhere)[True]}


def test_a_stem_that_leans_on_its_options_keeps_them():
    text = """# Knots

## Bends

- **Bowline** -- Makes a fixed loop at the end of a rope.
- **Clove hitch** -- Ties a rope to a post in two turns.
- **Sheet bend** -- Joins two ropes of unequal thickness.
"""
    found = recalled(text)
    assert [ask for ask, _ in found[True] if "of these" in ask] == []
    assert "Bowline" in answers(found[False])


@pytest.mark.parametrize(
    ("name", "recall"),
    [("`foghorn`", True), ("`fog-horn.v2`", True), ("`fog --horn`", False), ("`a/b:c`", False), ("A B C D E", False)],
)
def test_code_is_recalled_where_it_is_one_word(name, recall):
    form = "`{}`".format if name.startswith("`") else str
    rows = "".join(
        f"| {form(other)} | {does} |\n" for other, does in (("bell", "rings"), ("gun", "bangs"), ("gong", "booms"))
    )
    text = f"# Signals\n\n## Sounds\n\n| Device | Sound |\n|---|---|\n| {name} | howls |\n{rows}"
    assert (name in answers(recalled(text)[True])) is recall


def test_a_bank_keeps_what_is_to_be_recalled():
    made = generate(TABLE.format(brings="mild fog"), file="harbour.md")
    text = write(Bank(id="harbour", title="Harbour", questions=made.questions))
    read = check([SourceFile("bank.yaml", text.encode())]).banks[0].questions
    marks = [isinstance(question, Choice) and question.recall for question in made.questions]
    assert any(marks)
    assert [isinstance(question, Choice) and question.recall for question in read] == marks
