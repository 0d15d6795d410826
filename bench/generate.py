"""Measures `generate` beside the least it builds on: the bare parse of the same Markdown by markdown-it-py.

    .venv/bin/python -m bench.generate

One run, one machine, each measurement in a process of its own with cold caches, the two taking turns; the median of the
times counts. The texts are the seed path over and over, its names changed each time. Memory is what the process grew by
at its peak.
"""

import re
import resource
import string
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import process_time

from markdown_it import MarkdownIt

from quizzes.core.generation.generate import generate

SEED = Path(__file__).parent.parent / "seed" / "paths" / "platform-engineering.md"
TURNS = 5
SIZES = {"600 lines": (600, 10**9), "5,000 lines": (5_000, 10**9), "5 MB": (10**9, 4_990_000)}
"""By name, the most lines and the most bytes."""

_NAME = re.compile(r"(?<![\w`./-])[A-Z][a-z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: processor seconds, MB at its peak, and how many questions it gave."""

    seconds: float
    megabytes: float
    questions: int


def text_of(size: str) -> str:
    """The seed path, as often as fits: as a whole first, then with other names."""
    most_lines, most_bytes = SIZES[size]
    kept, used = list[str](), 0
    for line in _lines():
        used += len(line.encode()) + 1
        if len(kept) == most_lines or used > most_bytes:
            break
        kept.append(line)
    return "\n".join(kept)


def _lines() -> Iterator[str]:
    seed = SEED.read_text("utf-8")
    yield from seed.splitlines()
    # Later copies go without the front matter, which may stand but once.
    body = seed.split("---\n", 2)[2]
    for copy in count(1):
        ending = "".join(string.ascii_lowercase[copy // 26**place % 26] for place in range(2))
        yield from _NAME.sub(lambda name, ending=ending: name[0] + ending, body).splitlines()  # type: ignore[misc]


def parsed(text: str) -> int:
    """The floor: tokens, and no question."""
    MarkdownIt("commonmark").enable("table").parse(text)
    return 0


def generated(text: str) -> int:
    """The whole way from text to questions."""
    return len(generate(text, file="path.md").questions)


def cost(work: Callable[[str], int], size: str) -> Cost:
    """One run in this process, which should do nothing else."""
    text = text_of(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = process_time()
    questions = work(text)
    seconds = process_time() - start
    return Cost(seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, questions)


def measured(size: str) -> tuple[Cost, Cost]:
    """The parse and `generate`, taking turns."""
    runs: dict[str, list[Cost]] = {"parsed": [], "generated": []}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        for _ in range(TURNS):
            for work in (parsed, generated):
                runs[work.__name__].append(processes.submit(cost, work, size).result())
    return _middle(runs["parsed"]), _middle(runs["generated"])


def _middle(runs: Sequence[Cost]) -> Cost:
    return Cost(median(run.seconds for run in runs), median(run.megabytes for run in runs), runs[0].questions)


def main() -> None:
    """Print the table."""
    print(
        f"{'':12} {'parse':>9} {'generate':>9} {'ratio':>6} {'parse':>8} {'generate':>9} {'ratio':>6} {'questions':>10}"
    )
    for size in SIZES:
        floor, whole = measured(size)
        print(
            f"{size:12} {floor.seconds:8.3f}s {whole.seconds:8.3f}s {whole.seconds / floor.seconds:5.1f}x "
            f"{floor.megabytes:6.0f}MB {whole.megabytes:7.0f}MB {whole.megabytes / max(floor.megabytes, 1):5.1f}x "
            f"{whole.questions:10,}",
            flush=True,
        )


if __name__ == "__main__":
    main()
