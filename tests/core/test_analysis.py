"""Item analysis: the formulas against a worked example, and what is said of a question."""

from collections.abc import Sequence

import pytest

from quizzes.core.analysis.advice import Urgency, look_first
from quizzes.core.analysis.exposures import Exposure
from quizzes.core.analysis.formulas import discrimination, effective_weights, efficiency, facility
from quizzes.core.analysis.numbers import LEAST_LEARNERS, Asked, Numbers, analyse
from quizzes.core.grading import Response
from quizzes.core.questions import Choice, Flashcard, Option, Question, TrueFalse, Typed, Verdict

# Eight learners by four questions, with the figures that Moodle's definitions give for them.
MARKS = ("1111", "1110", "1101", "1010", "1100", "0100", "1000", "0001")
FACILITIES = (0.75, 0.625, 0.375, 0.375)
DISCRIMINATIONS = (25.26, 14.91, 23.35, -6.67)
EFFICIENCIES = (42.86, 20.00, 27.27, -9.09)
WEIGHTS = (25.27, 25.96, 27.29, 21.47)

LETTERS = "abcd"


def choice(name: str = "q") -> Choice:
    options = [Option(key=key, text=f"Option {key}", verdict=Verdict.WRONG, why="") for key in LETTERS]
    right = Option(key="a", text="Option a", verdict=Verdict.RIGHT, why="")
    return Choice(id=name, ask="Which?", options=(right, *options[1:]))


def cards(number: int) -> list[Asked]:
    return [Asked(question_id=at, question=Flashcard(id=f"q{at}", ask="?", answer="!")) for at in range(number)]


def matrix(rows: Sequence[str]) -> list[Exposure]:
    return [
        Exposure(learner_id=learner, question_id=question, score=float(mark))
        for learner, row in enumerate(rows)
        for question, mark in enumerate(row)
    ]


def picks(letters: str, *, question_id: int = 0, **fields: object) -> list[Exposure]:
    """One learner a letter: "a" is right, "-" is "I don't know"."""
    given = [Response(unknown=True) if letter == "-" else Response(keys=(letter,)) for letter in letters]
    return [
        Exposure(learner_id=at, question_id=question_id, score=float(letter == "a"), response=given[at], **fields)  # type: ignore[arg-type]
        for at, letter in enumerate(letters)
    ]


def others(skills: str) -> list[Exposure]:
    """Three more questions on which each learner does as "+" (all right) or "-" (all wrong) says."""
    rows = [("1" if skill == "+" else "0") * 3 for skill in skills]
    return [
        Exposure(learner_id=at, question_id=10 + place, score=float(mark))
        for at, row in enumerate(rows)
        for place, mark in enumerate(row)
    ]


def only(exposures: Sequence[Exposure], question: Question | None = None, **counted: int) -> Numbers:
    (found,) = analyse(exposures, [Asked(question_id=0, question=question or choice(), **counted)])
    return found


def reasons(exposures: Sequence[Exposure], question: Question | None = None, **counted: int) -> list[str]:
    asked = [Asked(question_id=0, question=question or choice(), **counted)]
    return [advice.reason for one in look_first(analyse(exposures, asked)) for advice in one.advice]


def test_the_worked_example_gives_the_published_figures() -> None:
    found = analyse(matrix(MARKS), cards(4))

    assert [one.facility.mean for one in found if one.facility] == list(FACILITIES)
    assert [round(100 * (one.discrimination or 0), 2) for one in found] == list(DISCRIMINATIONS)
    assert [round(100 * (one.efficiency or 0), 2) for one in found] == list(EFFICIENCIES)
    assert [round(100 * (one.weight or 0), 2) for one in found] == list(WEIGHTS)


def test_the_formulas_say_nothing_where_scores_do_not_differ() -> None:
    assert discrimination([1, 1, 1], [0.1, 0.5, 0.9]) is None
    assert efficiency([0.5, 0.5], [0, 1]) is None
    assert effective_weights([([1, 1], [0, 1]), ([0, 1], [0, 1]), ([1, 0], [0, 1])]) == [None, 1.0, None]


def test_a_perfect_order_is_wholly_efficient() -> None:
    assert efficiency([0, 0, 1], [0.1, 0.2, 0.9]) == pytest.approx(1)
    assert discrimination([0.1, 0.2, 0.9], [0.1, 0.2, 0.9]) == pytest.approx(1)
    assert efficiency([1, 0, 0], [0.1, 0.2, 0.9]) == pytest.approx(-3 / 5)


def test_a_facility_has_the_interval_of_wilson() -> None:
    # Newcombe (1998), table I: 81 of 263 and 1 of 29, by the score method.
    many, few = facility([1.0] * 81 + [0.0] * 182), facility([1.0] + [0.0] * 28)

    assert (round(many.low, 4), round(many.high, 4)) == (0.2553, 0.3662)
    assert (round(few.low, 4), round(few.high, 4)) == (0.0061, 0.1718)
    assert facility([1.0] * 8).high == 1.0


def test_below_the_least_number_of_learners_nothing_is_said() -> None:
    few = only(picks("a" * (LEAST_LEARNERS - 1)), flags=1, answers=50)

    assert not few.enough
    assert (few.learners, few.quarters, few.chosen, few.flagged) == (LEAST_LEARNERS - 1, (), (), 2.0)
    assert only(picks("a" * LEAST_LEARNERS)).enough


