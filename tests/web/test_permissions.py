"""Every route, asked for by everybody who stands differently to the things behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from threading import enumerate as threads
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.web.permissions import Row, table
from tests.web.permissions_world import MISSING, PASSWORD, PEOPLE, SECRET, World, build
from tests.web.test_adding import PATH

ROWS = table()
LET_IN = (200, 204, 303)
EXEMPT = {"api.plan", "api.publish", "reminders.stop"}
"""Sent by programs, which have no form of ours: the token that they send is the proof."""
_SENT_BACK = re.compile(r'(name="(csrf_token|token|words)"[^>]*) value="[^"]*"')


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = build(tmp_path_factory.mktemp("world"))
    yield world
    world.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The same people without the group and all that is in it."""
    world = build(tmp_path_factory.mktemp("empty"), groups_too=False)
    yield world
    world.close()


@pytest.fixture(autouse=True)
def beginning(world: World) -> None:
    """Whatever a test has done is gone before the next one."""
    world.restore()


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who asks for routes, with cookies, form token and headers as a browser sends them."""

    world: World
    name: str

    def ask(
        self,
        row: Row,
        *,
        instead: str = "",
        of: str = "",
        csrf: bool = True,
        site: str = "same-origin",
        more: dict[str, str] | None = None,
        htmx: bool = False,
    ) -> TestResponse:
        """Asks with the group's things; `instead` names the one that is taken `of` a stranger or is missing."""
        address, fields = self._filled(row, instead=instead, of=of)
        form = {**(more or {}), **fields} | ({"csrf_token": self.world.csrf} if csrf else {})
        data = form if row.method == "POST" else None
        response = self.open(address, method=row.method, data=data, site=site, htmx=htmx)
        for thread in threads():
            if thread.name.startswith("making-"):
                thread.join()
        return response

    def address(self, row: Row) -> str:
        """Where the row's route is, for the group's things."""
        return self._filled(row, instead="", of="")[0]

    def open(self, address: str, *, site: str = "same-origin", htmx: bool = False, **options: Any) -> TestResponse:
        """Sends a request as this person's browser does."""
        headers = {"Cookie": self._cookies(), "Origin": "http://localhost", "Sec-Fetch-Site": site}
        headers |= {"HX-Request": "true"} if htmx else {}
        return self.world.app.test_client(use_cookies=False).open(address, headers=headers, buffered=True, **options)

    def problems(self, row: Row) -> Iterator[str]:
        """What is not as the table says."""
        cell, answer = row.cells[self.name], self.ask(row)
        expected = LET_IN if cell == "x" else (row.refused if cell == "-" else int(cell),)
        if answer.status_code not in expected:
            yield f"{row}: {answer.status_code} instead of {cell}"
        if (cell == "-" or row.method == "GET") and self._wrote():
            yield f"{row}: something was written"
        self.world.restore()
        for thing in self.things(row):
            never, foreign = (self.ask(row, instead=thing, of=of) for of in ("missing", "foreign"))
            if never.status_code not in (row.refused, *(expected if cell.isdigit() else ())):
                yield f"{row}: {never.status_code} for a {thing} that never was"
            if seen(foreign) != seen(never):
                yield f"{row}: a stranger's {thing} shows"
            if cell == "-" and seen(answer) != seen(never):
                yield f"{row}: this {thing} shows"
            if self._wrote():
                yield f"{row}: something was written with another {thing}"
            self.world.restore()

    def things(self, row: Row) -> list[str]:
        """What the row stands for by name, that a stranger has as well."""
        named = [value.partition("$")[2] for _, value in row.sent]
        named += self._implied(row).values()
        return [name for name in named if name in self.world.foreign or name == "shown"]

    def _filled(self, row: Row, *, instead: str, of: str) -> tuple[str, dict[str, str]]:
        """The address with its query, and the fields of the form."""
        sent = {name: self._value(value, instead=instead, of=of) for name, value in row.sent}
        sent |= {part: self._value(f"${name}", instead=instead, of=of) for part, name in self._implied(row).items()}
        # What an address has no place for goes into its query.
        known = {
            name.removeprefix("?"): value for name, value in sent.items() if name in self._arguments(row) or "?" in name
        }
        address = self.world.app.url_map.bind("localhost").build(row.endpoint, known, method=row.method)
        return address, {name: value for name, value in sent.items() if name.removeprefix("?") not in known}

    def _implied(self, row: Row) -> dict[str, str]:
        """Parts of the address that name their thing by themselves."""
        given = {name for name, _ in row.sent}
        return {part: part.removesuffix("_id") for part in sorted(self._arguments(row) - given)}

    def _arguments(self, row: Row) -> set[str]:
        return {name for rule in self.world.app.url_map.iter_rules(row.endpoint) for name in rule.arguments}

    def _value(self, value: str, *, instead: str, of: str) -> str:
        before, _, name = value.partition("$")
        plain = {
            "password": PASSWORD,
            "secret": "a new long secret",
            "text": PATH,
            "name": "delete" if self.name == "guest" else self.name,
        }
        if not name:
            return value.replace("+", " ")
        if name == "shown":
            return self.world.shown(self.name, of if instead == name else "own")
        if name in plain:
            return plain[name]
        own = self.world.own[name]
        if instead != name:
            return f"{before}{own}"
        if of == "missing":
            return f"{before}{MISSING}" if isinstance(own, int) else "nothing"
        return f"{before}{self.world.foreign[name]}"

    def _cookies(self) -> str:
        cookies = [f"pathdeck-form={self.world.form_cookie}"]
        if self.name in self.world.sessions:
            cookies.append(f"pathdeck={self.world.sessions[self.name]}")
        return "; ".join(cookies)

    def _wrote(self) -> bool:
        return self.world.changed() and self.world.rows() != self.world.first


