"""Item analysis out of the log: first exposures, each learner once, as they stand."""

import pytest

from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.core.analysis.numbers import Numbers
from quizzes.core.remarks import Reason
from quizzes.core.study import Rating
from quizzes.services import analysis, remarks
from tests.factories import Person, choice, choices, publish

# The worked example of Moodle's figures: eight learners by four questions.
MARKS = ("1111", "1110", "1101", "1010", "1100", "0100", "1000", "0001")


def crowd(database: Database, rows: tuple[str, ...] = MARKS) -> list[Person]:
    """People of whom each answered q1, q2, … once, right where the row has a 1."""
    people = []
    for row in rows:
        person = Person(database)
        for mark in row:
            person.answer("right" if mark == "1" else "wrong")
        people.append(person)
    return people


def numbers(database: Database) -> dict[str, Numbers]:
    with database.reading() as session:
        found = analysis.of_server(session, key="basics")
    return {one.asked.question.id: one for one in found.numbers}


def means(database: Database) -> list[float]:
    return [one.facility.mean for one in numbers(database).values() if one.facility]


def test_the_log_of_the_worked_example_gives_its_figures(database: Database) -> None:
    publish(database, choices(4))
    crowd(database)

    found = numbers(database).values()

    assert means(database) == [0.75, 0.625, 0.375, 0.375]
    assert [round(100 * (one.discrimination or 0), 2) for one in found] == [25.26, 14.91, 23.35, -6.67]
    assert [round(100 * (one.efficiency or 0), 2) for one in found] == [42.86, 20.00, 27.27, -9.09]
    assert [(option.text, option.learners) for option in numbers(database)["q1"].chosen] == [
        ("right", 6),
        ("wrong", 2),
        ("other", 0),
    ]


def test_later_answers_change_no_figure_but_tell_luck(database: Database) -> None:
    publish(database, choices(4))
    people = crowd(database)
    before = means(database)
    for person in people[:2]:
        person.wait(days=1)
        for _ in range(4):
            person.answer("wrong")

    after = numbers(database)

    assert means(database) == before
    assert after["q1"].lucky == 1.0
    assert after["q3"].lucky == 1.0
    assert after["q1"].lapses == 2 / 8


def test_an_answer_taken_back_does_not_count_and_an_overruled_grade_does(database: Database) -> None:
    publish(database, choices(4))
    people = crowd(database)
    last = people[-1]
    last.undo()
    last.answer("wrong")

    assert means(database)[3] == 0.25

    publish(database, [*choices(4), choice("q5")])
    for person in people:
        judged = person.answer()
        person.regrade(judged, Rating.HARD)
    assert means(database)[4] == 1.0


def test_a_raised_rev_begins_anew(database: Database) -> None:
    publish(database, choices(4))
    crowd(database)

    publish(database, [choice("q1", rev=2), *choices(4)[1:]])

    found = numbers(database)
    assert (found["q1"].learners, found["q1"].enough) == (0, False)
    assert found["q2"].learners == 8


def test_of_too_many_learners_those_who_came_last_count(database: Database) -> None:
    publish(database, choices(4))
    crowd(database)

    with database.reading() as session:
        found = analysis.of_server(session, key="basics", most=3)
    assert (found.learners, {one.learners for one in found.numbers}) == (3, {3})


def test_flags_stand_beside_all_answers(database: Database) -> None:
    publish(database, choices(4))
    people = crowd(database)
    with database.writing() as session:
        for person in people[:2]:
            remarks.flag(session, learner_id=person.id, question_id=1, reason=Reason.WRONG, words="", now=person.now)

    assert numbers(database)["q1"].flagged == pytest.approx(200 / 8)


def test_only_who_may_see_remarks_sees_the_numbers(database: Database) -> None:
    publish(database, choices(4))
    author, stranger = crowd(database)[:2]
    publish(database, [choice("own")], bank="own", owner_id=author.id)

    with database.reading() as session:
        assert analysis.analysis(session, deck_id=2, learner_id=author.id).title == "Own"
        for learner_id, deck_id in ((stranger.id, 2), (None, 2), (stranger.id, 1), (author.id, 99)):
            with pytest.raises(NotFound):
                analysis.analysis(session, deck_id=deck_id, learner_id=learner_id)
