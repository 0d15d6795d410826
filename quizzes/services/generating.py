"""The questions of a text, kept for a while: a report, what confirms it and the coverage ask for the same ones."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from quizzes.core.generation.generate import Generated, Progress, generate, untold

MOST_KEPT = 4
"""Results kept in memory; the largest has 5,000 questions, which take about 25 MB."""

_kept: OrderedDict[tuple[str, str], Generated] = OrderedDict()
_alone = Lock()


def generated(text: str, *, file: str, progress: Progress = untold) -> Generated:
    """What `generate` makes of a text; asked again soon, it is there at once and `progress` is told nothing."""
    key = (sha256(text.encode()).hexdigest(), file)
    with _alone:
        made = _kept.get(key)
    if made is None:
        made = generate(text, file=file, progress=progress)
    with _alone:
        _kept[key] = made
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made
