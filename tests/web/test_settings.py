import pytest

from tests.visitor import Visitor


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


@pytest.mark.parametrize("new", ["", "-1", "10000", "9" * 400, "１２"])
def test_limits_are_whole_numbers_within_bounds(learner: Visitor, new: str) -> None:
    assert learner.post("/settings/limits", deck="1", new=new, reviews="200").status_code == 400


def test_limits_are_kept(learner: Visitor) -> None:
    learner.post("/settings/limits", deck="1", new="7", reviews="70")
    page = learner.get("/settings").text

    assert 'name="new" value="7"' in page
    assert 'name="reviews" value="70"' in page


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
    assert "Save limits" not in left
    assert "1 of 9 questions known" in learner.get("/").text


@pytest.mark.parametrize("action", ["limits", "reset", "leave"])
def test_decks_that_are_not_ones_own_are_not_found(learner: Visitor, action: str) -> None:
    assert learner.post(f"/settings/{action}", deck="99", new="1", reviews="1").status_code == 404


@pytest.mark.parametrize("action", ["", "/limits", "/reset", "/leave", "/undo"])
def test_a_visitor_has_nothing_to_set(ana: Visitor, action: str) -> None:
    ana.ask("truefalse")
    fields = {"deck": "1", "new": "1", "reviews": "1", "zone": "UTC", "rollover": "4", "theme": "dark"}

    assert ana.post(f"/settings{action}", **fields).status_code == 404
