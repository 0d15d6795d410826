"""Which card comes next."""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.core.options import Mix, NewOrder
from quizzes.core.queue import Allowance, Asked, Candidate, Pace, Window, allowance, gives_away, in_new_order, pick

TODAY = date(2026, 3, 1)
EVEN = Pace(new_done=0, new_left=20, reviews_done=0, reviews_left=200)
NEW_BEHIND = Pace(new_done=0, new_left=20, reviews_done=10, reviews_left=190)


def card(question_id: int, *, deck_id: int = 1, **values) -> Candidate:
    return Candidate(question_id=question_id, deck_id=deck_id, key=f"q{question_id}", **values)


def due(question_id: int, *, days_ago: int = 0, order: int = 0, **values) -> Candidate:
    return card(question_id, due_day=TODAY - timedelta(days=days_ago), due_order=order, **values)


def next_id(window: Window, *, pace: Pace = EVEN, answers: int = 0, recent: tuple[Asked, ...] = ()) -> int | None:
    chosen = pick(window, pace=pace, answers_today={1: answers}, recent=recent)
    return chosen and chosen.question_id


def test_an_empty_window_has_no_next_card():
    assert next_id(Window()) is None


def test_a_drill_comes_first_once_its_turn_has_come():
    window = Window(due=(due(1),), drill=(card(2, drill_turn=9),), new=(card(3),))
    assert [next_id(window, answers=answers) for answers in (8, 9, 10)] == [1, 2, 2]


def test_the_drill_that_has_waited_longest_comes_first():
    assert next_id(Window(drill=(card(1, drill_turn=9), card(2, drill_turn=8))), answers=20) == 2


def test_a_drills_turn_counts_the_answers_of_its_own_deck():
    window = Window(drill=(card(1, deck_id=1, drill_turn=9), card(2, deck_id=2, drill_turn=9)), due=(due(3),))
    chosen = pick(window, pace=EVEN, answers_today={1: 8, 2: 9}, recent=())
    assert chosen == window.drill[1]


def test_drills_come_before_their_turn_when_nothing_else_is_left():
    assert next_id(Window(drill=(card(1, drill_turn=12), card(2, drill_turn=11))), answers=4) == 2


def test_the_oldest_due_day_comes_first_and_then_the_due_order():
    window = Window(due=(due(1, order=7), due(2, days_ago=2, order=9), due(3, days_ago=2, order=8)))
    assert next_id(window) == 3


def test_new_cards_come_in_stored_order():
    assert next_id(Window(new=(card(9), card(4)))) == 9


def test_the_day_starts_with_a_review():
    assert next_id(Window(due=(due(1),), new=(card(2),))) == 1


def test_a_new_card_comes_when_new_cards_lag_behind_reviews():
    assert next_id(Window(due=(due(1),), new=(card(2),)), pace=NEW_BEHIND) == 2


def test_a_new_card_comes_when_no_review_is_left():
    assert next_id(Window(new=(card(2),))) == 2


def test_new_cards_may_come_before_or_after_the_reviews():
    before, after = card(2, mix=Mix.BEFORE), card(3, mix=Mix.AFTER)
    assert next_id(Window(due=(due(1),), new=(before,))) == 2
    assert next_id(Window(due=(due(1),), new=(after,)), pace=NEW_BEHIND) == 1
    assert next_id(Window(new=(after,))) == 3


def test_the_decks_keep_their_own_mix():
    window = Window(due=(due(1),), new=(card(3, mix=Mix.AFTER), card(4), card(2, mix=Mix.BEFORE)))
    assert [next_id(window, pace=pace) for pace in (EVEN, NEW_BEHIND)] == [2, 4]


def test_new_cards_come_as_stored_or_mixed_in_the_learners_own_way():
    cards = tuple(card(number) for number in range(32))
    mixed = [in_new_order(cards, NewOrder.MIXED, learner_id=learner) for learner in (1, 1, 2)]
    assert in_new_order(cards, NewOrder.PATH, learner_id=1) == cards
    assert mixed[0] == mixed[1]
    assert len({cards, mixed[0], mixed[2]}) == 3
    assert set(mixed[0]) == set(cards)


