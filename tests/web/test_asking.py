"""Questions of a draft without YAML: the list, the form, one more, one less, and what two authors do to each other."""

import html
import re
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Learner
from quizzes.core.banks import Bank, write
from quizzes.core.banks.template import new_bank
from quizzes.core.questions import KINDS
from quizzes.services import decks
from tests.factories import MONDAY, choices
from tests.lighthouse import database_of
from tests.visitor import Visitor
from tests.web.test_adding import publish
from tests.web.test_updating import NEW, confirm_of

HIDDEN = re.compile(r'<input type="hidden" name="(csrf_token|edition|base|digest|kind|sure)" value="([^"]*)">')
AREA = re.compile(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)
CHOSEN = re.compile(r'<select[^>]* name="([^"]+)"[^>]*>.*?<option selected>(.*?)</option>', re.DOTALL)


def begun(visitor: Visitor) -> str:
    """The address of a new deck's text, with an example of each kind."""
    visitor.get("/banks/new")
    return str(visitor.post("/banks/new").location)


def text_of(visitor: Visitor, address: str) -> str:
    return html.unescape(dict(AREA.findall(visitor.get(address).text))["text"])


def fields(page: str) -> dict[str, Any]:
    """What the form on the page would send if nobody touched it."""
    found = [*HIDDEN.findall(page), *AREA.findall(page), *CHOSEN.findall(page)]
    return {name: html.unescape(text) for name, text in found if name != "text"}


def send(visitor: Visitor, address: str, page: str = "", **texts: str) -> Any:
    """Sends the form on a page, or on the one in front of the visitor, with these fields filled in."""
    written = {name.replace("__", "."): text for name, text in texts.items()}
    return visitor.post(address, **{**fields(page or visitor.page), **written})


@pytest.fixture
def draft(ana: Visitor) -> str:
    return begun(ana)


def test_every_kind_has_a_form_that_changes_nothing_by_itself(ana: Visitor, draft: str) -> None:
    before = text_of(ana, draft)
    listed = ana.get(f"{draft}/questions").text
    addresses = [html.unescape(found) for found in re.findall(r'made__ask" dir="auto"><a href="([^"]+)"', listed)]

    assert len(addresses) == len(KINDS)
    for address in addresses:
        page = ana.get(address).text
        assert send(ana, address).status_code == 303, page
    assert text_of(ana, draft) == before == new_bank("my-deck", "My deck")


def test_a_form_writes_yaml_and_says_what_is_wrong_beside_the_field(ana: Visitor, draft: str) -> None:
    address = f"{draft}/question?key=seasons"
    before = text_of(ana, draft)
    ana.get(address)

    wrong = send(ana, address, ask="No gap, <b>& more</b>.", hint="Look up.")
    assert wrong.status_code == 422
    assert 'role="alert" tabindex="-1" autofocus' in wrong.text
    assert '<a href="#field-ask">Question</a>' in wrong.text
    assert re.search(r'id="field-ask" name="ask"[^>]* aria-invalid="true" aria-describedby="field-ask-1"', wrong.text)
    assert fields(wrong.text)["ask"] == "No gap, <b>& more</b>."
    assert fields(wrong.text)["hint"] == "Look up."

    more = send(ana, address, ask="A ___, a ___ and a ___.", add="blanks").text
    assert re.search(r'name="blanks.2.answer"[^>]* autofocus', more)
    moved = send(ana, address, blanks__2__answer="third", move="blanks.2").text
    assert fields(moved)["blanks.1.answer"] == "third"
    assert re.search(r'name="blanks.1.answer"[^>]* autofocus', moved)
    saved = send(ana, address)
    assert saved.location == f"{draft}/questions#question-seasons"
    assert "Saved in the draft." in ana.get(saved.location).text

    after = text_of(ana, draft)
    assert "ask: A ___, a ___ and a ___." in after
    assert after.index("- axis") < after.index("- third") < after.index("answer: tilted")
    assert [line for line in before.split("\n") if line not in after.split("\n")] == [
        "  ask: We have seasons because the ___ around which our globe turns is ___."
    ]
    assert f"{draft}?line=" in ana.get(address).text


