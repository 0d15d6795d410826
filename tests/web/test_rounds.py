"""Live rounds in a browser without script: open, come in, answer, reveal, end."""

import re

import pytest
from flask import Flask

from tests.visitor import Visitor
from tests.web.test_groups import enter, invite, start

KEY = re.compile(r'class="round__key"[^>]*>([^<]+)<')


def changed(visitor: Visitor) -> str:
    found = re.search(r'name="changed" value="(\d+)"', visitor.page)
    assert found
    return found[1]


def opened(host: Visitor, **fields: str) -> tuple[str, str]:
    """Opens a round and gives its address and its words."""
    host.get("/rounds/new?deck=1")
    address = host.post("/rounds", **{"deck": "1", "questions": "2", "name": "Ana"} | fields).headers["Location"]
    host.get(address)
    found = KEY.search(host.page)
    assert found
    return address, found[1]


def come(guest: Visitor, key: str, *, name: str = "Ben") -> int:
    guest.get("/rounds")
    return guest.post("/rounds/join", key=key, name=name).status_code


def go_on(host: Visitor, address: str) -> None:
    host.get(address)
    assert host.post(f"{address}/next", changed=changed(host)).status_code == 303


def test_a_round_from_the_words_to_the_end(ana: Visitor, ben: Visitor) -> None:
    address, key = opened(ana, section="13-statements", questions="1")
    assert come(ben, key) == 303
    go_on(ana, address)
    ben.get(address)
    assert 'value="true"' in ben.page
    assert "Revealed" not in ben.page
    ben.post(f"{address}/answer", place="1", key="true")
    assert "Your answer is in." in ben.get(address).text
    go_on(ana, address)
    assert "Right. It is true." in ben.get(address).text
    assert "How everybody answered" in ben.page
    go_on(ana, address)

    assert "You have 1 point of 1." in ben.get(address).text


@pytest.mark.parametrize(
    "section",
    ["11-characters", "12-guarantees", "13-statements", "14-words", "21-configuration", "25-a-bad-night"],
)
def test_every_kind_is_asked_answered_and_revealed(ana: Visitor, section: str) -> None:
    address, _ = opened(ana, section=section)
    go_on(ana, address)
    ana.get(address)
    assert "option--right" not in ana.page
    ana.post(f"{address}/answer", place="1", unknown="1")
    assert "Noted that you don’t know." in ana.get(address).text
    go_on(ana, address)

    assert "How everybody answered" in ana.get(address).text


@pytest.mark.parametrize("section", ["22-sounds", "23-lighting-up", "24-why-we-log"])
def test_what_cannot_be_judged_at_once_opens_no_round(ana: Visitor, section: str) -> None:
    ana.get("/rounds/new?deck=1")

    assert ana.post("/rounds", deck="1", section=section, name="Ana").status_code == 422


def test_a_pulse_says_nothing_while_nothing_changes(ana: Visitor, ben: Visitor) -> None:
    _, key = opened(ana)
    here = re.search(r'hx-get="([^"]+)"', ana.page)
    assert here
    pulse = here[1].replace("&amp;", "&")
    assert ana.get(pulse).status_code == 204

    come(ben, key)

    news = ana.get(pulse)
    assert (news.status_code, news.headers["HX-Retarget"]) == (200, "#card")


def test_an_outsider_finds_nothing(ana: Visitor, ben: Visitor) -> None:
    address, _ = opened(ana)
    ben.get("/rounds")

    assert ben.get(address).status_code == 404
    assert ben.get(f"{address}/pulse").status_code == 404
    ben.get("/rounds")
    for deed in ("join", "answer", "next", "end"):
        fields = {"name": "Ben", "place": "1", "changed": "0"}
        assert ben.post(f"{address}/{deed}", **fields).status_code == 404
        ben.get("/rounds")


def test_a_group_finds_its_round_and_whoever_is_out_of_it_loses_it(ana: Visitor, ben: Visitor) -> None:
    group = start(ana)
    enter(ben, invite(ana, group)[0])
    ana.get(group)
    ana.post(f"{group}/decks", deck="1")
    assert "/rounds/new?group=1&amp;deck=1" in ben.get(group).text
    address, _ = opened(ana, group="1")
    for page in ("/", group, "/rounds"):
        assert f'href="{address}"' in ben.get(page).text, page
    ben.get(address)
    assert ben.post(f"{address}/join", name="Ben").status_code == 303
    member = re.search(r'name="member" value="(\d+)"', ana.get(group).text)
    assert member
    ana.post(f"{group}/members/remove", member=member[1])

    beat = ben.get(f"{address}/pulse?seen=0&counts=0", headers={"HX-Request": "true"})
    assert (beat.status_code, beat.headers["HX-Redirect"]) == (404, address)
    seen = ben.get(address)
    assert (seen.status_code, "This round is not here for you" in seen.text) == (404, True)
    assert address not in ben.get("/").text


def test_wrong_words_are_told_and_kept(ana: Visitor) -> None:
    assert come(ana, "acorn acorn acorn") == 422
    assert 'value="acorn acorn acorn"' in ana.page


def test_guessing_words_is_slowed(ana: Visitor) -> None:
    assert [come(ana, "acorn acorn acorn") for _ in range(11)][-1] == 429


def test_a_name_that_cannot_be_seen_is_refused(app: Flask, ana: Visitor, ben: Visitor) -> None:
    _, key = opened(ana)

    assert come(ben, key, name="\u202eneB") == 422
    assert come(ben, key, name="") == 422


def test_a_visitor_who_only_looks_is_nobody(ana: Visitor, rows: object) -> None:
    ana.get("/rounds")
    ana.get("/rounds/new?deck=1")

    assert rows("learner") == 0  # type: ignore[operator]
