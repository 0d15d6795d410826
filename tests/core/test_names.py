"""Names: what is taken, what is refused and in which words, and when two are the same."""

import pytest

from quizzes.core.names import LONGEST_NAME, BadName, name_key, read_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mara   Lind ", "Mara Lind"),
        ("ليلى", "ليلى"),
        ("Ｍａｒａ", "Mara"),
        ("Tomás", "Tomás"),
        ("7", "7"),
        ("🦊 fox", "🦊 fox"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert read_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "missing"),
        (" \t\n", "missing"),
        ("x" * (LONGEST_NAME + 1), "61 characters; shorten it to 60"),
        ("x" * 10_000, "10,000 characters"),
        ("Ma\u202era", "nobody can see"),
        ("Ma\u2067ra", "nobody can see"),
        ("Ma\u200bra", "nobody can see"),
        ("Ma\u200dra", "nobody can see"),
        ("Ma\x00ra", "nobody can see"),
        ("\ufeffMara", "nobody can see"),
        ("\ue000", "nobody can see"),
        ("...", "one letter or digit"),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_plain_words(typed: str, said: str) -> None:
    with pytest.raises(BadName, match=said):
        read_name(typed)


def test_case_and_width_make_no_other_name() -> None:
    assert name_key(read_name("ＭARA")) == name_key(read_name("mara"))
    assert name_key("Straße") == name_key("STRASSE")
    assert name_key("Mara") != name_key("Mare")
