"""A group's progress in four SELECTs: its members, their days, their reviews of the last weeks, and what they know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Date, and_, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from models.decks import TASK, Deck, Question
from models.groups import GroupDeck, Membership
from models.paths import Section
from models.removals import REMOVED
from models.study import Card, Review
from quizzes.core.access import GroupAction, allows
from quizzes.core.gathering import Recalled, forgotten, quarters, tells_nobody
from quizzes.core.league import LEAST_REVIEWS, Entrant, Rank, Week, percent, table
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.state import PASS
from quizzes.core.together import Coverage, GroupProgress, Own
from quizzes.services.groups.weeks import GROUP, Roster, roster, together, weeks
from quizzes.services.study.lately import quality_now, undone

LATELY = timedelta(days=28)
"""How far back forgetting is looked at."""
MOST_ROWS = 3_000
"""Rows of each member's log that are read at most, the latest."""

_SINCE, _FIRST, _LAST = (bindparam(name, type_=Date) for name in ("since", "first_monday", "last_monday"))
_LOG = aliased(Review)
_NEWEST = (
    select(func.max(_LOG.seq)).where(_LOG.learner_id == Membership.learner_id).correlate(Membership).scalar_subquery()
)
_ANSWERED = (
    select(
        Review.learner_id,
        Review.deck_id,
        Review.question_id,
        # All members' weeks began on one of two Mondays, whatever their zones.
        case((Review.study_day >= _LAST, 2), (Review.study_day >= _FIRST, 1), else_=0).label("week"),
        case((quality_now() < PASS, 1), else_=0).label("failed"),
    )
    .join(Membership, Membership.learner_id == Review.learner_id)
    .join(GroupDeck, and_(GroupDeck.group_id == Membership.group_id, GroupDeck.deck_id == Review.deck_id))
    .where(Membership.group_id == GROUP, GroupDeck.deck_id.not_in(REMOVED))
    .where(Review.seq > _NEWEST - MOST_ROWS, Review.kind == EntryKind.REVIEW, Review.study_day >= _SINCE, ~undone())
    .subquery()
)
_REVIEWS = (
    select(
        _ANSWERED.c.learner_id,
        _ANSWERED.c.deck_id,
        Question.section,
        func.coalesce(Section.title, Deck.title).label("title"),
        _ANSWERED.c.week,
        func.count().label("reviews"),
        func.sum(_ANSWERED.c.failed).label("failed"),
    )
    .join(Question, Question.id == _ANSWERED.c.question_id)
    .join(Deck, Deck.id == _ANSWERED.c.deck_id)
    .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
    .group_by(
        _ANSWERED.c.learner_id, _ANSWERED.c.deck_id, Question.section, Section.title, Deck.title, _ANSWERED.c.week
    )
)
_ASKED = and_(Question.retired.is_(False), Question.kind != TASK)
_SIZE = select(func.count()).where(Question.deck_id == Deck.id, _ASKED).correlate(Deck).scalar_subquery()
_KNOWN = (
    select(
        Card.learner_id,
        Card.deck_id,
        func.count().label("begun"),
        func.count(case((Card.repetitions > 0, 1))).label("known"),
    )
    .join(Membership, Membership.learner_id == Card.learner_id)
    .join(GroupDeck, and_(GroupDeck.group_id == Membership.group_id, GroupDeck.deck_id == Card.deck_id))
    .join(Question, Question.id == Card.question_id)
    .where(Membership.group_id == GROUP, Card.due_day.is_not(None), _ASKED)
    .group_by(Card.learner_id, Card.deck_id)
    .subquery()
)
_COVERAGE = (
    select(Deck.id, Deck.title, _SIZE.label("questions"), _KNOWN.c.learner_id, _KNOWN.c.begun, _KNOWN.c.known)
    .join(GroupDeck, GroupDeck.deck_id == Deck.id)
    .outerjoin(_KNOWN, _KNOWN.c.deck_id == Deck.id)
    .where(GroupDeck.group_id == GROUP, Deck.id.not_in(REMOVED))
    .order_by(Deck.title, Deck.id, _KNOWN.c.learner_id)
)


