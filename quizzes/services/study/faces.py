"""What a card looks like to its learner: the shuffled order, the four buttons, the judgement."""

from dataclasses import replace
from datetime import date

from quizzes.core.grading import Grade, Mark, Response
from quizzes.core.questions import Flashcard
from quizzes.core.recall import Presentation, is_rescued
from quizzes.core.scheduling import quality as qualities
from quizzes.core.scheduling.answering import DRILL_DISTANCE, answer, kind_of, outcomes
from quizzes.core.scheduling.quality import OVERRULABLE, SELF_RATED, Result
from quizzes.core.scheduling.state import DONE_TODAY, PASS
from quizzes.core.shuffle import card_seed, order_of
from quizzes.core.study import Forecast, Judged, Progress, Rating, Shown
from quizzes.services.study.facing import Facing

_RATINGS = {1: Rating.AGAIN, 2: Rating.AGAIN, 3: Rating.HARD, 4: Rating.GOOD, 5: Rating.EASY}
_RESULTS = {
    Mark.RIGHT: Result.RIGHT,
    Mark.PARTIAL: Result.NEARLY,
    Mark.WRONG: Result.WRONG,
    Mark.UNKNOWN: Result.UNKNOWN,
}
_SELF_RATED = {rating: quality for quality, rating in _RATINGS.items() if quality in SELF_RATED}
# Fifty-three bits survive every JSON reader on the way through the browser.
_SEED_BITS = 53


def seed_of(*, learner_id: int | None, question_id: int) -> int:
    """What this card's options are shuffled by; a visitor's cards are nobody's."""
    return card_seed(learner_id=learner_id or 0, question_id=question_id) % (1 << _SEED_BITS)


def shown_of(
    facing: Facing, *, seed: int, today: date, progress: Progress, presentation: Presentation, undoable: bool
) -> Shown:
    """The question as it is shown; a self-rated one says what each button would do."""
    self_rated = isinstance(facing.content, Flashcard)
    return Shown(
        question=facing.content,
        question_id=facing.question_id,
        version_id=facing.version_id,
        place=facing.place,
        answers=facing.card.answers,
        seed=seed,
        order=order_of(facing.content, seed=seed, answers=facing.card.answers),
        entry=kind_of(facing.card, quality=DONE_TODAY, today=today, practice=facing.practice),
        progress=progress,
        presentation=presentation,
        forecasts=tuple(forecast(facing, rating, today=today) for rating in SELF_RATED) if self_rated else (),
        undoable=undoable,
        own=facing.own,
    )


def forecast(facing: Facing, quality: int, *, today: date) -> Forecast:
    """What this quality leads to from the card as it stands."""
    outcome = outcomes(facing.card, today=today, scheduler=facing.scheduler, practice=facing.practice)[quality]
    return Forecast(
        rating=_RATINGS[quality],
        due_day=outcome.state.due_day or today,
        interval_days=outcome.state.interval_days,
        again_today=outcome.again_today,
    )


def quality_of(facing: Facing, *, response: Response, grade: Grade, helped: bool, today: date) -> int:
    """The quality that a response earns; a flashcard's learner says it."""
    if isinstance(facing.content, Flashcard):
        return _SELF_RATED[Rating(response.keys[0])] if not response.empty else int(qualities.Rating.AGAIN)
    result = _RESULTS[grade.verdict]
    return int(qualities.quality(result, helped=helped, card=facing.card, today=today, practice=facing.practice))


def choices_of(facing: Facing, *, grade: Grade, given: int, helped: bool, today: date) -> tuple[int, ...]:
    """The qualities that the learner may still pick instead of the one given."""
    if isinstance(facing.content, Flashcard) or facing.practice:
        return ()
    return qualities.regrades(
        facing.content.kind,
        _RESULTS[grade.verdict],
        given=qualities.Rating(given),
        helped=helped,
        card=facing.card,
        today=today,
    )


def judged_of(
    facing: Facing,
    *,
    shown: Shown,
    seq: int,
    response: Response,
    grade: Grade,
    quality: int,
    hinted: bool,
    today: date,
    deck_answers: int,
) -> Judged:
    """The answer as its feedback tells it; `facing` is the learner as before the answer."""
    answered = answer(
        facing.card,
        quality=quality,
        today=today,
        deck_answers=deck_answers,
        scheduler=facing.scheduler,
        practice=facing.practice,
    )
    others = shown.progress.total - shown.progress.done - 1
    result = _RESULTS[grade.verdict]
    machine_judged = not isinstance(facing.content, Flashcard)
    helped = hinted or is_rescued(shown.presentation, response)
    choices = choices_of(facing, grade=grade, given=quality, helped=helped, today=today)
    return Judged(
        shown=shown,
        seq=seq,
        response=response,
        grade=grade,
        quality=quality,
        forecast=forecast(facing, quality, today=today),
        entry=answered.kind,
        again_after=min(DRILL_DISTANCE, max(0, others)) if answered.again_today else None,
        choices=tuple(forecast(facing, choice, today=today) for choice in choices),
        overrulable=bool(choices) and facing.content.kind in OVERRULABLE and quality < PASS,
        hinted=hinted,
        slipped=machine_judged
        and result is Result.RIGHT
        and not helped
        and quality == qualities.Rating.HARD
        and not facing.practice
        and qualities.relearns(facing.card, today=today),
        leech=answered.card.lapses if answered.leech else None,
        note=facing.note,
    )


def chosen(rating: Rating, choices: tuple[int, ...]) -> int | None:
    """The quality among the choices that this button means."""
    return next((quality for quality in choices if _RATINGS[quality] is rating), None)


def stepped(progress: Progress) -> Progress:
    """The progress once one more card rests."""
    return replace(progress, done=min(progress.total, progress.done + 1))
