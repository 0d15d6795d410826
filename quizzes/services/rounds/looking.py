"""Looking at a round: a pulse every other second in one statement, a screen in two or three; nothing is written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.base import AnyRow, Id
from models.decks import Deck, Question, QuestionVersion
from models.groups import Group, Membership
from models.paths import Section
from models.rounds import Player, Round, RoundAnswer, RoundQuestion
from models.visibility import relation
from quizzes.core.access import Action, GroupAction, NotFound, Relation, Role, allows
from quizzes.core.grading import Response, grade
from quizzes.core.rounds import (
    IDLE,
    Face,
    Missed,
    Pulse,
    Running,
    Screen,
    Stage,
    may_lead,
    shares,
    stage_now,
    standings,
)
from quizzes.core.shuffle import order_of
from quizzes.services.study.facing import content_of

MOST_MISSED = 3
MOST_LISTED = 20
NOBODY = "Somebody"
"""Whoever opened a round and is in it no more."""

_ME = bindparam("learner", type_=Id)
_HOST, _ANYBODY = aliased(Player), aliased(Player)
_LAST_SEEN = select(func.max(_ANYBODY.seen_at)).where(_ANYBODY.round_id == Round.id).correlate(Round).scalar_subquery()
_PLAYERS = select(func.count()).where(_ANYBODY.round_id == Round.id).correlate(Round).scalar_subquery()
_HERE = (RoundAnswer.round_id == Round.id) & (RoundAnswer.place == Round.at)
_PULSE = (
    select(
        Round,
        Player.learner_id.label("player"),
        Player.reviews,
        Membership.role,
        _HOST.seen_at.label("host_seen"),
        _HOST.name.label("host_name"),
        Deck.title.label("deck_title"),
        Section.title.label("section_title"),
        Group.name.label("group_name"),
        _LAST_SEEN.label("last_seen"),
        _PLAYERS.label("players"),
        select(func.count())
        .where(RoundQuestion.round_id == Round.id)
        .correlate(Round)
        .scalar_subquery()
        .label("asked"),
        select(func.count()).where(_HERE).correlate(Round).scalar_subquery().label("answered"),
        select(RoundAnswer.place).where(_HERE, RoundAnswer.learner_id == _ME).correlate(Round).exists().label("mine"),
    )
    .join(Deck, Deck.id == Round.deck_id)
    .outerjoin(Player, and_(Player.round_id == Round.id, Player.learner_id == _ME))
    .outerjoin(_HOST, and_(_HOST.round_id == Round.id, _HOST.learner_id == Round.host_id))
    .outerjoin(Membership, and_(Membership.group_id == Round.group_id, Membership.learner_id == _ME))
    .outerjoin(Group, Group.id == Round.group_id)
    .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Round.section))
    .where(Round.id == bindparam("round", type_=Id))
)
_AT_HAND = (
    select(
        RoundQuestion.version_id,
        RoundQuestion.seed,
        RoundQuestion.asked_at,
        QuestionVersion.question_id,
        QuestionVersion.content,
        Question.section,
        Deck.path_id,
        Section.title.label("section_title"),
        RoundAnswer.response,
        relation(_ME).label("relation"),
    )
    .join(QuestionVersion, QuestionVersion.id == RoundQuestion.version_id)
    .join(Question, Question.id == QuestionVersion.question_id)
    .join(Deck, Deck.id == Question.deck_id)
    .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
    .outerjoin(
        RoundAnswer,
        and_(
            RoundAnswer.round_id == RoundQuestion.round_id,
            RoundAnswer.place == RoundQuestion.place,
            RoundAnswer.learner_id == _ME,
        ),
    )
    .where(RoundQuestion.round_id == bindparam("round", type_=Id), RoundQuestion.place == bindparam("place"))
)


def pulse(session: Session, *, round_id: int, learner_id: int | None, now: datetime) -> Pulse:
    """How a round stands for a player, or for a member of its group; raises NotFound for everybody else."""
    row = session.execute(_PULSE, {"round": round_id, "learner": learner_id}).one_or_none()
    role = Role(row.role) if row is not None and row.role else None
    if row is None or (row.player is None and not allows(GroupAction.SEE, role)):
        raise NotFound("there is no such round")
    return _pulse(row, learner_id=learner_id or 0, role=role, now=now)


def _pulse(row: AnyRow, *, learner_id: int, role: Role | None, now: datetime) -> Pulse:
    found: Round = row.Round
    is_player = row.player is not None
    # Who was taken out of the group and came back by the words is one of many.
    is_host = found.host_id == learner_id and (found.group_id is None or role is not None)
    return Pulse(
        round_id=found.id,
        changed=found.changed,
        stage=stage_now(Stage(found.stage), last_seen=row.last_seen or found.created_at, now=now),
        at=found.at,
        questions=row.asked,
        players=row.players,
        answered=row.answered,
        learner_id=learner_id,
        is_player=is_player,
        is_host=is_host,
        leads=is_player and may_lead(is_host=is_host, role=role, host_seen=row.host_seen, now=now),
        mine=row.mine,
        reviews=bool(row.reviews),
        host_id=found.host_id,
        host_name=row.host_name or NOBODY,
        opened_at=found.created_at,
        deck_id=found.deck_id,
        deck_title=row.deck_title,
        section=found.section,
        section_title=row.section_title or "",
        group_id=found.group_id if role else None,
        group_name=row.group_name or "" if role else "",
    )


def look(session: Session, *, round_id: int, learner_id: int | None, now: datetime) -> Screen:
    """The screen of a round as it stands; the answer is in it only once it is revealed. Raises NotFound."""
    at = pulse(session, round_id=round_id, learner_id=learner_id, now=now)
    match at.stage:
        case Stage.LOBBY:
            return Screen(pulse=at, names=_names(session, round_id))
        case Stage.ASKED:
            return Screen(pulse=at, face=question_at(session, at).face if at.is_player else None)
        case Stage.REVEALED:
            return _revealed(session, at) if at.is_player else Screen(pulse=at)
        case Stage.OVER:
            return _over(session, at) if at.is_player else Screen(pulse=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """The question of a round that is asked now; `studies`: who looks may study its deck."""

    face: Face
    question_id: int
    seed: int
    asked_at: datetime
    studies: bool


def question_at(session: Session, at: Pulse) -> AtHand:
    """The question where the round stands, as who looks has it in front of them."""
    row = session.execute(_AT_HAND, {"round": at.round_id, "place": at.at, "learner": at.learner_id}).one()
    content = content_of(row.version_id, row.content)
    face = Face(
        question=content,
        version_id=row.version_id,
        order=order_of(content, seed=row.seed, answers=0),
        path_id=row.path_id if allows(Action.READ, Relation(row.relation)) else None,
        section=row.section if row.section_title is not None else "",
        section_title=row.section_title or "",
        mine=None if row.response is None else Response.from_json(row.response),
    )
    return AtHand(
        face=face,
        question_id=row.question_id,
        seed=row.seed,
        asked_at=row.asked_at or at.opened_at,
        studies=allows(Action.STUDY, Relation(row.relation)),
    )


def _names(session: Session, round_id: int) -> tuple[str, ...]:
    found = select(Player.name).where(Player.round_id == round_id).order_by(Player.joined_at, Player.learner_id)
    return tuple(session.scalars(found))


def _revealed(session: Session, at: Pulse) -> Screen:
    face = question_at(session, at).face
    given = session.scalars(
        select(RoundAnswer.response).where(RoundAnswer.round_id == at.round_id, RoundAnswer.place == at.at)
    )
    return Screen(
        pulse=at,
        face=face,
        grade=grade(face.question, face.mine or Response()),
        shares=shares(face.question, map(Response.from_json, given)),
    )


def _over(session: Session, at: Pulse) -> Screen:
    points = (
        select(Player.learner_id, Player.name, func.coalesce(func.sum(RoundAnswer.score), 0.0))
        .outerjoin(
            RoundAnswer,
            and_(RoundAnswer.round_id == Player.round_id, RoundAnswer.learner_id == Player.learner_id),
        )
        .where(Player.round_id == at.round_id)
        .group_by(Player.learner_id, Player.name)
    )
    rows = session.execute(points)
    found = standings((learner, name, float(score)) for learner, name, score in rows)
    path_id, missed = _missed(session, at)
    return Screen(pulse=at, standings=found, missed=missed, path_id=path_id)


def _missed(session: Session, at: Pulse) -> tuple[int | None, tuple[Missed, ...]]:
    """The path, where it may be read, and what was had the least of, the worst first."""
    found = (
        select(
            RoundQuestion.place, QuestionVersion.id.label("version_id"), QuestionVersion.content, Question.section,
            Deck.path_id, relation(_ME).label("relation"), func.count().label("answers"),
            func.sum(RoundAnswer.score).label("score"),
            func.count().filter(RoundAnswer.score == 1.0).label("right"),
        )
        .join(
            RoundAnswer,
            and_(RoundAnswer.round_id == RoundQuestion.round_id, RoundAnswer.place == RoundQuestion.place),
        )
        .join(QuestionVersion, QuestionVersion.id == RoundQuestion.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Deck, Deck.id == Question.deck_id)
        .where(RoundQuestion.round_id == at.round_id)
        .group_by(
            RoundQuestion.place, QuestionVersion.id, QuestionVersion.content, Question.section, Deck.id
        )
    )  # fmt: skip
    rows = session.execute(found, {"learner": at.learner_id}).all()
    readable = [row.path_id for row in rows if allows(Action.READ, Relation(row.relation))]
    least = sorted(map(_one_missed, rows), key=lambda one: (one.share, one.place))
    return next(iter(readable), None), tuple(one for one in least if one.share < 1)[:MOST_MISSED]


def _one_missed(row: AnyRow) -> Missed:
    return Missed(
        place=row.place,
        question=content_of(row.version_id, row.content),
        section=row.section,
        answers=row.answers,
        right=row.right,
        share=float(row.score) / row.answers,
    )


def running(session: Session, *, learner_id: int, now: datetime) -> tuple[Running, ...]:
    """The rounds that go on and that a learner is in or could join by a group."""
    mine = select(Player.round_id).where(Player.learner_id == learner_id)
    groups = select(Membership.group_id).where(Membership.learner_id == learner_id)
    return _running(session, or_(Round.id.in_(mine), Round.group_id.in_(groups)), learner_id=learner_id, now=now)


def running_near(session: Session, *, learner_id: int, now: datetime) -> tuple[Running, ...]:
    """The rounds that go on in a learner's groups, by the index of groups: what every look at Today can afford."""
    groups = select(Membership.group_id).where(Membership.learner_id == learner_id)
    return _running(session, Round.group_id.in_(groups), learner_id=learner_id, now=now)


