"""Banks damaged at random: never an exception, and every refusal has a line that is there."""

import os
from pathlib import Path
from random import Random

import pytest

from quizzes.core.banks import SourceFile, as_github, as_text, check, write

SEED = (Path(__file__).parents[1] / "cases" / "banks" / "every-kind.yaml").read_bytes()
ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "400"))
SHREDS = [
    *(
        shred.encode()
        for shred in ": |- |\n| |\t|#| #|'|\"|[|]|{|}|,|&a |*a|!t |>\n|---\n|...\n|? |%|@|`|\\|\r|\0|\a".split("|")
    ),
    *(
        shred.encode()
        for shred in ("|\n", "\u202e", "\ufeff", "😀", "___", "![x](y)", "id: ", "kind: task\n", "<<: ", "1e400")
    ),
    b"\xff",
    b"  - right: x\n",
    b"[" * 30,
]


def damaged(rng):
    data = bytearray(SEED)
    for _ in range(rng.randint(1, 6)):
        start = rng.randrange(len(data))
        end = min(len(data), start + rng.choice((0, 1, 1, 3, 40, 400)))
        match rng.randrange(4):
            case 0:
                del data[start:end]
            case 1:
                data[start:start] = rng.choice(SHREDS)
            case 2:
                data[start:end] = rng.choice(SHREDS)
            case _:
                target = rng.randrange(len(data))
                data[target:target] = data[start:end]
    return bytes(data)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_bank_gives_problems_with_lines_and_never_an_exception(seed):
    rng = Random(seed)
    for _ in range(ROUNDS // 4):
        data = damaged(rng)
        checked = check([SourceFile("b.yaml", data)], anchors={"harbour.md": {"buoys"}}.get)
        count = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        assert all(
            1 <= problem.line <= count and problem.column >= 1 and problem.message for problem in checked.problems
        )
        assert bool(checked.banks) is not bool(checked.errors)
        assert as_text(checked.problems).count("^ ") >= len(checked.problems)
        assert len(as_github(checked.problems).splitlines()) == len(checked.problems)
        for bank in checked.banks:
            assert check([SourceFile("b.yaml", write(bank).encode())]).banks == (bank,)
