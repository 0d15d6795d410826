"""Drafts: Ana adds a path, looks through its questions and publishes them; Ben is somebody else."""

from datetime import timedelta

import pytest

from quizzes.core.access import NotFound
from quizzes.core.questions import Question
from quizzes.core.study import Scope
from quizzes.services import accounts, drafts, making, owning
from quizzes.services.coverage import draft_coverage
from quizzes.services.drafts import MOST_DRAFTS, NothingToAsk, Preview, propose
from quizzes.services.generating import generated
from quizzes.services.making import GIVEN_UP, Making
from tests.factories import MONDAY, Person

TEXT = """# Trees

## Leaves

- **Oak** — It has lobed leaves on a long stalk.
- **Ash** — It has feathered leaves in pairs.
- **Elm** — It has lopsided leaves with saw teeth.

## Fruit

| Tree | Fruit | Month |
|---|---|---|
| Oak | Acorn | October |
| Ash | Samara | August |
| Elm | Disc | May |
| Beech | Mast | September |
"""
FILE = "trees.md"


def joined(person: Person) -> Person:
    """The person as a learner of their own."""
    with person.database.writing() as session:
        person.learner_id = accounts.create_guest(session, zone_name="UTC", now=person.now)
    return person


def kept(person: Person, text: str = TEXT) -> int:
    """A draft of this text; gives its id."""
    proposal = propose(text, file=FILE)
    assert proposal.bank is not None
    with person.database.writing() as session:
        return drafts.keep(
            session,
            owner_id=person.id,
            bank=proposal.bank,
            text=text,
            file=FILE,
            remarks=proposal.remarks,
            now=person.now,
        )


def published(person: Person, draft_id: int, *, struck: tuple[str, ...] = ()) -> int:
    """Publishes a draft; gives the id of its path."""
    with person.database.writing() as session:
        return drafts.publish(session, draft_id=draft_id, learner_id=person.id, struck=struck, now=person.now)


def seen(person: Person, draft_id: int) -> Preview:
    with person.database.reading() as session:
        return drafts.preview(session, draft_id=draft_id, learner_id=person.learner_id)


def asked(person: Person, draft_id: int) -> list[Question]:
    return [question for group in seen(person, draft_id).groups for question in group.questions]


def state(person: Person, draft_id: int) -> Making:
    with person.database.reading() as session:
        return making.making(session, draft_id=draft_id, learner_id=person.learner_id, now=person.now)


@pytest.fixture
def draft(ana: Person, ben: Person) -> int:
    joined(ben)
    return kept(joined(ana))


def test_a_draft_shows_its_questions_by_section(ana: Person, draft: int) -> None:
    preview = seen(ana, draft)

    assert [group.anchor for group in preview.groups] == ["leaves", "fruit"]
    assert preview.size == len(asked(ana, draft)) == len(generated(TEXT, file=FILE).questions)
    assert (preview.title, preview.struck) == ("Trees", frozenset())


def test_what_is_struck_is_remembered_and_not_asked(ana: Person, draft: int) -> None:
    names = tuple(question.id for question in asked(ana, draft))
    with ana.database.writing() as session:
        drafts.strike(session, draft_id=draft, learner_id=ana.id, struck=names[:2])

    assert seen(ana, draft).struck == frozenset(names[:2])
    path = published(ana, draft, struck=names[2:])
    with ana.database.reading() as session:
        assert owning.owned(session, path_id=path, learner_id=ana.id).questions == 2


def test_a_draft_with_everything_struck_is_not_published(ana: Person, draft: int) -> None:
    with pytest.raises(NothingToAsk):
        published(ana, draft, struck=tuple(question.id for question in asked(ana, draft)))

    assert seen(ana, draft).size


def test_publishing_ends_the_draft_and_enrols_its_owner(ana: Person, draft: int) -> None:
    published(ana, draft)

    with pytest.raises(NotFound):
        seen(ana, draft)
    assert ana.next(Scope(deck_id=1)).question_id == 1


def test_two_paths_of_one_name_get_names_of_their_own(ana: Person, draft: int) -> None:
    second = kept(ana)

    assert published(ana, draft) != published(ana, second)


def test_a_reworded_question_is_kept_unless_its_text_is_wrong(ana: Person, draft: int) -> None:
    name = asked(ana, draft)[0].id
    for text in ("Which tree is this?", "![a leaf](leaf.png)"):
        with ana.database.writing() as session:
            found = drafts.reword(session, draft_id=draft, key=name, learner_id=ana.id, texts={"ask": text})

    assert list(found.problems) == ["ask"]
    assert asked(ana, draft)[0].ask == "Which tree is this?"
    with ana.database.writing() as session, pytest.raises(NotFound):
        drafts.reword(session, draft_id=draft, key="nothing", learner_id=ana.id, texts={})


def test_the_oldest_draft_makes_room(ana: Person, ben: Person, draft: int) -> None:
    bens = kept(ben)
    later = [kept(ana) for _ in range(MOST_DRAFTS)]

    with pytest.raises(NotFound):
        seen(ana, draft)
    assert [seen(ana, name).draft_id for name in later] == later
    assert seen(ben, bens).draft_id == bens


