"""Where a learner stands in each deck at hand: enrollment, limits and today's counters, in one SELECT."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import AnyRow, Id
from models.decks import Deck, Question
from models.study import Card, Day, Enrollment
from models.visibility import at_hand, studyable
from quizzes.core.access import NotFound
from quizzes.core.options import Mix, NewOrder, Options, Rest, read_weekdays
from quizzes.core.plans import Exam, Spread
from quizzes.core.scheduling.card import DayCount
from quizzes.core.study import Scope
from quizzes.core.study_day import DEFAULT_ROLLOVER, study_day, zone
from quizzes.services.study.catching_up import MOST_LAG, CatchUpNeeded
from quizzes.services.study.parts import LOGGED, ME, asked
from quizzes.services.study.rows import DAY_COLUMNS, count_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckStanding:
    """One deck, enrolled or not, with the plans at work; the extras are what "10 more today" added.

    `changed`: it was published anew, and the learner has not read yet what changed.
    """

    deck_id: int
    title: str
    path_id: int | None
    enrolled: bool
    new_after: int
    options: Options
    exam: Exam | None
    spread: Spread | None
    extra_new: int
    extra_reviews: int
    day: DayCount
    changed: bool = False

    @property
    def new_limit(self) -> int:
        """How many new cards today may bring."""
        return self.options.new_per_day + self.extra_new

    @property
    def reviews_limit(self) -> int:
        """How many reviews today may bring."""
        usual = self.options.reviews_per_day if self.spread is None else self.spread.reviews
        return usual + self.extra_reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A learner (None: a visitor) on a study day, with the decks at hand."""

    learner_id: int | None
    today: date
    rest: Rest
    decks: tuple[DeckStanding, ...]

    @property
    def paused_until(self) -> date | None:
        """The last day of the pause that today lies in, if any."""
        return self.rest.pause_on(self.today)

    @property
    def studied(self) -> tuple[DeckStanding, ...]:
        """The learner's own decks; whoever has none yet may start with any."""
        return tuple(deck for deck in self.decks if deck.enrolled) or self.decks


_LATEST = (
    select(func.max(Day.study_day))
    .where(Day.learner_id == ME, Day.deck_id == Deck.id)
    .correlate(Deck)
    .scalar_subquery()
)
_ANSWERED = (
    select(Card.question_id)
    .where(Card.learner_id == ME, Card.question_id == Question.id)
    .where(or_(Card.due_day.is_not(None), Card.suspended))
    .exists()
)
_FIRST_NEW = (
    select(Question.position)
    .where(Question.deck_id == Deck.id, Question.position > Enrollment.new_after)
    .where(*asked(), ~_ANSWERED)
    .order_by(Question.position)
    .limit(1)
    .correlate(Deck, Enrollment)
    .scalar_subquery()
)
_ANY = (
    select(
        Deck.id,
        Deck.title,
        Deck.path_id,
        Deck.revision,
        Deck.size,
        Learner.zone,
        Learner.rollover,
        Enrollment.revision_seen,
        Enrollment.revision_told,
        Enrollment.new_after,
        Enrollment.new_per_day,
        Enrollment.reviews_per_day,
        Enrollment.new_order,
        Enrollment.mix,
        Enrollment.siblings_apart,
        Enrollment.exam_day,
        Enrollment.exam_from,
        Enrollment.spread_until,
        Enrollment.spread_reviews,
        Enrollment.left_at,
        Learner.paused_from,
        Learner.paused_until,
        Learner.shows_streak,
        Learner.rest_weekdays,
        _FIRST_NEW.label("first_new"),
        LOGGED,
        *DAY_COLUMNS,
    )
    .select_from(Deck)
    .outerjoin(Learner, Learner.id == ME)
    .outerjoin(Enrollment, and_(Enrollment.learner_id == ME, Enrollment.deck_id == Deck.id))
    .outerjoin(Day, and_(Day.learner_id == ME, Day.deck_id == Deck.id, Day.study_day == _LATEST))
    .order_by(Deck.id)
)
_DECKS = _ANY.where(at_hand(ME))
_ONE_DECK = _ANY.where(Deck.id == bindparam("deck", type_=Id), studyable(ME))


def standing(
    session: Session,
    *,
    learner_id: int | None,
    scope: Scope,
    now: datetime,
    visitor_zone: str = "UTC",
    patient: bool = False,
) -> Standing:
    """Where the learner stands; raises NotFound for a deck of somebody else.

    Raises CatchUpNeeded after a publishing, unless `patient`.
    """
    statement, keys = (_DECKS, {}) if scope.deck_id is None else (_ONE_DECK, {"deck": scope.deck_id})
    rows = session.connection().execute(statement, {"learner": learner_id, **keys}).all()
    if scope.deck_id is not None and not rows:
        raise NotFound("there is no such deck")
    if not patient and any(_is_behind(row) for row in rows):
        raise CatchUpNeeded
    today = _today(rows[0] if rows else None, now=now, visitor_zone=visitor_zone)
    rest = _rest(rows[0]) if rows else Rest()
    return Standing(learner_id=learner_id, today=today, rest=rest, decks=tuple(_deck(row, today) for row in rows))


def options_of(row: AnyRow | Enrollment) -> Options:
    """What the learner chose for a deck, out of its enrollment."""
    return Options(
        new_per_day=row.new_per_day,
        reviews_per_day=row.reviews_per_day,
        new_order=NewOrder(row.new_order),
        mix=Mix(row.mix),
        siblings_apart=row.siblings_apart,
    )


def _is_behind(row: AnyRow) -> bool:
    if row.revision_seen is None:
        return False
    last_answered = row.size if row.first_new is None else row.first_new - 1
    return bool(row.revision_seen != row.revision or last_answered - row.new_after > MOST_LAG)


def _today(row: AnyRow | None, *, now: datetime, visitor_zone: str) -> date:
    if row is None or row.zone is None:
        return study_day(now, zone(visitor_zone), DEFAULT_ROLLOVER)
    return study_day(now, zone(row.zone), row.rollover, last=row.logged)


def _deck(row: AnyRow, today: date) -> DeckStanding:
    joined = row.revision_seen is not None
    extra = row.study_day == today
    return DeckStanding(
        deck_id=row.id,
        title=row.title,
        path_id=row.path_id,
        enrolled=joined and row.left_at is None,
        new_after=row.new_after if joined else 0,
        options=options_of(row) if joined else Options(),
        exam=_exam(row, today),
        spread=_spread(row, today),
        extra_new=row.extra_new if extra else 0,
        extra_reviews=row.extra_reviews if extra else 0,
        day=count_of(row, today=today),
        changed=row.revision_told is not None and row.revision_told < row.revision,
    )


def _rest(row: AnyRow) -> Rest:
    return Rest(
        paused_from=row.paused_from,
        paused_until=row.paused_until,
        shows_streak=row.shows_streak is not False,
        weekdays=read_weekdays(row.rest_weekdays),
    )


def _exam(row: AnyRow, today: date) -> Exam | None:
    if row.exam_day is None or row.exam_day <= today:
        return None
    return Exam(day=row.exam_day, since=row.exam_from or today)


def _spread(row: AnyRow, today: date) -> Spread | None:
    if row.spread_until is None or row.spread_until < today:
        return None
    return Spread(until=row.spread_until, reviews=row.spread_reviews or 0)
