"""Two editions of a text, cut where their words differ."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.comparison import Stretch, compared

TEXT = st.text("ab \n", max_size=30)


def test_the_words_that_differ_stand_alone() -> None:
    found = compared("Port 22 carries SSH", "Port 2222 carries SSH")

    assert [stretch.text for stretch in found.before if stretch.alone] == ["22 "]
    assert [stretch.text for stretch in found.after if stretch.alone] == ["2222 "]


def test_what_has_no_other_edition_is_not_marked() -> None:
    assert compared("", "New words").after == (Stretch(text="New words", alone=False),)
    assert compared("", "New words").before == ()


@given(TEXT, TEXT)
def test_no_word_is_lost(before: str, after: str) -> None:
    found = compared(before, after)

    assert "".join(stretch.text for stretch in found.before).split() == before.split()
    assert "".join(stretch.text for stretch in found.after).split() == after.split()


@given(TEXT)
def test_the_same_text_has_nothing_alone(text: str) -> None:
    assert not any(stretch.alone for stretch in compared(text, text).after)
