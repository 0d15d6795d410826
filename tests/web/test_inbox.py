"""The inbox in the browser: who reads it, what stands in it, each deed with its way back, and the sender told once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from models.accounts import Learner
from models.decks import Deck
from quizzes.core.access import Visibility
from tests.lighthouse import database_of
from tests.visitor import Visitor


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def own(app: Flask, learner_id: int, *, deck_id: int = 1) -> None:
    """Makes a deck somebody's own, for everybody to study."""
    with database_of(app).writing() as session:
        deck = session.get_one(Deck, deck_id)
        deck.owner_id, deck.visibility = learner_id, Visibility.PUBLIC.value


@pytest.fixture
def author(app: Flask, ana: Visitor) -> Visitor:
    """Ana, whose deck the lighthouse is."""
    ana.answer("choice", unknown="1")
    own(app, 1)
    return ana


@pytest.fixture
def said(author: Visitor, ben: Visitor) -> Visitor:
    """Ben, who flagged a question and suggested two better texts for it."""
    ben.answer("choice", unknown="1")
    form = re.search(r'href="(/cards/\d+/suggest[^"]*)" data-key="u"', ben.page)
    question = re.search(r'name="question" value="(\d+)"', ben.page)
    assert form
    assert question
    ben.post("/study/flag", question=question[1], reason="typo", words="It is <odd>.")
    page = ben.get(form[1].replace("&amp;", "&")).text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    sent = ben.post(
        form[1].replace("&amp;", "&"),
        version=version[1],
        kind="wording",
        ask="Which lamp is it?",
        explain="Because it is dark.",
    )
    assert sent.status_code == 303
    return ben


def number(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\d+)"', page)
    assert found, name
    return found[1]


def test_authors_alone_find_it(author: Visitor, said: Visitor, app: Flask) -> None:
    assert "Inbox" in author.get("/").text
    assert "2 remarks of learners wait for you" in words_of(author.get("/inbox").text)
    page = words_of(author.get("/decks/1/inbox").text)
    for words in ("It is &lt;odd&gt;.", "A typing mistake", "Better wording by a guest", "Which lamp is it?"):
        assert words in page

    assert said.get("/decks/1/inbox").status_code == 404
    assert "Inbox" not in said.get("/").text
    assert "You write no deck yet" in said.get("/inbox").text
    assert Visitor(app).get("/inbox").status_code == 404
    deeds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("flag", {"flag": "1"}),
        ("suggestion", {"suggestion": "1", "do": "refuse"}),
        ("retire", {"question": "1"}),
        ("settle", {"question": "1", "matter": "leech", "mark": "1"}),
        ("undo", {"done": "flag-1"}),
    )
    for deed, fields in deeds:
        said.get("/settings")
        assert said.post(f"/decks/1/inbox/{deed}", **fields).status_code == 404, deed
    assert said.get("/decks/1/inbox/suggestion/1.patch").status_code == 404


def test_a_flag_is_answered_resolved_and_its_sender_told_once(author: Visitor, said: Visitor) -> None:
    page = author.get("/decks/1/inbox?kind=flag").text
    assert "Which lamp is it?" not in page
    flag = number(page, "flag")

    assert "write a reply first" in author.post("/decks/1/inbox/flag", flag=flag, do="reply", reply=" ").text
    assert author.post("/decks/1/inbox/flag", flag=flag, do="reply", reply="I look into it.").status_code == 303
    assert "Your reply: I look into it." in words_of(author.get("/decks/1/inbox").text)
    assert "An author answered" in said.get("/").text
    said.post("/told")
    assert "An author answered" not in said.get("/").text

    done = author.post("/decks/1/inbox/flag", flag=flag, do="resolve", reply="Mended.")
    page = author.get(done.location).text
    assert "A typing mistake" not in page
    assert f'name="done" value="flag-{flag}"' in page
    assert "Mended." in said.get("/").text
    author.post("/decks/1/inbox/undo", done=f"flag-{flag}")
    assert "A typing mistake" in author.get("/decks/1/inbox").text


def test_fields_are_taken_one_by_one_or_got_as_a_patch(author: Visitor, said: Visitor) -> None:
    page = author.get("/decks/1/inbox").text
    suggestion = number(page, "suggestion")
    assert "<mark>" in page

    patch = author.get(f"/decks/1/inbox/suggestion/{suggestion}.patch")
    assert patch.mimetype == "text/x-diff"
    assert "+  ask: Which lamp is it?" in patch.text
    assert "attachment" in patch.headers["Content-Disposition"]
    author.get("/decks/1/inbox")
    assert "Tick what you take" in author.post("/decks/1/inbox/suggestion", suggestion=suggestion, do="take").text

    seen = number(author.get("/decks/1/inbox").text, "version")
    take: dict[str, Any] = {"suggestion": suggestion, "do": "take", "field": "ask", "reply": "Good."}
    assert author.post("/decks/1/inbox/suggestion", **take).status_code == 400
    author.get("/decks/1/inbox")
    done = author.post("/decks/1/inbox/suggestion", version=seen, **take)
    page = author.get(done.location).text
    assert "draft; publish it" in page
    assert "Better wording" not in page
    told = words_of(said.get("/").text)
    assert "Taken, thanks to your suggestion" in told
    assert "Good." in told
    author.get(done.location)
    author.post("/decks/1/inbox/undo", done=f"suggestion-{suggestion}")
    assert "Better wording" in author.get("/decks/1/inbox").text


def test_a_question_is_retired_and_comes_back(author: Visitor, said: Visitor, rows: Callable[[str], int]) -> None:
    question = number(author.get("/decks/1/inbox").text, "question")

    done = author.post("/decks/1/inbox/retire", question=question)

    assert done.status_code == 303
    assert rows("question WHERE retired") == 1
    author.get(done.location)
    author.post("/decks/1/inbox/undo", done=f"retire-{question}")
    assert rows("question WHERE retired") == 0


def test_the_servers_owner_reads_and_answers_and_takes_the_patch_along(
    app: Flask, author: Visitor, said: Visitor
) -> None:
    with database_of(app).writing() as session:
        session.get_one(Learner, 1).owns_server = True
        session.get_one(Deck, 1).owner_id = None
    page = author.get("/decks/1/inbox").text

    assert "command line" in page
    assert "Note as taken" in page
    assert "Retire" not in page
    assert author.post("/decks/1/inbox/retire", question="1").status_code == 404
    suggestion = number(author.get("/decks/1/inbox").text, "suggestion")
    assert author.get(f"/decks/1/inbox/suggestion/{suggestion}.patch").status_code == 200
    author.get("/decks/1/inbox")
    seen = number(author.page, "version")
    done = author.post("/decks/1/inbox/suggestion", suggestion=suggestion, do="take", field="explain", version=seen)
    assert "Noted as taken" in author.get(done.location).text
    assert author.get("/decks/1/inbox").text.count("Better wording") == 0


def test_an_empty_inbox_says_what_will_be_there(author: Visitor) -> None:
    page = words_of(author.get("/decks/1/inbox").text)

    assert "Here you will find what learners flag" in page
    assert author.get("/decks/1/inbox?kind=nonsense").status_code == 400
