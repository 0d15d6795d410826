"""Each deed of the inbox walked by two people: who sent it hears of it, and an edit that is published resolves it."""

import re
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask

from models.paths import Path
from models.study import Card
from quizzes.clock import utc_now
from quizzes.core.banks.bank import PathRef
from quizzes.services import paths
from tests.lighthouse import database_of
from tests.visitor import Visitor
from tests.web.test_adding import PATH, publish
from tests.web.test_inbox import number, own, words_of


@pytest.fixture
def author(app: Flask, ana: Visitor) -> Visitor:
    """Ana, whose deck the lighthouse is."""
    ana.answer("choice", unknown="1")
    own(app, 1)
    return ana


@pytest.fixture
def sender(author: Visitor, ben: Visitor) -> Visitor:
    """Ben, who flagged what he got wrong."""
    ben.answer("choice", unknown="1")
    question = re.search(r'name="question" value="(\d+)"', ben.page)
    seq = re.search(r'name="seq" value="(\d+)"', ben.page)
    assert question
    fields: dict[str, Any] = {"seq": seq[1]} if seq else {}
    ben.post("/study/flag", question=question[1], reason="ambiguous", words="Two are right.", **fields)
    return ben


def test_an_edit_from_the_inbox_resolves_flags_and_leeches_and_is_told(
    app: Flask, author: Visitor, sender: Visitor
) -> None:
    page = author.get("/decks/1/inbox").text
    said = words_of(page)
    for words in ("It can be read in two ways", "Two are right.", "Answered: I don’t know", "Its numbers"):
        assert words in said
    way = re.search(r'href="(/cards/(\d+)/edit\?inbox=1)"', page)
    assert way
    with database_of(app).writing() as session:
        session.get_one(Card, (2, int(way[2]))).lapses = 8
    assert "Slips away for 1 learner" in words_of(author.get("/decks/1/inbox").text)

    form = author.get(way[1]).text
    assert "Back to the inbox" in form
    assert author.post(way[1], ask="").status_code == 422
    done = author.post(way[1], ask="Which one is it now?")

    assert done.location == f"/decks/1/inbox?done=flags-{way[2]}"
    page = author.get(done.location).text
    assert "Its flags are resolved" in page
    assert "Nothing waits." in words_of(page)
    news = words_of(sender.get("/").text)
    assert "Changed since you flagged it:" in news
    assert "Which one is it now?" in news

    author.post("/decks/1/inbox/undo", done=f"flags-{way[2]}")
    said = words_of(author.get("/decks/1/inbox").text)
    assert "Two are right." in said
    assert "the question was changed since" in said
    assert "An author answered" not in sender.get("/").text


def test_a_retired_question_says_so_and_each_answer_has_its_words(author: Visitor, sender: Visitor) -> None:
    page = author.get("/decks/1/inbox").text
    flag, question = number(page, "flag"), number(page, "question")
    author.post("/decks/1/inbox/flag", flag=flag, do="reply", reply="Which two?")
    assert "A reply to your flag of" in words_of(sender.get("/").text)
    author.get("/decks/1/inbox")
    author.post("/decks/1/inbox/retire", question=question)

    page = author.get("/decks/1/inbox").text
    assert "It is retired" in page
    assert "Retire<" not in page
    assert f"/cards/{question}/edit" not in page
    author.post("/decks/1/inbox/flag", flag=flag, do="resolve", reply="Gone.")
    news = words_of(sender.get("/").text)
    assert "Changed since you flagged it:" in news
    assert "Gone." in news


def test_a_path_that_moved_on_shows_lines_and_dead_sources_until_they_are_mended(app: Flask, ana: Visitor) -> None:
    publish(ana)
    with database_of(app).writing() as session:
        path = session.get_one(Path, 2)
        moved = PATH.replace("Well-known ports", "Known ports").replace("| SSH | 22 |", "| SSH | 2222 |")
        ref = PathRef(id=path.key, file="ports.md", sha256=sha256(moved.encode()).hexdigest())
        paths.store(session, ref=ref, text=moved, file="ports.md", owner_id=path.owner_id, now=utc_now())
    page = ana.get("/decks/2/inbox").text
    dead, lines = ana.get("/decks/2/inbox?kind=source").text, ana.get("/decks/2/inbox?kind=path").text

    assert "The path has a newer edition" in page
    assert "the path has no such heading any more" in dead
    assert "#well-known-ports" in dead
    assert "Edit in the draft" in dead
    assert "| SSH | 22 | TCP |" in lines
    assert 'href="/paths/2"' in lines, "the section is gone, so the whole path is shown"
    way = re.search(r'href="(/cards/(\d+)/edit\?inbox=2)"', lines)
    assert way

    ana.get(way[1])
    done = ana.post(way[1], ask="On which port does SSH listen today?")

    assert done.location == "/decks/2/inbox"
    assert f"/cards/{way[2]}/edit" not in ana.get("/decks/2/inbox?kind=path").text
    question = number(ana.get("/decks/2/inbox?kind=source").text, "question")
    counted = ana.page.count("no such heading")
    ana.post("/decks/2/inbox/settle", question=question, matter="source", mark=mark_of(ana.page))
    assert ana.get("/decks/2/inbox?kind=source").text.count("no such heading") == counted - 1


def mark_of(page: str) -> str:
    found = re.search(r'name="mark" value="([^"]+)"', page)
    assert found
    return found[1]
