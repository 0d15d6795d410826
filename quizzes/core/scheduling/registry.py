"""The schedulers by name: a new one is added to the table and nowhere else."""

from quizzes.core.scheduling.sm2 import SM2
from quizzes.core.scheduling.state import Scheduler

SCHEDULERS: dict[str, Scheduler] = {SM2.name: SM2()}


class UnknownScheduler(LookupError):
    """No scheduler has this name."""


def scheduler(name: str) -> Scheduler:
    """The scheduler called `name`; UnknownScheduler tells which names there are."""
    if name not in SCHEDULERS:
        raise UnknownScheduler(f'no scheduler is called "{name}"; choose one of: {", ".join(sorted(SCHEDULERS))}')
    return SCHEDULERS[name]
