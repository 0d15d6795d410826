"""Editing the texts of a question, field by field."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.core.banks import Bank, SourceFile, check, write
from quizzes.core.banks.entries import another, moved_up
from quizzes.core.banks.wording import Wording, growing, reword, rows, wordings
from quizzes.core.questions import (
    Choice,
    Cloze,
    Decision,
    Match,
    Matching,
    Order,
    Origin,
    Question,
    TrueFalse,
    Typed,
    Verdict,
    text_key,
)
from tests.lighthouse import CASES

BANK = check([SourceFile("bank.yaml", Path(CASES, "bank.yaml").read_bytes())]).banks[0]
KINDS: dict[str, Question] = {question.kind: question for question in BANK.questions}


def edited(question: Question, **texts: str) -> Question:
    """The question with these texts, their fields' dots as underscores."""
    found = reword(BANK, question, {name.replace("__", "."): text for name, text in texts.items()})
    assert found.question is not None, found.problems
    return found.question


def problems(kind: str, texts: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found = reword(BANK, KINDS[kind], texts)
    assert found.question is None
    return dict(found.problems)


def names(fields: tuple[Wording, ...]) -> list[str]:
    return [field.name for field in fields]


def test_every_text_of_a_question_is_a_field() -> None:
    assert names(wordings(KINDS["choice"]))[:4] == ["ask", "options.0.text", "options.0.verdict", "options.0.why"]
    assert names(wordings(KINDS["choice"]))[-2:] == ["hint", "explain"]
    assert names(wordings(KINDS["typed"]))[:3] == ["ask", "answer", "accept.0"]
    assert names(wordings(KINDS["truefalse"]))[:3] == ["ask", "answer", "why"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_texts_change_nothing(kind: str) -> None:
    question = KINDS[kind]

    assert reword(BANK, question, {field.name: field.text for field in wordings(question)}).question == question
    assert reword(BANK, question, {}).question == question


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_can_be_written_anew_and_read_back(kind: str) -> None:
    question = KINDS[kind]
    fields = [field for field in wordings(question) if field.text and not field.choices]
    new = reword(BANK, question, {field.name: f"{field.text} anew" for field in fields}).question

    assert new is not None
    assert {field.name for field in wordings(new) if field.text.endswith(" anew")} == set(names(tuple(fields)))
    bank = Bank(id="b", title="B", questions=(new,))
    assert check([SourceFile("b", write(bank).encode())]).banks[0].questions == (new,)


def test_a_key_follows_the_text_that_it_comes_from_and_no_other() -> None:
    new = edited(KINDS["choice"], options__1__text="Something else")

    assert isinstance(new, Choice)
    assert new.options[1].key == text_key("Something else")
    kept = replace(new, options=(new.options[0], replace(new.options[1], key="mine")))
    named = edited(kept, options__1__text="y")
    assert isinstance(named, Choice)
    assert named.options[1].key == "mine"


def test_a_statement_can_be_turned_round() -> None:
    new = edited(KINDS["truefalse"], answer="false")

    assert isinstance(new, TrueFalse)
    assert new.answer is False
    assert problems("truefalse", {"answer": "perhaps"}) == {"answer": ("this is either true or false",)}


def test_an_emptied_spelling_leaves_the_accepted_ones() -> None:
    new = edited(KINDS["typed"], accept__0="")

    assert isinstance(new, Typed)
    assert new.accept == ()


def test_a_text_that_is_added_becomes_an_entry_of_its_list() -> None:
    choice = edited(KINDS["choice"], options__3__text="New", options__3__why="Because.")
    decision = edited(KINDS["decision"], options__3__text="New", options__3__verdict="okay")
    match = edited(KINDS["match"], pairs__3__left="New", pairs__3__right="Side")
    order = edited(KINDS["order"], steps__4__text="New")
    typed = edited(KINDS["typed"], accept__7="new")

    assert isinstance(choice, Choice)
    assert isinstance(decision, Decision)
    assert isinstance(match, Match)
    assert isinstance(order, Order)
    assert isinstance(typed, Typed)
    assert (choice.options[-1].text, choice.options[-1].verdict) == ("New", Verdict.WRONG)
    assert (choice.options[-1].key, choice.options[-1].why) == (text_key("New"), "Because.")
    assert decision.options[-1].verdict == Verdict.OKAY
    assert (match.pairs[-1].left, match.pairs[-1].right_key) == ("New", text_key("Side"))
    assert order.steps[-1].text == "New"
    assert typed.accept[-1] == "new"


def test_an_emptied_entry_leaves_its_list_with_its_reason() -> None:
    choice, order = KINDS["choice"], KINDS["order"]
    fewer, shorter = edited(choice, options__1__text=" "), edited(order, steps__0__text="")

    assert isinstance(choice, Choice)
    assert isinstance(order, Order)
    assert replace(choice, options=(choice.options[0], *choice.options[2:])) == fewer
    assert replace(order, steps=order.steps[1:]) == shorter


def test_the_right_option_can_be_another_one() -> None:
    new = edited(KINDS["choice"], options__0__verdict="wrong", options__1__verdict="right")

    assert isinstance(new, Choice)
    assert [option.verdict for option in new.options] == [Verdict.WRONG, Verdict.RIGHT, Verdict.WRONG]


@pytest.mark.parametrize("kind", KINDS)
def test_another_entry_has_empty_fields_that_change_nothing_while_they_stay_so(kind: str) -> None:
    question = KINDS[kind]
    for name in growing(question):
        once = another(question, {"ask": question.ask}, name)
        twice = another(question, once, name)
        added = set(names(wordings(question, twice))) - set(names(wordings(question)))

        assert once["ask"] == question.ask
        assert added == set(twice) - {"ask"}
        assert len(twice) == 2 * len(once) - 1
        assert reword(BANK, question, twice).question == question


def test_only_the_lists_of_a_question_grow() -> None:
    assert {kind: growing(question) for kind, question in KINDS.items() if growing(question)} == {
        "choice": ("options",),
        "multi": ("options",),
        "decision": ("options", "given"),
        "cloze": ("blanks.0.accept", "blanks.1.accept", "blanks"),
        "match": ("pairs", "extra"),
        "order": ("steps",),
        "task": ("steps",),
        "typed": ("accept", "mistakes"),
    }
    assert another(KINDS["choice"], {}, "steps") == {}
    assert edited(KINDS["choice"], steps__0__text="New", options__100__text="New") == KINDS["choice"]


def test_lists_within_entries_and_those_of_entries_grow_and_shrink() -> None:
    cloze = edited(
        KINDS["cloze"], ask="___ ___ ___", blanks__2__answer="C", blanks__2__accept__0="c", blanks__2__hint="h"
    )
    match = edited(KINDS["match"], extra__9__text="Nobody's")
    typed = edited(KINDS["typed"], mistakes__0__when="no", mistakes__0__why="Because.")

    assert isinstance(cloze, Cloze)
    assert isinstance(match, Match)
    assert isinstance(typed, Typed)
    assert (cloze.blanks[2].answer, cloze.blanks[2].accept, cloze.blanks[2].hint) == ("C", ("c",), "h")
    assert match.extra[-1].key == text_key("Nobody's")
    assert typed.mistakes[0].when == "no"
    assert edited(cloze, ask="___ ___", blanks__0__answer="", blanks__0__hint="", blanks__0__accept__0="") == replace(
        cloze, ask="___ ___", blanks=cloze.blanks[1:]
    )
    assert problems("cloze", {"blanks.0.answer": "", "blanks.0.accept.0": "new"}).keys() == {"blanks.0.answer"}


def test_settings_are_fields_of_the_authors_form_alone() -> None:
    choice, typed = KINDS["choice"], KINDS["typed"]
    names_of = {row.name for row in rows(choice, {"tags.7": "x"}, settings=True)} - {row.name for row in rows(choice)}
    assert {"source", "tags", "recall", "retired"} <= names_of

    new = edited(choice, source="a.md#b", tags__0="one", tags__1="", tags__2="two", recall="true", retired="true")
    assert (new.source, new.tags, new.retired) == ("a.md#b", ("one", "two"), True)
    assert isinstance(new, Choice)
    assert new.recall
    number = edited(typed, match="number", answer="22", accept__0="")
    assert isinstance(number, Typed)
    assert number.match is Matching.NUMBER
    assert problems("typed", {"match": "most"}).keys() == {"match"}


def test_a_step_changes_places_with_the_one_before_unless_it_has_a_key_of_its_own() -> None:
    order = KINDS["order"]
    assert isinstance(order, Order)
    texts = {field.name: field.text for field in wordings(order)}

    new = reword(BANK, order, moved_up(texts, "steps.2")).question

    assert new == replace(order, steps=(order.steps[0], order.steps[2], order.steps[1], *order.steps[3:]))
    assert [field.moves for field in wordings(order)[1:3]] == [False, True]
    keyed = replace(order, steps=tuple(replace(step, key=f"k{step.key}") for step in order.steps))
    assert not any(field.moves for field in wordings(keyed))
    assert moved_up(texts, "steps.0") == moved_up(texts, "ask") == texts


def test_what_is_nobodys_field_changes_nothing() -> None:
    assert edited(KINDS["choice"], id="other", rev="9", options__0__key="k") == KINDS["choice"]


def test_an_edit_keeps_where_the_question_came_from() -> None:
    origin = Origin(section="s", lines=(3, 4), key="k", print="p", made="m")
    new = edited(replace(KINDS["flashcard"], origin=origin), answer="Because.")

    assert (new.id, new.origin, new.rev) == (KINDS["flashcard"].id, origin, 1)


@pytest.mark.parametrize(
    ("kind", "texts", "field", "said"),
    [
        ("choice", {"ask": " "}, "ask", "no text here"),
        ("choice", {"options.1.text": "", "options.1.why": "Because."}, "options.1.text", "no text here"),
        ("choice", {"options.0.text": ""}, "options", "no option is right"),
        ("choice", {"options.1.text": "", "options.2.text": ""}, "options", "at least 2 entries"),
        ("choice", {"options.0.text": "", "options.2.text": "![a](b.png)"}, "options.2.text", "no images"),
        ("choice", {"options.3.text": "New", "options.3.verdict": "right"}, "options.3.text", "second option is right"),
        ("choice", {"options.3.text": "", "options.3.why": "Because."}, "options.3.text", "no text here"),
        ("choice", {"options.3.text": "New", "options.3.verdict": "best"}, "options.3.verdict", "right or wrong"),
        ("multi", dict.fromkeys(("options.0.verdict", "options.1.verdict"), "wrong"), "options", "no option is right"),
        ("match", {"pairs.0.right": ""}, "pairs.0.right", "no text here"),
        ("match", {"pairs.9.left": "New"}, "pairs.9.right", "no text here"),
        ("order", {"steps.0.text": "", "steps.1.text": "Same", "steps.2.text": "Same"}, "steps.2.text", "here twice"),
        ("choice", {"options.1.text": "x\x07"}, "options.1.text", "control characters"),
        ("choice", {"options.0.text": "Same", "options.1.text": "Same"}, "options.1.text", "stands here twice"),
        ("multi", {"ask": "![a lamp](lamp.png)"}, "ask", "no images"),
        ("order", {"steps.0.text": "Same", "steps.2.text": "Same"}, "steps.2.text", "stands here twice"),
        ("match", {"pairs.0.right": "Same", "pairs.1.right": "Same"}, "pairs.1.right", "share this right side"),
        ("cloze", {"ask": "No gap."}, "ask", "make them equal"),
        ("typed", {"answer": "x" * 20_001}, "answer", "shorten it"),
        ("decision", {"options.2.why": "![a](b.png)"}, "options.2.why", "no images"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(kind: str, texts: dict[str, str], field: str, said: str) -> None:
    found = problems(kind, texts)

    assert list(found) == [field]
    assert said in found[field][0]


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert list(problems("choice", {"ask": "", "options.1.text": "![a](b.png)"})) == ["options.1.text", "ask"]


def test_kinds_with_lists_keep_their_shape() -> None:
    cloze = edited(KINDS["cloze"], blanks__0__answer="Oc")
    match = edited(KINDS["match"], pairs__0__left="A bell")

    assert isinstance(cloze, Cloze)
    assert isinstance(match, Match)
    assert (cloze.blanks[0].answer, len(cloze.blanks)) == ("Oc", 2)
    assert (match.pairs[0].left, match.pairs[0].key) == ("A bell", text_key("A bell"))
