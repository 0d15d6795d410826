"""Groups by their pages: made, joined by link and by six words, left; and what a removed member's open tab meets."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from tests.visitor import Visitor


def start(visitor: Visitor, name: str = "Mara", group: str = "Checkout team") -> str:
    """Makes a group and returns its address."""
    visitor.get("/groups")
    made = visitor.post("/groups", group=group, name=name, zone="Europe/Oslo")
    assert made.status_code == 303, made.text
    return made.headers["Location"]


def invite(visitor: Visitor, group: str, **fields: str) -> tuple[str, str]:
    """The path of the link and the six words."""
    visitor.get(group)
    text = visitor.post(f"{group}/invitations", **{"role": "member", "days": "7", "uses": "10"} | fields).text
    link = re.search(r'id="link" value="https?://[^/]+([^"]+)"', text)
    words = re.search(r'class="group__words">([^<]+)<', text)
    assert link
    assert words
    return link[1], words[1]


def enter(visitor: Visitor, link: str, name: str = "Jonas") -> None:
    visitor.get(link)
    assert visitor.post(link, name=name).status_code == 303


def test_a_visitor_makes_a_group_in_one_step(ana: Visitor) -> None:
    group = start(ana)

    page = ana.get(group).text
    assert "Checkout team" in page
    assert "<bdi>Mara</bdi> (you)" in page
    assert "Checkout team" in ana.get("/groups").text


def test_an_invitation_shows_first_and_lets_in_with_a_click(
    ana: Visitor, ben: Visitor, rows: Callable[[str], int]
) -> None:
    group = start(ana)
    link, _ = invite(ana, group)

    seen = ben.get(link)
    assert "<bdi>Mara</bdi> invites you" in seen.text
    assert rows("learner") == 1
    enter(ben, link)

    assert "<bdi>Jonas</bdi> (you)" in ben.get(group).text
    assert "already" in ben.get(link).text


def test_six_words_are_typed_and_stay_out_of_the_address(ana: Visitor, ben: Visitor) -> None:
    group = start(ana)
    _, words = invite(ana, group)
    ben.get("/join")

    shown = ben.post("/join", words=words.upper().replace(" ", "-"))
    assert "invites you" in shown.text
    joined = ben.post("/join/in", words=words, name="Jonas")

    assert joined.headers["Location"] == group


def test_wrong_words_say_so_and_cannot_be_tried_for_long(ana: Visitor) -> None:
    ana.get("/join")
    codes = [ana.post("/join", words="acorn canyon falcon lantern pepper window").status_code for _ in range(11)]

    assert codes == [422] * 10 + [429]
    assert "Too many tries" in ana.page


def test_a_dead_link_says_what_to_do(ana: Visitor) -> None:
    answer = ana.get("/join/nothing")
    assert answer.status_code == 404
    assert "This invitation is not open" in answer.text


def test_the_open_tab_of_a_removed_member_is_refused_in_plain_words(ana: Visitor, ben: Visitor) -> None:
    group = start(ana)
    enter(ben, invite(ana, group)[0])
    ben.get(group)
    member = re.search(r'name="member" value="(\d+)"', ana.get(group).text)
    assert member
    ana.post(f"{group}/members/remove", member=member[1])

    for answer in (ben.post(f"{group}/leave"), ben.get(group), ben.get(f"{group}/progress")):
        assert answer.status_code == 404
        assert "This group is not here for you" in answer.text


def test_a_maintainer_hands_a_member_a_link_for_a_new_password(ana: Visitor, ben: Visitor, app: Flask) -> None:
    group = start(ana)
    enter(ben, invite(ana, group)[0])
    way = re.search(rf'action="({group}/members/\d+/password)"', ana.get(group).text)
    assert way
    assert "/password" not in ben.get(group).text
    assert ben.post(way[1]).status_code == 404
    ana.get(group)
    link = re.search(r'value="http://localhost(/reset/[^"]+)"', ana.post(way[1]).text)
    assert link
    assert link[1] not in ana.get(group).text

    stranger = Visitor(app)
    assert "Jonas" in stranger.get(link[1]).text
    assert ana.post(f"{way[1]}/end").location == group
    assert stranger.get(link[1]).status_code == 404
    ana.get(group)
    again = re.search(r"/reset/[^\"]+", ana.post(way[1]).text)
    assert again
    stranger.get(again[0])
    assert stranger.post(again[0], password="quite another horse").status_code == 303
    assert "Jonas" in stranger.get("/account").text
    assert ben.get(group).status_code == 404


def test_the_last_owner_is_told_what_to_do(ana: Visitor, ben: Visitor) -> None:
    group = start(ana)
    ana.get(group)
    assert "delete the group instead" in ana.post(f"{group}/leave").text
    enter(ben, invite(ana, group)[0])
    ana.get(group)

    answer = ana.post(f"{group}/leave")
    assert (answer.status_code, "Make somebody else the owner first" in answer.text) == (409, True)


def test_nobody_promotes_themselves_by_other_fields(ana: Visitor, ben: Visitor) -> None:
    group = start(ana)
    link, _ = invite(ana, group)
    ben.get(link)
    ben.post(link, name="Jonas", role="owner", owns_server="1", group_id="1", uses="99", shows_progress="1")
    me = re.search(r'"member" value="(\d+)"', ana.get(group).text)
    assert me

    ben.get(group)
    for address, fields in (
        (f"{group}/members/role", {"member": me[1], "role": "owner"}),
        (f"{group}/invitations", {"role": "maintainer", "days": "7", "uses": "1"}),
        (f"{group}/name", {"group": "Mine"}),
        (f"{group}/leaderboard", {"on": "yes"}),
        (f"{group}/delete", {}),
    ):
        assert ben.post(address, **fields).status_code == 404, address
        ben.get(group)
    assert '<span class="small">member</span>' in ben.page
    assert "Hide my numbers" not in ben.get(f"{group}/progress").text


@pytest.mark.parametrize("name", ["Ma\u202era", "Ma\u200bra", "x" * 10_000, "", "\x00"])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_made(
    ana: Visitor, rows: Callable[[str], int], name: str
) -> None:
    ana.get("/groups")
    for fields in ({"group": "Team", "name": name}, {"group": name, "name": "Mara"}):
        answer = ana.post("/groups", **fields)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert (rows("study_group"), rows("learner")) == (0, 0)


def test_a_name_is_text_and_nothing_else(ana: Visitor) -> None:
    group = start(ana, group="<script>alert(1)</script>", name="<b>Mara</b>")
    page = ana.get(group).text
    assert "<script>alert" not in page
    assert "<b>Mara" not in page
    assert "<b>Mara</b>" in unescape(page)


def test_a_member_decides_who_sees_the_numbers(ana: Visitor) -> None:
    group = start(ana)
    assert "Only you see your numbers" in ana.get(f"{group}/progress").text
    ana.post(f"{group}/shows", on="yes")
    assert "Hide my numbers" in ana.get(f"{group}/progress").text
    ana.post(f"{group}/leaderboard", on="yes")
    ana.get(f"{group}/progress")
    ana.post(f"{group}/ranked", on="yes")
    assert "Take me out" in ana.get(f"{group}/progress").text


def test_comments_come_after_the_answer(ana: Visitor, app: Flask) -> None:
    group = start(ana)
    ana.get(group)
    ana.post(f"{group}/decks", deck="1")
    assert "Answer the question first" in ana.get("/questions/3/comments").text
    ana.get(group)
    assert ana.post("/questions/3/comments", text="Too early", group="1").status_code == 404

    ana.answer("truefalse", key="true")
    ana.get("/questions/3/comments")
    ana.post("/questions/3/comments", text="Is **that** so? <script>", group="1")

    page = ana.get("/questions/3/comments").text
    assert "Is <strong>that</strong> so? &lt;script&gt;" in page
    assert "1 comment" in page
    assert ">1 comment</a>" in ana.get("/study/answer/1").text
    card = ana.get("/cards/3").text
    assert re.search(r'id="comments" hx-get="/questions/3/comments" hx-trigger="load"', card)
    ana.get("/questions/3/comments")
    number = re.search(r'name="comment" value="(\d+)"', page)
    assert number
    ana.post("/questions/comments/remove", comment=number[1])
    assert "that</strong>" not in ana.get("/questions/3/comments").text
    assert Visitor(app).get("/questions/3/comments").status_code == 404
