"""What holds for every question made from any path: true, grounded, named for good, and the same on every machine."""

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.check import check
from quizzes.core.banks.source import SourceFile
from quizzes.core.banks.write import write
from quizzes.core.generation.coverage import Status
from quizzes.core.generation.distractors import shuffled
from quizzes.core.generation.facts import FactBase, Kind
from quizzes.core.generation.families import facts_of
from quizzes.core.generation.generate import generate
from quizzes.core.generation.prints import made_of
from quizzes.core.paths.dialects import MARKS
from quizzes.core.paths.inline import unmarked
from quizzes.core.paths.parse import parse
from quizzes.core.paths.values import Text
from quizzes.core.problems import Severity
from quizzes.core.questions import Choice, Flashcard, Match, Multi, Order, Task, TrueFalse, Typed, Verdict

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = sorted((ROOT / "tests" / "cases" / "generation").glob("*.md"))
MARKDOWN = re.compile(r"^\S[^\n]*\n\.\n(.*?)^\.\n.*?^\.$", re.MULTILINE | re.DOTALL)
ALL_CASES = "\n\n".join(text for file in CASES for text in MARKDOWN.findall(file.read_text("utf-8")))
DOCUMENTS = [ALL_CASES, *(file.read_text("utf-8") for file in sorted((ROOT / "seed" / "paths").glob("*.md")))]

ROWS = """# Birds

## 2.1 Nests

| Bird | Nest | Eggs |
|---|---|---|
| Stork | On chimneys | four |
| Wren | In ivy | seven |
| Heron | In tall trees | five |
| Owl | In hollow trunks | three |
"""


@pytest.fixture(params=range(len(DOCUMENTS)), scope="module")
def made(request):
    text = DOCUMENTS[request.param]
    return text, generate(text, file="path.md")


def ask_of(text):
    return {question.id: question.ask for question in generate(text, file="path.md").questions}


def squeezed(text):
    return "".join(char for char in text.casefold() if char.isalnum())


def keys(question):
    match question:
        case Choice() | Multi():
            return [option.text for option in question.options if option.verdict is Verdict.RIGHT]
        case Match():
            return [text for pair in question.pairs for text in (pair.left, pair.right)]
        case Order():
            return [step.text for step in question.steps]
        case Typed() | Flashcard():
            return [question.answer]
        case _:
            return []


def test_there_is_something_to_ask(made):
    assert len(made[1].questions) > 100
    assert made[1].problems == ()


def test_what_is_generated_passes_the_lints_of_questions_and_reads_back_equal(made):
    bank = Bank(id="path", title=made[1].title, questions=made[1].questions)
    checked = check([SourceFile("path.yaml", write(bank).encode())])
    # From Y410 on, lints are about the whole deck.
    assert [problem for problem in checked.problems if problem.code < "Y410"] == []
    assert checked.banks[0].questions == made[1].questions


def test_ids_are_readable_short_and_unique(made):
    ids = [question.id for question in made[1].questions]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", name) for name in ids)
    assert len(set(ids)) == len(ids)


def test_every_stem_is_asked_once(made):
    stems = [(question.ask, getattr(question, "given", ())) for question in made[1].questions]
    assert len(set(stems)) == len(stems)


def test_every_key_is_in_its_source(made):
    text, generated = made
    lines = MARKS.sub("", text.replace("<br>", "")).split("\n")
    sections = {section.anchor: section for section in parse(text, file="path.md").sections}
    for question in generated.questions:
        first, last = question.origin.lines
        # The sides of a contrast and the folders of a tree stand above their entries.
        above = question.origin.key.startswith(("state:", "place:"))
        within = sections[question.origin.section].lines if above else (first, last)
        source = squeezed(re.sub(r"\]\([^)]*\)", "", " ".join(lines[within[0] - 1 : within[1]])))
        # Entries of a drawing have its other columns between them.
        said = [re.split("[,;] ", key) if squeezed(unmarked(key)) not in source else [key] for key in keys(question)]
        assert all(squeezed(unmarked(part)) in source for parts in said for part in parts), question.id


def test_no_wrong_option_is_true_by_any_fact(made):
    path = parse(made[0], file="path.md")
    base = FactBase((block, facts_of(block)) for block in path.blocks)
    facts = {told.id: told for _, told_of in base.of_block for told in told_of}
    for question in made[1].questions:
        told = facts.get(question.fact or "")
        if not isinstance(question, Choice) or told is None or told.kind not in (Kind.CELL, Kind.TERM, Kind.PROPERTY):
            continue
        for option in question.options[1:]:
            text = Text(option.text, unmarked(option.text))
            backwards = question.options[0].text == told.subject.shown
            pair = (text, told.value) if backwards else (told.subject, text)
            assert not base.holds(*pair), (question.id, option.text)


def test_every_wrong_option_says_why(made):
    options = [option for question in made[1].questions for option in getattr(question, "options", ())]
    assert all(option.why for option in options if option.verdict is Verdict.WRONG)


def test_every_question_says_where_it_comes_from(made):
    for question in made[1].questions:
        assert question.explain
        assert question.source == f"path.md#{question.origin.section}"
        assert question.fact or len(question.facts) > 1


def test_the_mark_of_making_tells_an_edit_but_not_another_id(made):
    for question in made[1].questions:
        assert question.origin.made == made_of(replace(question, id="other", rev=2, origin=None))
        assert question.origin.made != made_of(replace(question, ask=f"{question.ask} Really?"))


def test_true_and_false_are_in_balance(made):
    answers = [question.answer for question in made[1].questions if isinstance(question, TrueFalse)]
    allowed = 2 if len(answers) < 20 else len(answers) // 10
    assert abs(2 * sum(answers) - len(answers)) <= allowed