def test_what_was_drawn_leaves_the_mixed_order_of_the_rest_as_it_was():
    cards = tuple(card(number) for number in range(32))
    first, *rest = in_new_order(cards, NewOrder.MIXED, learner_id=1)
    left = tuple(asked for asked in cards if asked != first)
    assert in_new_order(left, NewOrder.MIXED, learner_id=1) == tuple(rest)


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        (Pace(new_done=20, new_left=0, reviews_done=9, reviews_left=9), 1),
        (Pace(new_done=0, new_left=9, reviews_done=200, reviews_left=0), 2),
        (Pace(new_done=20, new_left=0, reviews_done=200, reviews_left=0), None),
    ],
    ids=["no new left", "no review left", "neither left"],
)
def test_what_a_limit_hides_does_not_come(pace, expected):
    assert next_id(Window(due=(due(1),), new=(card(2),)), pace=pace) == expected


def test_no_limit_hides_a_drill():
    nothing_left = Pace(new_done=20, new_left=0, reviews_done=200, reviews_left=0)
    assert next_id(Window(drill=(card(1, drill_turn=9),)), pace=nothing_left, answers=1) == 1


def test_the_same_card_does_not_come_twice_running_while_another_waits():
    last = card(1, drill_turn=3)
    assert next_id(Window(drill=(last,), due=(due(2),)), answers=5, recent=(last,)) == 2
    assert next_id(Window(drill=(last, card(3, drill_turn=30))), answers=5, recent=(last,)) == 3
    assert next_id(Window(drill=(last,)), answers=5, recent=(last,)) == 1


SINGLE = card(1, fact="port-22")
SIBLING = card(2, fact="port-22")
COMPOSITE = card(3, facts=("port-22", "port-80"))
OVERLAP = card(4, facts=("port-80", "port-443"))
WARNED = card(5, avoid=("q6",))
NAMED = card(6)
UNRELATED = card(7, fact="port-53", facts=("port-25",), avoid=("q99",))
ELSEWHERE = card(8, deck_id=2, fact="port-22", facts=("port-80",), avoid=("q6",))
PAIRS = [(SINGLE, SIBLING), (SINGLE, COMPOSITE), (SIBLING, COMPOSITE), (COMPOSITE, OVERLAP), (WARNED, NAMED)]
EVERYONE = (SINGLE, SIBLING, COMPOSITE, OVERLAP, WARNED, NAMED, UNRELATED, ELSEWHERE)


def test_a_question_gives_another_away_in_both_directions_within_its_deck():
    expected = {(one, other) for one, other in PAIRS} | {(other, one) for one, other in PAIRS}
    assert {(one, other) for one, other in product(EVERYONE, repeat=2) if gives_away(one, other)} == expected


@pytest.mark.parametrize(("one", "other"), [*PAIRS, *((other, one) for one, other in PAIRS)])
def test_a_question_stays_ten_cards_from_what_it_gives_away(one, other):
    others = tuple(card(100 + number) for number in range(10))
    assert next_id(Window(new=(one, card(50))), recent=(*others[:9], other)) == 50
    assert next_id(Window(new=(one, card(50))), recent=(*others[:10], other)) == one.question_id


def test_if_only_such_cards_remain_they_wait_for_another_day():
    assert next_id(Window(due=(due(1, fact="a"),), new=(card(2, facts=("a",)),)), recent=(card(3, fact="a"),)) is None


def test_a_drill_may_stand_close_to_what_it_gives_away():
    assert next_id(Window(drill=(card(1, fact="a", drill_turn=9),)), recent=(card(3, fact="a"),)) == 1


@pytest.mark.parametrize(
    ("available", "limits", "left", "hidden"),
    [
        (50, {"limit": 20, "extra": 0, "done": 0}, 20, 30),
        (50, {"limit": 20, "extra": 0, "done": 15}, 5, 45),
        (50, {"limit": 20, "extra": 10, "done": 20}, 10, 40),
        (3, {"limit": 20, "extra": 0, "done": 10}, 3, 0),
        (50, {"limit": 20, "extra": 0, "done": 25}, 0, 50),
        (0, {"limit": 20, "extra": 0, "done": 0}, 0, 0),
    ],
)
def test_a_limit_leaves_some_cards_and_hides_the_rest(available, limits, left, hidden):
    assert allowance(available, **limits) == Allowance(left=left, hidden=hidden)


FACT = st.sampled_from("abc")
CLUES = {
    "deck_id": st.integers(1, 2),
    "fact": st.none() | FACT,
    "facts": st.lists(FACT, max_size=2).map(tuple),
    "avoid": st.lists(st.integers(0, 9).map("q{}".format), max_size=1).map(tuple),
}
CARD = st.builds(card, st.integers(0, 9), **CLUES)
DUE = st.builds(due, st.integers(0, 9), days_ago=st.integers(0, 2), order=st.integers(0, 3), **CLUES)
DRILL = st.builds(card, st.integers(0, 9), drill_turn=st.integers(1, 9), **CLUES)
SMALL = st.integers(0, 3)


