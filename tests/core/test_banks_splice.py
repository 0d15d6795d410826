"""Editing a bank's text in part: the bank that is read has the new question, and nothing else moved."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.core.banks import SourceFile, check
from quizzes.core.banks.book import book_of
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.splice import insert_question, patch, question_lines, remove_question, replace_question
from quizzes.core.questions import (
    KINDS,
    Blank,
    Choice,
    Choosable,
    Cloze,
    Decision,
    Flashcard,
    Match,
    Mistake,
    Multi,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    Verdict,
    text_key,
)

# A file by hand: comments in every place, lists at two depths, quotes, folded and kept lines, empty values.
TEXT = """\
# Kept by the harbour master.
format: 1
bank: {id: harbour, title: Harbour}  # the name on the pier
defaults: {tags: [harbour]}

questions:  # in the order of the course

  # --- Marks ---

  # Ask it early.
  - id: "buoy"   # never changes
    kind: choice
    # The stem was shortened.
    ask: 'Which side?'  # of the channel
    options:
      # The only right one.
      - right: To port
      - wrong: To starboard   # often picked
        # Say it kindly.
        why: >
          That is
          region B.
      - {wrong: "On either side", why: Nothing is said., key: either}  # rare
      # No more than three.
    recall: no
    # The end of the buoy.

  - # A statement.
    kind: truefalse
    id: tide
    ask: |  # two lines
      # This is text.
      High water comes twice.

    answer: yes
  - {id: flag, kind: match, ask: Pair., pairs: {A: "1", B: '2', C: 3}, extra: [x, y]}
  - id: log
    kind: task
    ask: Keep
      a log.
    steps: [
      Write,  # in ink
      {text: Sign, key: s}]
    rev: 1
    tags: [harbour, log]

  -   id: last
      kind: typed
      ask: |+
        How deep?

      answer: 12
      mistakes:
      - when: 13
        why: Too deep.
# After the questions.
"""
TEXTS = {
    "by hand": TEXT,
    "windows": "\ufeff" + TEXT.replace("\n", "\r\n"),
    "every kind": (Path(__file__).parents[1] / "cases" / "banks" / "every-kind.yaml").read_text("utf-8"),
    "brackets": """format: 1
bank: {id: b, title: B}
# On one line.
questions: [{"id": "a", "kind": "flashcard", "ask": "A?", "answer": "a", "hint": "h"},
  {id: b, kind: order, ask: B?, steps: [1, 2]}, # not yet
  {id: c, kind: choice, ask: C?, options: [{right: "y"}, {wrong: n, why: no}]}]