def test_a_learner_of_few_other_questions_tells_nothing_of_the_rest() -> None:
    exposures = [one for one in matrix(MARKS) if one.question_id < 3]

    (first, *_) = analyse(exposures, cards(3))

    assert first.facility is not None
    assert first.discrimination is None
    assert [quarter.learners for quarter in first.quarters] == [0, 0, 0, 0]


def test_quarters_run_from_the_weakest_and_keep_equals_together() -> None:
    found = only([*picks("aaaabbbb"), *others("++++----")])

    bars = [(quarter.learners, quarter.mean) for quarter in found.quarters]
    assert bars == [(4, 0.0), (0, None), (4, 1.0), (0, None)]


def test_each_option_says_who_chose_it() -> None:
    found = only([*picks("aaabbbc-"), *others("+++-----")])

    assert [(one.text, one.learners, one.weak, one.strong) for one in found.chosen] == [
        ("Option a", 3, 0, 3),
        ("Option b", 3, 3, 0),
        ("Option c", 1, 1, 0),
        ("Option d", 0, 0, 0),
    ]
    assert found.unknown == 1 / 8


def test_an_answer_that_was_typed_tells_nothing_of_the_options() -> None:
    found = only(picks("aaaabbbb", offered=False))

    assert [one.learners for one in found.chosen] == [0, 0, 0, 0]


def test_a_wrong_answer_is_shown_once_two_learners_typed_it() -> None:
    question = Typed(id="q", ask="Which port?", answer="22")
    typed = ["22", "22", "23", " 23", "telnet", "Telnet", "my own name", ""]
    exposures = [
        Exposure(learner_id=at, question_id=0, score=float(text == "22"), response=Response(texts=(text,)))
        for at, text in enumerate(typed)
    ]

    found = only(exposures, question)

    assert [(one.text.strip(), one.learners) for one in found.chosen] == [("23", 2), ("telnet", 2)]
    assert found.unknown == 1 / 8


def test_luck_shows_at_the_next_review() -> None:
    first = [*picks("aaaa", kept=False)[:1], *picks("aaaa", kept=True)[1:], *picks("aaaabbbb", kept=False)[4:]]

    assert only(first).lucky == 1 / 4
    assert only(picks("aaaaaaaa")).lucky is None


def test_a_wrong_answer_is_confident_when_it_is_quicker_than_most_right_ones() -> None:
    times = [4000, 5000, 6000, 7000, 2000, 9000, 3000, 1000]
    exposures = [
        Exposure(learner_id=one.learner_id, question_id=0, score=one.score, response=one.response, taken_ms=taken)
        for one, taken in zip(picks("aaaabbc-"), times, strict=True)
    ]

    found = only(exposures)

    assert found.confident_wrong == 2 / 8
    assert found.taken_ms == 4500


def test_lapses_are_counted_by_learner_and_flags_by_hundred_answers() -> None:
    found = only(picks("aaaabbbb"), lapses=12, flags=3, answers=60)

    assert (found.lapses, found.flagged) == (1.5, 5.0)


@pytest.mark.parametrize(
    ("letters", "skills", "reason"),
    [
        ("bbbbaacd", "++++----", "Of the stronger half, 4 chose this wrong option, more than the right one."),
        ("bcdcaaaa", "++++----", "Who does well on the rest does worse here."),
        ("b" * 20, "", "Fewer were right than by guessing."),
        ("b" * 20, "", "Hardly anybody was right at the first try."),
        ("a" * 80, "", "Nearly everybody was right at the first try."),
        ("aaabbc" * 4, "", "None of 24 learners chose this option."),
    ],
)
def test_what_the_answers_speak_against_is_said(letters: str, skills: str, reason: str) -> None:
    assert reason in reasons([*picks(letters), *others(skills)])


def test_advice_names_the_option_that_it_speaks_of() -> None:
    (found,) = look_first([only([*picks("bbbbaacd"), *others("++++----")])])

    assert found.advice[0].option == "Option b"


def test_flags_and_lapses_and_time_are_reasons_too() -> None:
    assert reasons(picks("aab"), flags=3, answers=40) == ["3 flags, 8 for every hundred answers."]
    assert reasons(picks("aaabbbcd"), lapses=9) == ["A learner forgets it 1.1 times."]
    slow = [*picks("aaabbbcd", taken_ms=40_000), *picks("aaabbbcd", question_id=1, taken_ms=9000)]
    asked = [Asked(question_id=at, question=choice(f"q{at}")) for at in (0, 1, 2)]
    quick = picks("aaabbbcd", question_id=2, taken_ms=8000)
    (found,) = look_first(analyse([*slow, *quick], asked))
    assert [advice.reason for advice in found.advice] == ["It takes 40 s, more than 3 times as long as others."]


def test_a_question_that_works_is_not_listed() -> None:
    statement = TrueFalse(id="s", ask="It is so.", answer=True)
    said = [
        Exposure(learner_id=at, question_id=0, score=float(at > 2), response=Response(keys=(str(at > 2).lower(),)))
        for at in range(8)
    ]

    assert reasons([*picks("aaaaabcd"), *others("+++++---")]) == []
    assert reasons([*said, *others("---+++++")], statement) == []


def test_what_judges_wrongly_comes_before_what_is_dull() -> None:
    asked = [Asked(question_id=at, question=choice(f"q{at}")) for at in (0, 1)]
    exposures = [*picks("a" * 80), *picks("b" * 80, question_id=1)]

    found = look_first(analyse(exposures, asked))

    assert [one.numbers.asked.question_id for one in found] == [1, 0]
    assert [one.advice[0].urgency for one in found] == [Urgency.WRONG, Urgency.DULL]
