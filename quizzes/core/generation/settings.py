"""Which values of a manifest are worth asking, and what has to be typed for them.

Numbers, limits and choices that carry the teaching are asked; names, addresses, messages and the sample values that
any reader would replace are not.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from quizzes.core.generation.facts import digest
from quizzes.core.paths.code import Setting, Spot
from quizzes.core.questions import Blank, Matching

_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:ms|us|ns|[smhdwy%]|[kMGT]i?B?)?")
_DURATION = re.compile(r"\d+(?:\.\d+)?(?:ms|[smhd])")
_SWITCH = re.compile(r"true|false|yes|no|on|off", re.IGNORECASE)
_CHOICE = re.compile(r"[A-Z][A-Za-z]+(?:=\w+)?|[A-Z]{2,}(?:_[A-Z]+)*")
_RANK = re.compile(r"[a-z]+(?:[_-][a-z]+)*")
_ONE_OF = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:,[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+")

_SAMPLES = frozenset(
    "name names namespace ns host hosts url uri server image tag version port ports path paths message description"
    " title module func function query project principals namespaces repo app key api kind summary command args env"
    " cpu memory storage size user username password email label date year address ip cidr region zone"
    " bucket source".split()
)
_LABELS = frozenset(("labels", "matchLabels", "annotations", "metadata", "nodeSelector", "tags"))
_AMOUNTS = frozenset(
    "weight retries retry attempts timeout limit max min maximum minimum threshold interval factor duration period"
    " ratio rate range tolerance backoff delay seconds minutes percent percentage errors failures budget after before"
    " ttl grace concurrency probability burn window budget unavailable available surge parallelism retention sampling"
    " steps pause pauses cooldown objective quota expire expiry expiration stabilization utilization".split()
)
_MODES = frozenset(
    "policy action mode severity strategy type effect operator level protocol scope on priority"
    " restart condition".split()
)
_LABELLED = frozenset(("severity", "priority"))
_RANKS = _LABELLED | frozenset("level mode strategy restart condition".split())
_LISTS = frozenset("methods verbs options kinds modes types capabilities protocols effects events operations".split())

_TIMES = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks", "ms": "milliseconds"}
_UNITS = re.compile(
    r"(in )?(percent|per cent|%|(milli|micro)?seconds?|minutes?|hours?|days?|weeks?|bytes|[kmgt]i?b|requests?|times)",
    re.I,
)
_ACRONYM = re.compile(r"[A-Z]{2,} \w+")
_GOES_ON = re.compile(
    r"(then|so|but|and|or|see|calls?|same|default|defaults|e\.g|i\.e|optional|required|change)\b", re.I
)
_REMARK_WORDS = 2


class Form(Enum):
    """What a value looks like."""

    NUMBER = auto()
    SWITCH = auto()
    CHOICE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is hidden of a setting, and what has to be typed there."""

    spot: Spot
    blank: Blank


def field_of(setting: Setting) -> str:
    """The name of a setting's own field."""
    return next((name for name in reversed(setting.fields) if not name.startswith("#")), "")


def form_of(setting: Setting) -> Form:
    """The form of a setting's value, or of the entries of its list if they are alike."""
    texts = [spot.text for spot in setting.spots]
    if texts and all(_NUMBER.fullmatch(text) for text in texts):
        return Form.NUMBER
    if len(texts) == 1 and _SWITCH.fullmatch(texts[0]):
        return Form.SWITCH
    words = _words(field_of(setting))
    ranked = bool(words) and (words[-1] in _RANKS or (setting.listed and words[-1] in _LISTS))
    if texts and all(_CHOICE.fullmatch(text) or (ranked and _RANK.fullmatch(text)) for text in texts):
        return Form.CHOICE
    if len(texts) == 1 and words and words[-1] in _MODES and _ONE_OF.fullmatch(texts[0]):
        return Form.CHOICE
    return Form.TEXT


def is_asked(setting: Setting) -> bool:
    """Whether the path gives a value meaning: by a comment, or because its field limits, times or decides something."""
    words = _words(field_of(setting))
    if not words or words[-1] in _SAMPLES or (_LABELS & set(setting.fields) and words[-1] not in _LABELLED):
        return False
    holder = _words(setting.fields[-2]) if len(setting.fields) > 1 else []
    match form_of(setting):
        case Form.NUMBER:
            timed = all(_DURATION.fullmatch(spot.text) for spot in setting.spots)
            return timed or bool(setting.comment) or bool(_AMOUNTS & {*words, *holder[-1:]})
        case Form.CHOICE:
            return bool(setting.comment) or words[-1] in (_LISTS if setting.listed else _MODES)
        case _:
            return False


def explains(setting: Setting) -> bool:
    """Whether the comment beside a value says what it is or does, rather than its unit."""
    bare = setting.comment.strip()
    if len(bare.split()) < _REMARK_WORDS or _UNITS.fullmatch(bare) or _ACRONYM.fullmatch(bare) or _GOES_ON.match(bare):
        return False
    if form_of(setting) is Form.NUMBER and not is_asked(setting):
        return False
    return not re.search(r"[{}<>]|https?:|\bTODO\b|^\W", bare)


def gaps_of(setting: Setting) -> tuple[Gap, ...]:
    """What is hidden: numbers one by one, a short list as a whole, one entry of a longer one."""
    if form_of(setting) is Form.NUMBER:
        return tuple(Gap(spot=spot, blank=amount(spot.text, field_of(setting))) for spot in setting.spots)
    spots = _entries(setting)
    lines = {spot.line for spot in spots}
    if len(spots) == 2 and len(lines) == 1:
        both = replace(spots[0], first=spots[0].outer[0], last=spots[1].outer[1])
        return (Gap(spot=both, blank=Blank(answer=", ".join(spot.text for spot in spots), match=Matching.SET)),)
    chosen = spots[int(digest(".".join(setting.fields)), 16) % len(spots)]
    return (Gap(spot=chosen, blank=Blank(answer=chosen.text)),)


def _entries(setting: Setting) -> tuple[Spot, ...]:
    """The entries of a list, be it written with commas in one text."""
    if len(setting.spots) != 1 or not _ONE_OF.fullmatch(setting.spots[0].text):
        return setting.spots
    (whole,) = setting.spots
    return tuple(
        replace(whole, text=found.group(), first=whole.first + found.start(), last=whole.first + found.end())
        for found in re.finditer(r"[^,]+", whole.text)
    )


def amount(text: str, name: str) -> Blank:
    """A number; "3m" may be typed in words unless it counts something else than time."""
    unit = text.lstrip("+-0123456789.")
    written = _TIMES.get(unit, "") if "cpu" not in name.lower() else ""
    number = text.removesuffix(unit)
    words = f"{number} {written.removesuffix('s') if number == '1' else written}"
    return Blank(answer=text, accept=(words,) if written else (), match=Matching.NUMBER)


def _words(name: str) -> list[str]:
    return [word.lower() for word in _CAMEL.findall(name)]
