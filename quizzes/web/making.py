"""Making the questions of a large text beside the requests, one text at a time, with its progress in the draft."""

import time
from threading import Semaphore, Thread

from quizzes.services import drafts, making
from quizzes.services.drafts import Proposal
from quizzes.web.pathdeck import Pathdeck

AT_ONCE_BYTES = 100_000
"""A text of this size takes a second or two: its author need not see any progress."""
LONGEST_SECONDS = 120.0
_TOLD_EVERY_SECONDS = 1.0
_TOO_LONG = f"This takes longer than {LONGEST_SECONDS / 60:.0f} minutes. Cut the path into parts and add each."
_TURN = Semaphore()


class TooLong(Exception):
    """The work took longer than anybody should wait."""


def start(program: Pathdeck, *, draft_id: int, text: str, file: str) -> Thread:
    """Begins the work and returns at once; the thread ends with the program."""
    work = Thread(target=_make, args=(program, draft_id, text, file), name=f"making-{draft_id}", daemon=True)
    work.start()
    return work


class _Watch:
    """Tells the draft how far the work is, now and then, and ends what takes too long."""

    def __init__(self, program: Pathdeck, draft_id: int) -> None:
        self._program, self._draft_id = program, draft_id
        self._begun = self._told = time.monotonic()

    def __call__(self, share: float) -> None:
        moment = time.monotonic()
        if moment - self._begun > LONGEST_SECONDS:
            raise TooLong
        if moment - self._told < _TOLD_EVERY_SECONDS:
            return
        self._told = moment
        with self._program.database.writing() as session:
            making.advance(session, draft_id=self._draft_id, share=share)


def _make(program: Pathdeck, draft_id: int, text: str, file: str) -> None:
    with _TURN:
        try:
            proposal: Proposal | None = drafts.propose(text, file=file, progress=_Watch(program, draft_id))
        except TooLong:
            proposal = None
    with program.database.writing() as session:
        if proposal is None:
            making.fail(session, draft_id=draft_id, failure=_TOO_LONG)
        elif proposal.bank is None:
            making.fail(session, draft_id=draft_id, failure=proposal.remarks)
        else:
            making.finish(session, draft_id=draft_id, bank=proposal.bank, remarks=proposal.remarks)
