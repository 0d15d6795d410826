"""The page about the rules: made from the code, whole, and its examples do what they say."""

from pathlib import Path

import pytest

from quizzes.core.banks import Rule, SourceFile, check
from quizzes.core.banks.lesson import as_file
from quizzes.core.banks.manual import LESSONS, entry, manual

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
TOLD = {
    Rule.ENCODING,
    Rule.TOO_BIG,
    Rule.NODES,
    Rule.QUESTIONS,
    Rule.BANK_TWICE,
    Rule.PATH_MISSING,
    Rule.PATH_DIFFERS,
    Rule.BANK_ID,
    Rule.RAISE_REV,
    Rule.REV_LOWERED,
    Rule.RETIRES_MANY,
}
"""Rules that no readable text of one bank can break."""


def codes(example):
    file = SourceFile("b.yaml", as_file(example).encode())
    return {problem.code for problem in check([file], anchors={"harbour.md": {"buoys"}}.get).problems}


def test_the_page_in_the_repository_is_the_one_that_the_program_prints():
    assert PAGE.read_text("utf-8") == manual(), "run: pathdeck check --explain all > docs/rules.md"


def test_every_rule_is_explained_and_has_an_example_where_a_bank_can_break_it():
    assert set(LESSONS) == set(Rule)
    assert {rule for rule, lesson in LESSONS.items() if not lesson.wrong} == TOLD
    assert all(lesson.why.endswith(".") and bool(lesson.wrong) is bool(lesson.right) for lesson in LESSONS.values())


@pytest.mark.parametrize("rule", sorted(set(Rule) - TOLD, key=lambda rule: rule.code), ids=lambda rule: rule.name)
def test_an_example_breaks_its_rule_and_the_corrected_one_keeps_all_errors_away(rule):
    errors = {other.code for other in Rule if other.severity == "error"}

    assert rule.code in codes(LESSONS[rule].wrong)
    assert rule.code not in codes(LESSONS[rule].right)
    assert not codes(LESSONS[rule].right) & errors


def test_an_entry_for_the_terminal_shows_signs_that_nobody_sees():
    assert "Ship⟨U+0007⟩ the oars" in entry(Rule.CONTROL)
    assert all(sign.isprintable() or sign == "\n" for sign in manual())
