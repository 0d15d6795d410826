"""Publishing against a revision: one of two wins, learners keep their place, a file never undoes unseen work."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.core.banks import Bank, write
from quizzes.core.publishing import PlanReport
from quizzes.core.questions import Question
from quizzes.core.study import Judged
from quizzes.services import publishing, revisions
from quizzes.services.publishing import Edition, Outcome, Refusal
from tests.factories import MONDAY, Person, choice, choices, pick, publish


def edition(questions: Sequence[Question], *, title: str = "Own") -> Edition:
    bank = Bank(id="own", title=title, questions=tuple(questions))
    return Edition(bank=bank, yaml=write(bank), path_text=None, path_file="")


def send(database: Database, sent: Edition, *, base: int, known: int | None = None, learner_id: int | None) -> Outcome:
    with database.writing() as session:
        return publishing.publish_file(
            session, sent, base=base, known=known, learner_id=learner_id, now=MONDAY + timedelta(hours=1)
        )


def planned(database: Database, sent: Edition, *, learner_id: int | None) -> PlanReport:
    with database.reading() as session:
        place = publishing.place_for(session, key="own", learner_id=learner_id)
        known = publishing.file_known(place, base=None)
        return publishing.report(session, sent, place=place, known=known)


@pytest.fixture
def author(database: Database, ana: Person) -> Person:
    """Ana, whose deck is published from a file."""
    publish(database, choices(2))
    ana.answer()
    assert send(database, edition(choices(3)), base=0, learner_id=ana.id).revision == 1
    return ana


def at_once(database: Database, texts: Sequence[Edition], *, base: int, learner_id: int) -> list[Outcome]:
    """What each of several publishers is told who start together."""
    start, done = Barrier(len(texts)), list[Outcome]()

    def run(sent: Edition) -> None:
        start.wait()
        done.append(send(database, sent, base=base, learner_id=learner_id))

    people = [Thread(target=run, args=(sent,)) for sent in texts]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return done


def test_of_two_at_once_one_wins_and_the_other_is_told(database: Database, author: Person) -> None:
    # Nobody publishes against revision 0 once there is a deck.
    for base, applied in ((1, [False, True]), (0, [False, False])):
        texts = [edition([*choices(2), choice(f"q{place}", hint=f"{base}")], title=f"T{base}") for place in (8, 9)]
        done = at_once(database, texts, base=base, learner_id=author.id)

        assert sorted(outcome.applied for outcome in done) == applied
        assert all(outcome.refusal is Refusal.STALE for outcome in done if not outcome.applied)
        assert {outcome.revision for outcome in done} == {2}


def test_a_lost_reply_may_be_asked_for_again(database: Database, author: Person) -> None:
    sent = edition([*choices(3), choice("q4")])
    first = send(database, sent, base=1, learner_id=author.id)
    again = send(database, sent, base=1, learner_id=author.id)

    assert (first.applied, first.revision) == (True, 2)
    assert (again.applied, again.refusal, again.revision) == (False, None, 2)


def test_a_change_in_the_middle_of_a_review_judges_what_was_shown(database: Database, ben: Person) -> None:
    publish(database, choices(2))
    ben.finish()
    ben.wait(days=1)
    shown = ben.next()
    presented = ben.present(shown)
    key = shown.question.id
    reworded = [replace(one, explain="Better.") if one.id == key else one for one in choices(2)]
    publish(database, reworded, now=ben.now)

    judged = ben.send(presented, pick("right"))

    assert isinstance(judged, Judged)
    assert (judged.shown.question.explain, judged.forecast.interval_days) == ("", 6)
    ben.finish()

    publish(database, [replace(one, rev=2) if one.id == key else one for one in reworded], now=ben.now)
    asked = ben.next()
    assert (asked.question.id, asked.question.explain) == (key, "Better.")
    assert ben.agrees_with_log()


def test_a_plan_counts_those_who_have_a_card(database: Database, author: Person, ben: Person) -> None:
    changed = [choice("q1", hint="h"), choice("q2", rev=2), choice("q4")]
    own = planned(database, edition(changed), learner_id=author.id)
    assert {item.id: item.learners for _, items in own.groups for item in items} == dict.fromkeys(
        ("q1", "q2", "q3", "q4"), 0
    )

    bank = Bank(id="basics", title="Basics", questions=(choice("q1", hint="h"), choice("q2")))
    sent = Edition(bank=bank, yaml=write(bank), path_text=None, path_file="")
    with database.reading() as session:
        place = publishing.place_for(session, key="basics", learner_id=None)
        report = publishing.report(session, sent, place=place, known=None)
    assert [(item.id, item.learners) for item in report.changed] == [("q1", 1)]


def test_a_file_asks_before_it_undoes_what_the_browser_changed(database: Database, author: Person, ben: Person) -> None:
    browser = [choice("q1", explain="In the browser."), *choices(3)[1:]]
    publish(database, browser, bank="own", owner_id=author.id)
    stale = edition([choice("q1"), choice("q2", hint="In the file."), choice("q3")])

    refused = send(database, stale, base=2, learner_id=author.id)
    assert (refused.refusal, [item.id for item in refused.report.undoes]) == (Refusal.UNDOES, ["q1"])
    assert [(one.field, one.before, one.after) for one in refused.report.undoes[0].differences] == [
        ("explain", "In the browser.", "")
    ]

    with database.reading() as session:
        pulled = publishing.pull(session, key="own", learner_id=author.id)
        assert [one.via for one in revisions.revisions(session, deck_id=2, learner_id=author.id).revisions] == [
            "browser",
            "file",
        ]
        with pytest.raises(NotFound):
            publishing.pull(session, key="own", learner_id=ben.learner_id or 0)
    assert (pulled.revision, pulled.holds) == (2, None)
    # A pipeline that sends the pulled text changes nothing, and from then on the file is known to hold it.
    same = Edition(bank=edition(browser).bank, yaml=pulled.yaml, path_text=None, path_file="")
    assert not send(database, same, base=2, learner_id=author.id).applied
    assert send(database, stale, base=2, learner_id=author.id).applied


def test_naming_the_latest_revision_says_that_it_was_seen(database: Database, author: Person) -> None:
    publish(database, [choice("q1", explain="In the browser."), *choices(3)[1:]], bank="own", owner_id=author.id)

    assert send(database, edition(choices(3)), base=2, known=1, learner_id=author.id).refusal is Refusal.UNDOES
    assert send(database, edition(choices(3)), base=2, known=2, learner_id=author.id).revision == 3
