"""The publishing plan: what an edited bank would do to the questions that stand."""

from dataclasses import replace

import pytest

from quizzes.core.banks import Bank, Plan, Standing, plan
from quizzes.core.questions import Choice, Flashcard, Option, Origin, Typed, Verdict

GROUPS = ("new", "changed", "meaning_changed", "renamed", "retired", "revived", "relocated", "unchanged")
ORIGIN = Origin(section="s", lines=(1, 2), key="k", print="p", made="m")


def card(id_, **fields):
    return Flashcard(**{"id": id_, "ask": f"What is {id_}?", "answer": f"It is {id_}.", **fields})


def choice(right, **fields):
    texts = ("one", "two")
    verdicts = {text: Verdict.RIGHT if text == right else Verdict.WRONG for text in texts}
    options = tuple(Option(key=text, text=text, verdict=verdicts[text], why="no") for text in texts)
    return Choice(id="c", ask="Which?", options=options, **fields)


def bank(*questions):
    return Bank(id="b", title="B", questions=questions, file="b.yaml", lines=tuple(range(4, 4 + len(questions))))


def standing(*questions, retired=()):
    return [Standing(question, question.id in retired) for question in questions]


def shown(planned: Plan):
    groups = {group: [entry.id for entry in getattr(planned, group)] for group in GROUPS}
    return {group: ids for group, ids in groups.items() if ids}


def test_the_same_file_twice_changes_nothing():
    planned = plan(standing(card("a"), card("b")), bank(card("a"), card("b")))
    assert shown(planned) == {"unchanged": ["a", "b"]}
    assert planned.empty
    assert not planned.stopped


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [card("a")], {"new": ["a"]}),
        ([card("a")], [card("a", answer="Else.")], {"changed": ["a"]}),
        ([card("a")], [card("a", tags=("t",))], {"changed": ["a"]}),
        ([card("a")], [card("a", rev=2)], {"meaning_changed": ["a"]}),
        ([card("a")], [card("b", was=("a",), ask="What is a?", answer="It is a.")], {"renamed": ["b"]}),
        ([card("a")], [card("b", was=("a",))], {"changed": ["b"]}),
        ([card("a")], [card("b", was=("a",), rev=2)], {"meaning_changed": ["b"]}),
        ([card("a")], [], {"retired": ["a"]}),
        ([card("a")], [card("a", retired=True)], {"retired": ["a"]}),
        ([card("a")], [card("a", origin=ORIGIN)], {"relocated": ["a"]}),
        ([card("a")], [card("b")], {"new": ["b"], "retired": ["a"]}),
    ],
)
def test_each_edit_falls_into_one_group(old, new, expected):
    assert shown(plan(standing(*old), bank(*new))) == expected


def test_a_question_that_left_is_not_retired_again_and_comes_back_as_itself():
    old = standing(card("a"), card("b"), retired={"b"})
    assert shown(plan(old, bank(card("a")))) == {"unchanged": ["a"]}
    assert shown(plan(old, bank(card("a"), card("b")))) == {"revived": ["b"], "unchanged": ["a"]}


def test_a_revived_question_says_whether_its_meaning_changed():
    (entry,) = plan(standing(card("a"), retired={"a"}), bank(card("a", rev=2))).revived
    assert entry.meaning_changed


def test_a_renamed_question_names_the_id_it_stands_under_and_both_texts():
    (entry,) = plan(standing(card("a")), bank(card("b", was=("x", "a")))).changed
    assert (entry.id, entry.was, entry.old.ask, entry.new.ask) == ("b", "a", "What is a?", "What is b?")


def test_an_id_that_stands_counts_before_a_former_one():
    planned = plan(standing(card("a"), card("b")), bank(card("b", was=("a",))))
    assert shown(planned) == {"relocated": ["b"], "retired": ["a"]}


def test_two_questions_never_take_over_the_same_former_one():
    planned = plan(standing(card("a")), bank(card("b", was=("a",)), card("c", was=("a",))))
    assert shown(planned) == {"changed": ["b"], "new": ["c"]}


def test_another_order_is_noticed_and_a_new_question_between_is_none():
    old = standing(card("a"), card("b"))
    assert plan(old, bank(card("b"), card("a"))).reordered
    assert not plan(old, bank(card("b"), card("a"))).empty
    assert not plan(old, bank(card("a"), card("n"), card("b"))).reordered


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (choice("one"), choice("two")),
        (choice("one"), Flashcard(id="c", ask="Which?", answer="one")),
        (Typed(id="c", ask="?", answer="1.5"), Typed(id="c", ask="?", answer="15")),
        (Typed(id="c", ask="?", answer="cat"), Typed(id="c", ask="?", answer="dog")),
    ],
)
def test_another_right_answer_or_kind_asks_for_a_raised_rev(old, new):
    planned = plan(standing(old), bank(new))
    assert [(problem.code, problem.line, problem.question, problem.fix) for problem in planned.problems] == [
        ("Y501", 4, "c", "rev: 2")
    ]
    assert not planned.stopped
    assert plan(standing(old), bank(replace(new, rev=2))).problems == ()


def test_a_corrected_spelling_of_the_answer_asks_nothing():
    old, new = Typed(id="c", ask="?", answer="Load balancer"), Typed(id="c", ask="?", answer="load-balancer")
    assert plan(standing(old), bank(new)).problems == ()


def test_a_lowered_rev_stops_publishing():
    planned = plan(standing(card("a", rev=3)), bank(card("a", rev=2)))
    assert ([problem.code for problem in planned.problems], planned.stopped) == (["Y502"], True)


@pytest.mark.parametrize(
    ("count", "leaving", "stopped"), [(100, 30, False), (100, 31, True), (20, 10, False), (20, 11, True), (5, 5, False)]
)
def test_publishing_stops_over_thirty_percent_and_over_ten_questions(count, leaving, stopped):
    cards = [card(f"q{number}") for number in range(count)]
    old, new = standing(*cards), bank(*cards[leaving:])
    assert plan(old, new).stopped is stopped
    assert not plan(old, new, allow_retiring=True).stopped


def test_a_question_retired_in_the_file_stays_so_and_may_come_back():
    old = standing(card("a", retired=True))
    assert plan(old, bank(card("a", retired=True))).empty
    assert shown(plan(old, bank())) == {}
    assert shown(plan(old, bank(card("a")))) == {"revived": ["a"]}


def test_questions_retired_before_count_neither_as_leaving_nor_as_standing():
    cards = [card(f"q{number}") for number in range(40)]
    old = standing(*cards, retired={f"q{number}" for number in range(20)})
    assert plan(old, bank(*cards[31:])).stopped
    assert not plan(old, bank(*cards[30:])).stopped
