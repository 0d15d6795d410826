"""The form of one question: what comes back into the text, what keeps it out, and everything else byte for byte."""

from dataclasses import replace
from typing import Any

import pytest

from quizzes.core.banks import SourceFile, check
from quizzes.core.banks.contents import TakenOut, contents, put_back, take_out
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.sheets import Filled, Meaning, Sheet, add, fill, sheet_of
from quizzes.core.banks.template import new_bank
from quizzes.core.questions import Question

TEXT = """\
format: 1
bank: {id: b, title: B}   # ours
defaults: {tags: [sea], source: sea.md}

questions:
# Asked first.
- id: tide
  kind: truefalse   # a statement
  ask: The Moon pulls the tide.
  answer: true
  tags: [moon]

- {id: buoy, kind: truefalse, ask: A buoy floats., answer: true}

# The last one.
- id: lamp
  kind: typed
  ask: What is lit?
  answer: the lamp
"""
WHOLE = new_bank("b", "B")


def sheet(text: str = TEXT, *, name: str = "tide") -> Sheet:
    found = sheet_of(text, id=name)
    assert found
    return found


def filled(texts: dict[str, str], *, text: str = TEXT, name: str = "tide", **words: Any) -> Filled:
    """The form of a question sent with these texts, as it was shown for this text."""
    known: dict[str, Any] = {"published": None, "meaning": Meaning(), "digest": sheet(text, name=name).digest} | words
    learned = known.pop("published")
    return fill(text, id=name, texts=texts, published=lambda _: learned, **known)


def unlearned(_: Question) -> None:
    """Says that learners are asked something else."""


def read(text: str) -> dict[str, Question]:
    checked = check([SourceFile("b", text.encode())])
    assert not checked.errors, checked.errors
    return {question.id: question for question in checked.banks[0].questions}


def listed(text: str, *, most: int = 100) -> Any:
    return contents(text, check([SourceFile("b", text.encode())]).problems, most=most)


def test_only_what_was_written_changes_in_the_text() -> None:
    done = filled({"ask": "It pulls: the tide.", "tags.0": "", "tags.1": "pull", "source": "moon.md"})

    assert done.taken
    before, after = TEXT.split("\n"), done.text.split("\n")
    assert [line for line in before if line not in after] == ["  ask: The Moon pulls the tide.", "  tags: [moon]"]
    assert len(after) == len(before) + 1
    tide = read(done.text)["tide"]
    assert (tide.ask, tide.source, tide.tags) == ("It pulls: the tide.", "moon.md", ("sea", "pull"))


def test_what_the_defaults_give_is_no_field_and_stays_theirs() -> None:
    shown = sheet()

    assert (shown.question.tags, shown.question.source) == (("moon",), "")
    assert (shown.tags, shown.source) == (("sea",), "sea.md")
    assert filled({}).text == TEXT
    assert filled({"tags.0": "moon", "source": ""}, text=TEXT.replace("\n", "\r\n")).text == TEXT.replace("\n", "\r\n")


def test_a_mistake_is_said_at_its_field_and_the_text_stays() -> None:
    done = filled({"ask": " ", "answer": "perhaps"})

    assert (done.taken, done.text) == (False, TEXT)
    assert list(done.problems) == ["ask", "answer"]


def test_a_mistake_elsewhere_keeps_nobody_from_mending_this_one() -> None:
    broken = TEXT.replace("kind: typed", "kind: typd").replace("ask: A buoy floats.", "ask: A buoy floats., hnt: x")

    assert filled({"ask": "New."}, text=broken).text == broken.replace("The Moon pulls the tide.", "New.")
    with pytest.raises(CannotEdit, match="lines 16 to 19 has a mistake"):
        sheet_of(broken, id="lamp")


def test_a_question_that_somebody_changed_meanwhile_is_left_as_it_is() -> None:
    theirs = TEXT.replace("pulls the tide", "makes the tide")
    elsewhere = TEXT.replace("What is lit?", "What shines?").replace("# Asked first.", "# First.")

    moved = fill(
        theirs, id="tide", digest=sheet().digest, texts={"ask": "Mine."}, published=unlearned, meaning=Meaning()
    )
    kept = fill(
        elsewhere, id="tide", digest=sheet().digest, texts={"ask": "Mine."}, published=unlearned, meaning=Meaning()
    )
    gone = fill(TEXT, id="none", digest="", texts={}, published=unlearned, meaning=Meaning())

    assert (moved.moved, moved.text) == (True, theirs)
    assert kept.text == elsewhere.replace("The Moon pulls the tide.", "Mine.")
    assert gone.moved


