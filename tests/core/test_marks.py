"""Marks in the margin: what they say, and where they stand."""

import pytest

from quizzes.core.marks import Marked, Mastery, forgotten, marks_of, mastery
from quizzes.core.questions import Flashcard, Origin
from quizzes.core.reading import Chapter, Passage

CHAPTER = Chapter(
    level=2,
    anchor="soil",
    heading="Soil",
    passages=(Passage(lines=(3, 3), html="<p>a</p>"), Passage(lines=(5, 8), html="<ul></ul>")),
)


def marked(name: str, line: int, *, known: Mastery = Mastery.NEW, failed: int = 0) -> Marked:
    origin = Origin(section="soil", lines=(line, line), key="k", print="p", made="m") if line else None
    question = Flashcard(id=name, ask=f"{name}?", answer="!", origin=origin)
    return Marked(question_id=1, question=question, section="soil", mastery=known, failed=failed)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"begun": False}, Mastery.NEW),
        ({"passed": False, "failed": 1}, Mastery.WEAK),
        ({"failed": 2}, Mastery.WEAK),
        ({"failed": 1}, Mastery.KNOWN),
        ({"due": True}, Mastery.DUE),
        ({"due": True, "passed": False}, Mastery.WEAK),
        ({}, Mastery.KNOWN),
        ({"suspended": True, "passed": False}, Mastery.ASIDE),
        ({"suspended": True, "begun": False}, Mastery.ASIDE),
    ],
)
def test_what_the_state_of_a_card_says(state: dict[str, bool], said: Mastery) -> None:
    known = {"begun": True, "suspended": False, "due": False, "passed": True}
    failed = state.pop("failed", 0)

    assert mastery(**{**known, **state}, failed=failed) is said


def test_a_mark_stands_at_the_passage_of_its_lines() -> None:
    marks = marks_of(CHAPTER, [marked("last", 8), marked("first", 5), marked("head", 3), marked("behind", 12)])

    assert {place: [one.question.id for one in mark.questions] for place, mark in marks.items()} == {
        0: ["head"],
        1: ["first", "last", "behind"],
    }


def test_a_question_without_lines_stands_at_the_beginning() -> None:
    assert list(marks_of(CHAPTER, [marked("own", 0)])) == [0]


def test_a_chapter_without_text_has_no_marks() -> None:
    bare = Chapter(level=1, anchor="", heading="Top", passages=())

    assert marks_of(bare, [marked("own", 1)]) == {}


def test_a_mark_counts_the_neediest_first() -> None:
    found = [marked("a", 3, known=Mastery.KNOWN), marked("b", 3, known=Mastery.WEAK), marked("c", 3)]

    assert marks_of(CHAPTER, found)[0].counts == ((Mastery.WEAK, 1), (Mastery.KNOWN, 1), (Mastery.NEW, 1))


def test_what_was_forgotten_most_comes_first() -> None:
    found = [marked("once", 3, failed=1), marked("never", 3), marked("often", 5, failed=3)]

    assert [one.question.id for one in forgotten(found)] == ["often", "once"]
