"""Editing one question of a draft, and what becomes of the edit until the path has a new edition."""

from typing import Any

import pytest

from models.decks import Deck, DeckRevision
from quizzes.core.access import NotFound, Visibility
from quizzes.core.banks import SourceFile, check
from quizzes.core.banks.sheets import Filled, Meaning
from quizzes.core.grading import Response
from quizzes.core.questions import Question
from quizzes.core.regeneration import Outcome
from quizzes.core.study import Scope
from quizzes.core.suggestions import SuggestionKind
from quizzes.services import asking, proposing, sharing, suggesting, taking
from quizzes.services.asking import Opened, Where
from quizzes.services.proposing import Assent
from tests.factories import Person
from tests.services.test_drafts import joined, kept, published
from tests.services.test_owning import MOVED, compared, updated

HERE = Where(deck_id=1)


@pytest.fixture
def path(ana: Person, ben: Person) -> int:
    """Ana's deck made of a path, which Ben may study."""
    joined(ben)
    made = published(ana, kept(joined(ana)))
    with ana.database.writing() as session:
        sharing.set_visibility(session, deck_id=1, learner_id=ana.id, visibility=Visibility.PUBLIC)
    return made


def opened(person: Person, key: str) -> Opened:
    with person.database.reading() as session:
        return asking.opened(session, where=HERE, key=key, learner_id=person.learner_id)


def filled(person: Person, key: str, *, digest: str = "", **texts: str) -> Filled:
    digest = digest or opened(person, key).sheet.digest
    with person.database.writing() as session:
        return asking.fill(
            session,
            where=HERE,
            key=key,
            digest=digest,
            texts=texts,
            meaning=Meaning(),
            learner_id=person.id,
            now=person.now,
        )


def publish_draft(person: Person) -> None:
    with person.database.writing() as session:
        proposal = proposing.of_deck(session, deck_id=1, learner_id=person.id)
        assert proposal.report
        assent = Assent(edition=proposal.edition, base=proposal.report.base, seen=True, allow_retire=False, note="")
        done = proposing.publish_deck(session, deck_id=1, learner_id=person.id, assent=assent, now=person.now)
    assert done
    assert done.applied


def standing(person: Person) -> dict[str, Question]:
    """The questions of the latest revision, by id."""
    with person.database.reading() as session:
        latest = session.get_one(Deck, 1).revision
        yaml = session.get_one(DeckRevision, (1, latest)).yaml
    return {question.id: question for question in check([SourceFile("b", yaml.encode())]).banks[0].questions}


def meet(person: Person, key: str) -> int:
    """Says that nothing is known until a question was met; gives its row."""
    while True:
        shown = person.next(Scope(deck_id=1))
        person.send(person.present(shown), Response(unknown=True))
        if shown.question.id == key:
            return shown.question_id


def suggested(person: Person, question_id: int, **texts: str) -> int:
    with person.database.writing() as session:
        made = suggesting.suggest(
            session,
            learner_id=person.id,
            question_id=question_id,
            version_id=suggesting.asked(session, learner_id=person.id, question_id=question_id).version_id,
            kind=SuggestionKind.WORDING,
            texts=texts,
            now=person.now,
        )
    assert made.suggestion_id
    return made.suggestion_id


def test_a_suggestion_that_was_taken_outlives_the_next_edition_of_the_path(ana: Person, ben: Person, path: int) -> None:
    changed = compared(ana, MOVED, path=path).report.ids(Outcome.CHANGED)
    key = next(name for name, question in standing(ana).items() if name in changed and question.kind != "task")
    made = suggested(ben, meet(ben, key), ask="In which month, then?")
    with ana.database.writing() as session:
        taking.take(session, deck_id=1, learner_id=ana.id, suggestion_id=made, fields=["ask"], now=ana.now)
    assert filled(ana, key, hint="A hint by hand.").taken
    publish_draft(ana)
    assert standing(ana)[key].ask == "In which month, then?"

    found = compared(ana, MOVED, path=path)
    assert key in found.report.ids(Outcome.EDITED)
    assert updated(ana, MOVED, path=path, token=found.token)

    after = standing(ana)
    assert (after[key].ask, after[key].hint, after[key].rev) == ("In which month, then?", "A hint by hand.", 1)
    assert {after[name].rev for name in changed if name != key} == {2}
    # The form of what stands goes on from there, with the line where the new edition says it.
    lines = opened(ana, key).lines
    assert lines
    assert "November" in lines.text


def test_a_form_is_for_those_who_may_publish_and_knows_what_learners_are_asked(
    ana: Person, ben: Person, path: int
) -> None:
    key = next(iter(standing(ana)))
    for deed in (
        lambda: opened(ben, key),
        lambda: filled(ben, key, digest=opened(ana, key).sheet.digest, ask="Mine?"),
        lambda: opened(ana, "nobody"),
    ):
        with pytest.raises(NotFound):
            deed()

    before = opened(ana, key)
    assert before.published == standing(ana)[key]
    assert before.draft.draft_id is None
    assert before.question_id
    assert filled(ana, key, ask=" ").problems.keys() == {"ask"}
    assert filled(ana, key, ask="Mine?").taken
    assert filled(ana, key, digest=before.sheet.digest, ask="Late?").moved
    now = opened(ana, key)
    assert (now.sheet.question.ask, now.published) == ("Mine?", before.published)
    assert standing(ana)[key] == before.published


def test_an_id_that_a_deck_once_had_is_not_given_again(ana: Person, path: int) -> None:
    words: dict[str, Any] = {
        "where": HERE,
        "kind": "flashcard",
        "texts": {"ask": "What new?", "answer": "It."},
        "after": "",
    }
    with ana.database.writing() as session:
        first = asking.add(session, **words, learner_id=ana.id, now=ana.now)
    publish_draft(ana)
    with ana.database.writing() as session:
        asking.take_out(session, where=HERE, key=first.id, learner_id=ana.id, now=ana.now)
        second = asking.add(session, **words, learner_id=ana.id, now=ana.now)

    assert (first.id, second.id) == ("new", "new-2")
