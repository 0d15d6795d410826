"""The little grammar that stems need: comparing texts, number of nouns, base of verbs, case inside a sentence."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from quizzes.core.paths.inline import ENDS
from quizzes.core.paths.values import Text

_AND = re.compile(r"^(?:and|or)\s+")
_CUT = re.compile(r"[()（）]|[,;،؛]\s|[、，；]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BETWEEN = re.compile(r"[\W_]+")
_STOP = frozenset(
    """
    a about after all also an and any are as at be because been before being between both but by can cannot
    could did do does each every for from get has have how if in instead into is it its list make many more
    most much must need no not of on one only or other out over own path per say should so some such than
    that the their them then there these they this those through to too under up us use used uses using very
    was way we were what when where which while who why will with without would you your
    """.split()
)
_COMMON = frozenset(
    """
    action actions advantage advantages area behavior behaviour benefit benefits best cases case category
    class command component components concept cost costs default defaults definition description duration
    effect environment error event example examples failure feature features field file format function goal
    goals good header how impact it kind language layer level limit limits meaning method mode model name note
    notes object operation operator option options order parameter pattern patterns phase platform port
    problem problems property protocol purpose reason reasons requirement resource resources result role rule
    scope service services size solution stage state status step strategy symptom system target task technique
    term test tests time tool tools type types unit usage use used user value values variable version what
    when where who why you your the a an each every there if do does is are has have no all most some only one
    two any this that these those it they we
    """.split()
)
_IDEOGRAPHIC = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
_ABSTRACT = re.compile(r"(ity|tion|sion|ment|ness|ance|ence|ency|ism|ology)s?$")
_IRREGULAR = {"is": "be", "does": "do", "has": "have", "goes": "go"}
_ES = re.compile(r"(ss|sh|ch|x|zz|o)es$")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """A text for comparing: width, case, spaces and closing punctuation do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .,;:!?。、，；：！？،؛؟۔।")


@lru_cache(maxsize=4_096)
def squeeze(text: str) -> str:
    """Nothing but the letters and digits of a text, for finding it in its source."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=16_384)
def atoms(text: str) -> tuple[str, ...]:
    """The members of "a, b, and c"; a comma in brackets separates nothing, nor does a slash."""
    parts, start, depth = [], 0, 0
    for cut in _CUT.finditer(text):
        depth = max(0, depth + {"(": 1, "（": 1, ")": -1, "）": -1}.get(cut.group(), 0))
        if depth == 0 and cut.group() not in "()（）":
            parts.append(text[start : cut.start()])
            start = cut.end()
    parts.append(text[start:])
    bare = (_AND.sub("", part.strip()) for part in parts)
    return tuple(part for part in bare if part)


def contained(first: str, second: str) -> bool:
    """Whether one of two texts says all that the other says: the same, part of its words or of its members."""
    (a, members_a), (b, members_b) = _compared(first), _compared(second)
    return members_a <= members_b or members_b <= members_a or a in b or b in a


@lru_cache(maxsize=4_096)
def _compared(text: str) -> tuple[str, frozenset[str]]:
    """A text's words with a space at either end, and its members."""
    folded = fold(text)
    return f" {folded} ", frozenset(atoms(folded))


@lru_cache(maxsize=4_096)
def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if len(word) > 2 and word not in _STOP)


def stem(word: str) -> str:
    """A crude stem: plural, third person, -ing and -ed come off, and "copies" is "copy"."""
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return f"{word[:-3]}y"
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending).rstrip("e")
    return word.rstrip("e")


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase in English looks plural: its head ends in -s as no singular does."""
    head = re.split(r"\s+(?:of|for|to|in|with|by)\s+", phrase.strip())[0].split()
    last = head[-1] if head else ""
    return bool(re.fullmatch(r"[A-Za-z-]*[a-rt-z]s", last)) and not last.endswith(("us", "is", "as", "haos", "ics"))


def singular(phrase: str) -> str:
    """A plural noun phrase as singular; others as they are."""
    if not is_plural(phrase):
        return phrase
    if phrase.endswith("ies") and len(phrase) > 4:
        return phrase[:-3] + "y"
    return phrase[:-2] if _ES.search(phrase) and not phrase.endswith("oes") else phrase[:-1]


def base_verb(verb: str) -> str:
    """The base of a verb in the third person: "tests" is "test"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if _ES.search(verb) else verb.removesuffix("s")


def strong(text: Text | str) -> str:
    """The text set off as the key term of a stem."""
    shown = text if isinstance(text, str) else text.shown
    return shown if "**" in shown else f"**{shown}**"


def sentence(text: str) -> str:
    """The text with a full stop of its script unless it ends in punctuation."""
    if text.endswith(ENDS):
        return text
    return f"{text}。" if _IDEOGRAPHIC.search(text[-1:]) else f"{text}."


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words a path writes in lower case somewhere, and those it capitalises inside a sentence: names."""

    lower: frozenset[str]
    names: frozenset[str]

    def mid(self, phrase: str) -> str:
        """A header or label as it stands inside a sentence: only names keep their capital."""
        return self._each(phrase, lambda word: self._known(word) or word not in self.names)

    def topic(self, title: str) -> str:
        """A title as it stands inside a sentence: in lower case if all its words are known, else as written."""
        known = all(self._known(word) or _ABSTRACT.search(word) for word in re.findall(r"\b[A-Z][a-z]+\b", title))
        return self._each(title, lambda _: known)

    def _each(self, phrase: str, lowers: Callable[[str], bool]) -> str:
        return re.sub(r"\b[A-Z](?:[a-z'’]+)?\b", lambda word: self._lowered(word.group(), lowers), phrase)

    @staticmethod
    def _lowered(word: str, lowers: Callable[[str], bool]) -> str:
        return word.lower() if word == "A" or (len(word) > 1 and lowers(word)) else word

    def _known(self, word: str) -> bool:
        return word.casefold() in self.lower or word.casefold() in _COMMON


def lexicon(prose: Iterable[str]) -> Lexicon:
    """The lexicon of a path's sentences, without its code."""
    lower: set[str] = set()
    names: set[str] = set()
    for text in prose:
        lower.update(re.findall(r"\b[a-z]{2,}\b", text))
        names.update(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+\b", text))
    return Lexicon(frozenset(lower), frozenset(names))
