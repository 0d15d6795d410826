import re

import pytest

from tests.visitor import Visitor

CHOICES = {"deck": "1", "new": "20", "reviews": "200", "order": "path", "mix": "mixed", "apart": "on", "exam": ""}


@pytest.fixture
def learner(ana: Visitor) -> Visitor:
    ana.answer("truefalse", key="true")
    ana.get("/settings")
    return ana


def test_a_visitor_learns_where_settings_come_from(ana: Visitor) -> None:
    assert "Nothing is stored about you yet" in ana.get("/settings").text


def test_the_day_and_the_theme_are_saved(learner: Visitor) -> None:
    learner.post("/settings", zone="Asia/Tokyo", rollover="0", theme="dark")
    page = learner.get("/settings").text

    assert "Saved." in page
    assert "<option selected>Asia/Tokyo" in page
    assert '<option value="0" selected>00:00' in page
    assert 'data-theme="dark"' in page


def test_the_theme_of_the_system_leaves_the_choice_to_css(learner: Visitor) -> None:
    assert "data-theme" not in learner.get("/").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Moon/Crater"},
        {"rollover": "24"},
        {"rollover": "-1"},
        {"rollover": ""},
        {"theme": "sepia"},
    ],
)
def test_settings_that_no_page_offers_are_refused(learner: Visitor, wrong: dict[str, str]) -> None:
    fields = {"zone": "Asia/Tokyo", "rollover": "0", "theme": "dark"} | wrong

    assert learner.post("/settings", **fields).status_code == 400
    assert "Asia/Tokyo</option>" in learner.get("/settings").text
    assert "<option selected>UTC" in learner.page


@pytest.mark.parametrize(
    "wrong",
    [
        *({"new": new} for new in ("", "-1", "10000", "9" * 400, "１２")),
        {"reviews": "many"},
        {"order": "backwards"},
        {"mix": "never"},
        {"exam": "soon"},
    ],
)
def test_choices_that_no_page_offers_are_refused(learner: Visitor, wrong: dict[str, str]) -> None:
    assert learner.post("/settings/deck", **CHOICES | wrong).status_code == 400


def test_choices_are_kept_and_what_changed_is_said(learner: Visitor) -> None:
    chosen = {"new": "7", "reviews": "70", "order": "mixed", "mix": "after", "exam": "2026-04-01"}
    learner.post("/settings/deck", **{name: value for name, value in (CHOICES | chosen).items() if name != "apart"})
    page = learner.get("/settings").text

    assert 'name="new" value="7"' in page
    assert 'name="reviews" value="70"' in page
    assert '<option value="mixed" selected>mixed' in page
    assert '<option value="after" selected>after the reviews' in page
    assert 'name="apart">' in page
    assert 'name="exam" value="2026-04-01"' in page
    assert (
        "Saved: 7 new cards a day (was 20), 70 reviews a day (was 200), new cards mixed (was as the path goes), "
        "new cards after the reviews (was among the reviews), several questions on a fact a day, exam on 1 April 2026."
    ) in page


def test_undo_puts_former_choices_back(learner: Visitor) -> None:
    learner.post("/settings/deck", **CHOICES | {"new": "7", "order": "mixed", "exam": "2026-04-01"})
    learner.get("/settings")
    notice = learner.page.split('class="notice"')[1].split("</div>")[0]

    learner.post("/settings/deck", **dict(re.findall(r'name="(?!csrf)(\w+)" value="([^"]*)"', notice)))

    page = learner.get("/settings").text
    assert "Saved: 20 new cards a day (was 7), new cards as the path goes (was mixed), no exam." in page
    assert 'action="/settings/deck"' not in learner.get("/settings").text.split("<h1>")[0]


def test_saving_the_same_choices_says_so(learner: Visitor) -> None:
    learner.post("/settings/deck", **CHOICES)

    assert "Nothing has changed." in learner.get("/settings").text


def test_an_exam_lies_ahead(learner: Visitor) -> None:
    learner.post("/settings/deck", **CHOICES | {"new": "9", "exam": "2026-03-02"})
    page = learner.get("/settings").text

    assert "2026-03-02 does not fit; choose a day from 2026-03-03 on" in page
    assert 'name="new" value="20"' in page


def test_an_exam_is_taken_away_by_an_empty_field(learner: Visitor) -> None:
    learner.post("/settings/deck", **CHOICES | {"exam": "2026-03-12"})
    learner.get("/settings")
    learner.post("/settings/deck", **CHOICES)

    assert "Saved: no exam." in learner.get("/settings").text
    assert 'name="exam" value=""' in learner.page


def test_a_pause_is_set_and_ended(learner: Visitor) -> None:
    learner.post("/settings/pause", **{"from": "2026-03-04", "until": "2026-03-09"})
    page = learner.get("/settings").text
    learner.post("/settings/resume")

    assert "A pause from 4 March 2026 until 9 March 2026." in page
    assert "Pause from<input" in learner.get("/settings").text


@pytest.mark.parametrize(("first", "last"), [("", "2026-03-01"), ("2026-03-09", "2026-03-08"), ("", "2029-01-01")])
def test_a_pause_lies_ahead(learner: Visitor, first: str, last: str) -> None:
    learner.post("/settings/pause", **{"from": first, "until": last})

    assert f"{last} does not fit" in learner.get("/settings").text


def test_days_off_are_kept(learner: Visitor) -> None:
    learner.post("/settings/rest", weekday=["6", "7"])
    page = learner.get("/settings").text

    assert re.findall(r'name="weekday" value="(\d)" checked', page) == ["6", "7"]
    assert 'name="streak">' in page


@pytest.mark.parametrize(("action", "fields"), [("pause", {"until": ""}), ("rest", {"weekday": "8"})])
def test_days_off_that_no_page_offers_are_refused(learner: Visitor, action: str, fields: dict[str, str]) -> None:
    assert learner.post(f"/settings/{action}", **fields).status_code == 400


def test_the_share_that_is_remembered_needs_some_answers(learner: Visitor) -> None:
    page = learner.get("/settings").text

    assert "too few answers yet" in page
    assert "so far 0." in page


def test_a_reset_says_what_it_did_and_can_be_undone(learner: Visitor) -> None:
    learner.post("/settings/reset", deck="1", section="13-statements")
    page = learner.get("/settings").text
    fresh = learner.get("/").text
    learner.get("/settings")
    learner.post("/settings/undo")

    assert "1 card new again." in page
    assert ">Undo</button>" in page
    assert "0 of 9 questions known" in fresh
    assert "1 of 9 questions known" in learner.get("/").text


def test_a_deck_that_was_left_keeps_its_cards(learner: Visitor) -> None:
    learner.post("/settings/leave", deck="1")
    left = learner.get("/settings").text
    learner.answer("multi", unknown="1")

    assert "You left this deck" in left
    assert "Save choices" not in left
    assert "1 of 9 questions known" in learner.get("/").text


@pytest.mark.parametrize("action", ["deck", "reset", "leave"])
def test_decks_that_are_not_ones_own_are_not_found(learner: Visitor, action: str) -> None:
    assert learner.post(f"/settings/{action}", **CHOICES | {"deck": "99"}).status_code == 404


@pytest.mark.parametrize("action", ["", "/deck", "/reset", "/leave", "/undo", "/pause", "/resume", "/rest"])
def test_a_visitor_has_nothing_to_set(ana: Visitor, action: str) -> None:
    ana.ask("truefalse")
    fields = CHOICES | {"zone": "UTC", "rollover": "4", "theme": "dark", "until": "2026-03-09"}

    assert ana.post(f"/settings{action}", **fields).status_code == 404