def test_another_right_answer_asks_whether_the_meaning_is_another_one() -> None:
    published = read(TEXT)["tide"]
    turned = {"answer": "false"}

    asked = filled(turned, published=published)
    again = filled(turned, published=published, meaning=Meaning(again=True))
    sure = filled(turned, published=published, meaning=Meaning(sure=True))

    assert (asked.doubtful, asked.taken, asked.text) == (True, False, TEXT)
    assert "\n  rev: 2\n" in again.text
    assert sure.text == TEXT.replace("answer: true\n  tags", "answer: false\n  tags")
    # Once somebody was sure, another word is not asked about again; and a raised rev is taken back.
    assert filled({"ask": "So."}, text=sure.text, published=published).taken
    assert "rev: 2" in filled({"ask": "So."}, text=again.text, published=published, meaning=Meaning(again=True)).text
    back = filled({"answer": "true"}, text=again.text, published=published)
    assert read(back.text) == read(TEXT)
    assert filled({"ask": "Said better."}, published=published).taken


@pytest.mark.parametrize("name", ["nearest-planet", "famous-moons"])
def test_a_question_leaves_and_comes_back_byte_for_byte(name: str) -> None:
    for text in (WHOLE, WHOLE.replace("\n", "\r\n")):
        new, taken = take_out(text, id=name)

        assert sheet_of(new, id=name) is None
        assert put_back(new, TakenOut.from_json(taken.to_json())) == text


def test_a_question_comes_back_to_its_place_in_a_text_that_changed() -> None:
    new, taken = take_out(TEXT, id="buoy")
    changed = new.replace("What is lit?", "What shines?")

    assert list(read(put_back(changed, taken))) == ["tide", "buoy", "lamp"]
    assert put_back(changed, taken).count("# ") == changed.count("# ")
    with pytest.raises(CannotEdit, match="there again"):
        put_back(TEXT, taken)
    with pytest.raises(CannotEdit, match="missing"):
        TakenOut.from_json("{}")
    alone, last = take_out("questions:\n- {id: a, kind: truefalse, ask: A., answer: true}\n", id="a")
    assert put_back(alone, last) == "questions:\n- {id: a, kind: truefalse, ask: A., answer: true}\n"


NEW = {
    "choice": {"options.0.text": "Mars", "options.1.text": "Io", "options.1.why": "A moon.", "options.2.text": ""},
    "multi": {"options.0.text": "Mars", "options.2.text": "Io"},
    "truefalse": {"answer": "false", "why": "No."},
    "typed": {"answer": "22", "accept.0": "", "match": "number"},
    "cloze": {"ask": "A ___ and a ___.", "blanks.0.answer": "b", "blanks.1.answer": "c", "blanks.1.accept.0": "C"},
    "match": {f"pairs.{n}.{side}": f"{side} {n}" for n in range(2) for side in ("left", "right")},
    "order": {"steps.0.text": "one", "steps.1.text": "two", "steps.3.text": "three"},
    "flashcard": {"answer": "So."},
    "decision": {"options.0.text": "Go", "options.1.text": "Wait", "given.0": "It rains."},
    "task": {"steps.0.text": "one"},
}


def test_a_question_of_each_kind_is_added_where_it_shall_stand() -> None:
    text = TEXT
    for kind, texts in NEW.items():
        done = add(text, kind=kind, texts={"ask": "What is new?", **texts}, after="buoy", taken=["new"])
        assert done.taken, (kind, done.problems)
        text = done.text

    questions = read(text)
    assert [question.kind for question in questions.values()] == ["truefalse", "truefalse", *reversed(NEW), "typed"]
    assert list(questions)[-2] == "new-2"
    assert all(question.tags[0] == "sea" for question in questions.values())
    assert all(line in text for line in TEXT.split("\n"))
    put = add(TEXT, kind="flashcard", texts={"ask": "A", "answer": "B"}, name="gone", after="nobody")
    assert list(read(put.text))[-1] == "gone"
    assert set(add(TEXT, kind="choice", texts={}).problems) == {"ask", "options"}


def test_the_list_tells_what_speaks_against_each_question() -> None:
    broken = TEXT.replace("kind: typed", "kind: typd").replace(
        "A buoy floats., answer: true", "A buoy floats., answer: so"
    )
    broken = broken.replace("format: 1\n", "")
    found = listed(broken, most=2)

    assert [(one.id, one.line, one.readable, len(one.problems)) for one in found.questions] == [
        ("tide", 6, True, 0),
        ("buoy", 12, False, 1),
    ]
    assert (found.total, len(found.problems)) == (3, 1)
    assert "format" in found.problems[0].message
    lamp = listed(broken).questions[2]
    assert (lamp.kind, lamp.ask, lamp.readable) == ("typd", "What is lit?", False)
    unread = listed("questions: [")
    assert (unread.total, bool(unread.problems)) == (0, True)
    assert replace(listed(TEXT).questions[0], problems=()) == replace(found.questions[0], line=7)


def test_what_is_missing_is_told_at_the_field_that_waits_for_it():
    found = add(TEXT, kind="match", texts={"ask": "Pair them."})

    assert found.problems == {"pairs": ("there is none yet; write one",)}
