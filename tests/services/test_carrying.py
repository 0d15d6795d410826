"""A question published past the deck's draft: the draft says so too, or is told to be behind."""

from collections.abc import Callable
from functools import reduce

import pytest

from models.accounts import Learner
from models.engine import Database
from quizzes.core.banks import SourceFile, check
from quizzes.services import accounts, carrying, decks, rewording, writing
from quizzes.services.writing import DraftText
from tests.factories import MONDAY, Person

YAML = """\
# Kept in git.
format: 1
bank: {id: b, title: Harbour}
questions:
- id: a
  kind: choice
  ask: Which side?  # of the channel
  options:
  - right: Port
  - {wrong: Starboard, why: Region B.}
- {id: b, kind: flashcard, ask: B?, answer: b}
"""

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def author(database: Database, ana: Person) -> Person:
    """Ana, who has published a deck of her own."""
    with database.writing() as session:
        ana.learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
        session.get_one(Learner, ana.id).name = "Ana"
        bank = check([SourceFile("b", YAML.encode())]).banks[0]
        decks.publish(session, bank=bank, yaml=YAML, path_text=None, path_file="", owner_id=ana.id, now=MONDAY)
    return ana


def write(author: Person, edit: Callable[[str], str]) -> DraftText:
    with author.database.writing() as session:
        return writing.change(session, deck_id=1, learner_id=author.id, edit=edit, now=author.now)


def retire(author: Person, *, retired: bool = True, question_id: int = 1) -> None:
    with author.database.writing() as session:
        rewording.set_retired(session, question_id=question_id, learner_id=author.id, retired=retired, now=author.now)


def state(author: Person) -> tuple[str, bool]:
    """The text of the draft, and whether it is behind."""
    with author.database.reading() as session:
        text = writing.of_deck(session, deck_id=1, learner_id=author.id).text
        return text, carrying.is_behind(session, question_id=1)


def test_the_draft_follows_each_way_and_keeps_what_was_written_in_it(author: Person) -> None:
    before = write(author, lambda text: text.replace("Which side?", "Which side, then?").replace("B?", "B!"))
    retired = before.text.replace("why: Region B.}\n", "why: Region B.}\n  status: retired\n")

    retire(author)

    assert state(author) == (retired, False)
    with author.database.writing() as session:
        late = writing.save(
            session,
            draft_id=before.draft_id or 0,
            learner_id=author.id,
            text="mine",
            edition=before.edition,
            base=1,
            now=author.now,
        )
    assert isinstance(late, writing.Overtaken), "an editor that is open hears of it"

    retire(author, retired=False)
    assert state(author) == (before.text, False)
    with author.database.writing() as session:
        rewording.reword(session, question_id=2, learner_id=author.id, texts={"answer": "bee"}, now=author.now)
    assert state(author) == (before.text.replace("answer: b}", "answer: bee}"), False)


def test_a_draft_that_says_otherwise_is_left_and_told_to_be_behind(author: Person) -> None:
    mine = write(author, lambda text: text.replace("ask: B?", "ask: Bee?")).text

    with author.database.writing() as session:
        rewording.reword(session, question_id=2, learner_id=author.id, texts={"ask": "Be?"}, now=author.now)

    assert state(author) == (mine, True)


def test_a_question_that_the_draft_left_out_stays_out_and_a_renamed_one_is_known(author: Person) -> None:
    first = YAML[YAML.index("- id: a") : YAML.index("- {id: b")]
    edits = {first: "", "{id: b, kind": "{id: bee, kind", "answer: b}": "answer: b, was: [b]}"}
    without = write(author, lambda text: reduce(lambda one, pair: one.replace(*pair), edits.items(), text)).text

    retire(author)
    assert state(author) == (without, False)
    retire(author, question_id=2)
    assert state(author) == (without.replace("was: [b]}", "was: [b], status: retired}"), False)
    retire(author, retired=False)
    assert state(author)[1], "it cannot come back where it is not"


def test_a_draft_in_which_nothing_was_written_just_shows_the_published_text(author: Person) -> None:
    write(author, lambda text: text)

    retire(author)

    text, behind = state(author)
    assert "status: retired" in text
    assert not behind


def test_a_draft_that_cannot_be_read_is_left_as_it_is(author: Person) -> None:
    broken = write(author, lambda text: text.replace("questions:", "questions: {")).text

    retire(author)

    assert state(author) == (broken, True)
