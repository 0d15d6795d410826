"""Editing a question while looking through a draft."""

import html
import re
from typing import Any
from urllib.parse import quote

import pytest

from tests.visitor import Visitor
from tests.web.test_adding import PATH, add, strikes, token_of
from tests.web.test_updating import confirm_of


def first(person: Visitor) -> str:
    """The id of the draft's first question that is typed or chosen."""
    add(person)
    return strikes(person.page)[0]


def asks(page: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'made__ask">(.*?)</p>', page)]


def address(key: str) -> str:
    return f"/paths/add/1/question?question={quote(key, safe='')}"


def test_an_edited_question_is_kept_and_leads_back_to_its_place(ana: Visitor) -> None:
    key = first(ana)
    reply = ana.get(ana.post("/paths/add/1/edit", edit=key).location)
    assert "Edit a question" in reply.text
    reply = ana.post(address(key), ask="What is asked  now?\r\n\r\nSay it.")

    assert reply.status_code == 303
    path, _, anchor = reply.location.partition("#")
    assert path == "/paths/add/1"
    assert f'id="{html.escape(anchor)}"' in ana.get(path).text
    assert asks(ana.page)[0] == "What is asked  now?"


def test_ticks_outlive_an_edit(ana: Visitor) -> None:
    key = first(ana)
    struck = strikes(ana.page)[1:3]
    ana.get(ana.post("/paths/add/1/edit", edit=key, strike=struck).location)
    ana.get(ana.post(address(key), ask="What now?").location)

    assert re.findall(r'value="([^"]+)" checked', ana.page) == struck
    ana.get(ana.post("/paths/add/1/edit", edit=key).location)
    assert " checked" not in ana.get("/paths/add/1").text


def test_what_is_wrong_is_said_at_its_field_and_keeps_the_text(ana: Visitor) -> None:
    key = first(ana)
    before = asks(ana.page)
    ana.get(address(key))
    reply = ana.post(address(key), ask="![a](b.png) & c")

    assert reply.status_code == 422
    assert re.search(
        r'name="ask"[^>]*aria-invalid="true" aria-describedby="field-ask-1">\n!\[a\]\(b.png\) &amp; c<', reply.text
    )
    assert 'id="field-ask-1">Questions have no images in format 1; say it in words.' in reply.text
    assert asks(ana.get("/paths/add/1").text) == before


def test_an_authors_wording_outlives_a_new_edition_of_the_path(ana: Visitor) -> None:
    key = first(ana)
    ana.get(address(key))
    ana.post(address(key), ask="My own words?")
    ana.get("/paths/add/1")
    ana.get(ana.post("/paths/add/1").location)
    ana.get("/paths/2/update")
    new = PATH.replace("| 123 |", "| 124 |")
    page = ana.post("/paths/2/update", text=new).text
    ana.post("/paths/2/update", text=new, confirm=confirm_of(page))

    assert "124" in ana.get("/paths/2").text
    assert "My own words?" in ana.get("/paths/2/coverage").text


def chosen(person: Visitor) -> str:
    """Adds a path and opens its first question with options; gives the question's id."""
    add(person)
    key = next(name for name in strikes(person.page) if "options.3.text" in person.get(address(name)).text)
    person.get(address(key))
    return key


def fields(page: str) -> dict[str, Any]:
    """What the page's form would send, its buttons aside."""
    texts = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    picked = re.findall(r'<select[^>]* name="([^"]+)"[^>]*>.*?<option selected>(.*?)</option>', page, re.DOTALL)
    return {name: html.unescape(text) for name, text in (*texts, *picked)}


def test_an_option_more_gets_fields_and_keeps_everything_typed(ana: Visitor) -> None:
    key = chosen(ana)
    before = fields(ana.page)
    typed = before | {"ask": "Not saved <yet>", "options.1.why": "Because."}
    grown = ana.post(address(key), **typed, add="options")

    assert grown.status_code == 200
    new = {name: text for name, text in fields(grown.text).items() if name not in before}
    assert sorted(text for text in new.values()) == ["", "", "wrong"]
    assert fields(grown.text) == typed | new
    assert len(re.findall("autofocus", grown.text)) == 1
    assert fields(ana.get(address(key)).text) == before


def test_a_new_option_is_kept_and_an_emptied_one_goes(ana: Visitor) -> None:
    key = chosen(ana)
    sent = fields(ana.post(address(key), **fields(ana.page), add="options").text)
    wrong = next(name for name in sent if name.endswith("verdict") and sent[name] == "wrong").replace("verdict", "text")
    new = max(name for name in sent if name.endswith("text"))
    reply = ana.post(address(key), **(sent | {new: "None of your business", wrong: ""}))

    assert reply.status_code == 303
    texts = [text for name, text in fields(ana.get(address(key)).text).items() if name.endswith(".text")]
    assert sorted(texts) == sorted(
        {"None of your business"}
        | {text for name, text in sent.items() if name.endswith(".text") and name not in (new, wrong)}
    )


def test_a_choice_without_its_right_option_is_refused_with_the_reason(ana: Visitor) -> None:
    key = chosen(ana)
    sent = fields(ana.page)
    right = next(name for name in sent if name.endswith("verdict") and sent[name] == "right")
    reply = ana.post(address(key), **(sent | {right: "wrong"}))

    assert reply.status_code == 422
    assert "No option is right; mark exactly one." in reply.text
    assert fields(reply.text)[right] == "wrong"


@pytest.mark.parametrize("signed_in", [True, False], ids=["another learner", "a visitor"])
def test_nobody_else_sees_or_edits_a_question(ana: Visitor, ben: Visitor, signed_in: bool) -> None:
    key = first(ana)
    before = asks(ana.page)
    if signed_in:
        ben.answer("truefalse", key="true")
    ben.ask("multi")
    data = {"csrf_token": token_of(ben.page), "ask": "Mine?", "edit": key, "strike": key}

    assert ben.client.get(address(key)).status_code == 404
    assert ben.client.post(address(key), data=data).status_code == 404
    assert ben.client.post("/paths/add/1/edit", data=data).status_code == 404
    assert asks(ana.get("/paths/add/1").text) == before
    assert " checked" not in ana.page


def test_a_question_that_is_not_there_is_not_edited(ana: Visitor) -> None:
    first(ana)

    assert ana.post(address("nothing"), ask="What?").status_code == 404
    assert ana.get("/paths/add/1/question").status_code == 404
    assert ana.client.post(address("nothing")).status_code == 400
