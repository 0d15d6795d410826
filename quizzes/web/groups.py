"""Study groups: making one, its page, its members, and how it is getting on."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.access import NotFound, Role
from quizzes.core.names import LONGEST_NAME, BadName
from quizzes.services import groups, rounds, sharing
from quizzes.services.groups import LastOwner, Made
from quizzes.services.people.naming import NameTaken, SignUpClosed
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import needed, number
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.people import the_learner, welcome
from quizzes.web.rendering import page

pages = Blueprint("groups", __name__, url_prefix="/groups")

_NO_LIMIT = "none"


@pages.errorhandler(NotFound)
def outside(_: NotFound) -> Response:
    """The same words for a group that never was and for one that somebody is not in any more."""
    return page(
        "errors/error.html",
        partial="errors/_error.html",
        status=404,
        title="This group is not here for you",
        message="It may have been deleted, or you are no longer in it. Your cards and answers are kept.",
        address=url_for("groups.index"),
        label="Go to your groups",
    )


@pages.get("")
def index() -> Response:
    """One's groups, and the form for another one."""
    return _index()


@pages.post("")
def create() -> Response | Redirect:
    """A new group in one step; a visitor becomes a learner with the name they give."""
    name, own = request.form.get("group", ""), request.form.get("name", "")
    try:
        with writing() as session:
            learner = welcome(session, zone_name=request.form.get("zone", ""))
            group_id = groups.create(session, learner_id=learner.learner_id, name=name, now=now())
            groups.take_name(session, learner_id=learner.learner_id, text=own)
    except (BadName, NameTaken, SignUpClosed) as problem:
        return _index(problem=str(problem), name=name, own=own, status=422)
    flash("Your group is here. Invite somebody to it.")
    return learner.remembered(redirect(url_for("groups.show", group_id=group_id), 303))


@pages.get("/<int:group_id>")
def show(group_id: int) -> Response:
    """Decks, members, the week and the open invitations."""
    return _show(group_id)


@pages.get("/<int:group_id>/progress")
def progress(group_id: int) -> Response:
    """How the group is getting on, and what each member lets the others see."""
    with reading() as session:
        found = groups.progress(session, group_id=group_id, learner_id=g.learner_id, now=now())
    return page("groups/progress.html", title=f"{found.name}: progress", group=found)


@pages.post("/<int:group_id>/name")
def rename(group_id: int) -> Response | Redirect:
    """Another name for the group."""
    try:
        _do(groups.rename, group_id=group_id, name=request.form.get("group", ""))
    except BadName as problem:
        return _show(group_id, problem=str(problem), status=422)
    return _back(group_id, "Renamed.")


@pages.post("/<int:group_id>/delete")
def delete(group_id: int) -> Redirect:
    """The end of the group; decks and cards stay where they belong."""
    name = _do(groups.delete, group_id=group_id)
    flash(f"{name} is deleted. Everybody keeps their own decks, cards and answers.")
    return redirect(url_for("groups.index"), 303)


@pages.post("/<int:group_id>/decks")
def share(group_id: int) -> Redirect:
    """A deck for the group to study."""
    deck_id = needed(request.form, "deck", low=1)
    _do(sharing.share, group_id=group_id, deck_id=deck_id, now=now())
    return _back(group_id, "Shared. Everybody here finds it on their first page.")


@pages.post("/<int:group_id>/decks/end")
def unshare(group_id: int) -> Redirect:
    """A deck that the group has no more."""
    deck_id = needed(request.form, "deck", low=1)
    _do(sharing.unshare, group_id=group_id, deck_id=deck_id)
    return _back(group_id, "It is not shared here any more. Nobody loses a card or an answer.")


@pages.post("/<int:group_id>/invitations")
def invite(group_id: int) -> Response:
    """A way in, told this once."""
    role = _role()
    days, uses = _limit("days"), _limit("uses")
    try:
        made: Made = _do(groups.invite, group_id=group_id, role=role, days=days, uses=uses, now=now())
    except ValueError as problem:
        return _show(group_id, problem=str(problem), status=422)
    base = pathdeck().settings.public_url or request.host_url.rstrip("/")
    return _show(group_id, link=base + url_for("joining.link", token=made.token), words=made.words)


@pages.post("/<int:group_id>/invitations/end")
def revoke(group_id: int) -> Redirect:
    """An invitation taken back."""
    _do(groups.revoke, group_id=group_id, invite_id=needed(request.form, "invite", low=1), now=now())
    return _back(group_id, "Taken back. It lets nobody in any more.")


