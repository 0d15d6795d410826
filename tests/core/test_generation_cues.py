"""Evening out: a deck with a cue loses it by as few changes as it takes, and a deck without one stays as it is."""

from types import SimpleNamespace

from quizzes.core.banks.habits import DEVIATIONS, HABITS, Fates, total_luck
from quizzes.core.generation.cues import uncued
from quizzes.core.generation.slots import Slot
from quizzes.core.questions import Choice, Flashcard, Multi, Option, Typed, Verdict

LONGEST = HABITS[0]


def anything(slot, question):
    return True


def option(text, *, right=False):
    return Option(key=text, text=text, verdict=Verdict.RIGHT if right else Verdict.WRONG, why="so")


def choice(ask, right, *wrong):
    return Choice(id="", ask=ask, options=(option(right, right=True), *map(option, wrong)))


def asked(number, question, *others):
    slot = Slot(block=None, facts=(SimpleNamespace(key=f"key {number}"),), candidates=(question, *others))
    return slot, question


def texts(question):
    return [option.text for option in getattr(question, "options", ())]


def never_right(count, *others):
    """Questions that all show an anchor, which is the answer of none."""
    return [
        asked(n, choice(f"Ship {n}?", f"mate {n}", f"cook {n}", "Anchor", f"rope {n}"), *(other(n) for other in others))
        for n in range(count)
    ]


def longest(count, ask="Which ship {}?"):
    """Questions whose right option is the longest, always."""
    return [asked(n, choice(ask.format(n), f"the long one {n}", f"a {n}", f"b {n}")) for n in range(count)]


def test_what_gives_nothing_away_stays_as_it_is():
    deck = never_right(3)
    assert uncued(deck, passes=anything) == deck


def test_an_option_that_is_never_right_is_dropped_where_it_takes_no_more():
    even = uncued(never_right(10), passes=anything)
    shown = [question for _, question in even if "Anchor" in texts(question)]
    assert len(shown) == 3
    assert {len(texts(question)) for _, question in even} == {3, 4}


def test_where_it_cannot_be_spared_another_draw_takes_its_place():
    def redrawn(n):
        return choice(f"Ship {n}?", f"mate {n}", f"cook {n}", f"sail {n}", f"rope {n}")

    even = uncued(never_right(10, redrawn), passes=lambda slot, question: len(texts(question)) == 4)
    assert sum("Anchor" in texts(question) for _, question in even) == 3
    assert sum(any("sail" in text for text in texts(question)) for _, question in even) == 7


def test_an_option_that_is_nearly_always_right_is_typed_instead():
    deck = [
        asked(
            n, choice(f"Ship {n}?", "Anchor", f"cook {n}", f"rope {n}"), Typed(id="", ask=f"Ship {n}?", answer="Anchor")
        )
        for n in range(6)
    ]
    even = [question for _, question in uncued(deck, passes=anything)]
    assert Fates(even).cues() == {}
    assert sum(isinstance(question, Typed) for question in even) == 3


def test_a_habit_that_pays_is_evened_out_by_as_many_as_it_takes():
    even = [question for _, question in uncued(longest(40), passes=anything)]
    assert abs(total_luck(even, LONGEST).deviation) <= DEVIATIONS
    assert 5 < sum(isinstance(question, Choice) for question in even) < 20


def test_a_question_that_leans_on_its_options_keeps_them():
    deck = longest(40, ask="Which of these is ship {}?")
    assert uncued(deck, passes=anything) == deck


def test_of_many_to_tick_one_is_spared():
    deck = [
        asked(
            n,
            Multi(id="", ask=f"Port {n}?", options=choice("", "Anchor", f"rope {n}", f"sail {n}", f"oar {n}").options),
        )
        for n in range(4)
    ]
    even = [question for _, question in uncued(deck, passes=anything)]
    assert sum("Anchor" in texts(question) for question in even) == 3


def test_a_candidate_that_may_not_be_asked_takes_no_place():
    deck = longest(40)
    assert uncued(deck, passes=lambda slot, question: not isinstance(question, Flashcard)) == deck


def test_a_stem_with_its_section_in_front_keeps_it():
    slot, question = asked(
        1, choice("In “Port”, which ship?", "Anchor", "a"), Flashcard(id="", ask="Which ship?", answer="x")
    )
    deck = [(slot, question)] + [asked(n, choice(f"Ship {n}?", "Anchor", f"a {n}")) for n in range(2, 6)]
    even = [
        question for _, question in uncued(deck, passes=lambda slot, one: one.kind == "choice" or one.answer == "x")
    ]
    assert [question.ask for question in even if isinstance(question, Flashcard)] == ["In “Port”, which ship?"]


def test_which_questions_change_depends_on_their_keys_and_not_on_their_order():
    deck = never_right(10)
    changed = [question.ask for _, question in uncued(deck, passes=anything) if "Anchor" not in texts(question)]
    turned = [question.ask for _, question in uncued(deck[::-1], passes=anything) if "Anchor" not in texts(question)]
    assert changed == turned[::-1]
