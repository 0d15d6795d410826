"""Scores of every kind that is picked, placed or rated."""

import pytest

from quizzes.core.grading import RATINGS, Mark, Response, UnfitResponse, UnknownKey, grade
from quizzes.core.questions import (
    Choice,
    Choosable,
    Decision,
    Flashcard,
    Match,
    Multi,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Verdict,
)


def options(**verdicts):
    return tuple(
        Option(key=key, text=key, verdict=Verdict(verdict), why=f"why {key}") for key, verdict in verdicts.items()
    )


def picked(*keys):
    return Response(keys=keys)


CHOICE = Choice(id="c", ask="?", options=options(a="right", b="wrong", c="wrong"))
MULTI = Multi(id="m", ask="?", options=options(a="right", b="right", c="right", d="wrong", e="wrong"))
DECISION = Decision(id="d", ask="?", options=options(a="best", b="okay", c="wrong"))
STATEMENT = TrueFalse(id="t", ask="Water is dry.", answer=False, why="It is wet.")
PAIRS = Match(
    id="p",
    ask="?",
    pairs=tuple(Pair(key=f"l{n}", left=f"L{n}", right_key=f"r{n}", right=f"R{n}") for n in range(3)),
    extra=(Choosable(key="x", text="X"),),
)
ORDER = Order(id="o", ask="?", steps=tuple(Choosable(key=key, text=key) for key in "abcd"))
CARD = Flashcard(id="f", ask="?", answer="!")
GRADED = (CHOICE, MULTI, DECISION, STATEMENT, PAIRS, ORDER, CARD)


@pytest.mark.parametrize(
    ("question", "keys", "score", "verdict"),
    [
        (CHOICE, "a", 1.0, Mark.RIGHT),
        (CHOICE, "b", 0.0, Mark.WRONG),
        (DECISION, "a", 1.0, Mark.RIGHT),
        (DECISION, "b", 0.5, Mark.PARTIAL),
        (DECISION, "c", 0.0, Mark.WRONG),
        (MULTI, "abc", 1.0, Mark.RIGHT),
        (MULTI, "ab", 2 / 3, Mark.PARTIAL),
        (MULTI, "abcd", 2 / 3, Mark.PARTIAL),
        (MULTI, "abcde", 1 / 3, Mark.WRONG),
        (MULTI, "a", 1 / 3, Mark.WRONG),
        (MULTI, "ade", 0.0, Mark.WRONG),
        (ORDER, "abcd", 1.0, Mark.RIGHT),
        (ORDER, "abdc", 4 / 6, Mark.PARTIAL),
        (ORDER, "acdb", 2 / 6, Mark.WRONG),
        (ORDER, "dcba", 0.0, Mark.WRONG),
        (ORDER, "abc", 0.0, Mark.WRONG),
    ],
)
def test_scores_follow_the_table(question, keys, score, verdict):
    given = grade(question, picked(*keys))
    assert (given.score, given.verdict) == (pytest.approx(score, abs=1e-12), verdict)


@pytest.mark.parametrize(
    ("keys", "score", "verdict"),
    [
        (("r0", "r1", "r2"), 1.0, Mark.RIGHT),
        (("r0", "r1", "x"), 2 / 3, Mark.PARTIAL),
        (("r0", "r2", "r1"), 1 / 3, Mark.WRONG),
        (("r0",), 1 / 3, Mark.WRONG),
        (("", "r1", ""), 1 / 3, Mark.WRONG),
        (("r1", "r1", "r1"), 1 / 3, Mark.WRONG),
        (("", "", ""), 0.0, Mark.UNKNOWN),
    ],
)
def test_a_match_is_worth_its_share_of_right_pairs(keys, score, verdict):
    given = grade(PAIRS, picked(*keys))
    assert (given.score, given.verdict) == (pytest.approx(score), verdict)


def test_the_share_of_a_multi_is_exact_and_only_all_of_it_is_right():
    many = Multi(id="m", ask="?", options=options(**{f"k{n}": "right" for n in range(7)}))
    assert grade(many, picked(*[f"k{n}" for n in range(7)])).score == 1.0
    assert grade(many, picked(*[f"k{n}" for n in range(6)])).verdict is Mark.PARTIAL


