"""Measures `check` beside the least it builds on: the bare run through PyYAML's events of the same file.

    .venv/bin/python -m bench.check

One run, one machine, each measurement in a process of its own, the two taking turns; the median of the times counts.
`written` is a bank as authors write it, all ten kinds in turn, its words changed each time; `generated` is made from
the seed path over and over; `broken` is the first with a line that cannot be read in every tenth question, of which a
hundred are named. Memory is what the process grew by at its peak.
"""

import re
import resource
import string
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import yaml

from bench.generate import text_of
from quizzes.cli.files import check_files
from quizzes.core.banks import Bank, write
from quizzes.core.generation.generate import generate

KINDS = Path(__file__).parent.parent / "tests" / "cases" / "banks" / "every-kind.yaml"
QUESTIONS = 20_000
TURNS = 3

_WORD = re.compile(r"\b(?:[a-z]{4,}|fog)\b")
_KEYS = frozenset("kind options right wrong hint explain source recall fact answer accept match mistakes when".split())
_VALUES = frozenset("choice multi truefalse typed cloze order flashcard decision task number words retired".split())
_MORE = frozenset(
    "blanks pairs extra steps text from section lines print made given best okay avoid facts status".split()
)
_KEPT = _KEYS | _VALUES | _MORE | {"tags", "either", "buoys", "practice", "harbour"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: processor seconds, MB at its peak, and how many questions and problems it found."""

    seconds: float
    megabytes: float
    questions: int
    problems: int


def written() -> str:
    """Questions of all kinds in turn, each time in other words."""
    head, _, body = KINDS.read_text("utf-8").partition("questions:\n")
    head = re.sub(r"  path: .*\n", "", head)
    return f"{head}questions:\n" + "".join(_reworded(body, copy) for copy in range(QUESTIONS // 10))


def _reworded(body: str, copy: int) -> str:
    ending = "".join(string.ascii_lowercase[copy // 26**place % 26] for place in range(3))
    return _WORD.sub(lambda found: found[0] if found[0] in _KEPT else found[0] + ending, body)


def generated() -> str:
    """What `generate` makes of the seed path, again and again."""
    made = generate(text_of("5 MB"), file="path.md")
    return write(Bank(id="generated", title="Generated", questions=made.questions[:QUESTIONS]))


def broken() -> str:
    """A bank with many lines that cannot be read."""
    return written().replace("  answer: It", "  answer: `It", QUESTIONS)


BANKS = {"written": written, "generated": generated, "broken": broken}


def parsed(file: Path) -> tuple[int, int]:
    """The floor: events, as far as they can be read, and nothing done with them."""
    with suppress(yaml.YAMLError):
        for _ in yaml.parse(file.read_text("utf-8"), Loader=yaml.CLoader):
            pass
    return 0, 0


def checked(file: Path) -> tuple[int, int]:
    """The whole way from the file to its questions and problems."""
    found = check_files((file,))
    return sum(len(bank.questions) for bank in found.banks), len(found.problems)


def cost(work: Callable[[Path], tuple[int, int]], file: Path) -> Cost:
    """One run in this process, which should do nothing else."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = process_time()
    questions, problems = work(file)
    seconds = process_time() - start
    return Cost(seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, questions, problems)


def measured(file: Path) -> tuple[Cost, Cost]:
    """The bare events and `check`, taking turns."""
    runs: dict[str, list[Cost]] = {"parsed": [], "checked": []}
    with _process() as processes:
        for _ in range(TURNS):
            for work in (parsed, checked):
                runs[work.__name__].append(processes.submit(cost, work, file).result())
    return _middle(runs["parsed"]), _middle(runs["checked"])


def _process() -> ProcessPoolExecutor:
    """A new process for each task, begun by one that stays small: its peak is where the next one's count begins."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1)


def _write(text: Callable[[], str], file: Path) -> None:
    file.write_text(text(), "utf-8")


def _middle(runs: list[Cost]) -> Cost:
    first = runs[0]
    return replace(first, seconds=median(run.seconds for run in runs), megabytes=median(run.megabytes for run in runs))


def main() -> None:
    """Print the table."""
    print(
        f"{'':10} {'size':>8} {'events':>8} {'check':>8} {'ratio':>6} {'memory':>8} {'questions':>10} {'problems':>9}"
    )
    with TemporaryDirectory() as folder:
        for name, text in BANKS.items():
            file = Path(folder) / f"{name}.yaml"
            with _process() as process:
                process.submit(_write, text, file).result()
            floor, whole = measured(file)
            print(
                f"{name:10} {file.stat().st_size / 1e6:6.1f}MB {floor.seconds:7.2f}s {whole.seconds:7.2f}s "
                f"{whole.seconds / floor.seconds:5.1f}x {whole.megabytes:6.0f}MB "
                f"{whole.questions:10,} {whole.problems:9,}",
                flush=True,
            )


if __name__ == "__main__":
    main()
