import io
import re
from collections.abc import Callable

import pytest

from tests.visitor import Visitor

PATH = """# Ports

## Well-known ports

| Service | Port | Transport |
|---|---|---|
| SSH | 22 | TCP |
| DNS | 53 | UDP and TCP |
| HTTPS | 443 | TCP and QUIC |
| NTP | 123 | UDP |
"""


def add(person: Visitor, text: str = PATH) -> str:
    """Pastes a path and opens the draft; gives its address."""
    person.get("/paths/add")
    address = person.post("/paths/add", text=text).location
    person.get(address)
    return address


def publish(person: Visitor, **fields: str | list[str]) -> str:
    """Adds and publishes a path; gives the address of the page where its owner keeps it."""
    address = person.post(add(person), **fields).location
    person.get(address)
    return address


def strikes(page: str) -> list[str]:
    return re.findall(r'name="strike" value="([^"]+)"', page)


def test_a_pasted_path_becomes_questions_to_look_through(ana: Visitor, rows: Callable[[str], int]) -> None:
    address = add(ana)

    assert "questions to look through" in ana.page
    assert "Well-known ports" in ana.page
    assert "UDP and TCP" in ana.page
    assert strikes(ana.page)
    assert (address, rows("learner"), rows("deck")) == ("/paths/add/1", 1, 1)


def test_an_uploaded_file_gives_the_same_questions_as_its_text(ana: Visitor, ben: Visitor) -> None:
    add(ana)
    ben.get("/paths/add")
    sent = ben.post("/paths/add", file=(io.BytesIO(PATH.replace("\n", "\r\n").encode()), "../a b/Pörts.md"))

    assert strikes(ben.get(sent.location).text) == strikes(ana.page)


def test_a_published_path_is_read_reviewed_and_measured(ana: Visitor) -> None:
    own = publish(ana)

    assert own == "/paths/2/own"
    assert "Only you can see" in ana.page
    assert 'href="/study?deck=2">Start reviewing' in ana.page
    assert ana.get("/study?deck=2").status_code == 200
    assert "Well-known ports" in ana.get("/paths/2").text
    assert ">asked</span>" in ana.get("/paths/2/coverage").text
    assert "Ports" in ana.get("/").text


def test_the_reader_leads_its_owner_to_what_can_be_done_with_it(ana: Visitor) -> None:
    own = publish(ana)

    assert f'href="{own}"' in ana.get("/paths/2").text
    assert "Rename or update" not in ana.get("/paths/1").text


def test_a_published_draft_is_gone(ana: Visitor, rows: Callable[[str], int]) -> None:
    publish(ana)

    assert rows("draft") == 0
    assert ana.get("/paths/add/1").status_code == 404


def test_a_struck_question_is_not_asked(ana: Visitor) -> None:
    ids = strikes(ana.get(add(ana)).text)
    ana.get(ana.post("/paths/add/1", strike=ids[1:]).location)

    assert "1 question. Only you" in ana.page


def test_striking_everything_is_refused_and_keeps_the_ticks(ana: Visitor, rows: Callable[[str], int]) -> None:
    address = add(ana)
    reply = ana.post(address, strike=strikes(ana.page))

    assert reply.status_code == 422
    assert "Keep at least one question." in reply.text
    assert reply.text.count(" checked>") == len(strikes(reply.text))
    assert rows("deck") == 1


def test_the_same_path_can_be_added_twice(ana: Visitor) -> None:
    assert [publish(ana), publish(ana)] == ["/paths/2/own", "/paths/3/own"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "path.md, line 1</span> This file is empty"),
        ({"text": "Nothing\n"}, "path.md, line 1</span> Nothing here can be asked"),
        ({"file": (b"a\n\nb\xe9\n", "old.md")}, "old.md, line 3</span> This text is not UTF-8"),
        ({"file": (b"a\0", "cat.png")}, "cat.png, line 1</span> This is a binary file"),
    ],
)
def test_what_is_no_path_is_refused_with_its_line(
    ana: Visitor, rows: Callable[[str], int], fields: dict[str, str | tuple[bytes, str]], said: str
) -> None:
    ana.get("/paths/add")
    sent = {name: (io.BytesIO(one[0]), one[1]) if isinstance(one, tuple) else one for name, one in fields.items()}
    reply = ana.post("/paths/add", **sent)

    assert reply.status_code == 422
    assert said in reply.text
    assert rows("learner") == 0


def test_a_refused_text_is_kept(ana: Visitor) -> None:
    ana.get("/paths/add")

    assert ">\n&lt;b&gt; nothing &amp;</textarea>" in ana.post("/paths/add", text="<b> nothing &").text


def test_a_draft_can_be_thrown_away(ana: Visitor, rows: Callable[[str], int]) -> None:
    address = add(ana)
    ana.post(f"{address}/discard")

    assert rows("draft") == 0


def test_a_learner_has_ten_drafts_at_most(ana: Visitor, rows: Callable[[str], int]) -> None:
    for _ in range(11):
        add(ana)

    assert rows("draft") == 10
    assert ana.get("/paths/add/1").status_code == 404


def test_a_path_can_be_renamed(ana: Visitor) -> None:
    own = publish(ana)
    ana.post("/paths/2/rename", title="  My   ports ")

    assert "<h1" in ana.get(own).text
    assert "My ports" in ana.page
    assert "My ports" in ana.get("/").text


@pytest.mark.parametrize("title", ["", "   ", "x" * 121])
def test_a_name_is_short_and_not_empty(ana: Visitor, title: str) -> None:
    publish(ana)

    assert ana.post("/paths/2/rename", title=title).status_code == 400


@pytest.mark.parametrize("signed_in", [True, False], ids=["another learner", "a visitor"])
def test_drafts_and_paths_of_others_are_not_there(ana: Visitor, ben: Visitor, signed_in: bool) -> None:
    publish(ana)
    draft = add(ana)
    if signed_in:
        ben.answer("truefalse", key="true")
    ben.ask("multi")
    form = ben.page
    replies = [ben.get(draft), ben.get("/paths/2/own"), ben.get("/paths/2"), ben.get("/paths/2/coverage")]
    ben.page = form
    replies += [
        ben.client.post(address, data={"csrf_token": token_of(form), "title": "Mine"})
        for address in (draft, f"{draft}/discard", "/paths/2/rename")
    ]

    assert [reply.status_code for reply in replies] == [404] * 7
    assert "Mine" not in ana.get("/paths/2/own").text


def test_what_belongs_to_the_server_is_nobodys_own(ana: Visitor) -> None:
    publish(ana)

    assert ana.get("/paths/1/own").status_code == 404
    ana.get("/paths/2/own")
    assert ana.post("/paths/1/rename", title="Mine").status_code == 404


def test_adding_needs_our_form(ana: Visitor) -> None:
    assert ana.post("/paths/add", text=PATH).status_code == 400


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]*)"', page)
    assert found
    return found[1]
