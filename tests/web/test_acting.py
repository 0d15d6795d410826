"""A card's menu, its page, and what its author hears, for people without a browser."""

import html
import re
from typing import Any

import pytest

from quizzes.core.remarks import MOST_NOTE, MOST_WORDS
from tests.lighthouse import SECTIONS, Clock
from tests.visitor import Visitor
from tests.web.test_adding import PATH, token_of

CHOICE = f"deck=1&section={SECTIONS['choice']}"


def said(page: str) -> str:
    """The page's words alone."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def hidden(page: str) -> dict[str, Any]:
    """The hidden fields of the menu's first form."""
    menu = page[page.index("data-menu") :]
    return dict(re.findall(r'<input type="hidden" name="(question|seq|token)" value="([^"]*)"', menu)[:2])


def act(person: Visitor, where: str, **fields: str) -> str:
    """Sends one of the menu's forms as it stands in the page in front of them."""
    return person.post(f"/study/{where}?{CHOICE}", **{**hidden(person.page), **fields}).text


@pytest.fixture
def answered(ana: Visitor) -> Visitor:
    """Ana after a wrong answer, at its feedback."""
    ana.answer("choice", unknown="1")
    assert "After your answer" in ana.page
    return ana


def publish(person: Visitor) -> None:
    """A path of the person's own, with its deck."""
    person.get("/paths/add")
    person.get(person.post("/paths/add", text=PATH).location)
    person.get(person.post("/paths/add/1").location)


def test_a_visitor_has_no_menu_yet(ana: Visitor) -> None:
    assert "data-menu" not in ana.ask("choice").text


@pytest.mark.parametrize(
    ("deed", "notice", "undone"),
    [
        ("suspend", "Suspended.", "Undone: suspending “"),
        ("bury", "Buried until tomorrow.", "Undone: burying “"),
        ("reset", "Forgotten: new again.", "Undone: forgetting “"),
    ],
)
def test_a_deed_says_what_it_did_and_undo_says_what_it_took_back(
    answered: Visitor, deed: str, notice: str, undone: str
) -> None:
    page = act(answered, "act", deed=deed)

    assert notice in said(page)
    assert 'data-key="z"' in page
    assert undone in said(answered.post(f"/study/undo?{CHOICE}").text)


def test_a_card_is_suspended_before_its_answer(answered: Visitor) -> None:
    answered.ask("truefalse")
    page = act(answered, "act", deed="suspend")

    assert "Suspended." in said(page)
    assert "Set the day it comes" not in answered.ask("multi").text


def test_a_due_day_is_set_or_refused_with_the_menu_open(answered: Visitor) -> None:
    page = act(answered, "act", deed="due", day="2020-01-01")
    assert "Choose today or a later day." in said(page)
    assert 'value="2020-01-01"' in page
    assert re.search(r"<details[^>]*data-menu open", page)
    assert "Choose a day." in said(act(answered, "act", deed="due", day=""))

    assert "Set to 1 January 2030." in said(act(answered, "act", deed="due", day="2030-01-01"))


def test_a_note_is_shown_after_the_answer_and_never_before(answered: Visitor, clock: Clock) -> None:
    page = act(answered, "note", note="Count the <flashes>.\nTwice.")
    assert "Note kept." in said(page)
    assert "Count the &lt;flashes&gt;." in page

    clock.turn(days=1)
    assert "flashes&gt;" not in answered.ask("choice").text
    assert "flashes&gt;" in answered.answer("choice", unknown="1").text