def test_a_draft_covers_what_is_not_struck(ana: Person, draft: int) -> None:
    names = {question.id for question in asked(ana, draft)}
    struck = min(names)
    with ana.database.writing() as session:
        drafts.strike(session, draft_id=draft, learner_id=ana.id, struck=[struck])
    with ana.database.reading() as session:
        found = draft_coverage(session, draft_id=draft, learner_id=ana.id)

    assert set(found.questions) == names - {struck}
    assert found.path_id is None


def test_a_draft_is_its_owners_alone(ana: Person, ben: Person, draft: int) -> None:
    name = asked(ana, draft)[0].id
    for person in (ben, Person(ana.database)):
        me = person.learner_id or 0
        with ana.database.writing() as session:
            for call in (
                lambda s, me=me: drafts.opened(s, draft_id=draft, learner_id=me),
                lambda s, me=me: drafts.preview(s, draft_id=draft, learner_id=me),
                lambda s, me=me: drafts.question(s, draft_id=draft, key=name, learner_id=me),
                lambda s, me=me: drafts.reword(s, draft_id=draft, key=name, learner_id=me, texts={}),
                lambda s, me=me: drafts.strike(s, draft_id=draft, learner_id=me, struck=()),
                lambda s, me=me: drafts.publish(s, draft_id=draft, learner_id=me, struck=(), now=MONDAY),
                lambda s, me=me: drafts.discard(s, draft_id=draft, learner_id=me),
                lambda s, me=me: draft_coverage(s, draft_id=draft, learner_id=me),
                lambda s, me=me: making.making(s, draft_id=draft, learner_id=me, now=MONDAY),
                lambda s, me=me: making.restart(s, draft_id=draft, learner_id=me, now=MONDAY),
            ):
                with pytest.raises(NotFound):
                    call(session)
    assert seen(ana, draft).size


@pytest.fixture
def begun(ana: Person) -> int:
    """A draft whose questions are yet to be made."""
    joined(ana)
    with ana.database.writing() as session:
        return making.begin(session, owner_id=ana.id, text=TEXT, file=FILE, now=ana.now)


def test_a_draft_in_the_making_tells_how_far_it_is(ana: Person, begun: int) -> None:
    assert state(ana, begun) == Making(percent=0, failure="")
    with ana.database.writing() as session:
        making.advance(session, draft_id=begun, share=0.427)
    assert state(ana, begun) == Making(percent=42, failure="")
    with pytest.raises(NotFound):
        seen(ana, begun)


def test_nothing_is_ready_before_its_questions_are_there(ana: Person, begun: int) -> None:
    with ana.database.writing() as session:
        making.advance(session, draft_id=begun, share=1.0)
    assert not state(ana, begun).ready
    bank = propose(TEXT, file=FILE).bank
    assert bank is not None
    with ana.database.writing() as session:
        making.finish(session, draft_id=begun, bank=bank, remarks="Line 1: Left out.")

    assert state(ana, begun).ready
    assert (seen(ana, begun).size, seen(ana, begun).remarks) == (len(bank.questions), "Line 1: Left out.")


def test_a_failure_is_said_and_the_text_is_there_to_try_again(ana: Person, begun: int) -> None:
    with ana.database.writing() as session:
        making.fail(session, draft_id=begun, failure="Too long.")
    assert state(ana, begun) == Making(percent=0, failure="Too long.")

    with ana.database.writing() as session:
        again = making.restart(session, draft_id=begun, learner_id=ana.id, now=ana.now)

    assert again == (TEXT, FILE)
    assert state(ana, begun) == Making(percent=0, failure="")


@pytest.mark.parametrize("done", [False, True])
def test_work_that_goes_on_or_is_done_is_not_begun_again(ana: Person, begun: int, done: bool) -> None:
    bank = propose(TEXT, file=FILE).bank
    assert bank is not None
    with ana.database.writing() as session:
        if done:
            making.finish(session, draft_id=begun, bank=bank, remarks="Line 1: Left out.")

    with pytest.raises(NotFound, match="did not end early"), ana.database.writing() as session:
        making.restart(session, draft_id=begun, learner_id=ana.id, now=ana.now)

    assert state(ana, begun).ready is done


def test_work_that_never_ended_is_given_up(ana: Person, begun: int) -> None:
    ana.now += GIVEN_UP
    assert state(ana, begun).failure == ""
    ana.now += timedelta(seconds=1)
    assert "interrupted" in state(ana, begun).failure


def test_a_draft_thrown_away_meanwhile_stays_away(ana: Person, begun: int) -> None:
    with ana.database.writing() as session:
        drafts.discard(session, draft_id=begun, learner_id=ana.id)
    with ana.database.writing() as session:
        making.advance(session, draft_id=begun, share=0.5)
        making.fail(session, draft_id=begun, failure="Too late.")

    with pytest.raises(NotFound):
        state(ana, begun)
