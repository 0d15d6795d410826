"""The mistakes of newcomers in tests/cases/banks/mistakes: one plain sentence each, and a corrected line that holds.

A case is a heading, the bank and what must be found: line and column, the sentence, the line before and after. The bank
is a list of questions, its lines counted from 1, or after `yaml file` a whole file. Signs that no editor shows have
names, as ⟨tab⟩.
"""

import re
from pathlib import Path

import pytest

from quizzes.core.banks import SourceFile, check

CASES = Path(__file__).parents[1] / "cases" / "banks" / "mistakes"
HEAD = "format: 1\nbank: {id: b, title: B}\nquestions:\n"
UNSEEN = {
    "tab": "\t",
    "cr": "\r",
    "bom": "\ufeff",
    "nbsp": "\u00a0",
    "zwsp": "\u200b",
    "rlo": "\u202e",
    "nul": "\0",
    "ls": "\u2028",
}
PARSER_WORDS = re.compile(
    r"\b(?:mapping|scalar|token|node|sequence|anchor|alias|flow|block|indicator|parser?|parsing|null|string|boolean|yaml)\b"
)
CASE = re.compile(r"(?P<title>[^\n]+)\n\n```yaml(?P<whole> file)?\n(?P<body>.*?)```\n(?P<expected>.*)", re.S)


def cases():
    for path in sorted(CASES.glob("*.md")):
        for part in re.split(r"^## ", path.read_text("utf-8"), flags=re.M)[1:]:
            case = CASE.fullmatch(part)
            assert case, f"{path.name}: {part[:40]}"
            yield pytest.param(case["body"], bool(case["whole"]), case["expected"], id=f"{path.stem}: {case['title']}")


def seen(text):
    for name, sign in UNSEEN.items():
        text = text.replace(sign, f"⟨{name}⟩")
    return text


def real(text):
    return re.sub("⟨([a-z]+)⟩", lambda name: UNSEEN[name[1]], text)


def checked(text):
    return check([SourceFile("b.yaml", text.encode())]).problems


def shown(problem, shift):
    lines = [f"\n{problem.line - shift}:{problem.column} {problem.severity} {problem.code}: {seen(problem.message)}"]
    if problem.fix is not None:
        lines += [
            "",
            "```diff",
            f"-{seen(problem.quote)}",
            *(f"+{seen(line)}" for line in problem.fix.split("\n")),
            "```",
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("body", "whole", "expected"), list(cases()))
def test_a_mistake_gets_one_plain_sentence_and_a_line_that_puts_it_right(body, whole, expected):
    text = ("" if whole else HEAD) + real(body)
    problems = checked(text)
    found = "".join(shown(problem, 0 if whole else HEAD.count("\n")) for problem in problems)

    assert found.strip() == expected.strip().replace("Nothing is wrong.", "")
    assert not [problem.message for problem in problems if PARSER_WORDS.search(problem.message)]
    for problem in problems:
        if problem.fix is not None:
            lines = text.replace("\r\n", "\n").split("\n")
            lines[problem.line - 1] = problem.fix
            after = {(other.code, other.line, other.message) for other in checked("\n".join(lines))}
            assert (problem.code, problem.line, problem.message) not in after, problem.fix


def test_there_are_many_cases_and_most_mistakes_come_with_their_correction():
    expected = [case.values[2] for case in cases()]

    assert len(expected) >= 150
    assert sum("```diff" in found for found in expected) >= 90