@pages.post("/<int:group_id>/leave")
def leave(group_id: int) -> Response | Redirect:
    """Out of the group, unless that left it without an owner."""
    try:
        name = _do(groups.leave, group_id=group_id)
    except LastOwner as kept:
        said = "You are the only one here: delete the group instead." if kept.alone else _HAND_OVER
        return _show(group_id, problem=said, status=409)
    flash(f"You have left {name}. Your cards, answers and notes are yours.")
    return redirect(url_for("groups.index"), 303)


@pages.post("/<int:group_id>/members/remove")
def remove(group_id: int) -> Redirect:
    """Somebody taken out of the group."""
    _do(groups.remove, group_id=group_id, member_id=needed(request.form, "member", low=1))
    return _back(group_id, "Taken out. An invitation they know would let them in again; take back what is still open.")


@pages.post("/<int:group_id>/members/role")
def set_role(group_id: int) -> Redirect:
    """Another role for a member, or the group itself."""
    member_id, role = needed(request.form, "member", low=1), _role()
    if role is Role.OWNER:
        _do(groups.hand_over, group_id=group_id, member_id=member_id)
        return _back(group_id, "Handed over. You are a maintainer now.")
    _do(groups.set_role, group_id=group_id, member_id=member_id, role=role)
    return _back(group_id, "The role is changed.")


@pages.post("/<int:group_id>/shows")
def set_progress(group_id: int) -> Redirect:
    """Whether the others see one's own numbers."""
    shown = request.form.get("on") == "yes"
    _do(groups.set_progress, group_id=group_id, shown=shown)
    return _back(group_id, "The group sees your numbers." if shown else "Nobody else sees your numbers.", "progress")


@pages.post("/<int:group_id>/ranked")
def set_ranked(group_id: int) -> Redirect:
    """Whether one's week is ranked."""
    ranked = request.form.get("on") == "yes"
    _do(groups.set_ranked, group_id=group_id, ranked=ranked)
    return _back(group_id, "You are in the table." if ranked else "You are not in the table.", "progress")


@pages.post("/<int:group_id>/leaderboard")
def set_leaderboard(group_id: int) -> Redirect:
    """Whether the group has a table."""
    on = request.form.get("on") == "yes"
    _do(groups.set_leaderboard, group_id=group_id, on=on)
    said = "The group has a table now, of those who want to be in it." if on else "The table is gone."
    return _back(group_id, said, "progress")


_HAND_OVER = "A group needs an owner. Make somebody else the owner first, under their name below; then you can leave."


def _index(*, problem: str = "", name: str = "", own: str = "", status: int = 200) -> Response:
    with reading() as session:
        mine = groups.mine(session, learner_id=g.learner_id)
    return page(
        "groups/index.html",
        title="Groups",
        groups=mine,
        person=g.person,
        problem=problem,
        name=name[:LONGEST_NAME],
        own=own[:LONGEST_NAME],
        longest=LONGEST_NAME,
        status=status,
    )


def _show(group_id: int, *, problem: str = "", link: str = "", words: str = "", status: int = 200) -> Response:
    with reading() as session:
        group = groups.show(session, group_id=group_id, learner_id=g.learner_id, now=now())
        running = rounds.running_in(session, group_id=group_id, learner_id=g.learner_id, now=now())
    return page(
        "groups/group.html",
        title=group.name,
        group=group,
        running=running,
        problem=problem,
        link=link,
        words=words,
        longest=LONGEST_NAME,
        roles=[role for role in reversed(Role) if role is not Role.OWNER],
        status=status,
    )


def _do(deed: Callable[..., Any], **values: Any) -> Any:
    """One use case for whoever asks, in a transaction of its own."""
    learner_id = _member()
    with writing() as session:
        return deed(session, learner_id=learner_id, **values)


def _member() -> int:
    """The learner who asks; a visitor is in no group."""
    if g.learner_id is None:
        raise NotFound("a visitor is in no group")
    return the_learner()


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError as wrong:
        raise BadForm("choose a role") from wrong


def _limit(name: str) -> int | None:
    """A number, or None where no limit was chosen; raises BadForm."""
    return None if request.form.get(name) == _NO_LIMIT else number(request.form, name, low=1)


def _back(group_id: int, said: str, view: str = "show") -> Redirect:
    flash(said)
    return redirect(url_for(f"groups.{view}", group_id=group_id), 303)
