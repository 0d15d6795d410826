"""Sentences with a gap where their key term, number or code stood."""

import re
from dataclasses import dataclass

from quizzes.core.generation.abbreviations import abbreviates
from quizzes.core.generation.standing import AFTERTHOUGHT, GAP, MOST_WORDS, Sentence, Shape, alone, is_term
from quizzes.core.paths.inline import text_of, unmarked
from quizzes.core.paths.values import Text

_THEN = re.compile(r"\w+ \w+ then\b")
_BOLD = re.compile(r"\*\*([^*]+)\*\*(?: \(([\w-]+)\))?")
_INTRODUCED = re.compile(
    r"\b(?:an?|the|its|their|each|called|named|termed|as|of|by|with|into|through|via)(?: [\w-]+){0,2} $", re.IGNORECASE
)
_AUXILIARY = re.compile(r" (?:do|does|did|has|have|can|could|will|would|may|might|is|are|was|were)\b")
_UNITS = (
    r"%|percent|ms|milliseconds?|μs|s|sec(?:onds?)?|min(?:utes?)?|h|hours?|days?|weeks?|months?|years?|times|fold"
    r"|[KMGT]i?B|bytes?|bits?|[kMG]bps|[kMG]?Hz|°C|degrees|km|m|cm|mm|kg|g|V|W|kW"
)
_NUMBER = re.compile(rf"(?<![\w.,/$€£–-])(\d+(?:[.,]\d+)*)(?=[ -]?(?:{_UNITS})(?![\w-]))")
_ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MOST_NUMBERS = 3
_CODE = re.compile(r"(?<!`)`([^`]{2,40})`(?!`)")
_SIGNATURE = re.compile(r"^Returns:|^\W*`[^`]+` \{|\\?\{\w+\}")
_MADE_UP = re.compile(r"/|\.\w{2,4}$|@|^my[-_]|example|foo|bar|[<>{}$\\]|\d\.\d|your|\.\.\.|…", re.IGNORECASE)
_OPENING = re.compile(r"(?:The |An? )?$")
_OF_KIND = re.compile(
    r" (?:field|key|method|command|flag|option|property|setting|keyword|function|operator|class|directive|attribute"
    r"|parameter|variable|macro|module|annotation|event|object) [a-z]+s\b"
)
_CONSTANT = re.compile(r"[A-Z][A-Z_]+$|[A-Z][a-z]+[A-Z]\w+$")
_NOUN_OF_CONSTANT = re.compile(r" (?:policy|status|mode|type|value|label|state)\b")
_CALLS_FOR = re.compile(
    r"\b(?:called|named|keyword|operator|set to|(?:switch|change) (?:it )?to|use|using|run|running|runs|via|with|by"
    r"|through)(?: the| an?)? $",
    re.IGNORECASE,
)
_ANYWHERE = frozenset(
    "true false null none nil undefined number string object fn callback output input value name".split()
)
_MOST_CODES = 2
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Shape):
    """A sentence, the subject, with a gap where its key term, number or code stood: the value."""


def term_gap(sentence: Sentence) -> Shape | None:
    """The one bold term inside a sentence, or the last of several."""
    shown = sentence.item.text.shown
    found = [bold for bold in _BOLD.finditer(shown) if is_term(bold[1])]
    if not found or len(found) < len(_BOLD.findall(shown)):
        return None
    bold = found[-1]
    if not (bold[1][:1].isupper() or _INTRODUCED.search(shown[: bold.start()])) or _AUXILIARY.match(shown, bold.end()):
        return None
    short = bool(bold[2]) and abbreviates(bold[2], bold[1])
    hidden = f"{bold[1]} ({bold[2]})" if short else bold[1]
    return _gap(sentence, bold.start(), bold.end() if short else bold.end(1) + 2, text_of(hidden))


def number_gap(sentence: Sentence) -> Shape | None:
    """The number with a unit, where a sentence has one, and few others beside it."""
    shown = sentence.item.text.shown
    found = _NUMBER.findall(shown)
    if len(found) != 1 or not 1 <= len(_ANY_NUMBER.findall(shown)) <= _MOST_NUMBERS or "`" in shown:
        return None
    place = _NUMBER.search(shown)
    return _gap(sentence, place.start(1), place.end(1), text_of(place[1])) if place else None


def code_gap(sentence: Sentence) -> Shape | None:
    """The last piece of code that the rest of the sentence calls for: no path, no name, nothing made up."""
    shown = sentence.item.text.shown
    found = [code for code in _CODE.finditer(shown) if _is_telling(code, shown)]
    if not found or shown.count("`") > 2 * _MOST_CODES or _SIGNATURE.search(shown):
        return None
    code = found[-1]
    return _gap(sentence, code.start(), code.end(), Text(code.group(), code[1]))


def _gap(sentence: Sentence, start: int, end: int, hidden: Text) -> Shape | None:
    """The clause around the gap, after the sentence it leans on."""
    item, context = sentence.item, sentence.context
    shown = item.text.shown
    after = AFTERTHOUGHT.split(shown[end:])[0]
    gapped = f"{shown[:start]}{GAP}{after}".strip(' :;,"“”').removesuffix(".").replace("**", "") + "."
    said = unmarked(gapped)
    understood = context is not None or (alone(said) and not _THEN.match(said))
    if not understood or len(said.split()) < _FEWEST_WORDS:
        return None
    before = f"{context.text.shown} ".replace("**", "") if context else ""
    if len((before + said).split()) > MOST_WORDS or hidden.plain.casefold() in (before + said).casefold():
        return None
    lines = (context.lines[0] if context else item.lines[0], item.lines[1])
    quote = f"{context.text.shown} {shown}" if context else shown
    return Gap(subject=text_of(before + gapped), value=hidden, lines=lines, quote=quote.rstrip(":"))


def _is_telling(code: re.Match[str], shown: str) -> bool:
    before = shown[: code.start()]
    if _MADE_UP.search(code[1]) or code[1].strip("'\"").casefold() in _ANYWHERE:
        return False
    if _CALLS_FOR.search(before):
        return True
    defined = _OPENING.fullmatch(before) and _OF_KIND.match(shown, code.end())
    return bool(defined or (_CONSTANT.match(code[1]) and _NOUN_OF_CONSTANT.match(shown, code.end())))