def running_in(session: Session, *, group_id: int, learner_id: int, now: datetime) -> tuple[Running, ...]:
    """The rounds that go on in a group, for its page, which has checked who looks."""
    return _running(session, Round.group_id == group_id, learner_id=learner_id, now=now)


def _running(session: Session, which: ColumnElement[bool], *, learner_id: int, now: datetime) -> tuple[Running, ...]:
    found = (
        select(
            Round.id, Round.stage, Deck.title, _HOST.name, _PLAYERS.label("players"), Player.learner_id.label("player")
        )
        .join(Deck, Deck.id == Round.deck_id)
        .outerjoin(_HOST, and_(_HOST.round_id == Round.id, _HOST.learner_id == Round.host_id))
        .outerjoin(Player, and_(Player.round_id == Round.id, Player.learner_id == learner_id))
        .where(which, Round.stage != Stage.OVER.value, now - IDLE < _LAST_SEEN)
        .order_by(Round.id.desc())
        .limit(MOST_LISTED)
    )
    return tuple(map(_one_running, session.execute(found).all()))


def _one_running(row: AnyRow) -> Running:
    return Running(
        round_id=row.id,
        deck_title=row.title,
        host_name=row.name or NOBODY,
        stage=Stage(row.stage),
        players=row.players,
        is_player=row.player is not None,
    )
