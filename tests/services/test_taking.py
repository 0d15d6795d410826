"""Authors and suggestions: fields taken into the draft, refused with a word, undone, handed out as a patch, told."""

import re
from dataclasses import replace
from pathlib import Path
from shutil import which
from subprocess import run

import pytest
from sqlalchemy import select

from models.authors import BankDraft
from models.decks import IS_CURRENT, QuestionVersion
from models.decks import Question as QuestionRow
from models.engine import Database
from quizzes.core.access import NotFound, Visibility
from quizzes.core.banks import SourceFile, check
from quizzes.core.generation.prints import made_of
from quizzes.core.questions import Choice, Origin, Question
from quizzes.core.regeneration.editing import is_edited
from quizzes.core.study import Scope
from quizzes.core.suggestions import SuggestionKind
from quizzes.services import decks, inbox, sharing, suggesting, taking, telling, writing
from quizzes.services.taking import NotTaken
from quizzes.services.telling import Outcome
from tests.factories import Person, choices, publish

YAML = """\
format: 1
bank: {id: own, title: Own}
questions:
# Asked by everybody.
- id: q1
  kind: choice
  ask: What is q1?   # short
  options:
  - right: right
  - wrong: wrong
  - wrong: other
- {id: q2, kind: truefalse, ask: It is., answer: true}
"""


def put(database: Database, yaml: str, owner: Person) -> None:
    with database.writing() as session:
        bank = check([SourceFile("own.yaml", yaml.encode())]).banks[0]
        decks.publish(session, bank=bank, yaml=yaml, path_text=None, path_file="", owner_id=owner.id, now=owner.now)


@pytest.fixture
def deck(database: Database, ana: Person, ben: Person) -> int:
    """Ana's own deck, which Ben has answered once."""
    publish(database, choices(1))
    ana.answer()
    ben.answer()
    put(database, YAML, ana)
    with database.writing() as session:
        sharing.set_visibility(session, deck_id=2, learner_id=ana.id, visibility=Visibility.PUBLIC)
    ben.answer(scope=Scope(deck_id=2))
    return 2


def suggest(person: Person, **texts: str) -> int:
    with person.database.writing() as session:
        asked = suggesting.asked(session, learner_id=person.id, question_id=2)
        made = suggesting.suggest(
            session,
            learner_id=person.id,
            question_id=2,
            version_id=asked.version_id,
            kind=SuggestionKind.WORDING,
            texts={name.replace("__", "."): text for name, text in texts.items()},
            now=person.now,
        )
    assert made.suggestion_id
    return made.suggestion_id


def take(person: Person, suggestion_id: int, *fields: str, reply: str = "", seen: int | None = None) -> int:
    with person.database.writing() as session:
        return taking.take(
            session,
            deck_id=2,
            learner_id=person.id,
            suggestion_id=suggestion_id,
            fields=fields,
            seen=seen,
            reply=reply,
            now=person.now,
        )


def version(database: Database, *, question_id: int = 2) -> int:
    """The question's version of today."""
    with database.reading() as session:
        return session.scalars(
            select(QuestionVersion.id).join(QuestionRow, IS_CURRENT).where(QuestionRow.id == question_id)
        ).one()


def draft(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(BankDraft.text).where(BankDraft.deck_id == 2)).one_or_none() or ""


def test_what_is_taken_goes_into_the_draft_with_its_comments_and_nothing_else(
    database: Database, ana: Person, ben: Person, deck: int
) -> None:
    made = suggest(
        ben,
        ask="What is q1, then?",
        options__1__why="It is not.",
        options__3__text="fourth",
        options__3__verdict="wrong",
    )

    assert take(ana, made, "ask", "options.3.text", "options.3.verdict", reply="Thank you.") == 1

    text = draft(database)
    assert "# Asked by everybody." in text
    assert "- {id: q2, kind: truefalse, ask: It is., answer: true}" in text
    question = check([SourceFile("own.yaml", text.encode())]).banks[0].questions[0]
    assert isinstance(question, Choice)
    assert question.ask == "What is q1, then?"
    assert [(one.text, one.why) for one in question.options][1:] == [("wrong", ""), ("other", ""), ("fourth", "")]
    with database.reading() as session:
        (mine,) = suggesting.mine(session, learner_id=ben.id, question_id=2)
        assert (mine.taken, mine.reply) == (("ask", "options.3.text", "options.3.verdict"), "Thank you.")
        (told,) = telling.told(session, learner_id=ben.id)
        assert (told.outcome, told.reply) == (Outcome.TAKEN, "Thank you.")
        assert telling.told(session, learner_id=ana.id) == ()
    with database.writing() as session:
        telling.mark_read(session, learner_id=ben.id, now=ben.now)
    with database.reading() as session:
        assert telling.told(session, learner_id=ben.id) == ()

    with database.writing() as session:
        taking.reopen(session, deck_id=2, learner_id=ana.id, suggestion_id=made, now=ana.now)
    before = check([SourceFile("own.yaml", YAML.encode())]).banks[0]
    assert check([SourceFile("own.yaml", draft(database).encode())]).banks[0] == before
    with database.reading() as session:
        assert inbox.show(session, deck_id=2, learner_id=ana.id).found == 1


