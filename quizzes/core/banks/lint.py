"""Second looks at a question that could be asked: cues that give the answer away, and words that mislead."""

import re
from collections.abc import Collection, Iterator, Mapping

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.findings import Finding
from quizzes.core.banks.nodes import Path
from quizzes.core.questions import Choice, Decision, Multi, Option, Question, Verdict

Anchors = Mapping[str, Collection[str]]
"""For each path file by name, the anchors of its headings."""

# Short answers give no cue by their length, whatever the ratio.
_SHORT = 12
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "about after again also always another because been before being between both cannot could does doing done each "
    "ever every first from give given gives have having here into just kind last less like made make makes many more "
    "most much must need needs next only other over same says should some such sure take takes than that their them "
    "then there these they thing this those through under until used uses using very want wants were what when where "
    "which while whom whose will with within without would your".split()
)
_EMPHASIS = re.compile(r"`[^`]*`|\*\*.+?\*\*|\*[^*]+\*|(?<!\w)_[^_]+_(?!\w)")
_NEGATIVE = re.compile(r"\b(?:not|never|except|isn't|aren't|doesn't|don't|can't|cannot)\b")
_ALL_OF = re.compile(
    r"\W*(?:all|none|both|neither|any)(?: of)?(?: the| these)? ?(?:above|these|them|options|answers|below)\b", re.I
)
_PRONOUN = re.compile(r"\W*(?:it|its|it's|they|their|them)\b", re.I)
_POINTER = re.compile(
    r"\W*(?:this|that|these|those)\s+(?:is|are|was|were|does|do|did|can|could|will|would|has|have|had|may|might|must|"
    r"should|means|needs|makes|happens|works)\b",
    re.I,
)


def lint(
    question: Question, *, lang: str = "en", anchors: Anchors | None = None, path_file: str = ""
) -> Iterator[Finding]:
    """Warnings about one question; those about words only in English, the one about its source only with anchors."""
    if isinstance(question, Choice | Multi | Decision):
        yield from _contained(question.options)
        yield from _reasons(question.options)
    if isinstance(question, Choice | Decision):
        yield from _longest(question.options)
        yield from _stem_word(question.ask, question.options)
    if lang.split("-")[0].casefold() == "en":
        yield from _english(question)
    if anchors is not None and question.source:
        yield from _source(question.source, anchors, path_file)


def _english(question: Question) -> Iterator[Finding]:
    if _PRONOUN.match(question.ask) or _POINTER.match(question.ask):
        yield Finding(Rule.PRONOUN, ("ask",), "the question begins with a word that points at nothing; name the thing")
    if not isinstance(question, Choice | Multi | Decision):
        return
    last = re.split(r"(?<=[.!?])\s+", question.ask.strip())[-1]
    if found := _NEGATIVE.search(_EMPHASIS.sub("", last)):
        message = f"`{found[0]}` is easily overlooked; ask for what holds, or write **{found[0]}**"
        yield Finding(Rule.NEGATIVE, ("ask",), message)
    for place, option in enumerate(question.options):
        if _ALL_OF.match(option.text):
            message = "options are shuffled, so nothing is above; name what is meant"
            yield Finding(Rule.ALL_OF, _at(place, option), message)


def _contained(options: tuple[Option, ...]) -> Iterator[Finding]:
    texts = [" ".join(option.text.casefold().split()) for option in options]
    for place, text in enumerate(texts):
        holder = next((other for other, longer in enumerate(texts) if _holds(longer, text)), None)
        if holder is not None:
            message = f"this option is part of another one, `{options[holder].text[:60]}`; make them alternatives"
            yield Finding(Rule.CONTAINED, _at(place, options[place]), message)


def _holds(longer: str, text: str) -> bool:
    """Whether a text stands inside a longer one, as whole words."""
    if len(longer) <= len(text) or text not in longer:
        return False
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", longer) is not None


def _reasons(options: tuple[Option, ...]) -> Iterator[Finding]:
    for place, option in enumerate(options):
        if option.verdict is Verdict.WRONG and not option.why:
            yield Finding(Rule.NO_WHY, _at(place, option), "a wrong option says why it is wrong; add `why:` to it")


def _longest(options: tuple[Option, ...]) -> Iterator[Finding]:
    best, others = _apart(options)
    longest = max((_length(option) for option in others), default=0)
    for place, option in best:
        if _length(option) >= _SHORT and 3 * _length(option) > 4 * longest and longest:
            message = "the right option is longer than all others by a third; shorten it, or say more in another"
            yield Finding(Rule.LONGEST, _at(place, option), message)


def _stem_word(ask: str, options: tuple[Option, ...]) -> Iterator[Finding]:
    best, others = _apart(options)
    elsewhere = {word for option in others for word in _words(option.text)}
    telling = _words(ask) - _COMMON - elsewhere
    for place, option in best:
        if shared := sorted(telling & _words(option.text)):
            message = f"only the right option repeats `{shared[0]}` from the question; say it in another word"
            yield Finding(Rule.STEM_WORD, _at(place, option), message)


def _source(source: str, anchors: Anchors, path_file: str) -> Iterator[Finding]:
    file, _, anchor = source.partition("#")
    known = anchors.get(file or path_file)
    if anchor and known is not None and anchor not in known:
        message = f"`{file or path_file}` has no heading `#{anchor}`; link to one that is there"
        yield Finding(Rule.DEAD_SOURCE, ("source",), message)


def _apart(options: tuple[Option, ...]) -> tuple[list[tuple[int, Option]], list[Option]]:
    right = (Verdict.RIGHT, Verdict.BEST)
    best = [(place, option) for place, option in enumerate(options) if option.verdict in right]
    return best, [option for option in options if option.verdict not in right]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _length(option: Option) -> int:
    return len(option.text.replace("`", "").replace("*", ""))


def _at(place: int, option: Option) -> Path:
    return ("options", place, str(option.verdict))
