"""The plain-text cases in tests/cases/banks, each with the problems it must give."""

import re
from pathlib import Path

import pytest

from quizzes.core.banks import SourceFile, check
from quizzes.core.banks.codes import Rule

CASES = Path(__file__).parents[1] / "cases" / "banks"
HEAD = "format: 1\nbank: {id: b, title: B}\nquestions:\n"
ANCHORS = {"harbour.md": {"buoys"}}


def cases():
    for path in sorted(CASES.glob("*.yaml")):
        for part in path.read_text(encoding="utf-8").split("#### ")[1:]:
            title, _, rest = part.partition("\n")
            expected = re.findall(r"^#> (\S+ \S+)$", rest, re.M)
            yield pytest.param(re.sub(r"^#> .*\n", "", rest, flags=re.M), expected, id=title)


def found(body):
    head = "" if body.startswith("format") or "not a bank" in body else HEAD
    problems = check([SourceFile("b.yaml", (head + body).encode())], anchors=ANCHORS.get).problems
    shift = head.count("\n")
    return [f"{problem.line - shift}:{problem.column} {problem.code}" for problem in problems]


@pytest.mark.parametrize(("body", "expected"), list(cases()))
def test_a_case_gives_exactly_its_problems(body, expected):
    assert found(body) == expected


def test_one_bank_with_every_kind_passes_without_a_warning():
    name = "every-kind.yaml"
    checked = check([SourceFile(name, (CASES / name).read_bytes())])
    assert checked.problems == ()
    kinds = [question.kind for question in checked.banks[0].questions]
    assert len(kinds) == len(set(kinds)) == 10


def test_every_lint_has_a_case():
    seen = {code.split()[1] for case in cases() for code in case.values[1]}
    assert {rule.code for rule in Rule if rule.code.startswith("Y4")} <= seen
