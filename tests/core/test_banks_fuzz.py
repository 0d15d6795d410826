"""Banks damaged at random: never an exception, every refusal has a place that is there, and the work has a bound."""

import json
import os
from pathlib import Path
from random import Random

import pytest
import yaml

from quizzes.core.banks import SourceFile, as_github, as_json, as_text, check, write
from tests.mutants import damaged

SEED = (Path(__file__).parents[1] / "cases" / "banks" / "every-kind.yaml").read_bytes()
ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "1500"))
"""FUZZ_ROUNDS=10000 takes a minute."""


@pytest.fixture
def read_bytes(monkeypatch):
    """How many characters the YAML reader was given, over all its calls."""
    given = []
    parse = yaml.parse

    def counted(text, **options):
        given.append(len(text))
        return parse(text, **options)

    monkeypatch.setattr(yaml, "parse", counted)
    return given


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_bank_gives_problems_with_places_and_never_an_exception(seed, read_bytes):
    rng = Random(seed)
    for _ in range(ROUNDS // 4):
        data = damaged(SEED, rng)
        read_bytes.clear()
        checked = check([SourceFile("b.yaml", data)], anchors={"harbour.md": {"buoys"}}.get)

        count = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        assert all(
            1 <= problem.line <= count and problem.column >= 1 and problem.message for problem in checked.problems
        )
        assert bool(checked.banks) is not bool(checked.errors)
        assert sum(read_bytes) <= 2 * len(data) + 120_000
        assert as_text(checked.problems).count("^ ") >= len(checked.problems)
        assert len(as_github(checked.problems).splitlines()) == len(json.loads(as_json(checked.problems)))
        for bank in checked.banks:
            assert check([SourceFile("b.yaml", write(bank).encode())]).banks == (bank,)