SIDES = "## {}\n\nUse {} when:\n\n{}\nDo NOT use {} when:\n\n- It rains on {}\n\n"


def advice(thing, cases):
    grounds = "".join(f"- The {word} of {thing} is near\n" for word in cases)
    return SIDES.format(thing, thing, grounds, thing, thing)


def statements(text):
    return {one.id: one.answer for one in generate(text, file="path.md").questions if isinstance(one, TrueFalse)}


def test_an_edit_that_adds_a_statement_turns_at_most_one_other_round():
    kites = advice("a kite", ("harbour", "meadow", "market", "tower", "bridge", "forest", "lake", "mill"))
    before = statements(kites)
    for at, word in enumerate(("sail", "oar", "mast", "keel", "deck")):
        more = statements(kites + advice(f"a {word}", ("coast", "dock", "pier", "beach")[: at % 4 + 1]))
        assert sum(more[name] != answer for name, answer in before.items()) <= len(more) - len(before)
    reworded = statements(kites.replace("It rains", "It snows hard") + "## More\n\nNothing else.\n")
    assert sum(reworded.get(name, answer) != answer for name, answer in before.items()) == 0


def test_length_does_not_tell_the_right_option(made):
    choices = [question for question in made[1].questions if isinstance(question, Choice) and len(question.options) > 2]
    lengths = [[len(unmarked(option.text)) for option in question.options] for question in choices]
    chance = sum(1 / len(row) for row in lengths)
    spread = sum(1 / len(row) * (1 - 1 / len(row)) for row in lengths) ** 0.5
    assert abs(sum(row[0] > max(row[1:]) for row in lengths) - chance) <= 2.6 * spread + len(lengths) / 10
    # Below twelve characters a third is a letter or two.
    assert all(row[0] <= max(row[1:]) * 4 / 3 for row in lengths if row[0] >= 12)


def test_every_line_that_is_not_blank_is_accounted_for_once(made):
    text, generated = made
    written = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    assert [covered.line for covered in generated.coverage] == written
    for covered in generated.coverage:
        assert bool(covered.questions) is (covered.status is Status.ASKED)
        assert bool(covered.reason) is not bool(covered.questions)


def test_skips_gather_lines_in_a_row(made):
    skipped = made[1].skipped
    assert sum(last - first + 1 for first, last in (skip.lines for skip in skipped)) >= len(skipped)
    assert all(before.lines[1] < after.lines[0] for before, after in pairwise(skipped))


def test_the_same_text_gives_the_same_questions_whatever_the_hash_seed():
    program = (
        "import sys; from quizzes.core.generation.generate import generate; from quizzes.core.questions import dump\n"
        "print([dump(question) for question in generate(sys.stdin.read(), file='path.md').questions])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=ALL_CASES,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("In ivy", "In dense ivy"),
        ("seven", "eight"),
        ("## 2.1 Nests", "## 3.4 Nests"),
        ("# Birds\n", "# Birds\n\nA sentence more.\n"),
        ("| Stork | On chimneys | four |\n", "| Swan | On the shore | six |\n| Stork | On chimneys | four |\n"),
    ],
)
def test_an_edit_elsewhere_or_of_a_value_keeps_every_id(old, new):
    assert ask_of(ROWS).keys() - ask_of(ROWS.replace(old, new)).keys() == set()


def test_a_row_key_of_two_tables_is_asked_with_its_section():
    other = "## Food\n\n| Bird | Food |\n|--|--|\n| Stork | Frogs |\n| Wren | Spiders |\n| Owl | Mice |\n"
    asks = ask_of(f"{ROWS}\n{other}").values()
    assert "In “Food”, which food does this path list for **Stork**?" in asks
    assert "Which nest does this path list for **Heron**?" in asks


def test_what_is_told_twice_is_asked_once():
    assert len(ask_of(ROWS)) == len(ask_of(ROWS + ROWS.partition("# Birds\n")[2]))


def test_two_values_under_one_key_get_ids_of_their_own():
    twice = ROWS + ROWS.partition("# Birds\n")[2].replace("| four |", "| nine |")
    ids = [name for name in ask_of(twice) if name.startswith("nests-stork-eggs")]
    assert len(ids) > 1


def test_a_distractor_is_never_a_part_of_the_right_answer():
    rows = ("Dig | spade, fork", "Cut | knife", "Mix | spade", "Lift | crane, rope")
    text = "\n".join(("## Kit", "", "| Job | Tools |", "|--|--|", *(f"| {row} |" for row in rows)))
    for question in generate(text, file="path.md").questions:
        if isinstance(question, Choice) and "**Dig**" in question.ask:
            assert "spade" not in [option.text for option in question.options]


def test_a_text_without_anything_to_ask_says_so():
    (problem,) = generate("# Birds\n\nBirds sing.\n", file="path.md").problems
    assert (problem.code, problem.severity) == ("P05", Severity.WARNING)


def test_an_unreadable_text_gives_its_problem_and_nothing_else():
    generated = generate("\0", file="path.md")
    assert [problem.code for problem in generated.problems] == ["P02"]
    assert (generated.questions, generated.coverage) == ((), ())


def test_tasks_are_no_knowledge_and_knowledge_is_no_task(made):
    for question in made[1].questions:
        assert isinstance(question, Task) is question.origin.key.startswith("task:")


class Pool(Sequence):
    """A million entries that count how often one is looked at."""

    looks = 0

    def __len__(self):
        return 1_000_000

    def __getitem__(self, at):
        self.looks += 1
        return at


def test_a_draw_looks_at_a_few_entries_of_a_pool_of_any_size():
    pool = Pool()
    assert len(set(shuffled(pool, seed="x", most=24))) == pool.looks == 24
