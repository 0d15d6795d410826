import pytest

from quizzes.core.browsers import browser_words
from quizzes.core.looks import look
from quizzes.core.names import BadEmail, BadName, clean_email, clean_name, name_key
from quizzes.core.passwords import BadPassword, check_password


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Mara   Vogt ", "Mara Vogt"),
        ("Ｍａｒａ", "Mara"),
        ("李雷", "李雷"),
        ("🦊 fox", "🦊 fox"),
        ("a" * 60, "a" * 60),
    ],
)
def test_a_name_is_kept_as_it_reads(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "a" * 61,
        "a" * 10_000,
        "ma\u200bra",
        "ma\u202era",
        "ma\u0000ra",
        "\u3164",
        "...",
        "a\u0300\u0301\u0302\u0303",
    ],
)
def test_a_name_that_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(BadName):
        clean_name(typed)


def test_case_and_width_tell_no_two_people_apart() -> None:
    assert name_key("MARA") == name_key("mara") == name_key("Ｍara")
    assert name_key("STRASSE") == name_key("straße")
    assert name_key("mara") != name_key("maria")


def test_names_that_only_a_program_tells_apart_look_the_same() -> None:
    alphabets = ("Anna", "Аnna", "ΑΝΝΑ", "ａｎｎａ", "An\u200bna", "\u202eAnna", "аnnа")
    assert {look(name) for name in alphabets} == {"anna"}
    assert look("ВОВА") == look("вова") == look("BOBA")
    assert look("İpek") == look("ıpek") == look("ipek")
    others = ("Anna", "Änna", "Ana", "Anne", "Hanna", "李雷", "Ёлка", "Søren", "Soren")
    assert len({look(name) for name in others}) == len(others)


@pytest.mark.parametrize(
    "typed", ["mara", "mara@", "@x", "a@b@c", "a b@c.de", "a@c.de\nBcc: x@y.z", f"{'a' * 250}@b.de"]
)
def test_what_takes_no_mail_is_refused(typed: str) -> None:
    assert clean_email(" Mara@Example.org ") == "mara@example.org"
    with pytest.raises(BadEmail):
        clean_email(typed)


@pytest.mark.parametrize("password", ["correct horse", "öäüßÖÄÜ!", "x1" * 500, " .  , ;! "])
def test_length_is_the_only_rule_of_a_password(password: str) -> None:
    assert check_password(password, name="mara")


@pytest.mark.parametrize(
    "password",
    ["", "short 7", "a" * 1001, "Password123", "QWERTZUIOP", "aaaaaaaaaa", "abababababab", "Mara Vogt", "maravogt"],
)
def test_a_password_that_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(BadPassword):
        check_password(password, name="Mara Vogt")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) AppleWebKit/605 Version/19 Safari/604",
            "Safari on iPhone",
        ),
        ("curl/8.5.0", "curl"),
        ("<script>alert(1)</script>", "scriptalert1"),
        ("", ""),
    ],
)
def test_a_browser_is_known_again(agent: str, words: str) -> None:
    assert browser_words(agent) == words
