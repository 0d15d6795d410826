"""The plain-text cases in tests/cases/search, and what no case can say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.banks import SourceFile, check
from quizzes.core.search import LONGEST, Is, Measured, Named, Query, Term, Words, answer_line, parse

CASES = Path(__file__).parents[1] / "cases" / "search" / "queries.md"


def cases():
    for part in CASES.read_text("utf-8").split("#### ")[1:]:
        title, *lines = part.splitlines()
        typed = next((line[2:] for line in lines if line.startswith("> ")), "")
        yield pytest.param(typed, [line for line in lines if line and not line.startswith(">")], id=title)


def said(text):
    search = parse(text)
    for place, terms in enumerate(search.query.alternatives):
        yield from ["or"][: place > 0]
        yield from map(read_out, terms)
    for problem in search.problems:
        yield f"? {problem.column} {problem.quote} | {problem.message} | {problem.fix}"


def read_out(term: Term) -> str:
    match term.condition:
        case Words(text=text):
            words = f'words "{text}"'
        case Named(field=field, name=name):
            words = f'{field} "{name}"'
        case Is(state=state):
            words = f"is {state}"
        case Measured(measure=measure, comparison=comparison, number=number):
            words = f"{measure} {comparison} {number}"
    return f"not {words}" if term.negated else words


@pytest.mark.parametrize(("typed", "expected"), list(cases()))
def test_a_search_says_exactly_this(typed, expected):
    assert list(said(typed)) == expected


def test_a_search_with_a_problem_looks_for_nothing():
    assert parse("raft is:purple").query == Query()


def test_a_search_is_kept_as_it_was_typed():
    assert parse("  “raft” ").text == "  “raft” "


def test_a_search_that_is_too_long_is_refused_where_it_becomes_so():
    (problem,) = parse("a" * (LONGEST + 1)).problems

    assert problem.column == LONGEST + 1
    assert parse("a" * LONGEST).problems == ()


def test_a_search_of_too_many_terms_is_refused_at_the_first_of_them():
    problems = parse("a " * 22).problems

    assert [problem.column for problem in problems] == [41, 43]
    assert "20 terms" in problems[0].message


PIECES = st.sampled_from([*'ab :<>=≤-"“OR1.,\x00\n', "is:", "due", "deck:", "ease<"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_typed_gives_a_query_or_problems(text):
    search = parse(text)

    assert not (search.problems and search.query.alternatives)
    assert all(alternative for alternative in search.query.alternatives)
    assert all(1 <= problem.column <= len(text) for problem in search.problems)


def test_an_answer_in_one_line_for_every_kind():
    bank = Path(__file__).parents[1] / "cases" / "lighthouse" / "bank.yaml"
    (read,) = check([SourceFile(bank.name, bank.read_bytes())]).banks

    lines = {question.kind: answer_line(question) for question in read.questions}
    assert lines["choice"] == "More dark than light"
    assert set(lines["multi"].split(" · ")) == {"Its character", "Its range"}
    assert lines["truefalse"] == "True"
    assert lines["typed"] == "geographic range"
    assert lines["cloze"] == "Fl · 10s"
    assert lines["match"].split(" · ")[0].endswith(" → Struck metal")
    assert lines["order"] == "Open the curtain → Wind the clockwork → Light the lamp → Log the time"
    assert lines["decision"] == "Sound the horn"
    assert lines["flashcard"]
