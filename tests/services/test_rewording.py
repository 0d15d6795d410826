"""A question reworded in the browser, and the author's file behind it."""

import pytest

from models.accounts import Learner
from quizzes.core.banks import SourceFile, check
from quizzes.services import accounts, decks, rewording
from tests.factories import MONDAY, Person

YAML = """# Kept in git.
format: 1
bank: {id: b, title: 'Harbour'}
questions:
  # Ask it early.
  - id: "a"
    kind: choice
    ask: Which side?  # of the channel
    options:
      - right: Port
      - {wrong: Starboard, why: "Region B."}  # often picked
  - {id: b, kind: flashcard, ask: B?, answer: b}
"""


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_reworded_question_leaves_the_authors_comments_and_style(ana: Person) -> None:
    with ana.database.writing() as session:
        ana.learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
        session.get_one(Learner, ana.id).name = "Ana"
        bank = check([SourceFile("b", YAML.encode())]).banks[0]
        decks.publish(
            session, bank=bank, yaml=YAML, path_text=None, path_file="", owner_id=ana.id, allow_retire=True, now=MONDAY
        )
        texts = {"ask": "Which side: left?", "options.1.why": "That is region B."}
        rewording.reword(session, question_id=1, learner_id=ana.id, texts=texts, now=MONDAY)

    with ana.database.reading() as session:
        assert decks.source(session, deck_id=1, learner_id=ana.id).yaml == YAML.replace(
            "ask: Which side?", 'ask: "Which side: left?"'
        ).replace('"Region B."', '"That is region B."')