def progress(session: Session, *, group_id: int, learner_id: int | None, now: datetime) -> GroupProgress:
    """How a group is getting on, for one of its members; raises NotFound for everybody outside."""
    at = roster(session, group_id=group_id, learner_id=learner_id, now=now)
    week, recalled = _reviews(session, at, weeks(session, at))
    decks = _decks(session, at)
    reviewed = {one: done for one, done in week.items() if done.reviews}
    return GroupProgress(
        group_id=group_id,
        name=at.name,
        keeps=allows(GroupAction.CHANGE, at.me.role),
        members=len(at.people),
        shows=at.me.shows,
        ranked=at.me.ranked,
        leaderboard=at.leaderboard,
        week=together(week, open_to_reader=at.open_to_me),
        retention=_retention(reviewed) if tells_nobody(reviewed, open_to_reader=at.open_to_me) else None,
        coverage=tuple(_coverage(deck, at) for deck in decks),
        forgotten=forgotten(recalled, open_to_reader=at.open_to_me),
        questions=sum(deck.questions for deck in decks),
        people=_people(at, week, decks),
        ranks=_ranks(at, week) if at.leaderboard else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deck:
    """A deck with the questions that each learner has begun and knows."""

    deck_id: int
    title: str
    questions: int
    counts: dict[int, tuple[int, int]] = field(default_factory=dict)


def _reviews(session: Session, at: Roster, done: Mapping[int, Week]) -> tuple[dict[int, Week], list[Recalled]]:
    """The weeks with their reviews, and how each member's reviews of each section went lately."""
    mondays = {one.learner_id: one.monday for one in at.people}
    first, last = min(mondays.values()), max(mondays.values())
    keys = {"group": at.group_id, "since": first - LATELY, "first_monday": first, "last_monday": last}
    week, sections = dict(done), dict[tuple[int, int, str], Recalled]()
    for row in session.execute(_REVIEWS, keys):
        if _began(row.week, first, last) >= mondays[row.learner_id]:
            old = week[row.learner_id]
            passed = row.reviews - row.failed
            week[row.learner_id] = replace(old, reviews=old.reviews + row.reviews, passed=old.passed + passed)
        place = (row.learner_id, row.deck_id, row.section)
        before = sections.get(place)
        sections[place] = Recalled(
            learner_id=row.learner_id,
            deck_id=row.deck_id,
            section=row.section,
            title=row.title,
            reviews=row.reviews + (before.reviews if before else 0),
            failed=row.failed + (before.failed if before else 0),
        )
    return week, list(sections.values())


def _began(week: int, first: date, last: date) -> date:
    """The Monday from which a review of this week counts."""
    return (date.min, first, last)[week]


def _decks(session: Session, at: Roster) -> list[_Deck]:
    decks: dict[int, _Deck] = {}
    for row in session.execute(_COVERAGE, {"group": at.group_id}):
        deck = decks.setdefault(row.id, _Deck(deck_id=row.id, title=row.title, questions=row.questions))
        if row.learner_id is not None:
            deck.counts[row.learner_id] = (row.begun, row.known)
    return list(decks.values())


def _coverage(deck: _Deck, at: Roster) -> Coverage:
    shown = tells_nobody(deck.counts, open_to_reader=at.open_to_me)
    counts = list(deck.counts.values()) if shown else []
    whole = len(counts) * deck.questions
    return Coverage(
        deck_id=deck.deck_id,
        title=deck.title,
        questions=deck.questions,
        people=len(counts),
        begun=percent(sum(begun for begun, _ in counts), whole),
        known=percent(sum(known for _, known in counts), whole),
        quarters=quarters((known for _, known in counts), of=deck.questions),
    )


def _retention(reviewed: Mapping[int, Week]) -> int | None:
    reviews = sum(week.reviews for week in reviewed.values())
    return percent(sum(week.passed for week in reviewed.values()), reviews) if reviews >= LEAST_REVIEWS else None


def _people(at: Roster, week: Mapping[int, Week], decks: Sequence[_Deck]) -> tuple[Own, ...]:
    shown = [one for one in at.people if one.learner_id in at.open_to_me]
    shown.sort(key=lambda one: (one is not at.me, one.name.casefold(), one.learner_id))
    return tuple(
        Own(
            learner_id=one.learner_id,
            name=one.name,
            me=one is at.me,
            week=week[one.learner_id],
            begun=sum(deck.counts.get(one.learner_id, (0, 0))[0] for deck in decks),
            known=sum(deck.counts.get(one.learner_id, (0, 0))[1] for deck in decks),
        )
        for one in shown
    )


def _ranks(at: Roster, week: Mapping[int, Week]) -> tuple[Rank, ...]:
    wanted = [one for one in at.people if one.ranked]
    return table(Entrant(learner_id=one.learner_id, name=one.name, week=week[one.learner_id]) for one in wanted)