def test_alike_ones_are_settled_together_and_a_refusal_writes_nothing(
    database: Database, ana: Person, ben: Person, deck: int
) -> None:
    ana.answer(scope=Scope(deck_id=2))
    first, _ = suggest(ben, ask="Better?"), suggest(ana, ask="Better?")

    assert take(ana, first, reply="It is fine.") == 2

    assert draft(database) == ""
    with database.reading() as session:
        (told,) = telling.told(session, learner_id=ben.id)
        assert (told.outcome, told.reply) == (Outcome.REFUSED, "It is fine.")
    with pytest.raises(NotTaken, match="settled meanwhile"):
        take(ana, first, "ask")


def test_what_would_be_an_error_or_has_no_place_is_not_written(
    database: Database, ana: Person, ben: Person, deck: int
) -> None:
    made = suggest(ben, options__2__text="a third")
    put(database, YAML.replace("  - wrong: other\n", ""), ana)
    with pytest.raises(NotTaken, match="no longer in the question"):
        take(ana, made, "options.2.text")

    twice = suggest(ben, options__1__text="second")
    with database.writing() as session:
        writing.change(
            session,
            deck_id=2,
            learner_id=ana.id,
            edit=lambda text: text.replace("answer: true", "answer: no way"),
            now=ana.now,
        )
    with pytest.raises(NotTaken, match="mistake in line"):
        take(ana, twice, "options.1.text")
    with pytest.raises(NotFound):
        take(ben, twice, "options.1.text")
    with database.reading() as session:
        assert inbox.show(session, deck_id=2, learner_id=ana.id).found == 2


def test_nothing_is_written_over_that_was_not_looked_at(
    database: Database, ana: Person, ben: Person, deck: int
) -> None:
    first, second, third = suggest(ben, ask="Better?"), suggest(ben, ask="Best?", explain="So."), suggest(ben, hint="h")
    seen = version(database)
    put(database, YAML.replace("What is q1?", "What, then?"), ana)

    with pytest.raises(NotTaken, match="changed meanwhile"):
        take(ana, first, "ask", seen=seen)
    with pytest.raises(NotFound):
        take(ana, first, "ask", seen=version(database, question_id=1))
    with database.reading() as session:
        fields = [
            one.suggestion.fields[0]
            for one in inbox.show(session, deck_id=2, learner_id=ana.id).pieces
            if one.suggestion
        ]
    assert {one.name: one.overtaken for one in fields} == {"ask": True, "hint": False}
    assert take(ana, third, "hint", seen=seen) == 1, "what it replaces reads as it did"
    assert take(ana, first, "ask", seen=version(database)) == 1

    with pytest.raises(NotTaken, match="draft says something else"):
        take(ana, second, "ask", "explain")
    assert take(ana, second, "explain") == 1
    assert "Better?" in draft(database)


def test_a_patch_is_made_against_what_is_published(database: Database, ana: Person, ben: Person, deck: int) -> None:
    made = suggest(ben, ask="What is q1, then?", explain="So.")

    with database.reading() as session:
        patch = taking.patch(session, deck_id=2, learner_id=ana.id, suggestion_id=made, fields=["ask"])
        with pytest.raises(NotFound):
            taking.patch(session, deck_id=2, learner_id=ben.id, suggestion_id=made)

    changed = [line for line in patch.text.splitlines() if re.match(r"[-+][^-+]", line)]
    assert patch.file == "own.yaml"
    assert patch.text.startswith("--- a/own.yaml\n+++ b/own.yaml\n")
    assert [line.split("   #")[0] for line in changed] == ["-  ask: What is q1?", "+  ask: What is q1, then?"]


@pytest.mark.skipif(which("git") is None, reason="git is not here")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("yaml", [YAML, YAML.rstrip("\n"), YAML.replace("\n", "\r\n")], ids=["lf", "no-end", "crlf"])
def test_git_applies_the_patch_to_what_is_published(
    database: Database, ana: Person, ben: Person, deck: int, yaml: str, tmp_path: Path
) -> None:
    put(database, yaml, ana)
    made = suggest(ben, ask="What is it, then?", options__1__why="It is not.")
    with database.reading() as session:
        patch = taking.patch(session, deck_id=2, learner_id=ana.id, suggestion_id=made)
    (tmp_path / patch.file).write_bytes(yaml.encode())
    (tmp_path / "one.patch").write_bytes(patch.text.encode())

    done = run(["git", "apply", "one.patch"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30)

    assert (done.returncode, done.stderr) == (0, "")
    applied = (tmp_path / patch.file).read_bytes()
    bank = check([SourceFile(patch.file, applied)]).banks[0]
    assert bank.questions[0].ask == "What is it, then?"
    take(ana, made, "ask", "options.1.why")
    assert applied == draft(database).encode()


def test_a_generated_question_stays_edited_once_a_suggestion_was_taken(
    database: Database, ana: Person, ben: Person, deck: int
) -> None:
    bank = check([SourceFile("own.yaml", YAML.encode())]).banks[0]
    made: Question = bank.questions[0]
    origin = Origin(section="s", lines=(1, 1), key="fact:k", print="0" * 32, made=made_of(made))
    assert not is_edited(replace(made, origin=origin))
    prints = f'print: "{origin.print}", made: "{origin.made}"'
    came = f'  from: {{section: s, lines: [1, 1], key: "fact:k", {prints}}}\n'
    generated = YAML.replace("- {id: q2", f"{came}- {{id: q2")
    put(database, generated, ana)

    take(ana, suggest(ben, ask="What is it?"), "ask")

    question = check([SourceFile("own.yaml", draft(database).encode())]).banks[0].questions[0]
    assert question.origin == origin
    assert is_edited(question)