""",
}
NASTY = (
    "no",
    "12:30",
    "a: b",
    "a #b",
    "# a",
    "- a",
    "a, b",
    "[a]",
    "{a}",
    "it's",
    '"q"',
    "a\nb",
    "a\n\n# b",
    " a",
    "é\t",
)
WORDS = st.one_of(st.sampled_from(NASTY), st.text("ab#:'\"[]{},&-|> \n\\", min_size=1, max_size=12).filter(str.strip))
SOME = st.lists(WORDS, min_size=2, max_size=4, unique_by=text_key)


def read(text):
    checked = check([SourceFile("b.yaml", text.encode())])
    assert checked.errors == ()
    return checked.banks[0]


def comments(text):
    return Counter(comment for _, comment in book_of(text.removeprefix("\ufeff").replace("\r\n", "\n")).page.comments)


def option(text, verdict, why=""):
    return Option(key=text_key(text), text=text, verdict=Verdict(verdict), why=why)


def fresh(kind, head, texts):
    """A question of this kind made of these texts."""
    one, two, *more = texts
    rest = [option(text, "wrong", one) for text in more]
    placed = tuple(Choosable(key=text_key(text), text=text) for text in texts)
    sides = tuple(Pair(key=text_key(text), left=text, right_key=text_key(text), right=text) for text in texts)
    return {
        "choice": lambda: Choice(**head, options=(option(one, "right"), option(two, "wrong", two), *rest), recall=True),
        "multi": lambda: Multi(**head, options=(option(one, "wrong", two), option(two, "right"), *rest)),
        "decision": lambda: Decision(
            **head, given=tuple(texts), options=(option(two, "okay", one), option(one, "best"), *rest)
        ),
        "truefalse": lambda: TrueFalse(**head, answer=False, why=one),
        "typed": lambda: Typed(**head, answer=one, accept=(two,), mistakes=(Mistake(when=f"z{one}", why=two),)),
        "cloze": lambda: Cloze(**head | {"ask": "___ ___"}, blanks=(Blank(answer=one, hint=two), Blank(answer=two))),
        "match": lambda: Match(**head, pairs=sides),
        "order": lambda: Order(**head, steps=placed),
        "flashcard": lambda: Flashcard(**head, answer=two),
        "task": lambda: Task(**head, steps=placed),
    }[kind]()


@st.composite
def changes(draw, question):
    """The question with some of its parts changed, or another in its place."""
    texts = draw(SOME)
    words = st.sampled_from(["", *texts])
    changed = replace(
        question,
        hint=draw(words),
        explain=draw(words),
        avoid=draw(st.sampled_from([question.avoid, ("x",)])),
        was=draw(st.sampled_from([question.was, ("y", "z")])),
        rev=draw(st.sampled_from([question.rev, 3])),
        tags=(*question.tags[:1], *draw(st.lists(WORDS, max_size=2, unique=True))),
    )
    if draw(st.booleans()) and not isinstance(changed, Cloze):
        changed = replace(changed, ask=texts[0])
    if isinstance(changed, Choice | Multi | Decision) and draw(st.booleans()):
        first, *others = changed.options
        others = [replace(draw(st.sampled_from(others)), why=draw(words))]
        added = [option(text, "wrong", draw(words)) for text in draw(st.lists(st.sampled_from(texts), max_size=1))]
        changed = replace(changed, options=(first, *others, *added))
    if isinstance(changed, Order | Task) and draw(st.booleans()):
        changed = replace(changed, steps=(changed.steps[1], Choosable(key=text_key(texts[0]), text=texts[0])))
    if draw(st.integers(0, 3)) == 0:
        head = {name: getattr(changed, name) for name in ("id", "hint", "source", "tags", "was", "rev")}
        changed = fresh(draw(st.sampled_from(KINDS)), {**head, "ask": texts[0]}, texts)
    return changed


@settings(deadline=None, max_examples=120)
@given(st.data())
def test_an_edit_changes_that_question_and_nothing_else(data):
    text = TEXTS[data.draw(st.sampled_from(list(TEXTS)))]
    bank = read(text)
    place = data.draw(st.integers(0, len(bank.questions) - 1))
    old = bank.questions[place]
    new = data.draw(changes(old))
    try:
        edited = replace_question(text, id=old.id, question=new)
    except CannotEdit:
        # Only brackets around all questions may leave a comment without a place.
        assert "[{" in text
        return
    first, last = question_lines(text)[old.id]
    lines, after = text.split("\n"), edited.split("\n")

    assert read(edited).questions == (*bank.questions[:place], new, *bank.questions[place + 1 :])
    assert comments(edited) == comments(text)
    assert after[: first - 1] == lines[: first - 1] or "[{" in text
    assert after[len(after) - len(lines) + last :] == lines[last:]
    assert replace_question(edited, id=new.id, question=new) == edited


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_what_is_inserted_goes_again_without_a_trace(data):
    text = TEXTS[data.draw(st.sampled_from(list(TEXTS)))]
    bank = read(text)
    after = data.draw(st.sampled_from([None, *(question.id for question in bank.questions)]))
    tags, source = bank.questions[0].tags[:1], bank.questions[0].source
    head = {"id": "new", "ask": "x?", "tags": tags, "source": source}
    question = fresh(data.draw(st.sampled_from(KINDS)), head, data.draw(SOME))
    inserted = insert_question(text, question, after=after)
    ids = [one.id for one in bank.questions]
    place = len(ids) if after is None else ids.index(after) + 1

    assert read(inserted).questions == (*bank.questions[:place], question, *bank.questions[place:])
    assert comments(inserted) == comments(text)
    assert read(remove_question(inserted, id="new")) == bank


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_same_question_leaves_the_text_byte_for_byte(text):
    for question in read(text).questions:
        assert replace_question(text, id=question.id, question=question) == text


def difference(text, new):
    return [line for line in patch(text, new, file="b").splitlines()[3:] if line[0] in "+-"]


def test_a_changed_word_is_a_changed_line():
    buoy = read(TEXT).questions[0]
    right, wrong, either = buoy.options
    told = replace(buoy, options=(right, replace(wrong, why="No."), replace(either, why="Why not?")), hint="Left.")

    assert difference(TEXT, replace_question(TEXT, id="buoy", question=told)) == [
        "-        why: >",
        "-          That is",
        "-          region B.",
        '-      - {wrong: "On either side", why: Nothing is said., key: either}  # rare',
        "+        why: No.",
        '+      - {wrong: "On either side", why: Why not?, key: either}  # rare',
        "+    hint: Left.",
    ]


def test_comments_stay_above_what_they_stood_on():
    buoy = read(TEXT).questions[0]
    right, _wrong, either = buoy.options
    short = replace(
        buoy, ask="One\ntwo?", options=(replace(right, verdict=Verdict.WRONG), replace(either, verdict="right"))
    )
    edited = replace_question(TEXT, id="buoy", question=short)

    assert (
        "    # The stem was shortened.\n"
        "    ask: |  # of the channel\n"
        "      One\n"
        "      two?\n"
        "    options:\n"
        "      # The only right one.\n"
        "      - wrong: To port\n"
        "      # often picked\n"
        "      # Say it kindly.\n"
    ) in edited


def test_removing_takes_the_comment_above_along():
    assert "Ask it early" not in remove_question(TEXT, id="buoy")
    assert "# --- Marks ---\n\n  - # A statement." in remove_question(TEXT, id="buoy")
    one = 'format: 1\nbank: {id: b, title: B}\nquestions:  # none\n- {id: a, kind: task, ask: "Do."}\n'
    none = remove_question(one, id="a")

    assert none == "format: 1\nbank: {id: b, title: B}\nquestions: []  # none\n"
    assert insert_question(none, read(one).questions[0]).endswith(
        "questions:  # none\n- id: a\n  kind: task\n  ask: Do.\n"
    )


def test_what_defaults_give_is_not_written_and_cannot_be_taken_away():
    buoy = read(TEXT).questions[0]

    assert "tags" not in patch(TEXT, insert_question(TEXT, replace(buoy, id="new")), file="b")
    with pytest.raises(CannotEdit, match="the tag `harbour` from `defaults`"):
        replace_question(TEXT, id="buoy", question=replace(buoy, tags=()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("questions: [", "cannot be read"),
        ("", "no list of questions"),
        ("questions: 3", "no list of questions"),
        ("questions:\n- &a {id: buoy}", "has errors"),
        ("[" * 50, "levels deep"),
        ("questions:\n- id: other", "no question here has the id `buoy`"),
        ("\ud800", "cannot be read"),
    ],
)
def test_a_text_that_cannot_be_edited_is_refused(text, words):
    with pytest.raises(CannotEdit, match=words):
        replace_question(text, id="buoy", question=read(TEXT).questions[0])


def test_a_question_with_errors_is_written_anew():
    broken = TEXT.replace("kind: truefalse", "kind: truefals\n    hnt: x")
    tide = replace(read(TEXT).questions[1], hint="x")
    edited = replace_question(broken, id="tide", question=tide)

    assert read(edited).questions[1] == tide
    assert comments(edited) == comments(TEXT)


def test_a_patch_names_a_missing_line_end():
    assert patch("a\nb", "a\nc\n", file="b") == (
        "--- a/b\n+++ b/b\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
    )
    assert patch("a", "a", file="b") == ""
