"""Putting a bank's text in order, and renaming a question in it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.core.banks import SourceFile, check
from quizzes.core.banks.fmt import formatted
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.rename import CannotRename, renamed

EVERY_KIND = (Path(__file__).parents[1] / "cases" / "banks" / "every-kind.yaml").read_text("utf-8")
TEXT = (
    "# Harbour  \n"
    "format: 1\n"
    "bank: {id: harbour, title: Harbour}\n"
    "questions:\n"
    "  - kind: flashcard   # first\n"
    "    ask: What is the pilot's flag?\n"
    "    answer: |\n"
    "      Hotel.  \n"
    "      Or the light.\n"
    "  # Ask late.\n"
    "  - # Without an id.\n"
    "    kind: flashcard\n"
    "    ask: What is the pilot flag?\t\n"
    "    answer: H\n"
    "    was: [pilot-flag]\n"
    "\n"
    "  \n"
    "\n"
    "  - {kind: flashcard, ask: Who?, answer: Me}\n"
    "  - {id: b, kind: flashcard, ask: B?, answer: b}\n"
    "  - id: c\n"
    "    kind: flashcard\n"
    "    ask: C?\n"
    "    answer: |+\n"
    "      c\n"
    "\n"
    "\n"
)
IN_ORDER = (
    "# Harbour\n"
    "format: 1\n"
    "bank: {id: harbour, title: Harbour}\n"
    "questions:\n"
    "  - id: pilot-s-flag\n"
    "    kind: flashcard   # first\n"
    "    ask: What is the pilot's flag?\n"
    "    answer: |\n"
    "      Hotel.  \n"
    "      Or the light.\n"
    "\n"
    "  # Ask late.\n"
    "  - # Without an id.\n"
    "    id: pilot-flag-2\n"
    "    kind: flashcard\n"
    "    ask: What is the pilot flag?\n"
    "    answer: H\n"
    "    was: [pilot-flag]\n"
    "\n"
    "  - {id: question, kind: flashcard, ask: Who?, answer: Me}\n"
    "  - {id: b, kind: flashcard, ask: B?, answer: b}\n"
    "\n"
    "  - id: c\n"
    "    kind: flashcard\n"
    "    ask: C?\n"
    "    answer: |+\n"
    "      c\n"
    "\n"
    "\n"
)


def read(text):
    checked = check([SourceFile("b.yaml", text.encode())])
    assert checked.errors == ()
    return checked.banks[0]


def test_ids_are_filled_in_and_lines_put_in_order_once():
    done = formatted(TEXT)

    assert done.text == IN_ORDER.replace("id: question", "id: who")
    assert [(change.line, change.words) for change in done.changes] == [
        (1, "no spaces at the end of the line"),
        (5, "the id pilot-s-flag"),
        (9, "an empty line between questions"),
        (12, "the id pilot-flag-2"),
        (13, "no spaces at the end of the line"),
        (17, "no spaces at the end of the line"),
        (17, "one empty line instead of several"),
        (19, "the id who"),
        (20, "an empty line between questions"),
    ]
    assert formatted(done.text) == type(done)(done.text, ())


def test_a_bank_in_order_stays_and_its_line_ends_too():
    assert formatted(EVERY_KIND).changes == ()
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")

    assert formatted(windows).text == "\ufeff" + formatted(TEXT).text.replace("\n", "\r\n")


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(["\n", " ", "\n\n", "  \n"])), max_size=6))
def test_no_value_ever_changes_and_once_is_enough(shreds):
    lines = EVERY_KIND.split("\n")
    for place, shred in shreds:
        lines[place % len(lines)] += shred.removesuffix("\n")
    text = "\n".join(lines)
    done = formatted(text).text

    assert read(done) == read(text)
    assert formatted(done).changes == ()


def test_a_text_that_cannot_be_read_is_refused():
    with pytest.raises(CannotEdit):
        formatted("questions: [")


def test_a_renamed_question_keeps_its_former_id_and_is_followed():
    done = renamed(EVERY_KIND, read(EVERY_KIND), old="red-buoy", new="port-buoy")
    bank = read(done.text)

    assert done.lines == (12, 71)
    assert (bank.questions[0].id, bank.questions[0].was) == ("port-buoy", ("red-buoy",))
    assert bank.questions[8].avoid == ("port-buoy",)
    assert done.text == EVERY_KIND.replace("id: red-buoy", "id: port-buoy").replace(
        "[red-buoy]", "[port-buoy]"
    ).replace("  fact: buoy-red\n", "  fact: buoy-red\n  was: [red-buoy]\n")
    again = renamed(done.text, bank, old="port-buoy", new="red-buoy")
    assert read(again.text).questions[0].was == ("port-buoy",)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("fog", "fog", "already"),
        ("mist", "x", "no question here has the id `mist`"),
        ("fog-choice", "x", "former id of `fog`"),
        ("fog", "knots", "another question has it"),
        ("knots", "fog-choice", "`fog` once had it"),
        ("fog", "two words", "an id has at most 120 letters"),
    ],
)
def test_an_id_that_is_or_was_taken_is_refused(old, new, words):
    with pytest.raises(CannotRename, match=words):
        renamed(EVERY_KIND, read(EVERY_KIND), old=old, new=new)
