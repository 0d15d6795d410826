"""The matrix of permissions, written out: a row is an action, a column says who."""

import pytest

from quizzes.core.access import (
    PERMISSIONS,
    Action,
    AnyAction,
    GroupAction,
    Keeper,
    NotFound,
    Relation,
    Role,
    ServerAction,
    Visibility,
    allows,
    relation_of_private,
    require,
)

DECKS = """
             owner editor member server keeper public none
read           x      x      x      x      x      x    -
study          x      x      x      x      x      x    -
comment        x      x      x      x      x      x    -
flag           x      x      x      x      x      x    -
publish        x      x      -      -      -      -    -
see_remarks    x      x      -      -      x      -    -
offer          x      -      -      x      x      -    -
share          x      -      -      -      -      -    -
rename         x      -      -      -      -      -    -
delete         x      -      -      -      -      -    -
"""
GROUPS = """
             owner maintainer editor member
see            x       x        x      x
leave          x       x        x      x
open_round     x       x        x      x
share_deck     x       x        x      -
unshare        x       x        -      -
invite         x       x        -      -
change         x       x        -      -
remove         x       x        -      -
set_role       x       -        -      -
hand_over      x       -        -      -
delete         x       -        -      -
"""


def table(text: str) -> dict[tuple[str, str], bool]:
    """Each cell by its row and column."""
    head, *rows = text.strip().splitlines()
    return {
        (row.split()[0].upper(), who.upper()): mark == "x"
        for row in rows
        for who, mark in zip(head.split(), row.split()[1:], strict=True)
    }


def test_decks_are_as_the_table_says() -> None:
    decided = {(action.name, who.name): allows(action, who) for action in Action for who in Relation}

    assert decided == table(DECKS)


def test_groups_are_as_the_table_says() -> None:
    decided = {(action.name, role.name): allows(action, role) for action in GroupAction for role in Role}

    assert decided == table(GROUPS)


def test_only_who_keeps_the_server_sees_its_admin_page() -> None:
    assert [keeper for keeper in Keeper if allows(ServerAction.ADMIN, keeper)] == [Keeper.OWNER]


def test_every_action_has_its_row() -> None:
    assert set(PERMISSIONS) == {*Action, *GroupAction, *ServerAction}


@pytest.mark.parametrize("action", GroupAction)
def test_outside_a_group_nothing_is_allowed(action: GroupAction) -> None:
    assert not allows(action, None)


def test_the_owner_of_a_deck_is_not_taken_for_the_owner_of_a_group() -> None:
    mixed: list[tuple[AnyAction, Role | Relation | Keeper]] = [
        (Action.SHARE, Role.OWNER),
        (GroupAction.DELETE, Relation.OWNER),
        (ServerAction.ADMIN, Role.OWNER),
    ]

    assert [who in PERMISSIONS[action] for action, who in mixed] == [False] * 3


def test_what_is_not_allowed_is_not_there() -> None:
    require(Action.READ, Relation.PUBLIC)

    with pytest.raises(NotFound):
        require(Action.PUBLISH, Relation.PUBLIC)


def test_the_matrix_cannot_be_changed_by_the_program() -> None:
    with pytest.raises(TypeError):
        PERMISSIONS[Action.READ] = frozenset()  # type: ignore[index]


def test_roles_have_an_order() -> None:
    assert Role.OWNER.outranks(Role.MAINTAINER)
    assert Role.EDITOR.outranks(Role.MEMBER)
    assert not Role.MEMBER.outranks(Role.MEMBER)


def test_what_is_never_shared_is_the_owners_alone() -> None:
    assert relation_of_private(owner_id=1, learner_id=1) is Relation.OWNER
    assert {relation_of_private(owner_id=1, learner_id=other) for other in (2, None)} == {Relation.NONE}


def test_the_words_that_the_database_holds() -> None:
    assert [one.value for one in Role] == ["owner", "maintainer", "editor", "member"]
    assert [one.value for one in Visibility] == ["private", "unlisted", "public"]
