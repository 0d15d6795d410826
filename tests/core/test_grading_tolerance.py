"""What a typed answer may differ in: plural and singular, the spelling of a unit; never in a number or in code."""

import pytest

from quizzes.core.grading import Mark, Response, grade
from quizzes.core.questions import Matching, Typed


def verdict(given: str, expected: str, match: Matching = Matching.WORDS) -> Mark:
    question = Typed(id="q", ask="What?", answer=expected, match=match)
    return grade(question, Response(texts=(given,))).verdict


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("pods", "pod"),
        ("pod", "pods"),
        ("policy", "policies"),
        ("network policies", "network policy"),
        ("class", "classes"),
        ("boxes", "box"),
        ("branch", "branches"),
        ("read replica", "read replicas"),
        ("health-checks", "health check"),
    ],
)
def test_singular_and_plural_are_one_answer(given: str, expected: str) -> None:
    assert verdict(given, expected) is Mark.RIGHT


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("DN", "DNS"),
        ("TL", "TLS"),
        ("`pods`", "`pod`"),
        ("pods", "pod/name"),
        ("clas", "`class`"),
        ("v2s", "v2"),
    ],
)
def test_names_and_code_have_no_plural(given: str, expected: str) -> None:
    assert verdict(given, expected) is not Mark.RIGHT


@pytest.mark.parametrize("given", ["10s", "10 s", "10 sec", "10 seconds", "10  Seconds", "１０ s"])
@pytest.mark.parametrize("expected", ["10s", "10 s", "10 seconds"])
@pytest.mark.parametrize("match", [Matching.WORDS, Matching.NUMBER])
def test_a_unit_may_be_written_in_any_way(given: str, expected: str, match: Matching) -> None:
    assert verdict(given, expected, match) is Mark.RIGHT


@pytest.mark.parametrize(
    ("given", "expected"),
    [("5 percent", "5%"), ("1,000 ms", "1000 milliseconds"), ("1.5h", "1.5 hours"), ("3 nodes", "3 node")],
)
def test_the_same_number_with_the_same_unit_is_right(given: str, expected: str) -> None:
    assert verdict(given, expected) is Mark.RIGHT


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("11 s", "10s"),
        ("10 ms", "10 s"),
        ("10 min", "10 s"),
        ("5 m", "5 min"),
        ("10 s", "`10s`"),
        ("10.0.0.2", "10.0.0.1"),
    ],
)
def test_another_number_or_another_unit_is_not_right(given: str, expected: str) -> None:
    assert verdict(given, expected) is not Mark.RIGHT


def test_an_exact_answer_has_no_tolerance() -> None:
    assert verdict("10 s", "10s", Matching.EXACT) is not Mark.RIGHT
    assert verdict("pods", "pod", Matching.EXACT) is not Mark.RIGHT


def test_the_members_of_a_set_come_in_any_order_and_number() -> None:
    assert verdict("traces, log, metric", "logs, metrics, traces", Matching.SET) is Mark.RIGHT
