"""Replay of the log: random histories, live against replayed, and undo against never having happened."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.core.scheduling import actions
from quizzes.core.scheduling.answering import answer, contribution
from quizzes.core.scheduling.card import ANSWERS, CardState, DayCount, Entry, EntryKind
from quizzes.core.scheduling.replay import UNDO_STEPS, UNDOABLE, changes, last_undoable, replay
from quizzes.core.scheduling.sm2 import SM2
from quizzes.core.scheduling.state import Outcome, State

FIRST_DAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUESTIONS = range(4)
SM_2 = SM2()


def sm2_everywhere(deck_id: int) -> SM2:
    return SM_2


def acted(kind: EntryKind, card: CardState, *, rev: int, today: date) -> CardState:
    return {
        EntryKind.SKIP: lambda: actions.skip(card),
        EntryKind.SUSPEND: lambda: actions.suspend(card),
        EntryKind.UNSUSPEND: lambda: actions.unsuspend(card),
        EntryKind.BURY: lambda: actions.bury(card, today=today),
        EntryKind.RESET: lambda: actions.reset(card),
        EntryKind.REV: lambda: actions.raise_rev(card, rev=rev, today=today),
        EntryKind.LATE: lambda: card,
        EntryKind.TASK: lambda: card,
    }[kind]()


@dataclass
class Learner:
    """A learner as the application keeps one: cards and counters moved row by row, beside the log."""

    log: list[Entry] = field(default_factory=list)
    cards: dict[int, CardState] = field(default_factory=lambda: {question: CardState() for question in QUESTIONS})
    days: dict[tuple[int, date], DayCount] = field(default_factory=dict)
    today: date = FIRST_DAY

    def write(self, kind: EntryKind, question: int, **values: int | None) -> Entry:
        entry = Entry(
            seq=len(self.log) + 1,
            kind=kind,
            deck_id=question % 2,
            question_id=question,
            rev=self.cards[question].rev,
            study_day=self.today,
            answered_at=NOON,
            **values,
        )
        self.log.append(entry)
        return entry

    def answer(self, question: int, quality: int) -> Entry:
        day = (question % 2, self.today)
        count = self.days.get(day, DayCount())
        answered = answer(
            self.cards[question],
            quality=quality,
            today=self.today,
            deck_answers=count.answers,
            scheduler=SM_2,
        )
        entry = self.write(answered.kind, question, quality=quality, deck_answers=count.answers, taken_ms=700)
        self.cards[question] = answered.card
        self.days[day] = count + contribution(answered.kind, quality=quality, taken_ms=700)
        return entry

    def act(self, kind: EntryKind, questions: tuple[int, ...]) -> None:
        batch = len(self.log) + 1 if len(questions) > 1 else None
        for question in questions:
            card = self.cards[question]
            self.cards[question] = acted(kind, card, rev=card.rev + 1, today=self.today)
            self.write(kind, question, batch=batch)

    def last_step(self) -> Entry | None:
        return last_undoable(reversed(self.log))

    def regrade(self, quality: int) -> None:
        last = self.last_step()
        if last is not None and last.kind in ANSWERS:
            self._revise({last.question_id}, EntryKind.REGRADE, last, quality=quality, refers_to=last.seq)

    def undo(self) -> None:
        last = self.last_step()
        if last is not None and last.batch is None:
            self._revise({last.question_id}, EntryKind.UNDO, last, refers_to=last.seq)
        elif last is not None:
            touched = {row.question_id for row in self.log if row.batch == last.batch}
            self._revise(touched, EntryKind.UNDO, last, batch=last.batch)

    def _revise(self, touched: set[int], kind: EntryKind, last: Entry, **values: int | None) -> None:
        before = replay(self._rows_of(touched), scheduler_of=sm2_everywhere)
        self.write(kind, last.question_id, **values)
        after = replay(self._rows_of(touched), scheduler_of=sm2_everywhere)
        self.cards |= after.cards
        for day, added in changes(before, after).items():
            self.days[day] += added

    def _rows_of(self, questions: set[int]) -> list[Entry]:
        return [row for row in self.log if row.question_id in questions or row.kind is EntryKind.UNDO]

    def counted_days(self) -> dict[tuple[int, date], DayCount]:
        return {day: count for day, count in self.days.items() if count != DayCount()}


QUESTION = st.sampled_from(QUESTIONS)
ANSWER = st.tuples(st.just("answer"), QUESTION, st.integers(0, 5))
ACTION = st.tuples(
    st.sampled_from([EntryKind.SKIP, EntryKind.SUSPEND, EntryKind.UNSUSPEND, EntryKind.BURY, EntryKind.RESET]),
    st.lists(QUESTION, min_size=1, max_size=3, unique=True).map(tuple),
)
WITHOUT_EFFECT = st.tuples(
    st.sampled_from([EntryKind.LATE, EntryKind.TASK]), QUESTION.map(lambda question: (question,))
)
RAISE = st.tuples(st.just(EntryKind.REV), QUESTION.map(lambda question: (question,)))
REGRADE = st.tuples(st.just("regrade"), st.integers(0, 5))
UNDO = st.tuples(st.just("undo"))
WAIT = st.tuples(st.just("wait"), st.sampled_from([1, 1, 1, 2, 6, 20]))
STEPS = ANSWER | ANSWER | ANSWER | ACTION | WAIT
EVERYTHING = STEPS | REGRADE | UNDO | RAISE | WITHOUT_EFFECT
# Left alone, long lists are rare; no history has more steps than an undo reaches back.
HISTORY = st.lists(EVERYTHING, max_size=10) | st.lists(EVERYTHING, min_size=12, max_size=UNDO_STEPS)


def live(learner: Learner, history) -> Learner:
    for name, *values in history:
        if name == "wait":
            learner.today += timedelta(days=values[0])
        elif isinstance(name, EntryKind):
            learner.act(name, *values)
        else:
            getattr(learner, name)(*values)
    return learner


@dataclass
class Remembered:
    """The history as if what was undone had never happened: a list of steps, folded from the start each time."""

    steps: list[tuple[date, str, list]] = field(default_factory=list)
    undone_answers: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, history) -> "Remembered":
        remembered, today = cls(), FIRST_DAY
        for name, *values in history:
            if name == "wait":
                today += timedelta(days=values[0])
            elif name == "regrade":
                remembered.regrade(*values)
            elif name == "undo":
                remembered.undo()
            else:
                remembered.steps.append((today, name, values))
        return remembered

    def _last(self) -> int | None:
        undoable = [place for place, step in enumerate(self.steps) if step[1] == "answer" or step[1] in UNDOABLE]
        return undoable[-1] if undoable else None

    def regrade(self, quality: int) -> None:
        last = self._last()
        if last is not None and self.steps[last][1] == "answer":
            today, name, (question, _) = self.steps[last]
            self.steps[last] = (today, name, [question, quality])

    def undo(self) -> None:
        last = self._last()
        if last is not None:
            _, name, values = self.steps.pop(last)
            self.undone_answers += values[:1] if name == "answer" else []

    def lived(self) -> Learner:
        learner = Learner()
        for today, name, values in self.steps:
            learner.today = today
            live(learner, [(name, *values)])
        for question in self.undone_answers:
            card = learner.cards[question]
            learner.cards[question] = replace(card, answers=card.answers + 1)
        return learner


@settings(max_examples=300, deadline=None)
@given(HISTORY)
def test_replay_rebuilds_every_card_and_counter_exactly(history):
    learner = live(Learner(), history)
    replayed = replay(learner.log, scheduler_of=sm2_everywhere)
    assert {question: replayed.cards.get(question, CardState()) for question in QUESTIONS} == learner.cards
    assert replayed.days == learner.counted_days()


@settings(max_examples=300, deadline=None)
@given(HISTORY)
def test_what_was_undone_or_regraded_might_never_have_been(history):
    learner, straight = live(Learner(), history), Remembered.of(history).lived()
    assert learner.cards == straight.cards
    assert learner.counted_days() == straight.counted_days()


@settings(max_examples=200, deadline=None)
@given(HISTORY, st.lists(STEPS.map(lambda step: [step]) | st.tuples(ANSWER, REGRADE), max_size=12))
def test_undoing_every_later_step_brings_the_state_back(history, later):
    learner = live(Learner(), history)
    cards, days = dict(learner.cards), learner.counted_days()
    for steps in later:
        live(learner, steps)
    for first, *_ in later:
        if first[0] != "wait":
            learner.undo()
    for question, card in learner.cards.items():
        # The count of answers only grows: it tells a page of before the undo from one of now.
        assert card.answers >= cards[question].answers
        assert replace(card, answers=cards[question].answers) == cards[question]
    assert learner.counted_days() == days


def test_a_late_answer_and_a_task_leave_no_trace():
    learner = live(Learner(), [(EntryKind.LATE, (0,)), (EntryKind.TASK, (1,))])
    replayed = replay(learner.log, scheduler_of=sm2_everywhere)
    assert (replayed.cards, replayed.days) == ({}, {})


def test_the_last_regrade_wins():
    learner = live(Learner(), [("answer", 0, 4), ("regrade", 3), ("regrade", 5)])
    assert learner.cards[0].memory.ease_hundredths == 260
    assert learner.cards[0].answers == 1


def test_an_overruled_early_fail_becomes_an_early_pass():
    learner = live(Learner(), [("answer", 0, 4), ("wait", 1), ("answer", 0, 4), ("wait", 2), ("answer", 0, 1)])
    assert (learner.log[-1].kind, learner.cards[0].lapses) == (EntryKind.REVIEW, 1)
    live(learner, [("regrade", 4)])
    assert (learner.cards[0].lapses, learner.cards[0].memory.repetitions) == (0, 2)
    assert learner.days[0, learner.today] == DayCount(drills_done=1, right=1, taken_ms=700)


def test_undoing_a_batch_brings_every_card_of_it_back():
    learner = live(Learner(), [("answer", 0, 1), (EntryKind.BURY, (0, 1, 2)), ("undo",)])
    assert [card.not_before for card in learner.cards.values()] == [None] * 4
    assert learner.cards[0].drill_day == FIRST_DAY


def test_an_undone_regrade_gives_the_grade_back():
    learner = live(Learner(), [("answer", 0, 4), ("regrade", 5)])
    learner.write(EntryKind.UNDO, 0, refers_to=2)
    assert replay(learner.log, scheduler_of=sm2_everywhere).cards[0].memory.ease_hundredths == 250


def test_the_order_in_which_rows_are_read_does_not_matter():
    learner = live(Learner(), [("answer", 0, 4), ("wait", 1), ("answer", 0, 2), (EntryKind.SUSPEND, (0,)), ("undo",)])
    assert replay(reversed(learner.log), scheduler_of=sm2_everywhere) == replay(
        learner.log, scheduler_of=sm2_everywhere
    )


class Never:
    """A scheduler for which nothing falls due for a year."""

    name = "never"
    version = 1

    def next_states(self, state: State, *, today: date) -> dict[int, Outcome]:
        later = State(interval_days=365, due_day=today + timedelta(days=365))
        return {quality: Outcome(state=later, again_today=False) for quality in range(6)}


def test_another_scheduler_moves_the_cards_but_no_counter():
    learner = live(Learner(), [("answer", 0, 4), ("wait", 1), ("answer", 0, 4), ("wait", 6), ("answer", 0, 4)])
    replayed = replay(learner.log, scheduler_of=lambda deck_id: Never())
    assert replayed.cards[0].memory.due_day == learner.today + timedelta(days=365)
    assert replayed.days == learner.days


def test_each_deck_is_replayed_by_its_own_scheduler():
    learner = live(Learner(), [("answer", 0, 4), ("answer", 1, 4)])
    cards = replay(learner.log, scheduler_of={0: Never(), 1: SM_2}.__getitem__).cards
    assert (cards[0].memory.interval_days, cards[1].memory.interval_days) == (365, 1)


def test_an_answer_without_a_quality_is_a_damaged_log():
    learner = Learner()
    learner.write(EntryKind.NEW, 0)
    with pytest.raises(ValueError, match="row 1 is an answer without a quality"):
        replay(learner.log, scheduler_of=sm2_everywhere)


def test_an_empty_log_has_nothing_to_undo():
    assert Learner().last_step() is None


def test_the_next_undo_passes_over_what_it_cannot_take_back():
    learner = live(Learner(), [("answer", 0, 4), (EntryKind.REV, (0,)), (EntryKind.LATE, (1,)), (EntryKind.TASK, (2,))])
    assert learner.last_step() == learner.log[0]


def test_an_answer_goes_with_its_regrades():
    learner = live(Learner(), [("answer", 1, 4), ("answer", 0, 4), ("regrade", 5)])
    assert learner.last_step() == learner.log[1]
    live(learner, [("undo",)])
    assert learner.cards[0] == CardState(answers=1)
    assert learner.last_step() == learner.log[0]


def test_undo_reaches_thirty_steps_back_and_no_further():
    learner = live(Learner(), [("answer", question % 4, 4) for question in range(31)])
    live(learner, [("undo",)] * 29)
    assert learner.last_step() == learner.log[1]
    live(learner, [("undo",)])
    assert learner.last_step() is None


def test_a_batch_is_one_step_however_large():
    learner = live(Learner(), [("answer", 0, 4), *[(EntryKind.SUSPEND, (0, 1, 2, 3))] * 29])
    live(learner, [("undo",)] * 29)
    assert learner.last_step() == learner.log[0]


def test_the_log_is_read_only_as_far_as_needed():
    newest = live(Learner(), [("answer", 0, 4)]).log[0]

    def newest_first():
        yield newest
        raise AssertionError("an older row was read")

    assert last_undoable(newest_first()) == newest


def test_a_card_has_the_rev_of_its_newest_row():
    learner = Learner()
    learner.cards[0] = CardState(rev=3)
    live(learner, [("answer", 0, 4)])
    assert replay(learner.log, scheduler_of=sm2_everywhere).cards[0] == learner.cards[0]


def test_days_that_stay_are_not_among_the_changes():
    learner = live(Learner(), [("answer", 0, 4), ("wait", 1), ("answer", 0, 4)])
    one, both = (replay(learner.log[:length], scheduler_of=sm2_everywhere) for length in (1, 2))
    assert changes(one, both) == {(0, learner.today): DayCount(reviews_done=1, right=1, taken_ms=700)}


def test_a_day_set_by_hand_moves_the_due_day_alone():
    learner = Learner()
    learner.answer(1, 4)
    may = date(2026, 5, 1)
    dated = replace(learner.log[0], seq=2, kind=EntryKind.DUE, quality=None, due_day=may)

    cards = replay([*learner.log, dated], scheduler_of=sm2_everywhere).cards

    assert cards[1] == replace(learner.cards[1], memory=replace(learner.cards[1].memory, due_day=may))


@pytest.mark.parametrize("quality", [1, 4])
def test_practice_counts_as_an_answer_of_the_day_and_moves_no_schedule(quality: int):
    learner = Learner()
    learner.answer(1, 4)
    practised = replace(learner.log[0], seq=2, kind=EntryKind.PRACTICE, quality=quality, deck_answers=1)

    replayed = replay([*learner.log, practised], scheduler_of=sm2_everywhere)

    assert replayed.cards[1] == replace(learner.cards[1], answers=2)
    assert replayed.days[1, FIRST_DAY].drills_done == 1
