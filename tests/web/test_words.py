from dataclasses import replace
from datetime import date

import pytest

from quizzes.core.questions import Blank, Choice, Cloze, Option, TrueFalse, Typed, Verdict
from quizzes.core.recall import Presentation
from quizzes.core.study import SectionProgress
from quizzes.web import words


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (59, "in 59 days"),
        (60, "in 2 months"),
        (365, "in 12 months"),
        (366, "in 1 year"),
        (36_500, "in 100 years"),
    ],
)
def test_days_are_said_as_people_do(days: int, said: str) -> None:
    assert words.soon(days) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 cards"), (1, "1 card"), (1200, "1,200 cards")])
def test_counts_agree_with_their_noun(number: int, said: str) -> None:
    assert words.count(number, "card") == said


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(0, "Less than a minute"), (45_000, "About 1 minute"), (89_999, "About 1 minute"), (540_000, "About 9 minutes")],
)
def test_what_a_day_asks_is_said_in_minutes(milliseconds: int, said: str) -> None:
    assert words.minutes(milliseconds) == said


@pytest.mark.parametrize(("milliseconds", "said"), [(0, "0 s"), (59_400, "59 s"), (520_000, "8 min 40 s")])
def test_time_spent_is_exact(milliseconds: int, said: str) -> None:
    assert words.clock(milliseconds) == said


def test_a_date_is_said_in_full() -> None:
    assert words.on_day(date(2026, 3, 2)) == "2 March 2026"


@pytest.mark.parametrize(
    ("ask", "headline", "below"),
    [
        ("One line?", "One line?", ""),
        ("Head?\n\nMore.\n\nEnd.", "Head?", "More.\n\nEnd."),
        ("Head:\n```yaml\na: 1\n\nb: 2\n```", "Head:", "```yaml\na: 1\n\nb: 2\n```"),
    ],
)
def test_the_first_paragraph_of_a_question_is_its_heading(ask: str, headline: str, below: str) -> None:
    assert (words.headline(ask), words.below(ask)) == (headline, below)


def test_text_that_is_a_button_has_no_links_in_it() -> None:
    assert words.unlinked('See [**this**](https://a.example/?q=1>2 "t") now') == "See <strong>this</strong> now"


@pytest.mark.parametrize(
    ("reasons", "lines"),
    [([], 0), (["", ""], 0), (["Short."], 1), (["x" * 40, ""], 2), (["x" * 400, "Short."], 1), (["x" * 131], 4)],
)
def test_every_option_keeps_room_for_the_longest_reason_that_fits(reasons: list[str], lines: int) -> None:
    assert words.reason_lines(reasons) == lines


@pytest.mark.parametrize(
    ("title", "said"),
    [("4.4 Types of failure", "4.4"), ("12 Signs", "12"), ("Signs", "the path"), ("", "the path")],
)
def test_a_section_is_named_by_its_number(title: str, said: str) -> None:
    assert words.number_or(title, "the path") == said


def test_a_hint_of_a_blank_is_a_hint() -> None:
    assert words.has_hint(Cloze(id="c", ask="___", blanks=(Blank(answer="a", hint="first letter"),)))
    assert not words.has_hint(Cloze(id="c", ask="___", blanks=(Blank(answer="a"),)))


def test_the_room_after_an_answer_is_kept_within_bounds() -> None:
    assert words.feedback_lines(Typed(id="t", ask="?", answer="a")) == 2
    assert words.feedback_lines(TrueFalse(id="t", ask="?", answer=True, why="x" * 73)) == 2
    assert words.feedback_lines(TrueFalse(id="t", ask="?", answer=True, explain="x" * 9000)) == 6


def test_a_choice_from_memory_keeps_room_for_its_word_and_its_reason() -> None:
    plain = Option(key="a", text="a", verdict=Verdict.RIGHT)
    lines = [
        words.feedback_lines(Choice(id="c", ask="?", options=(one,)), presentation)
        for one in (plain, replace(plain, why="b"))
        for presentation in Presentation
    ]
    assert lines == [0, 2, 0, 4]


@pytest.mark.parametrize("sections", [1, 5, 60, 200])
def test_a_mastery_bar_is_as_wide_as_its_sections_together(sections: int) -> None:
    known = [SectionProgress(anchor="", title="", questions=4, known=1, mature=0, due=0)] * sections
    parts = words.segments(known)

    assert len(parts) == sections
    assert parts[-1].start + parts[-1].width == pytest.approx(1000, abs=sections * 0.1)
    assert all(part.known == pytest.approx(part.width / 4, abs=0.1) for part in parts)


def test_a_mastery_bar_of_nothing_is_empty() -> None:
    assert words.segments([SectionProgress(anchor="", title="", questions=0, known=0, mature=0, due=0)]) == []
