"""The cases in plain text: the Markdown of a path, and every question that must come of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzes.core.generation.coverage import Covered
from quizzes.core.generation.generate import generate
from quizzes.core.questions import Question, Verdict

CASES = Path(__file__).resolve().parent.parent / "cases" / "generation"
CASE = re.compile(r"^(\S[^\n]*)\n\.\n(.*?)^\.\n(.*?)^\.$", re.MULTILINE | re.DOTALL)
NAMED_LINES = re.compile(r"(skipped|open) (\d+)(?:-(\d+))?: (.*)")


def cases() -> Iterator[object]:
    for file in sorted(CASES.glob("*.md")):
        if file.name != "README.md":
            for title, markdown, expected in CASE.findall(file.read_text("utf-8")):
                yield pytest.param(markdown, expected.splitlines(), id=f"{file.stem}: {title}")


def answer(question: Question) -> str:
    match question.kind:
        case "choice" | "multi" | "decision":
            right = [option.text for option in question.options if option.verdict in (Verdict.RIGHT, Verdict.BEST)]
            return " + ".join(sorted(right))
        case "match":
            return " + ".join(sorted(f"{pair.left} = {pair.right}" for pair in question.pairs))
        case "order" | "task":
            return " > ".join(step.text for step in question.steps)
        case "truefalse":
            return "true" if question.answer else "false"
        case "cloze":
            return " + ".join(blank.answer for blank in question.blanks)
        case _:
            return question.answer


def rendered(question: Question) -> str:
    given = " ".join(f"[{entry}]" for entry in getattr(question, "given", ()))
    ask = " ⏎ ".join(line for line in question.ask.split("\n") if line and not line.startswith("```"))
    return f"{question.kind}: {' '.join(filter(None, (ask, given)))} => {answer(question)}".rstrip(" =>")


def about(coverage: tuple[Covered, ...], line: int) -> str:
    found = next((covered for covered in coverage if covered.line == line), None)
    return f"{found.status} {found.reason}" if found else "blank"


@pytest.mark.parametrize(("markdown", "expected"), list(cases()))
def test_every_case_gives_its_questions_and_names_its_lines(markdown, expected):
    generated = generate(markdown, file="case.md")
    questions = [line for line in expected if not NAMED_LINES.fullmatch(line)]
    assert [rendered(question) for question in generated.questions] == questions
    for status, first, last, reason in (
        NAMED_LINES.fullmatch(line).groups() for line in expected if line not in questions
    ):
        for line in range(int(first), int(last or first) + 1):
            assert about(generated.coverage, line) == f"{status} {reason}"
