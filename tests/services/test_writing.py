"""Writing banks in the browser: Ana owns a deck, Ben edits it in their group, Eve is nobody to it."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from models.accounts import Learner
from models.engine import Database
from models.groups import Group, GroupDeck, Membership
from quizzes.core.access import NotFound, Role
from quizzes.core.banks import BROWSER_LIMIT
from quizzes.services import accounts, decks, writing
from quizzes.services.writing import DraftText, Overtaken, Saved, TooLong, TooManyDrafts
from tests.factories import MONDAY, Person, choices, publish

T = TypeVar("T")
DECK = 1


def do(person: Person, deed: Callable[..., T], **words: Any) -> T:
    """A deed of the person in a transaction of its own."""
    with person.database.writing() as session:
        return deed(session, learner_id=person.id, **words)


def draft(person: Person) -> DraftText:
    return do(person, writing.draft_of, deck_id=DECK, now=person.now)


def seen(person: Person) -> DraftText:
    with person.database.reading() as session:
        return writing.of_deck(session, deck_id=DECK, learner_id=person.learner_id)


def decks_text(person: Person) -> str:
    with person.database.reading() as session:
        return decks.source(session, deck_id=DECK, learner_id=person.learner_id).yaml


def saved(person: Person, text: str, at: DraftText, **words: Any) -> Saved | Overtaken:
    return do(
        person,
        writing.save,
        draft_id=at.draft_id,
        text=text,
        edition=at.edition,
        base=words.pop("base", at.base_revision),
        now=person.now,
        **words,
    )


@pytest.fixture
def two(database: Database, ana: Person, ben: Person, eve: Person) -> tuple[Person, Person, Person]:
    with database.writing() as session:
        for person in (ana, ben, eve):
            person.learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
        session.get_one(Learner, ben.id).name = "Ben"
        session.add(Group(name="Thursday", created_at=MONDAY))
        session.flush()
        for person, role in ((ana, Role.OWNER), (ben, Role.EDITOR)):
            session.add(Membership(group_id=1, learner_id=person.id, role=role.value, joined_at=MONDAY))
    publish(database, choices(3), owner_id=ana.id)
    with database.writing() as session:
        session.add(GroupDeck(group_id=1, deck_id=DECK, shared_by=ana.id, shared_at=MONDAY))
    return ana, ben, eve


def test_authors_share_one_draft_and_the_second_to_save_loses_nothing(two: tuple[Person, Person, Person]) -> None:
    ana, ben, _ = two
    assert (seen(ana).draft_id, seen(ana).edition) == (None, 0)
    at = draft(ana)
    assert at == draft(ben) == seen(ben)
    assert (at.title, at.base_revision, at.latest_revision, at.edition) == ("Basics", 1, 1, 0)

    assert saved(ben, "ben's", at) == Saved(draft_id=1, edition=1, saved_at=MONDAY)
    ana.wait(minutes=1)
    met = saved(ana, "ana's", at)
    assert isinstance(met, Overtaken)
    assert (met.yours, met.theirs.text, met.theirs.changed_by_name, met.put_aside_at) == (
        "ana's",
        "ben's",
        "Ben",
        ana.now,
    )
    with ana.database.reading() as session:
        assert writing.put_aside(session, draft_id=1, learner_id=ana.id) == met
        assert writing.put_aside(session, draft_id=1, learner_id=ben.id) is None

    assert saved(ana, "both's", met.theirs, joined=True) == Saved(draft_id=1, edition=2, saved_at=ana.now)
    with ana.database.reading() as session:
        assert writing.put_aside(session, draft_id=1, learner_id=ana.id) is None
    assert seen(ben).text == "both's"


def test_the_same_text_twice_is_no_conflict(two: tuple[Person, Person, Person]) -> None:
    ana, ben, _ = two
    at = draft(ana)
    first = saved(ana, "same", at)
    assert first == saved(ben, "same", at)


def test_a_deck_published_meanwhile_is_never_overwritten_unseen(two: tuple[Person, Person, Person]) -> None:
    ana, ben, _ = two
    at = draft(ana)
    publish(ana.database, choices(4), owner_id=ana.id)
    assert (seen(ana).base_revision, seen(ana).draft_id) == (2, 1), "a draft in which nothing was written moves on"
    met = saved(ben, "from the first revision", at)
    assert isinstance(met, Overtaken)
    fresh = draft(ben)
    assert (fresh.base_revision, fresh.text) == (2, seen(ana).text)

    saved(ana, "mine", fresh)
    publish(ana.database, choices(5), owner_id=ana.id)
    late = seen(ana)
    assert (late.text, late.base_revision, late.latest_revision) == ("mine", 2, 3)
    saved(ana, "mine and theirs", late, base=3, joined=True)
    assert (seen(ana).base_revision, seen(ana).text) == (3, "mine and theirs")


def test_a_discarded_text_comes_back_and_takes_nothing_with_it(two: tuple[Person, Person, Person]) -> None:
    ana, _, _ = two
    at = draft(ana)
    saved(ana, "mine", at)
    do(ana, writing.discard, draft_id=1, now=ana.now)
    assert (seen(ana).text, seen(ana).discarded) == (at.text, True)
    saved(ana, "written since", seen(ana))
    do(ana, writing.bring_back, draft_id=1, now=ana.now)
    assert seen(ana).text == "mine"
    do(ana, writing.bring_back, draft_id=1, now=ana.now)
    assert seen(ana).text == "written since"


def test_a_change_by_somebody_else_reaches_the_draft_in_the_transaction(two: tuple[Person, Person, Person]) -> None:
    ana, ben, _ = two
    changed = do(ben, writing.change, deck_id=DECK, edit=lambda text: text + "# taken\n", now=MONDAY)
    assert changed.text == decks_text(ana) + "# taken\n"
    assert (changed.edition, changed.changed_by_name) == (1, "Ben")
    again = do(ben, writing.change, deck_id=DECK, edit=str, now=MONDAY)
    assert again.edition == 1, "what changes nothing is no new edition"


def test_nobody_else_finds_a_draft(two: tuple[Person, Person, Person]) -> None:
    ana, ben, eve = two
    at = draft(ana)
    own = do(ana, writing.begin, now=MONDAY)
    for attempt in (
        lambda: draft(eve),
        lambda: seen(eve),
        lambda: saved(eve, "eve's", at),
        lambda: do(eve, writing.read, draft_id=1),
        lambda: do(ben, writing.read, draft_id=own),
        lambda: do(ben, writing.discard, draft_id=own, now=MONDAY),
        lambda: do(eve, writing.bring_back, draft_id=1, now=MONDAY),
        lambda: do(eve, writing.put_aside, draft_id=1),
        lambda: do(eve, writing.change, deck_id=DECK, edit=str, now=MONDAY),
        lambda: do(ana, writing.read, draft_id=99),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_new_decks_are_listed_by_their_titles_until_they_are_discarded(two: tuple[Person, Person, Person]) -> None:
    ana, _, _ = two
    texts = ("", "format: 1\nbank: {id: a, title: Tides, lang: en}\n", 'bank:\n  title: "Fog, and rain"\n')
    ids = [do(ana, writing.begin, text=text, now=MONDAY) for text in texts]
    with ana.database.reading() as session:
        found = [(one.draft_id, one.title) for one in writing.begun(session, learner_id=ana.id)]
    assert found == [(ids[2], "Fog, and rain"), (ids[1], "Tides"), (ids[0], "A new deck")]

    do(ana, writing.discard, draft_id=ids[1], now=MONDAY)
    with ana.database.reading() as session:
        assert ids[1] not in [one.draft_id for one in writing.begun(session, learner_id=ana.id)]
    do(ana, writing.bring_back, draft_id=ids[1], now=MONDAY)
    assert do(ana, writing.read, draft_id=ids[1]).text == texts[1]


def test_limits_refuse_and_the_latest_discarded_texts_stay(two: tuple[Person, Person, Person]) -> None:
    ana, _, _ = two
    at = draft(ana)
    with pytest.raises(TooLong):
        saved(ana, "é" * (BROWSER_LIMIT // 2 + 1), at)
    for _ in range(writing.MOST_DRAFTS):
        newest = do(ana, writing.begin, text="x", now=MONDAY)
    with pytest.raises(TooManyDrafts):
        do(ana, writing.begin, now=MONDAY)
    oldest = newest - 6
    for text in ("one window", "another window"):
        do(ana, writing.save, draft_id=oldest, text=text, edition=0, base=0, now=MONDAY)
    for gone in range(oldest, newest + 1):
        do(ana, writing.discard, draft_id=gone, now=MONDAY)
    do(ana, writing.begin, now=MONDAY)
    do(ana, writing.bring_back, draft_id=newest, now=MONDAY)
    with ana.database.reading() as session:
        assert len(writing.begun(session, learner_id=ana.id)) == writing.MOST_DRAFTS - 5
    do(ana, writing.discard, draft_id=at.draft_id, now=MONDAY)
    assert seen(ana).text == at.text
