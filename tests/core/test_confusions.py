"""What counts as taking two things for each other."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from quizzes.core.confusions import Answer, Confusion, Mistake, Mix, confusions, mixes
from quizzes.core.grading import Response
from quizzes.core.questions import Blank, Choice, Cloze, Flashcard, Match, Option, Pair, Question, Typed, Verdict

MONDAY = date(2026, 3, 2)
NO_ANSWERS: Mapping[str, Answer] = {}


def choice(name: str, right: str, **wrong: tuple[str, str]) -> Choice:
    """A choice about a bold name; each wrong option has its text and its reason."""
    options = [Option(key="right", text=right, verdict=Verdict.RIGHT)]
    options += [Option(key=key, text=text, verdict=Verdict.WRONG, why=why) for key, (text, why) in wrong.items()]
    return Choice(id=name, ask=f"Which tool is listed for **{name}**?", options=tuple(options), explain=f"On {name}.")


LATENCY = choice("Latency", "tc", dns=("CoreDNS", "Listed for **DNS failure**."))
DNS = choice("DNS failure", "CoreDNS", tc=("tc", "Listed for **Latency**."), dd=("dd", "Listed for **Disk**."))
WHICH = Choice(
    id="which",
    ask="For which failure is **tc** listed?",
    options=(
        Option(key="a", text="Latency", verdict=Verdict.RIGHT),
        Option(key="b", text="DNS failure", verdict=Verdict.WRONG, why="There the path gives: CoreDNS."),
    ),
)
SOUNDS = Match(
    id="sounds",
    ask="Pair them.",
    pairs=(
        Pair(key="1", left="Bell", right_key="metal", right="Struck metal"),
        Pair(key="2", left="Horn", right_key="low", right="A low tone"),
        Pair(key="3", left="Whistle", right_key="air", right="Air"),
    ),
)


def mistake(at: int, question: Question, *keys: str, section: str = "one", texts: tuple[str, ...] = ()) -> Mistake:
    return Mistake(
        seq=at,
        study_day=MONDAY + timedelta(days=at),
        deck_id=1,
        section=section,
        question_id=at % 2,
        question=question,
        response=Response(keys=keys, texts=texts),
    )


def told(found: list[Confusion]) -> list[tuple[set[str], int]]:
    return [({one.mix.left, one.mix.right}, one.count) for one in found]


def test_the_same_wrong_option_twice_is_a_confusion() -> None:
    once = [mistake(1, LATENCY, "dns")]

    assert confusions(once) == []
    assert told(confusions([*once, mistake(2, LATENCY, "dns")])) == [({"Latency", "DNS failure"}, 2)]


def test_each_answer_at_the_other_question_is_a_confusion() -> None:
    assert told(confusions([mistake(1, LATENCY, "dns"), mistake(2, DNS, "tc")])) == [({"Latency", "DNS failure"}, 2)]


def test_two_different_wrong_options_are_none() -> None:
    assert confusions([mistake(1, DNS, "tc"), mistake(2, DNS, "dd")]) == []


def test_a_question_turned_around_counts_for_the_same_pair() -> None:
    assert told(confusions([mistake(1, WHICH, "b"), mistake(2, LATENCY, "dns")])) == [({"Latency", "DNS failure"}, 2)]


def test_a_name_means_something_else_in_another_section() -> None:
    assert confusions([mistake(1, LATENCY, "dns"), mistake(2, LATENCY, "dns", section="two")]) == []


def test_the_newest_pair_comes_first_and_knows_its_last_answer() -> None:
    slips = [mistake(1, DNS, "dd"), mistake(2, DNS, "tc"), mistake(3, DNS, "tc"), mistake(4, DNS, "dd")]

    found = confusions(reversed(slips))

    assert told(found) == [({"DNS failure", "Disk"}, 2), ({"DNS failure", "Latency"}, 2)]
    assert [(one.last_seq, one.last_day.day) for one in found] == [(4, 6), (3, 5)]


def test_an_option_is_named_after_whose_answer_it_is() -> None:
    (mix,) = mixes(LATENCY, Response(keys=("dns",)), answers=NO_ANSWERS)

    assert mix == Mix(left="Latency", right="DNS failure", left_says="tc", right_says="CoreDNS")


@pytest.mark.parametrize(
    "why",
    ["", "It comes right after **Split**.", "There stand: `dev/`.", "Listed for **Latency**."],
    ids=["none", "after", "content", "itself"],
)
def test_without_an_owner_the_options_are_the_names(why: str) -> None:
    question = choice("Latency", "tc", other=("dd", why))

    (mix,) = mixes(question, Response(keys=("other",)), answers=NO_ANSWERS)

    assert (mix.left, mix.right) == ("tc", "dd")


def test_two_pairs_swapped_in_one_answer_are_a_confusion() -> None:
    assert told(confusions([mistake(1, SOUNDS, "low", "metal", "air")])) == [({"Bell", "Horn"}, 2)]


def test_a_wrong_pair_and_an_empty_one() -> None:
    (mix,) = mixes(SOUNDS, Response(keys=("air", "", "air")), answers=NO_ANSWERS)

    assert (mix.left, mix.right, mix.left_says, mix.right_says) == ("Bell", "Whistle", "Struck metal", "Air")


def test_typing_the_answer_of_a_question_around_is_a_mix() -> None:
    port = Typed(id="ssh", ask="Which port has SSH?", answer="port 22", accept=("22",), explain="SSH: 22.")
    other = Typed(id="dns", ask="Which port has DNS?", answer="Port 53", explain="DNS: 53.")
    slips = [mistake(1, port, texts=("port 53",)), mistake(2, port, texts=("PORT 53.",))]

    assert told(confusions(slips, asked=[(1, "one", port), (1, "one", other)])) == [({"port 22", "Port 53"}, 2)]
    assert confusions(slips, asked=[(1, "elsewhere", other)]) == []
    assert (
        confusions([mistake(1, port, texts=("99",)), mistake(2, port, texts=("99",))], asked=[(1, "one", port)]) == []
    )


def test_a_blank_filled_with_another_blank_is_a_mix() -> None:
    config = Cloze(id="config", ask="___ then ___", blanks=(Blank(answer="min"), Blank(answer="max")))
    around = [(1, "one", config)]

    assert told(confusions([mistake(1, config, texts=("max", "min"))], asked=around)) == [({"min", "max"}, 2)]
    assert confusions([mistake(1, config, texts=("", "min"))], asked=around) == []


def test_typing_another_option_before_the_right_one_was_picked_is_a_mix() -> None:
    (mix,) = mixes(LATENCY, Response(keys=("right",), texts=("coredns",)), answers=NO_ANSWERS)

    assert {mix.left, mix.right} == {"Latency", "DNS failure"}


def test_right_answers_and_kinds_without_pairs_mix_nothing() -> None:
    card = Flashcard(id="card", ask="Why?", answer="Because.")

    assert list(mixes(LATENCY, Response(keys=("right",)), answers=NO_ANSWERS)) == []
    assert list(mixes(SOUNDS, Response(keys=("metal", "low", "air")), answers=NO_ANSWERS)) == []
    assert list(mixes(card, Response(keys=("again",)), answers=NO_ANSWERS)) == []


def test_a_pair_has_one_key_whichever_comes_first() -> None:
    assert Mix(left="**Bell**", right="Horn").key == Mix(left="horn", right="bell").key
    assert Mix(left="Bell", right="Horn").key != Mix(left="Bell", right="Whistle").key