def words(answer: TestResponse) -> str:
    """The page as text, or what can be read of a file."""
    return str(answer.data, "utf-8", "replace")


def seen(answer: TestResponse) -> tuple[object, ...]:
    """All that somebody could tell two answers apart by."""
    headers = answer.headers
    return answer.status_code, headers.get("Location"), "Set-Cookie" in headers, _SENT_BACK.sub(r"\1", words(answer))


def rows_of(world: World, method: str = "") -> list[Row]:
    """The rows whose routes are there, of one method or of all."""
    return [row for row in ROWS if row.endpoint in world.app.view_functions and method in ("", row.method)]


def test_every_route_stands_in_the_table(world: World) -> None:
    routes = {
        (method, rule.endpoint)
        for rule in world.app.url_map.iter_rules()
        for method in rule.methods or ()
        if rule.endpoint != "static" and method not in ("HEAD", "OPTIONS")
    }

    assert routes - {(row.method, row.endpoint) for row in ROWS} == set()
    assert [str(row) for row in ROWS if len(row.cells) != len(PEOPLE)] == []


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_gets_in_where_the_table_says(world: World, name: str) -> None:
    walker = Walker(world, name)

    assert [problem for row in rows_of(world) for problem in walker.problems(row)] == []


def test_no_form_is_taken_from_another_site_or_without_its_token(world: World) -> None:
    owner = Walker(world, "owner")
    forms = [row for row in rows_of(world, "POST") if row.endpoint not in EXEMPT]
    without = {str(row): owner.ask(row, csrf=False).status_code for row in forms}
    elsewhere = {str(row): owner.ask(row, site="cross-site").status_code for row in forms}

    assert {row for row, status in without.items() if status != 400} == set()
    assert {row for row, status in elsewhere.items() if status != 403} == set()
    assert world.rows() == world.first


@pytest.mark.parametrize("name", ["guest", "outsider", "former", "member"])
def test_nobody_becomes_more_by_other_fields(world: World, name: str) -> None:
    me = str(world.ids[name])
    more = {"role": "owner", "visibility": "public", "mode": "closed", "admitted": "1", "owns_server": "1"}
    more |= dict.fromkeys(("owner_id", "learner_id", "learner", "member", "account_id", "host_id", "published_by"), me)
    more |= {"deck_id": str(world.own["deck"]), "group_id": str(world.own["group"]), "uses_left": "99"}

    walker, before = Walker(world, name), standing(world, name)
    for row in rows_of(world, "POST"):
        walker.ask(row, more=more)
        after = standing(world, name)
        # All that can happen is to come in as what the invitation says, and to go.
        gained = {kind: rows - before[kind] for kind, rows in after.items()}
        assert gained in ({**NOTHING, "roles": {(1, "member")}}, NOTHING), row
        world.restore()


NOTHING: dict[str, set[tuple[object, ...]]] = {"roles": set(), "decks": set(), "keepers": set(), "settings": set()}


def standing(world: World, name: str) -> dict[str, set[tuple[object, ...]]]:
    """What somebody is in the two groups, and to whom decks and the server belong."""
    asked = {
        "roles": f"SELECT group_id, role FROM membership WHERE group_id < 3 AND learner_id = {world.ids[name]}",
        "decks": "SELECT id, owner_id, visibility, link FROM deck WHERE id < 10",
        "keepers": "SELECT id FROM learner WHERE owns_server",
        "settings": "SELECT name, value FROM server_setting",
    }
    return {kind: set(world.live.execute(sql)) for kind, sql in asked.items()}


@pytest.mark.parametrize("name", ["visitor", "guest", "outsider"])
def test_who_is_outside_sees_the_same_as_if_nothing_were_there(world: World, empty: World, name: str) -> None:
    pages = [row for row in rows_of(world, "GET") if not row.sent and row.endpoint != "my_data.export"]
    plain = [row for row in pages if not Walker(world, name).things(row)]
    assert len(plain) > 20

    for row in plain:
        there, nowhere = Walker(world, name).ask(row), Walker(empty, name).ask(row)
        assert (row, *seen(there)) == (row, *seen(nowhere))
    for query in ("deck:2", SECRET, "is:due", "tag:x", "section:13", ""):
        addresses = [f"/cards?q={query}", "/stats?deck=2", f"/study?deck=2&section={query}"]
        for address in addresses:
            assert look(world, name, address) == look(empty, name, address)


@pytest.mark.parametrize("name", ["visitor", "guest", "outsider", "former", "keeper"])
def test_no_word_of_a_group_reaches_who_is_outside(world: World, name: str) -> None:
    """But by a link or words that were given to them."""
    told = set()
    for row in rows_of(world):
        if SECRET in words(Walker(world, name).ask(row)):
            told.add(row.endpoint)
        world.restore()

    assert told <= BY_WHAT_ONE_HOLDS


BY_WHAT_ONE_HOLDS = {
    "joining.link",
    "joining.look",
    "joining.join_by_link",
    "joining.join_by_words",
    "sharing.linked",
}


def look(world: World, name: str, address: str) -> tuple[object, ...]:
    """What somebody sees at an address."""
    return seen(Walker(world, name).open(address))


def test_the_open_tabs_of_a_removed_member_say_what_to_do(world: World) -> None:
    former = Walker(world, "former")
    for row in rows_of(world):
        if row.cells["former"] != "-" or row.cells["member"] != "x":
            continue
        for htmx in (False, True):
            answer = former.ask(row, htmx=htmx)
            assert answer.status_code == row.refused
            if row.refused == 404:
                assert ("<html" in answer.text, "kept" in answer.text) == (not htmx, True), row
