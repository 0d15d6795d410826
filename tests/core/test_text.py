import pytest

from quizzes.core.questions import BLANK
from quizzes.core.text import CONTROL, TYPED_LIMIT, fold, is_code, nearest, tidy


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Load Balancer", "load-balancer"),
        ("café", "CAFE"),
        ("ｗｉｄｅ", "wide"),
        ("straße", "STRASSE"),
        ("what's  up?", "Whats up"),
        ("e\u0301tude", "étude"),
    ],
)
def test_case_accents_width_punctuation_and_spaces_do_not_count(typed, other):
    assert fold(typed) == fold(other)


@pytest.mark.parametrize(("typed", "other"), [("が", "か"), ("pod", "pods"), ("é", "a")])
def test_letters_that_differ_in_meaning_stay_apart(typed, other):
    assert fold(typed) != fold(other)


def test_a_raised_digit_is_not_the_digit_itself():
    assert tidy("10²") == "10^2"


def test_typed_text_is_capped_after_normalising():
    assert len(tidy("\ufdfa" * 500)) == TYPED_LIMIT
    assert len(fold("x" * 10_000_000)) == TYPED_LIMIT


@pytest.mark.parametrize("text", ["`kubectl`", "10", "a/b", "x=1", "my_name", "v1", "C++", "a.b", "--force", "->", "!"])
def test_backticks_digits_and_symbols_make_code(text):
    assert is_code(text)


@pytest.mark.parametrize("text", ["pod", "Distance is the cost.", "load-balancer", "it's"])
def test_plain_words_are_not_code(text):
    assert not is_code(text)


@pytest.mark.parametrize(
    ("ask", "count"),
    [
        ("TCP opens with ___, then ___.", 2),
        ("____", 0),
        ("a___", 0),
        ("___b", 0),
        ("1___", 0),
        ("(___)", 1),
        ("replicas: ___\nmode: ___", 2),
        ("__init__", 0),
        ("é___", 0),
    ],
)
def test_a_blank_is_exactly_three_underscores_standing_alone(ask, count):
    assert len(BLANK.findall(ask)) == count


def test_tabs_and_line_feeds_are_no_control_characters():
    assert CONTROL.findall("a\tb\nc\x07d\u2028") == ["\x07", "\u2028"]


def test_the_nearest_word_is_offered_only_when_it_is_near():
    assert nearest("chioce", ["choice", "multi"]) == "choice"
    assert nearest("banana", ["choice", "multi"]) is None
    assert nearest("x", []) is None