def test_a_note_that_is_too_long_is_kept_in_its_field(answered: Visitor) -> None:
    text = "word " * (MOST_NOTE // 5) + "and more"
    reply = answered.post(f"/study/note?{CHOICE}", **hidden(answered.page), note=text)

    assert reply.status_code == 422
    assert "8 more than the 2,000" in said(reply.text)
    assert text in reply.text
    assert "own-note" not in reply.text


def test_a_flag_thanks_and_a_long_one_loses_nothing(answered: Visitor) -> None:
    long = "x" * (MOST_WORDS + 1)
    page = act(answered, "flag", reason="outdated", words=long)
    assert "1 more than the 500" in said(page)
    assert long in page
    assert re.search(r'value="outdated" selected', page)

    assert "Flagged" in said(act(answered, "flag", reason="outdated", words="It moved."))
    assert "It moved." in answered.get(f"/cards/{hidden(answered.page)['question']}").text


def test_a_flag_before_the_answer_comes_back_to_the_same_question(answered: Visitor) -> None:
    asked = re.search(r'id="ask"[^>]*>(.*?)</h1>', answered.ask("truefalse").text)
    page = act(answered, "flag", reason="typo", words="")

    assert asked
    assert asked[1] in page
    assert "Flagged" in said(page)


def test_a_flag_without_a_reason_is_refused(answered: Visitor) -> None:
    assert answered.post("/study/flag", **hidden(answered.page), reason="hm").status_code == 400


def test_a_card_tells_its_history_and_is_acted_on_there(answered: Visitor) -> None:
    question = hidden(answered.page)["question"]
    page = answered.get(f"/cards/{question}").text
    assert "the first time: 1 day" in said(page)
    assert "I don’t know" in said(page)

    answered.get(answered.post("/study/act", question=question, seq="", token="", deed="suspend").location)
    assert "Suspended." in said(answered.page)
    answered.get(answered.post(f"/study/undo?card={question}", token="", seq="").location)
    assert "Undone: suspending" in said(answered.page)


def test_history_and_source_lead_back_to_the_feedback(answered: Visitor) -> None:
    way = html.unescape(re.findall(r'href="(/cards/\d+[^"]*)"', answered.page)[-1])
    page = answered.get(way).text
    back = html.unescape(re.findall(r'href="(/study/answer/[^"]*)"', page)[0])

    assert back.endswith(CHOICE)
    assert "After your answer" in answered.get(back).text


def test_the_source_shows_the_lines_and_leads_to_the_section(answered: Visitor) -> None:
    page = answered.get(f"/cards/{hidden(answered.page)['question']}/source").text

    assert re.search(r'href="/paths/1#[^"]+"', page)


def test_an_own_question_is_edited_and_the_review_goes_on(ana: Visitor) -> None:
    publish(ana)
    deck = re.findall(r"/study\?deck=(\d+)", ana.page)[0]
    ana.get(f"/study?deck={deck}")
    ana.post(f"/study/answer?deck={deck}", unknown="1")
    way = html.unescape(re.findall(r'href="(/cards/\d+/edit[^"]*)"', ana.page)[0])
    save = html.unescape(re.findall(r'action="([^"]+/edit[^"]*)"', ana.get(way).text)[0])

    refused = ana.post(save, ask="", note="Shorter.")
    assert refused.status_code == 422
    assert re.search(r'name="note"[^>]*value="Shorter."', refused.text)
    back = ana.post(save, ask="What does *this* mean?").location

    assert "After your answer" in ana.get(back).text
    question = re.findall(r"/cards/(\d+)/", way)[0]
    assert "What does <em>this</em> mean?" in ana.get(f"/cards/{question}").text


def test_a_leech_is_named_with_ways_out_and_its_author_hears_of_it(ana: Visitor, clock: Clock) -> None:
    publish(ana)
    deck = re.findall(r"/study\?deck=(\d+)", ana.page)[0]
    question = slip(ana, deck)
    for _ in range(8):
        assert 'class="leech"' not in ana.page
        clock.turn(days=1)
        assert slip(ana, deck) == question

    told = ana.page.split('class="leech"')[1].split('class="bar"')[0]
    assert "This card has slipped away 8 times." in said(told)
    assert [words for words in ("Read the section again", "Suspend it", "See its history") if words not in told] == []
    assert "Slips away for 1 learner" in said(ana.get("/decks/2/inbox").text)


def slip(person: Visitor, deck: str) -> str:
    """Does not know the card that comes first on a day; returns its question."""
    person.get(f"/study?deck={deck}")
    person.post(f"/study/answer?deck={deck}", unknown="1")
    return str(re.findall(r"/cards/(\d+)", person.page)[0])


def test_a_flag_is_taken_back(answered: Visitor) -> None:
    act(answered, "flag", reason="other", words="Never mind.")
    question = hidden(answered.page)["question"]
    flag_id = re.findall(r'name="flag" value="(\d+)"', answered.get(f"/cards/{question}").text)[0]

    answered.get(answered.post(f"/cards/{question}/unflag", flag=flag_id).location)

    assert "Never mind." not in answered.page


def test_nobody_else_hears_or_edits(ana: Visitor, ben: Visitor) -> None:
    publish(ana)
    deck = re.findall(r"/study\?deck=(\d+)", ana.page)[0]
    ana.get(f"/study?deck={deck}")
    ana.post(f"/study/answer?deck={deck}", unknown="1")
    question = re.findall(r"/cards/(\d+)", ana.page)[0]
    ben.answer("choice", unknown="1")
    csrf = token_of(ben.page)

    for address in (f"/cards/{question}", f"/cards/{question}/edit", f"/cards/{question}/source"):
        assert ben.client.get(address).status_code == 404, address
    assert ben.client.get("/cards/1/edit").status_code == 404
    for address in ("/study/act", "/study/note", "/study/flag", f"/cards/{question}/edit"):
        fields = {"csrf_token": csrf, "question": question, "deed": "bury", "reason": "typo", "flag": "1"}
        assert ben.client.post(address, data=fields).status_code == 404, address


def test_a_visitor_has_no_cards(ana: Visitor) -> None:
    assert ana.client.get("/cards/1").status_code == 404
