"""Suggesting a change: from the feedback or the card, after the answer alone, told in the card's history."""

import re

import pytest

from tests.visitor import Visitor

CHOICE = "deck=1&section=11-characters"


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def form(ana: Visitor) -> str:
    """The address of the form that the menu after an answer leads to."""
    ana.answer("choice", unknown="1")
    found = re.search(r'href="(/cards/\d+/suggest[^"]*)" data-key="u"', ana.page)
    assert found
    return found[1].replace("&amp;", "&")


def send(visitor: Visitor, form: str, **fields: str) -> str:
    page = visitor.get(form).text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    return visitor.post(form, version=version[1], **({"kind": "wording"} | fields), headers={}).text


def test_nothing_of_the_answer_is_shown_before_it(ana: Visitor, ben: Visitor, form: str) -> None:
    ben.answer("multi", unknown="1")

    assert ben.get(form).status_code == 404
    assert 'data-key="u"' not in ben.ask("typed").text
    assert "Once you have answered" in ben.get("/cards/3").text


def test_a_suggestion_comes_back_to_the_review_and_stands_in_the_history(ana: Visitor, form: str) -> None:
    assert "More dark than light" in ana.get(form).text
    version = re.search(r'name="version" value="(\d+)"', ana.page)
    assert version

    sent = ana.post(form, version=version[1], kind="wording", ask="Which <light> is it?", link="https://example.org")

    assert sent.status_code == 303
    assert sent.location.startswith("/study/answer/1")
    assert "Sent to the author." in ana.get(sent.location).text
    card = f"/cards/{form.split('/')[2]}"
    page = ana.get(card).text
    assert "Better wording" in page
    number = re.search(r'name="suggestion" value="(\d+)"', page)
    assert number
    ana.post(f"{card}/unsuggest", suggestion=number[1])
    assert "The suggestion is taken back." in ana.get(card).text
    assert "Better wording" not in ana.get(card).text


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(ana: Visitor, form: str) -> None:
    page = send(ana, form, ask="", words="It is odd.")
    assert "see what is marked below" in page
    assert "There is no text here; write one." in page
    assert "It is odd." in page

    assert "change a text, or say" in send(ana, form)
    page = send(ana, form, ask="Other?", link="ftp://example.org")
    assert "a source is a link that begins with https://" in page
    assert ">\nOther?</textarea>" in page
    assert re.search(r'name="options\.\d+\.text"[^>]*autofocus', send(ana, form, add="options"))
    assert ana.post(form, version="1", kind="nonsense").status_code == 400
