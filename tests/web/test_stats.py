"""The page about a learner's progress."""

from tests.lighthouse import Clock
from tests.visitor import Visitor


def test_before_the_first_answer_the_page_says_what_it_will_show(ana: Visitor) -> None:
    page = ana.get("/stats").text

    assert "After your first answers" in page
    assert page.count("button--primary") == 1


def test_a_learner_sees_every_number_and_each_picture_has_its_table(ana: Visitor, clock: Clock) -> None:
    ana.answer("truefalse", key="true")
    clock.turn(days=1)
    ana.answer("truefalse", key="true")
    page = ana.get("/stats").text

    for heading in ("The year", "The next 30 days", "Right at a review", "Answers by kind", "Time of day", "Ease"):
        assert heading in page
    assert page.count('role="img"') - page.count('class="mastery"') == page.count("As a table") - 1 == 4
    assert "2 answers on 2 days." in page
    assert "2 days in a row." in page
    assert "1.3 Statements" in page


def test_a_deck_is_looked_at_alone(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")

    assert ana.get("/stats?deck=1").status_code == 200
    assert ana.get("/stats?deck=2").status_code == 404
    assert ana.get("/stats?deck=x").status_code == 400


def test_the_year_is_fetched_alone_or_found_on_the_page(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    part = ana.get("/stats/year", headers={"HX-Request": "true"})
    whole = ana.get("/stats/year")

    assert part.text.lstrip().startswith('<section class="section" id="year">')
    assert (whole.status_code, whole.location) == (303, "/stats#year")
    assert Visitor(ana.app).get("/stats/year", headers={"HX-Request": "true"}).status_code == 404


def test_the_first_page_leaves_room_for_the_year(ana: Visitor) -> None:
    ana.answer("truefalse", key="true")

    assert 'hx-get="/stats/year"' in ana.get("/").text
