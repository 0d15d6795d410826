"""The order in which options, pairs and steps are shown."""

from itertools import pairwise, permutations

import pytest

from quizzes.core.shuffle import card_seed, shuffled

SEED = card_seed(learner_id=3, question_id=14)
FOUR = ("a", "b", "c", "d")


def showings(keys, count, **options):
    return [shuffled(keys, card_seed=SEED, answers=answers, **options) for answers in range(count)]


def test_a_reload_shows_the_same_order():
    assert showings(FOUR, 5) == showings(FOUR, 5)


def test_the_order_is_the_same_on_every_machine():
    assert shuffled("abcdef", card_seed=card_seed(learner_id=1, question_id=2), answers=0) == tuple("abfced")


def test_every_order_is_shown_once_before_one_comes_back():
    assert sorted(showings(FOUR, 24)) == list(permutations(FOUR))


@pytest.mark.parametrize("size", range(2, 9))
def test_the_next_showing_has_another_order(size):
    assert all(one != other for one, other in pairwise(showings("abcdefgh"[:size], 40)))


@pytest.mark.parametrize("size", range(2, 7))
def test_an_ordering_question_is_never_shown_in_the_right_order(size):
    steps = tuple("abcdef"[:size])
    for question in range(200):
        seed = card_seed(learner_id=1, question_id=question)
        assert shuffled(steps, card_seed=seed, answers=question % 3, never_as_given=True) != steps


def test_two_steps_are_always_shown_the_wrong_way_round():
    assert showings("ab", 3, never_as_given=True) == [("b", "a")] * 3


@pytest.mark.parametrize("keys", [(), ("a",)])
def test_one_key_or_none_has_only_one_order(keys):
    assert shuffled(keys, card_seed=SEED, answers=7, never_as_given=True) == keys


def test_lists_side_by_side_are_not_shuffled_alike():
    alike = sum(
        left == right
        for left, right in zip(showings(FOUR, 24, part="left"), showings(FOUR, 24, part="right"), strict=True)
    )
    assert alike < 12


def test_every_key_comes_first_about_equally_often():
    firsts = [shuffled(FOUR, card_seed=card_seed(learner_id=1, question_id=n), answers=0)[0] for n in range(4000)]
    assert all(900 < firsts.count(key) < 1100 for key in FOUR)


def test_learners_and_questions_are_shuffled_differently():
    seeds = {card_seed(learner_id=learner, question_id=question) for learner in range(20) for question in range(20)}
    assert len(seeds) == 400
    assert all(0 <= seed < 2**53 for seed in seeds)