def by_rank(window: Window, pace: Pace, answers_today: dict[int, int], recent: list[Asked]) -> Candidate | None:
    """The rule as one order over all cards: each gets its rank, the lowest comes."""
    new_total, reviews_total = pace.new_done + pace.new_left, pace.reviews_done + pace.reviews_left
    new_first = pace.new_done * reviews_total < pace.reviews_done * new_total
    waits = [(asked.drill_turn - answers_today[asked.deck_id], asked) for asked in window.drill]
    ranks = [
        *(((0 if wait <= 0 else 3, wait, 0, asked.question_id), asked) for wait, asked in waits),
        *(((1.5, asked.due_day.toordinal(), asked.due_order, asked.question_id), asked) for asked in window.due),
        *(((1 if new_first else 2, place, 0, 0), asked) for place, asked in enumerate(window.new)),
    ]
    left = {*window.drill, *(window.due if pace.reviews_left else ()), *(window.new if pace.new_left else ())}
    allowed = [
        ((bool(recent) and recent[0].question_id == asked.question_id, *rank), asked)
        for rank, asked in ranks
        if asked in left
        if asked in window.drill or not any(spoils(asked, before) for before in recent[:10])
    ]
    return min(allowed, key=lambda ranked: ranked[0])[1] if allowed else None


def spoils(one: Asked, other: Asked) -> bool:
    shares = any(fact in (other.fact, *other.facts) for fact in (one.fact, *one.facts) if fact is not None)
    named = f"q{one.question_id}" in other.avoid or f"q{other.question_id}" in one.avoid
    return (shares or named) and one.deck_id == other.deck_id and one.question_id != other.question_id


@settings(max_examples=250, deadline=None)
@given(
    st.builds(
        Window,
        due=st.lists(DUE, max_size=5, unique_by=lambda asked: asked.question_id).map(tuple),
        drill=st.lists(DRILL, max_size=3, unique_by=lambda asked: asked.question_id).map(tuple),
        new=st.lists(CARD, max_size=4, unique_by=lambda asked: asked.question_id).map(tuple),
    ),
    st.builds(Pace, new_done=SMALL, new_left=SMALL, reviews_done=SMALL, reviews_left=SMALL),
    st.fixed_dictionaries({1: st.integers(0, 9), 2: st.integers(0, 9)}),
    st.lists(CARD, max_size=12),
)
def test_the_next_card_is_the_lowest_in_rank(window, pace, answers_today, recent):
    expected = by_rank(window, pace, answers_today, recent)
    assert pick(window, pace=pace, answers_today=answers_today, recent=recent) == expected


def test_a_whole_day_spreads_new_cards_among_reviews_and_brings_failed_cards_back():
    due_cards, new_cards = [due(number, order=number) for number in range(40)], [card(100 + n) for n in range(10)]
    drills: list[Candidate] = []
    shown: list[Candidate] = []
    while True:
        new_done = sum(asked.question_id >= 100 for asked in shown)
        reviews_done = sum(asked.due_day is not None for asked in shown)
        chosen = pick(
            Window(due=tuple(due_cards[:32]), drill=tuple(drills), new=tuple(new_cards[:32])),
            pace=Pace(
                new_done=new_done,
                new_left=len(new_cards),
                reviews_done=reviews_done,
                reviews_left=len(due_cards),
            ),
            answers_today={1: len(shown)},
            recent=shown[:-11:-1],
        )
        if chosen is None:
            break
        shown.append(chosen)
        for waiting in (due_cards, new_cards, drills):
            if chosen in waiting:
                waiting.remove(chosen)
        if chosen.due_day is not None and chosen.question_id % 10 == 0:
            drills.append(card(chosen.question_id, drill_turn=len(shown) + 8))
    ids = [asked.question_id for asked in shown]
    places_of_new = [place for place, asked in enumerate(shown) if asked.question_id >= 100]
    assert len(shown) == 40 + 10 + 4
    assert {later - earlier for earlier, later in pairwise(places_of_new)} <= {4, 5, 6, 7}
    for failed in (0, 10, 20, 30):
        first = ids.index(failed)
        assert ids.index(failed, first + 1) - first == 9