def test_a_statement_is_right_when_its_truth_was_named_and_says_why():
    assert grade(STATEMENT, picked("false")).verdict is Mark.RIGHT
    assert (grade(STATEMENT, picked("true")).verdict, grade(STATEMENT, picked("true")).why) == (
        Mark.WRONG,
        "It is wet.",
    )


@pytest.mark.parametrize(("rating", "score"), list(zip(RATINGS, (0.0, 1.0, 1.0, 1.0), strict=True)))
def test_a_flashcard_is_right_unless_its_learner_says_again(rating, score):
    assert grade(CARD, picked(rating)).score == score


@pytest.mark.parametrize("question", GRADED, ids=lambda question: question.kind)
@pytest.mark.parametrize("response", [Response(), Response(unknown=True), Response(unknown=True, keys=("zzz",))])
def test_nothing_given_is_not_knowing(question, response):
    given = grade(question, response)
    assert (given.verdict, given.score, given.why) == (Mark.UNKNOWN, 0.0, "")


@pytest.mark.parametrize("question", GRADED, ids=lambda question: question.kind)
def test_a_key_of_another_question_is_refused(question):
    with pytest.raises(UnknownKey, match="no key 'zzz'"):
        grade(question, picked("zzz"))


@pytest.mark.parametrize(
    ("question", "keys"),
    [(CHOICE, "ab"), (MULTI, "aa"), (ORDER, "aabc"), (PAIRS, ("r0", "r1", "r2", "r0")), (STATEMENT, ("true", "false"))],
)
def test_a_response_of_another_shape_is_refused(question, keys):
    with pytest.raises(UnfitResponse):
        grade(question, picked(*keys))


def test_a_task_is_never_graded():
    with pytest.raises(UnfitResponse, match="never graded"):
        grade(Task(id="t", ask="Do it."), picked())


def test_each_option_says_whether_it_was_picked_and_should_have_been():
    parts = grade(MULTI, picked("a", "d")).parts
    assert [(part.key, part.given, part.expected, part.verdict) for part in parts] == [
        ("a", "a", "a", Mark.RIGHT),
        ("b", "", "b", Mark.WRONG),
        ("c", "", "c", Mark.WRONG),
        ("d", "d", "", Mark.WRONG),
        ("e", "", "", Mark.RIGHT),
    ]


def test_an_okay_way_out_is_nearly_right_when_picked_and_no_mistake_when_not():
    assert [part.verdict for part in grade(DECISION, picked("b")).parts] == [Mark.WRONG, Mark.PARTIAL, Mark.RIGHT]
    assert [part.verdict for part in grade(DECISION, picked("a")).parts] == [Mark.RIGHT, Mark.RIGHT, Mark.RIGHT]


def test_the_reason_of_the_picked_option_comes_with_the_grade():
    assert grade(CHOICE, picked("b")).why == "why b"


def test_each_pair_and_each_place_says_what_stood_there_and_what_belongs_there():
    pairs = grade(PAIRS, picked("r1", "", "r2")).parts
    assert [(part.key, part.given, part.expected, part.verdict) for part in pairs] == [
        ("l0", "r1", "r0", Mark.WRONG),
        ("l1", "", "r1", Mark.UNKNOWN),
        ("l2", "r2", "r2", Mark.RIGHT),
    ]
    steps = grade(ORDER, picked(*"bacd")).parts
    assert [part.verdict for part in steps] == [Mark.WRONG, Mark.WRONG, Mark.RIGHT, Mark.RIGHT]


@pytest.mark.parametrize(
    ("response", "content"),
    [
        (Response(), "{}"),
        (Response(unknown=True), '{"unknown":true}'),
        (Response(keys=("a", "")), '{"keys":["a",""]}'),
        (Response(texts=("café",), keys=("k",)), '{"keys":["k"],"texts":["café"]}'),
    ],
)
def test_a_response_has_one_canonical_text(response, content):
    assert response.to_json() == content
    assert Response.from_json(content) == response


@pytest.mark.parametrize(
    "content", ["", "[]", "nul", '{"key":[]}', '{"keys":"a"}', '{"keys":[1]}', '{"unknown":1}', "[" * 100_000]
)
def test_a_response_from_elsewhere_is_refused_unless_it_has_our_shape(content):
    with pytest.raises(UnfitResponse):
        Response.from_json(content)
