"""Garbage waits while a large tree grows, and no longer."""

import gc

import pytest

from quizzes.core.garbage import uncollected


def test_garbage_waits_inside_and_is_looked_for_after_a_failure_too() -> None:
    @uncollected()
    def grow() -> None:
        assert not gc.isenabled()
        raise ValueError("in the middle")

    for _ in range(2):
        with pytest.raises(ValueError, match="in the middle"):
            grow()
        assert gc.isenabled()


def test_what_was_switched_off_before_stays_so() -> None:
    gc.disable()
    with uncollected():
        pass
    off = not gc.isenabled()
    gc.enable()
    assert off
