import io
import re
from collections.abc import Callable

import pytest

from tests.visitor import Visitor
from tests.web.test_adding import PATH, add, publish, token_of

NEW = PATH.replace("| 22 |", "| 2222 |")


def confirm_of(page: str) -> str:
    found = re.search(r'name="confirm" value="([^"]+)"', page)
    assert found, page
    return found[1]


TERMS = (
    PATH
    + """
## Words

- **Gateway** — The node that forwards packets to another network.
- **Bridge** — The node that joins two parts of one network.
- **Repeater** — The node that strengthens a signal on its way.
"""
)
BORDER = TERMS.replace("The node that forwards packets to another network.", "Whoever stands at the border.")


@pytest.fixture
def owner(ana: Visitor) -> Visitor:
    publish(ana)
    ana.get("/paths/2/update")
    return ana


def test_a_new_edition_is_reported_before_anything_changes(owner: Visitor, rows: Callable[[str], int]) -> None:
    before = rows("deck_revision")
    page = owner.post("/paths/2/update", text=NEW).text

    assert "number: 22 → 2222" in page
    assert "<mark>22" in page
    assert "<mark>2222" in page
    assert rows("deck_revision") == before


def test_a_confirmed_edition_is_published(owner: Visitor) -> None:
    page = owner.post("/paths/2/update", text=NEW).text
    reply = owner.post("/paths/2/update", text=NEW, confirm=confirm_of(page))

    assert reply.location == "/paths/2/own"
    assert "2222" in owner.get("/paths/2").text


def test_an_edition_from_a_file_is_published_under_its_name(owner: Visitor, rows: Callable[[str], int]) -> None:
    page = owner.post("/paths/2/update", file=(io.BytesIO(NEW.encode()), "new ports.md")).text
    assert 'name="named" value="new-ports.md"' in page
    owner.post("/paths/2/update", text=NEW, named="new-ports.md", confirm=confirm_of(page))

    assert rows("path_revision WHERE path_id = 2 AND file = 'new-ports.md'") == 1


def test_an_edition_that_changed_after_its_report_is_reported_again(owner: Visitor) -> None:
    page = owner.post("/paths/2/update", text=NEW).text
    reply = owner.post("/paths/2/update", text=NEW.replace("2222", "2223"), confirm=confirm_of(page))

    assert reply.status_code == 409
    assert "22 → 2223" in reply.text
    assert "2223" not in owner.get("/paths/2").text


def test_a_report_of_an_older_revision_is_made_again(owner: Visitor) -> None:
    token = confirm_of(owner.post("/paths/2/update", text=NEW).text)
    owner.post("/paths/2/update", text=NEW, confirm=token)
    owner.get("/paths/2/update")

    assert owner.post("/paths/2/update", text=NEW, confirm=token).status_code == 409


def test_a_rewrite_says_how_much_would_retire(owner: Visitor) -> None:
    text = "# Trees\n\n## Leaves\n\n- **Oak** — Lobed.\n- **Ash** — Feathered.\n- **Elm** — Lopsided.\n"

    assert "would retire. Is this the same path?" in owner.post("/paths/2/update", text=text).text


def test_a_name_given_by_the_owner_outlives_an_update(owner: Visitor) -> None:
    owner.get("/paths/2/own")
    owner.post("/paths/2/rename", title="My ports")
    owner.get("/paths/2/update")
    page = owner.post("/paths/2/update", text=NEW).text
    owner.post("/paths/2/update", text=NEW, confirm=confirm_of(page))

    assert "My ports" in owner.get("/paths/2/own").text
    assert "My ports" in owner.get("/paths/2/coverage").text


def test_an_edition_without_questions_is_refused_and_kept(owner: Visitor) -> None:
    reply = owner.post("/paths/2/update", text="Nothing here.")

    assert reply.status_code == 422
    assert "Nothing here.</textarea>" in reply.text


def test_nobody_else_updates_a_path(owner: Visitor, ben: Visitor) -> None:
    ben.answer("truefalse", key="true")
    ben.ask("multi")
    data = {"csrf_token": token_of(ben.page), "text": NEW}

    assert ben.client.post("/paths/2/update", data=data).status_code == 404
    assert ben.get("/paths/2/update").status_code == 404


@pytest.mark.parametrize(("ticked", "rev"), [(False, 2), (True, 1)])
def test_a_doubt_is_answered_before_publishing(
    ana: Visitor, rows: Callable[[str], int], ticked: bool, rev: int
) -> None:
    ana.get(ana.post(add(ana, TERMS)).location)
    ana.get("/paths/2/update")
    page = ana.post("/paths/2/update", text=BORDER).text
    doubts = re.findall(r'name="same" value="([^"]+)"', page)

    ana.post("/paths/2/update", text=BORDER, confirm=confirm_of(page), same=doubts if ticked else [])

    assert len(doubts) == 1
    keys = "', '".join(doubts[0].split())
    assert rows(f"question WHERE deck_id = 2 AND key IN ('{keys}') AND rev = {rev}") == len(doubts[0].split())
