"""Looks at whole decks: for every rule a deck that passes, and one that breaks this rule alone."""

from dataclasses import replace

import pytest
from rapidfuzz import fuzz

from quizzes.core.banks import twins as twins_module
from quizzes.core.banks.deck_lint import deck_lint
from quizzes.core.banks.giveaways import MOST_AVOIDED, giveaways, kept_apart
from quizzes.core.banks.habits import DEVIATIONS, FEWEST_PICKS, HABITS, Luck, luck, total_luck
from quizzes.core.banks.twins import twins
from quizzes.core.questions import Choice, Flashcard, Multi, Option, Origin, Task, TrueFalse, Typed, Verdict

ORIGIN = Origin(section="s", lines=(1, 1), key="k", print="p", made="m")
LONGEST, SHORTEST = HABITS[:2]


def word(number):
    """Five letters that no other number has."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(3)) + "zq"


def option(text, *, right=False):
    return Option(key=text, text=text, verdict=Verdict.RIGHT if right else Verdict.WRONG, why="so")


def choice(number, right, *wrong, ask=None, kind=Choice):
    options = (option(right, right=True), *map(option, wrong))
    return kind(id=f"q{number}", ask=ask or f"Question {word(number)}?", options=options)


def sized(number, place):
    """A choice between four texts of different lengths; the one at `place`, shortest first, is right."""
    texts = [f"{'x' * size}{word(4 * number + size)}" for size in range(1, 5)]
    right = texts.pop(place)
    return choice(number, right, *texts)


def typed(number, ask, answer, **head):
    return Typed(id=f"q{number}", ask=ask, answer=answer, **head)


def statements(*, true, false):
    answers = [True] * true + [False] * false
    return [TrueFalse(id=f"s{at}", ask=f"{word(at)}.", answer=answer) for at, answer in enumerate(answers)]


def messages(questions):
    return [finding.message for _, finding in deck_lint(questions)]


def codes(questions):
    return [finding.rule.code for _, finding in deck_lint(questions)]


def test_right_options_of_any_length_pass():
    assert codes([sized(number, number % 4) for number in range(60)]) == []


def test_a_habit_that_never_wins_tells_as_much_as_one_that_always_does():
    assert [text.split(",")[0] for text in messages([sized(number, number % 3) for number in range(60)])] == [
        "the longest option is right less often than chance"
    ]
    assert [text.split(",")[0] for text in messages([sized(number, 3) for number in range(60)])] == [
        "the longest option is right more often than chance",
        "the shortest option is right less often than chance",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "name"),
    [
        ("one, other", "one; other", "the option with the most commas"),
        ("`one` other", "one other", "the option with the most code"),
        ("harbour", "lantern", "the option most like its question"),
    ],
)
def test_every_other_habit_is_found_alone_and_only_in_enough_questions(right, wrong, name):
    deck = [
        choice(
            n,
            *(f"{text} {word(4 * n + at)}" for at, text in enumerate((right, wrong, wrong))),
            ask=f"{word(n)} harbour?",
        )
        for n in range(FEWEST_PICKS)
    ]
    (found,) = messages(deck)
    assert found.startswith(f"{name} is right more often")
    assert messages(deck[1:]) == []


def test_a_tie_is_picked_from_at_random():
    tied = choice(1, "three", "seven", "one", "two")
    assert luck(tied, LONGEST) == Luck(gain=1 / 2 - 1 / 4, variance=1 / 8 - 1 / 16, picks=1)
    assert luck(tied, SHORTEST) == Luck(gain=-1 / 4, variance=1 / 8 - 1 / 16, picks=1)
    assert luck(choice(1, "one", "two", "six"), LONGEST) == Luck()


def test_luck_adds_up_and_takes_away():
    deck = [sized(number, 3) for number in range(FEWEST_PICKS)]
    total = total_luck(deck, LONGEST)
    assert total.deviation > DEVIATIONS
    assert (total - luck(deck[0], LONGEST)).picks == FEWEST_PICKS - 1
    assert (total - luck(deck[0], LONGEST)).deviation == 0


@pytest.mark.parametrize(
    ("shown", "right", "found"),
    [(3, 0, []), (4, 0, ["Y411"]), (10, 1, []), (11, 1, ["Y411"]), (5, 3, []), (4, 3, ["Y411"]), (3, 3, [])],
)
def test_an_option_shown_often_is_right_in_a_tenth_to_six_tenths_of_its_showings(shown, right, found):
    rest = [word(100 + at) for at in range(2 * shown)]
    deck = [
        choice(at, *(("Cork", rest[2 * at]) if at < right else (rest[2 * at], "`cork`")), rest[2 * at + 1], kind=Multi)
        for at in range(shown)
    ]
    assert codes(deck) == found


@pytest.mark.parametrize(
    ("true", "false", "found"),
    [
        (2, 0, []),
        (3, 0, ["Y412"]),
        (0, 3, ["Y412"]),
        (10, 8, []),
        (11, 8, ["Y412"]),
        (11, 9, []),
        (12, 8, ["Y412"]),
        (22, 18, []),
        (23, 17, ["Y412"]),
    ],
)
def test_about_half_of_the_statements_are_true(true, false, found):
    assert codes(statements(true=true, false=false)) == found


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Which port does SSH use by default?", "What is the default port of SSH?", True),
        ("Which port does SSH use?", "Which port does SSH use?", True),
        ("Which colour do port buoys have?", "Which color do port buoys have?", True),
        (
            "Which light marks the southern end of the outer harbour wall?",
            "Which light marks the southern end of the harbour wall?",
            True,
        ),
        ("Which port does SSH use by default?", "Which port does SFTP use by default?", False),
        ("Which mark stands on buoy 7?", "Which mark stands on buoy 9?", False),
        ("Which mark has the **north** buoy?", "Which mark has the **south** buoy?", False),
        ("Which mark stands north?", "Which mark does not stand north?", False),
    ],
)
def test_the_same_answer_to_nearly_the_same_question_is_a_twin(first, second, same):
    pair = [typed(1, first, "22"), typed(2, second, "22")]
    assert list(twins(pair)) == ([(0, 1)] if same else [])
    assert list(twins([pair[0], replace(pair[1], answer="23")])) == []


def test_two_kinds_about_one_fact_are_no_twins_but_two_of_a_kind_are():
    one, other = typed(1, "Which port has SSH?", "22", fact="ssh"), typed(2, "Which port has SSH?", "22", fact="ssh")
    card = Flashcard(id="card", ask="Which port has SSH?", answer="22", fact="ssh")
    assert list(twins([one, card])) == []
    assert list(twins([one, replace(card, fact="port")])) == [(0, 1)]
    assert list(twins([one, other])) == [(0, 1)]


def test_looking_for_twins_compares_a_few_of_many(monkeypatch):
    compared = []

    class Counted:
        @staticmethod
        def token_sort_ratio(first, second):
            compared.append(first)
            return fuzz.token_sort_ratio(first, second)

    monkeypatch.setattr(twins_module, "fuzz", Counted)
    deck = [typed(n, f"Which berth has the good ship {word(n)} in the old harbour?", f"{n % 5}") for n in range(2000)]
    assert list(twins([*deck, replace(deck[7], id="late")])) == [(7, 2000)]
    assert 0 < len(compared) <= 64 * len(deck)


def test_an_answer_in_many_stems_of_its_section_is_what_the_section_is_about():
    told = typed(0, "What floats?", "a buoy")
    tellers = [typed(n, f"Where lies a buoy called {word(n)}?", f"place {word(n)}") for n in range(1, MOST_AVOIDED + 2)]
    assert list(giveaways([told, *tellers[1:]])) == [(0, n) for n in range(1, MOST_AVOIDED + 1)]
    assert list(giveaways([told, *tellers])) == []


@pytest.mark.parametrize("answer", ["yes", "7", "a buoy's"])
def test_an_answer_is_given_away_by_whole_words_that_tell(answer):
    assert list(giveaways([typed(1, "What floats?", answer), typed(2, "Is 7 a buoyant yes?", "never")])) == []


def test_kept_apart_lists_each_pair_once_and_touches_nothing_by_hand():
    told, teller = typed(1, "Which one ties up?", "mooring line"), typed(2, "Why a mooring line?", "to tie up")
    made_told, made_teller = replace(told, origin=ORIGIN), replace(teller, origin=ORIGIN)
    assert [question.avoid for question in kept_apart([made_told, made_teller])] == [("q2",), ()]
    assert [question.avoid for question in kept_apart([told, made_teller])] == [(), ("q1",)]
    assert kept_apart([told, teller]) == (told, teller)
    both = [replace(made_told, ask="Which one does one tie up?"), replace(made_teller, answer="one tie up")]
    assert [question.avoid for question in kept_apart(both)] == [("q2",), ()]
    assert kept_apart(kept_apart(both)) == kept_apart(both)


def test_kept_apart_never_makes_a_long_list_and_never_drops_an_entry():
    full = tuple(f"q{n}" for n in range(100, 100 + MOST_AVOIDED))
    told = typed(1, "Which one ties up?", "mooring line", origin=ORIGIN, avoid=full)
    teller = typed(2, "Why a mooring line?", "to tie up", origin=ORIGIN)
    assert [question.avoid for question in kept_apart([told, teller])] == [full, ("q1",)]
    assert [question.avoid for question in kept_apart([told, replace(teller, origin=None)])] == [full, ()]


def test_tasks_and_retired_questions_do_not_count():
    deck = [*statements(true=3, false=1)]
    assert codes(deck) == []
    assert codes([*deck[:3], replace(deck[3], retired=True)]) == ["Y412"]
    told = typed(1, "What ties up?", "mooring line")
    assert codes([told, Task(id="lab", ask="Throw a mooring line.")]) == []


def test_findings_stand_where_the_question_stands_among_all():
    deck = [
        Task(id="lab", ask="Throw."),
        typed(1, "What ties up?", "mooring line"),
        typed(2, "Why a mooring line?", "x"),
    ]
    ((place, finding),) = deck_lint(deck)
    assert (place, finding.at) == (1, ("avoid",))