def test_a_question_is_added_removed_and_brought_back(ana: Visitor, draft: str) -> None:
    assert ana.get(f"{draft}/question/new").text.count('class="asked__kind"') == len(KINDS)
    new = f"{draft}/question/new?kind=truefalse&after=nearest-planet"
    ana.get(new)
    assert send(ana, new, ask="").status_code == 422
    added = send(ana, new, ask="Mars is red: yes.", answer="true", tags__0="colour")
    assert added.location == f"{draft}/questions#question-mars-red-yes"
    text = text_of(ana, draft)
    assert text.index("id: nearest-planet") < text.index("id: mars-red-yes") < text.index("id: gas-giants")

    ana.get(f"{draft}/question?key=mars-red-yes")
    assert "never published" in ana.page
    removed = ana.post(f"{draft}/question/remove?key=mars-red-yes").text
    taken = re.search(r'name="taken" value="([^"]*)"', removed)
    assert taken
    assert "mars-red-yes" not in text_of(ana, draft)
    assert ana.post(f"{draft}/question/restore", taken=html.unescape(taken[1])).status_code == 303
    assert text_of(ana, draft) == text
    ana.post(f"{draft}/question/restore", taken="{}")
    assert "What was taken out is missing." in ana.get(f"{draft}/questions").text


def test_two_authors_of_one_question_lose_nothing(ana: Visitor, draft: str) -> None:
    address = f"{draft}/question?key=famous-moons"
    mine = ana.get(address).text
    ana.get(f"{draft}/question?key=seasons")
    send(ana, f"{draft}/question?key=seasons", hint="Elsewhere.")
    assert send(ana, address, mine, ask="First.").status_code == 303

    both = send(ana, address, mine, ask="Second.", extra__0__text="Pluto")
    assert both.status_code == 409
    assert fields(both.text)["ask"] == "Second."
    assert "in the draft now" in both.text
    assert "First" in both.text
    assert send(ana, address).status_code == 303
    assert "ask: Second." in text_of(ana, draft)
    assert "Elsewhere." in ana.page

    stale = ana.get(address).text
    ana.post(f"{draft}/question/remove?key=famous-moons")
    gone = send(ana, address, stale, ask="Third.")
    assert gone.status_code == 409
    back = re.search(r'class="add asked[^"]*" method="post" action="([^"]+)"', gone.text)
    assert back
    assert send(ana, html.unescape(back[1])).status_code == 303
    assert "id: famous-moons" in text_of(ana, draft)
    assert "ask: Third." in ana.page


def test_a_text_that_cannot_be_read_leads_to_its_line(ana: Visitor, draft: str) -> None:
    text = text_of(ana, draft).replace("kind: cloze", "kind: close")
    ana.post(f"{draft}/save", text=text, edition="0", base="0")

    listed = ana.get(f"{draft}/questions").text
    assert "Mend it in the text" in listed
    assert ana.get(f"{draft}/question?key=seasons").location == f"{draft}/questions"
    assert "mend it in the text" in ana.get(f"{draft}/questions").text
    assert ana.get(f"{draft}/question?key=nobody").status_code == 404
    ana.get(draft)
    ana.post(f"{draft}/save", text="questions: [", edition="1", base="0")
    assert "cannot be read as it stands" in ana.get(f"{draft}/questions").text
    assert ana.get(f"{draft}/question/new?kind=order").location == f"{draft}/questions"


def test_a_question_made_of_a_path_says_where_it_comes_from_and_outlives_a_new_edition(
    app: Flask, ana: Visitor
) -> None:
    publish(ana)
    listed = ana.get("/decks/2/edit/questions").text
    assert "made from the path" in listed
    assert 'href="/paths/2/update"' in listed
    key = html.unescape(re.findall(r'id="question-([^"]+)"', listed)[0])
    address = f"/decks/2/edit/question?key={quote(key, safe='')}"
    page = ana.get(address).text
    assert "What you change here is kept when the path is updated." in page
    assert 'href="/paths/2' in page
    assert 'class="asked__lines"' in page
    assert "Does it still ask the same?" in page
    assert send(ana, address, hint="Mine alone.", again="on").status_code == 303
    plan = ana.get("/decks/2/plan").text
    ana.post("/decks/2/plan", **fields(plan))

    ana.get("/paths/2/update")
    report = ana.post("/paths/2/update", text=NEW).text
    assert "/decks/2/edit/question?key=" in report
    ana.post("/paths/2/update", text=NEW, confirm=confirm_of(report))
    assert "Mine alone." in ana.get(address).text


def test_a_bank_that_only_a_file_may_hold_leads_back_to_its_deck(app: Flask, ana: Visitor) -> None:
    ana.answer("truefalse", key="true")
    with database_of(app).writing() as session:
        owner_id = session.scalar(select(func.max(Learner.id)))
        bank = Bank(id="long", title="Long", questions=tuple(choices(1)))
        yaml = f"{write(bank)}# {'long ' * 400_000}\n"
        decks.publish(
            session,
            bank=bank,
            yaml=yaml,
            path_text=None,
            path_file="",
            owner_id=owner_id,
            published_by=owner_id,
            now=MONDAY,
        )

    for address in ("edit", "edit/questions", "edit/question?key=q1", "edit/question/new"):
        assert ana.get(f"/decks/2/{address}").location == "/decks/2", address
        assert "publish it from there" in ana.get("/decks/2").text
