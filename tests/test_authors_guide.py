"""The guide for authors: its examples pass the check, and its commands are there."""

import re
from pathlib import Path

import pytest

from quizzes.cli import main
from quizzes.core.banks import SourceFile, check
from quizzes.core.banks.fmt import formatted
from quizzes.core.questions import KINDS

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "authors.md").read_text("utf-8")
HEAD = "format: 1\nbank: {id: b, title: B}\nquestions:\n"
EXAMPLES = [text for text in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.M | re.S) if not text.startswith("#")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n", 1)[0])
def test_an_example_passes_without_a_warning(example: str) -> None:
    text = example if example.startswith("format") else HEAD + example

    assert check([SourceFile("b.yaml", text.encode())]).problems == ()


def test_all_examples_make_one_bank_with_every_kind() -> None:
    text = formatted(HEAD + "\n".join(text for text in EXAMPLES if not text.startswith("format"))).text
    checked = check([SourceFile("b.yaml", text.encode())])

    assert checked.problems == ()
    assert {question.kind for question in checked.banks[0].questions} == set(KINDS)
    assert [kind for kind in KINDS if f"### {kind}: " not in GUIDE] == []


def test_every_command_of_the_guide_is_there() -> None:
    named = set(re.findall(r"pathdeck ([a-z-]+)", GUIDE))

    assert named <= set(main.commands)
    assert {"new", "check", "fmt", "rename", "plan", "publish", "pull", "schema"} <= named
