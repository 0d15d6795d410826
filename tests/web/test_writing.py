"""Writing a bank in the browser, here without a script: begin, check, look, save, and publish."""

import re
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from models.accounts import Learner
from models.authors import BankDraft
from quizzes.core.banks.template import new_bank
from tests.lighthouse import Clock, database_of
from tests.visitor import Visitor

HIDDEN = re.compile(r'name="(edition|base|joined_edition|joined_base)" value="(\d+)"')
TEXT = new_bank("my-deck", "My deck")


def begun(visitor: Visitor) -> str:
    """The address of a new deck's text."""
    visitor.get("/banks/new")
    return str(visitor.post("/banks/new").location)


def send(visitor: Visitor, address: str, text: str, **fields: str) -> Any:
    return visitor.post(address, text=text, **{**dict(HIDDEN.findall(visitor.page)), **fields})


def test_a_deck_begins_with_an_example_of_each_kind_that_nothing_speaks_against(ana: Visitor) -> None:
    page = ana.get(begun(ana)).text

    assert "kind: decision" in page
    assert "Nothing speaks against this text." in page
    help_with_mistakes = page[page.index("<h3>typed</h3>") : page.index("<h3>cloze</h3>")]
    assert "<code>mistakes</code>" in help_with_mistakes
    assert "My deck" in ana.get("/banks/new").text


def test_a_mistake_is_told_with_its_line_and_nothing_typed_is_lost(ana: Visitor) -> None:
    address = begun(ana)
    ana.get(address)

    page = send(ana, f"{address}/check", TEXT.replace("kind: multi", "kind: mulit")).text

    assert "kind: mulit" in page
    assert re.search(r'data-line="\d+" data-column="\d+" data-severity="error"', page)
    assert "multi" in page[page.index("data-severity") :]


def test_a_saved_text_is_published_by_its_plan(app: Flask, ana: Visitor) -> None:
    address = begun(ana)
    ana.get(address)

    assert send(ana, f"{address}/save", TEXT.replace("My deck", "Moons").replace("\n", "\r\n")).status_code == 303
    page = ana.get(address.replace("/edit", "/plan")).text
    assert "A new deck, which only you see" in page
    sent = ana.post(address.replace("/edit", "/plan"), **dict(HIDDEN.findall(page)))

    assert sent.location == "/decks/2"
    assert "Moons" in ana.get("/decks/2").text
    assert ana.get(address).location == "/decks/2/edit"
    assert "Nothing speaks against this text." in ana.get("/decks/2/edit").text


def test_the_second_to_save_sees_both_texts_and_loses_none(app: Flask, ana: Visitor) -> None:
    address = begun(ana)
    first, second = dict(HIDDEN.findall(ana.get(address).text)), TEXT.replace("My deck", "Mine")
    send(ana, f"{address}/save", TEXT.replace("My deck", "Theirs"))
    ana.get(address)

    overtaken = ana.post(f"{address}/save", text=second, **first)

    assert overtaken.status_code == 409
    assert "title: Mine" in overtaken.text
    assert "<mark>Theirs" in overtaken.text
    assert send(ana, f"{address}/save", second).status_code == 409
    reopened = ana.get(address)
    assert reopened.status_code == 200
    assert "title: Mine" in reopened.text
    assert "<mark>Theirs" in reopened.text
    assert send(ana, f"{address}/save", second).status_code == 409
    assert send(ana, f"{address}/save", second, joined="on").status_code == 303
    assert "title: Mine" in ana.get(address).text


def test_a_script_gets_the_part_alone_with_the_edition_that_was_kept(ana: Visitor) -> None:
    address = begun(ana)
    fields = dict(HIDDEN.findall(ana.get(address).text))

    part = ana.post(f"{address}/save", headers={"HX-Request": "true"}, text=TEXT + "# more\n", **fields).text

    assert part.lstrip().startswith('<div id="saved-words" data-edition="1" data-base="0">')
    assert "<html" not in part


def test_a_draft_is_nobody_elses(ana: Visitor, ben: Visitor) -> None:
    address = begun(ana)
    ben.answer("truefalse", key="true")

    assert ben.get(address).status_code == 404
    ben.get("/banks/new")
    assert ben.post(f"{address}/check", text=TEXT).status_code == 404


def test_editors_get_the_format(ana: Visitor) -> None:
    assert ana.get("/banks/schema.json").get_json()["$schema"].startswith("https://json-schema.org/")


def test_a_line_is_put_in_and_the_text_is_tidied_without_saving_it(ana: Visitor) -> None:
    address = begun(ana)
    ana.get(address)
    wrong = TEXT.replace("kind: multi", "kind: mulit")
    line = wrong[: wrong.index("kind: mulit")].count("\n") + 1

    page = send(ana, f"{address}/put", wrong, put=str(line)).text
    assert "kind: mulit" not in page
    assert "Nothing speaks against this text." in page

    page = send(
        ana, f"{address}/tidy", "format: 1\nbank: {id: a, title: A}\nquestions:\n- kind: task\n  ask: Row.\n"
    ).text
    assert "- id: row\n" in page
    page = send(ana, f"{address}/tidy", "questions: [").text
    assert "Mend what is wrong first" in page
    assert "kind: decision" in ana.get(address).text


def test_what_is_thrown_away_comes_back(ana: Visitor) -> None:
    address = begun(ana)
    ana.get(address)

    ana.post(f"{address}/discard")
    page = ana.get(address).text
    assert "Thrown away." in page
    assert "kind: decision" not in page.split("<details")[0]
    ana.post(f"{address}/bring-back")
    assert "kind: decision" in ana.get(address).text.split("<details")[0]


def test_saving_leads_to_the_plan_where_that_is_wanted(ana: Visitor) -> None:
    address = begun(ana)
    ana.get(address)
    assert send(ana, f"{address}/save", TEXT, then="plan").location == address.removesuffix("/edit") + "/plan"


def test_a_page_can_ask_which_edition_stands(ana: Visitor) -> None:
    address = begun(ana)
    assert ana.get(f"{address}/state").json == {"edition": 0, "base": 0, "by": None}
    ana.get(address)
    send(ana, f"{address}/save", TEXT.replace("My deck", "Our deck"))
    assert ana.get(f"{address}/state").json == {"edition": 1, "base": 0, "by": None}


def test_whoever_opens_a_text_is_told_who_wrote_there_a_moment_ago(
    app: Flask, ana: Visitor, ben: Visitor, clock: Clock
) -> None:
    address = begun(ana)
    ben.answer("truefalse", key="true")
    with database_of(app).writing() as session:
        other = session.scalars(select(Learner).order_by(Learner.id.desc())).first()
        assert other
        other.name = "Ben"
        session.execute(update(BankDraft).values(changed_by=other.id, changed_at=clock()))

    assert re.search(r"<bdi>Ben</bdi></b>\s+is editing this too", ana.get(address).text)
    assert ana.get(f"{address}/state").json == {"edition": 0, "base": 0, "by": "Ben"}
    clock.turn(hours=1)
    assert "Last changed by <bdi>Ben</bdi>." in ana.get(address).text
