"""Names: what is taken, what is refused and in which words, and when two are the same."""

import pytest

from quizzes.core.names import LONGEST_NAME, BadName, clean_name, name_key


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
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "write a name"),
        (" \t\n", "write a name"),
        ("x" * (LONGEST_NAME + 1), "at most 60 characters; this one has 61"),
        ("x" * 10_000, "at most 60 characters"),
        ("Ma\u202era", "cannot be seen"),
        ("Ma\u2067ra", "cannot be seen"),
        ("Ma\u200bra", "cannot be seen"),
        ("Ma\u200dra", "cannot be seen"),
        ("Ma\x00ra", "cannot be seen"),
        ("\ufeffMara", "cannot be seen"),
        ("\ue000", "cannot be seen"),
        ("...", "letters or digits"),
        ("e" + "\u0301\u0302\u0303\u0304\u0305", "letters or digits"),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_plain_words(typed: str, said: str) -> None:
    with pytest.raises(BadName, match=said):
        clean_name(typed)


def test_case_and_width_make_no_other_name() -> None:
    assert name_key(clean_name("ＭARA")) == name_key(clean_name("mara"))
    assert name_key("Straße") == name_key("STRASSE")
    assert name_key("Mara") != name_key("Mare")
