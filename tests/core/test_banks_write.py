"""Writing a bank: what is written reads back equal, whatever the texts."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.core.banks import Bank, PathRef, SourceFile, Unwritable, check, write
from quizzes.core.questions import (
    Blank,
    Choice,
    Choosable,
    Cloze,
    Flashcard,
    Match,
    Matching,
    Mistake,
    Option,
    Order,
    Origin,
    Pair,
    Task,
    Typed,
    Verdict,
    text_key,
)

EVERY_KIND = Path(__file__).parents[1] / "cases" / "banks" / "every-kind.yaml"
NASTY = (
    "no",
    "Yes",
    "~",
    "null",
    "12:30",
    "012",
    "22",
    "-5",
    "1e3",
    ".5",
    "0x1F",
    "2026-11-23",
    "a: b",
    "a:",
    "a #b",
    "#x",
    "- a",
    "-",
    "--- a",
    "...",
    "? a",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "'a'",
    '"a"',
    "it's",
    'say "hi"',
    "C:\\new",
    "a, b",
    "[a]",
    "{a}",
    "a]",
    " a",
    "a ",
    "a\nb",
    "a\n\nb",
    "\na",
    "a\n",
    "a \nb",
    " a\nb",
    "a\n  b\n c",
    "a\n\tb",
    "\ta",
    "a\tb",
    "```yaml\nkey: value  # why\n- x\n```",
    "=",
    "<<",
    "é\u00a0ü",
    "\u3000x",
    "日本語",
    "😀 : x",
    "\u200fעברית",
    "x" * 300,
    "a\\nb",
    "|",
    ">-",
)
TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.text(
        st.one_of(
            st.sampled_from("ab:#-'\"\\[]{},&*!|>%@` \n\t~?=."), st.characters(exclude_categories=["C", "Zl", "Zp"])
        ),
        min_size=1,
        max_size=40,
    ).filter(str.strip),
)
TEXTS = st.lists(TEXT, min_size=2, max_size=4, unique_by=lambda text: text_key(text))


def bank(*questions, **fields):
    return Bank(id="b", title="B", questions=questions, **fields)


def again(written):
    checked = check([SourceFile("b.yaml", written.encode())])
    assert checked.errors == ()
    return checked.banks[0]


@st.composite
def banks(draw):
    one, two, *_ = texts = draw(TEXTS)
    tags = tuple(draw(st.lists(TEXT, max_size=2, unique=True)))
    key = draw(st.sampled_from([text_key(two), "k-1"]))
    origin = Origin(section=draw(st.sampled_from(["", one])), lines=(1, 2), key=one, print=two, made="0")
    head = {"ask": one, "hint": two, "source": draw(TEXT), "tags": tags, "fact": two, "facts": tuple(texts)}
    return bank(
        Flashcard(id="a", answer=two, rev=2, retired=True, origin=origin, **head),
        Choice(
            id="b",
            recall=True,
            options=(
                Option(key=text_key(one), text=one, verdict=Verdict.RIGHT),
                Option(key=key, text=two, verdict=Verdict.WRONG, why=one),
            ),
            **head,
        ),
        Typed(id="c", answer=one, accept=tuple(texts), match=Matching.EXACT, **head),
        Match(
            id="d",
            pairs=tuple(Pair(key=text_key(text), left=text, right_key=text_key(text), right=text) for text in texts),
            **head,
        ),
        Order(id="e", steps=tuple(Choosable(key=text_key(text), text=text) for text in texts), **head),
        Task(id="f", steps=(Choosable(key=key, text=two),), avoid=("a",), was=("g",), **head),
        Cloze(
            id="g.1",
            blanks=(Blank(answer=one, accept=(two,), hint=two), Blank(answer=two)),
            **head | {"ask": "___\n___"},
        ),
        path=PathRef(id=one, file=two, sha256="012"),
        license=two,
    )


@settings(deadline=None, max_examples=150)
@given(banks())
def test_what_is_written_reads_back_equal(written):
    assert again(write(written)) == written


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_survives_in_every_place(text):
    card = Flashcard(id="a", ask=text, answer=text, tags=(text,))
    pairs = (
        Pair(key=text_key(text), left=text, right_key=text_key("x" + text), right="x" + text),
        Pair(key="k", left="other", right_key=text_key("y"), right="y"),
    )
    mistake = Mistake(when="z" + text, why=text)
    written = bank(card, Match(id="m", ask="x", pairs=pairs), Typed(id="t", ask="x", answer="q", mistakes=(mistake,)))
    assert again(write(written)) == written


def test_the_bank_of_every_kind_comes_back_and_is_written_the_same_again():
    checked = check([SourceFile("b", EVERY_KIND.read_bytes())]).banks[0]
    written = write(checked)
    assert again(written) == checked
    assert write(again(written)) == written
    assert check([SourceFile("b", written.encode())]).problems == ()


def test_a_short_bank_reads_like_one_written_by_hand():
    options = (
        Option(key=text_key("At the bow"), text="At the bow", verdict=Verdict.RIGHT),
        Option(key="stern", text="At the stern, of course", verdict=Verdict.WRONG, why="Note: too far back."),
    )
    code = "In this file:\n\n```yaml\nport: ___\n```"
    written = write(
        bank(
            Choice(id="bow", ask="Where is the anchor?", options=options, tags=("t",), source="p.md"),
            Cloze(id="port", ask=code, blanks=(Blank(answer="22"),), tags=("t", "u"), source="p.md"),
        )
    )
    assert written == (
        "format: 1\n"
        "bank: {id: b, title: B, lang: en}\n"
        "defaults: {tags: [t], source: p.md}\n"
        "\n"
        "questions:\n"
        "- id: bow\n"
        "  kind: choice\n"
        "  ask: Where is the anchor?\n"
        "  options:\n"
        "  - right: At the bow\n"
        "  - wrong: At the stern, of course\n"
        "    key: stern\n"
        '    why: "Note: too far back."\n'
        "\n"
        "- id: port\n"
        "  kind: cloze\n"
        "  ask: |\n"
        "    In this file:\n"
        "\n"
        "    ```yaml\n"
        "    port: ___\n"
        "    ```\n"
        "  blanks: [22]\n"
        "  tags: [u]\n"
    )


def test_a_default_source_never_reaches_a_question_without_one():
    card = Flashcard(id="a", ask="x", answer="y", source="p.md")
    written = bank(card, replace(card, id="b"), replace(card, id="c", source=""))
    assert again(write(written)) == written


def test_an_empty_bank_is_a_bank():
    assert again(write(bank())) == bank()


@pytest.mark.parametrize("text", ["a\x00", "\u202ea", "a\u2028b", "a\nb\x07"])
def test_a_text_that_no_bank_may_hold_is_refused(text):
    with pytest.raises(Unwritable):
        write(bank(Flashcard(id="a", ask=text, answer="x")))


def test_a_bank_of_ten_thousand_questions_comes_back():
    card = Flashcard(id="a", ask="What is it?", answer="A thing: that.")
    written = bank(*[replace(card, id=f"q-{number}") for number in range(10_000)])
    assert again(write(written)) == written
