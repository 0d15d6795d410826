import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.lighthouse import Clock
from tests.visitor import Visitor


@pytest.fixture
def learner(ana: Visitor) -> Visitor:
    """Somebody who has answered one question of nine."""
    ana.answer("truefalse", key="true")
    ana.get("/cards")
    return ana


def ids(page: str) -> list[str]:
    return re.findall(r'name="question" value="(\d+)"', page)


def found(page: str) -> str:
    """The words of the heading above the list."""
    heading = re.search(r'<h2 id="found-title"[^>]*>(.*?)</h2>', page, re.DOTALL)
    assert heading
    return re.sub(r"<[^>]+>", "", heading[1]).strip()


def do(person: Visitor, deed: str, *, q: str = "", **fields: str | list[str]) -> str:
    """Does something with what a search found; gives the page after it."""
    person.get("/cards")
    answer = person.post(f"/cards/act?q={q}", deed=deed, **fields)
    assert answer.status_code == 303
    return person.get(answer.location).text


def test_a_visitor_looks_and_has_nothing_to_do(ana: Visitor) -> None:
    page = ana.get("/cards").text

    assert found(page) == "9 cards"
    assert ids(page) == []
    assert "Suspend" not in page


def test_a_search_finds_and_stays_in_its_field(learner: Visitor) -> None:
    page = learner.get('/cards?q=kind:typed+OR+"is%3A"').text

    assert found(page) == "1 card"
    assert 'value="kind:typed OR &#34;is:&#34;"' in page


def test_a_new_card_shows_no_answer_and_another_one_does(learner: Visitor) -> None:
    assert "cards__answer" not in learner.get("/cards?q=is:new").text
    assert '<p class="cards__answer">True</p>' in learner.get("/cards?q=-is:new").text


def test_problems_say_where_and_what_to_write(learner: Visitor) -> None:
    answer = learner.get("/cards?q=is:due+is:leach")

    assert answer.status_code == 200
    assert "at character 8" in answer.text
    assert "did you mean is:leech?" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert ids(answer.text) == []


def test_nothing_found_teaches(learner: Visitor) -> None:
    page = learner.get("/cards?q=is:leech").text

    assert found(page) == "No card fits"
    assert "/cards?q=is:suspended" in page


def test_headers_turn_the_order_around(learner: Visitor) -> None:
    page = learner.get("/cards?q=is:new&sort=question").text

    assert page.count("aria-sort") == 1
    assert 'aria-sort="ascending"' in page
    assert "sort=-question" in page
    assert ids(learner.get("/cards?q=is:new&sort=-question").text) == ids(page)[::-1]


@pytest.mark.parametrize("address", ["?sort=colour", "?page=0", "?page=x"])
def test_addresses_that_no_page_offers_are_refused(ana: Visitor, address: str) -> None:
    assert ana.get(f"/cards{address}").status_code == 400


def test_htmx_gets_the_list_alone(learner: Visitor) -> None:
    part = learner.get("/cards?q=is:new", headers={"HX-Request": "true"}).text

    assert part.lstrip().startswith('<section class="found" id="found"')
    assert 'data-address="/cards?q=is:new&amp;sort=due"' in part


def test_ticked_cards_are_suspended_and_one_undo_brings_them_back(learner: Visitor) -> None:
    ticked = ids(learner.page)[:3]
    page = do(learner, "suspend", question=ticked)
    suspended = ids(learner.get("/cards?q=is:suspended").text)
    learner.post("/cards/undo?q=is:suspended")
    after = learner.get("/cards?q=is:suspended").text

    assert "Suspended 3 cards." in page
    assert ">Undo</button>" in page
    assert sorted(suspended) == sorted(ticked)
    assert "Undone: 3 cards as before." in after
    assert found(after) == "No card fits"


def test_everything_is_all_that_the_search_finds(learner: Visitor) -> None:
    assert "Suspended 8 cards." in do(learner, "suspend", q="is:new", everything="1")
    assert found(learner.get("/cards?q=-is:suspended").text) == "1 card"
    assert "8 cards back among your reviews." in do(learner, "unsuspend", everything="1")


def test_a_deed_says_what_it_did(learner: Visitor, clock: Clock) -> None:
    (known,) = ids(learner.get("/cards?q=-is:new").text)
    day = clock().date() + timedelta(days=12)

    assert "1 card due on 14 March 2026." in do(learner, "due", question=known, due_day=day.isoformat())
    assert ids(learner.get("/cards?q=due=12").text) == [known]
    assert "1 card buried until tomorrow." in do(learner, "bury", question=known)
    assert "1 card new again." in do(learner, "reset", question=known)
    assert "Nothing changed: they are like that already." in do(learner, "unsuspend", question=known)


def test_what_cannot_be_done_changes_nothing_and_says_why(learner: Visitor, rows: Callable[[str], int]) -> None:
    before = rows("review")
    said = [
        do(learner, "suspend"),
        do(learner, "due", everything="1"),
        do(learner, "due", everything="1", due_day="2026-03-20"),
        do(learner, "due", q="-is:new", everything="1", due_day="2026-03-01"),
        do(learner, "suspend", q="is:purple", everything="1"),
    ]
    words = ["Tick some cards first", "Choose the day first", "a new card has no due day yet", "today or a later day"]

    assert [word for word, page in zip([*words, "Tick some cards"], said, strict=True) if word not in page] == []
    assert rows("review") == before


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"deed": "skip", "question": "1"}, 400),
        ({"deed": "suspend", "question": "x"}, 400),
        ({"deed": "suspend", "question": ""}, 400),
        ({"deed": "due", "question": "1", "due_day": "soon"}, 400),
        ({"deed": "suspend", "question": "999"}, 404),
    ],
)
def test_forms_that_no_page_offers_are_refused(learner: Visitor, fields: dict[str, str], code: int) -> None:
    assert learner.post("/cards/act", **fields).status_code == code


@pytest.mark.parametrize("action", ["act", "undo"])
def test_a_visitor_changes_nothing(ana: Visitor, action: str) -> None:
    ana.ask("truefalse")

    assert ana.post(f"/cards/{action}", deed="suspend", question="1").status_code == 404
