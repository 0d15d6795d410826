"""Six words for a number of sixty bits: different, easy to say, and understood with a slip."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from quizzes.core.invites import BITS, WORDS, heard, spoken


def test_the_list_holds_sixty_bits_in_six_words() -> None:
    assert len(set(WORDS)) == 2**10
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9 for word in WORDS)


def test_one_slip_never_makes_another_word() -> None:
    assert [pair for pair in combinations(WORDS, 2) if OSA.distance(*pair, score_cutoff=1) <= 1] == []


@given(st.integers(min_value=0, max_value=2**BITS - 1), st.integers(min_value=0, max_value=2**BITS - 1))
def test_every_number_has_words_of_its_own(one: int, other: int) -> None:
    assert (spoken(one) == spoken(other)) is (one == other)
    assert heard(spoken(one)) == spoken(one)


@pytest.mark.parametrize("number", [-1, 2**BITS])
def test_a_number_of_another_size_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="60 bits"):
        spoken(number)


@pytest.mark.parametrize(
    "typed",
    [
        "acorn canyon falcon lantern pepper window",
        "  ACORN-Canyon-falcon-lantern-pepper-window. ",
        "acorn, canyon, falcon, lantern,\npepper, window",
        "1. acorn 2. canyon 3. falcon 4. lantern 5. pepper 6. window",
        "acornn canoyn falcn lantern peppper windov",
    ],
)
def test_spelling_is_forgiven(typed: str) -> None:
    assert heard(typed) == "acorn canyon falcon lantern pepper window"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "acorn canyon falcon lantern pepper",
        "acorn canyon falcon lantern pepper window window",
        "acorn canyon falcon lantern pepper widnwo",
        "acorn canyon falcon lantern pepper xyzzy",
        "acron canyon falcon lantern pepper window",
        "word " * 10_000,
    ],
)
def test_what_cannot_be_told_is_no_key(typed: str) -> None:
    assert heard(typed) is None
