"""Sentences of known shape: what a term means, the point of a section, one thing rather than another, a telling gap.

A sentence has at most one shape. It must stand alone, or its predecessor must stand beside it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizzes.core.generation.abbreviations import abbreviates
from quizzes.core.paths.inline import unmarked
from quizzes.core.paths.values import Item, Lines, Text

GAP = "___"

_ORPHAN = re.compile(
    r"(?:it|its|this|that|these|those|they|their|them|such|here|there|both|others?|another|so|then|thus|also|but|and|or"
    r"|yet|however|therefore|hence|instead|otherwise|similarly|likewise|note|see|for (?:example|instance)|one|two|three"
    r"|four|five|\d+|if (?:so|not)|the (?:first|second|third|fourth|last|latter|former|same|other|next|previous|rest"
    r"|result|reason|answer))\b|\w+,? (?:it|they|this|that|these|those|such)\b",
    re.IGNORECASE,
)
_LEANS_ON_LAST = re.compile(r"(?:its?|such an?|this|these|they|their)\b", re.IGNORECASE)
_POINTS_OUT = re.compile(
    r"\b(?:this|these|those|above|below|following|latter|former|here|shown|earlier|previous|previously|aforementioned"
    r"|i|we|we['’]\w+|our|us|my|let['’]s|you['’]ll|chapter|figure|see (?:also|the|section)|yesterday|today"
    r"|recently|currently)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"[?!]$|https?://|^\W*(?:don['’]t|please|thanks|welcome|congratulations|imagine|suppose|let)\b", re.I
)

_LABELLED = re.compile(r"\w: ")
_THEN = re.compile(r"\w+ \w+ then\b")

_MEANING = re.compile(
    r"(?P<lead>In [^,*]{2,40}, )?(?:(?P<article>[Aa]n?|[Tt]he) )?\*\*(?P<term>[^*]+)\*\*(?: \([^()*]+\))?"
    r"(?:, [^,*]+,)? (?P<verb>is|are|means?|refers? to|[a-z]{2,}s)\b (?P<rest>.+)"
)
_PLAIN_MEANING = re.compile(
    r"(?P<lead>)(?:(?P<article>An?|The) )?(?P<term>[A-Z][\w-]*(?: [\w-]+){0,2})(?: \([\w-]+\))? "
    r"(?P<verb>means|is(?= the (?:state|practice|process|technique|discipline|art|ability|act|property|degree|moment"
    r"|time|number|share|set|name) (?:in|of|that|which|for|where|at|to)\b)) (?P<rest>.+)"
)
_NO_VERB = frozenset("as plus versus always also perhaps its this does was has across towards besides".split())
_ABOUT = frozenset(
    "belongs comes consists contains depends exists follows has includes lasts lies lives looks makes needs relies"
    " remains requires seems stands stays takes works".split()
)
_DEFINES = re.compile(r"(?:an?|the|one|how|what|when|where|why|who|any|each|every|all|used|called|two|three)\b", re.I)
_AFTERTHOUGHT = re.compile(r";| [—–]|--|: here|,? (?:for example|for instance|e\.g\.)|, which (?:is why|means)")
_POINT = re.compile(
    r"The (?P<name>(?:(?:key|main|central|core|crucial|fundamental|critical|essential|basic|big) (?:difference|insight"
    r"|idea|pattern|point|rule|benefit|advantage|principle|lesson|distinction|trade-?off|takeaway)|pattern"
    r"|rule of thumb|takeaway|bottom line))(?:(?: here)? is(?: that)?)?:? (?P<text>(?!(?:between|of|for|in|with)\b).+)"
)
_PLACE = r"(in|on|by|with|from|to|for|at|through|of|as|about|into|via|after|before|an?|the)"
_RATHER = re.compile(
    rf"(?P<before>.{{20,}}?\s)(?P<told>{_PLACE} [^,;:.]{{3,80}}?),? (?:rather than|instead of|and not|but not|not)"
    rf" (?P<other>\3 [^,;:.]{{3,80}})(?P<after>[.;:,].*)?"
)
_NOT_BUT = re.compile(
    rf"(?P<before>.{{15,}}?\s)not (?P<other>{_PLACE} [^,;:.]{{3,80}}?),? but (?P<told>\3 [^,;:.]{{3,80}})"
    r"(?P<after>[.;:,].*)?"
)
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|may|can|could|will|would|should|must|has|have|does|do)\b")
_BOLD = re.compile(r"\*\*([^*]+)\*\*(?: \(([\w-]+)\))?")
_TERM = re.compile(r"[\w./+#-]+(?: [\w./+#-]+){0,3}(?: \([\w-]+\))?")
_NO_TERM = re.compile(
    r"\b(?:not|never|always|only|must|should|all|every|any|no|yes|this|these|that|it|you|your|do|don['’]t|is|are|was|be"
    r"|more|less|most|least|both|same|very|before|after|without|note|tip|warning|important|example|optional|required)\b",
    re.IGNORECASE,
)
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
_MOST_WORDS = 45
_MOST_TERM_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What one sentence tells: `subject` has `value`; `lines` and `quote` hold all it needs to be understood."""

    subject: Text
    value: Text
    lines: Lines
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning(Shape):
    """A term and what it is or does; `gapped` is the sentence without the term, `ask` asks for its meaning."""

    ask: str
    gapped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Shape):
    """What the path calls the key insight, or the like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rather(Shape):
    """A sentence whose gap one of two holds, while the path denies the other."""

    other: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Shape):
    """A sentence, the subject, with a gap where its key term, number or code stood: the value."""


def shapes(sentences: tuple[Item, ...]) -> Iterator[Shape]:
    """The shape of each sentence that has one, in order."""
    for before, item in zip((None, *sentences), sentences, strict=False):
        context = before if before and _LEANS_ON_LAST.match(item.text.plain) and _alone(before.text.plain) else None
        found = next((shape for rule in RULES if (shape := rule(item, context))), None)
        if found:
            yield found


def _alone(plain: str) -> bool:
    """Whether a sentence is understood without those around it."""
    bare = plain.lstrip("\"“'‘(*")
    leans = _ORPHAN.match(bare) or _POINTS_OUT.search(plain) or _TALK.search(plain)
    return not leans and len(_LABELLED.findall(plain)) < 2


def _meaning(item: Item, _: Item | None) -> Shape | None:
    """ "**X** is a …", "A **X** does …", "X means …": the sentence up to its first afterthought."""
    found = _MEANING.fullmatch(item.text.shown) or _PLAIN_MEANING.fullmatch(item.text.shown)
    if found is None or not _is_term(found["term"]) or "**" in found["rest"]:
        return None
    rest = _AFTERTHOUGHT.split(found["rest"])[0].rstrip(" .,:")
    verb, term = found["verb"], _bare(found["term"])
    being = verb in ("is", "are")
    if verb in _NO_VERB or (being and not _DEFINES.match(rest)) or not _alone(unmarked(f"{term} {verb} {rest}")):
        return None
    if not 4 <= len(rest.split()) <= _MOST_WORDS:
        return None
    value = rest if being or verb.startswith(("mean", "refer")) else f"{verb} {rest}"
    lead, article = found["lead"] or "", f"{found['article']} " if found["article"] else ""
    return Meaning(
        subject=_text(term),
        value=_text(value),
        lines=item.lines,
        quote=item.text.shown,
        ask=_what(lead, article.lower(), term, verb),
        gapped=f"{lead}{article}{GAP} {verb} {rest}.",
    )


def _what(lead: str, article: str, term: str, verb: str) -> str:
    named = f"{article}**{term}**"
    many = verb in ("are", "mean", "refer to")
    if verb in ("is", "are"):
        asked = f"What {verb} {named}?"
    elif verb.startswith(("mean", "refer")):
        asked = f"What {'do' if many else 'does'} {named} {verb.replace('ns', 'n').replace('rs', 'r')}?"
    elif verb in _ABOUT:
        asked = f"What does this path say about {named}?"
    else:
        asked = f"What does {named} do?"
    return f"{lead}{asked[:1].lower()}{asked[1:]}" if lead else asked


def _point(item: Item, _: Item | None) -> Shape | None:
    found = _POINT.fullmatch(item.text.shown)
    if found is None or not 4 <= len(found["text"].split()) <= _MOST_WORDS:
        return None
    text = found["text"].rstrip(" .:")
    return Point(subject=_text(found["name"]), value=_text(text), lines=item.lines, quote=item.text.shown)


def _rather(item: Item, _: Item | None) -> Shape | None:
    """Two phrases that begin alike, of which the sentence asserts one and denies the other."""
    found = _RATHER.fullmatch(item.text.shown) or _NOT_BUT.fullmatch(item.text.shown)
    if found is None or not _alone(item.text.plain) or found.group().count("**") % 2 or item.text.plain.endswith(":"):
        return None
    if _VERB.search(found["told"]) or _VERB.search(found["other"]):
        return None
    if " not " in found["before"] or len(item.text.plain.split()) > _MOST_WORDS:
        return None
    after = found["after"] or "."
    gapped = f"{found['before']}{GAP}{after}"
    told, other = _text(found["told"]), _text(found["other"])
    if "`" in found["told"] + found["other"] and any(part.count("`") % 2 for part in (told.shown, other.shown)):
        return None
    return Rather(subject=_text(gapped), value=told, other=other, lines=item.lines, quote=item.text.shown)


def _term_gap(item: Item, context: Item | None) -> Shape | None:
    """The one bold term inside a sentence, or the last of several."""
    shown = item.text.shown
    found = [bold for bold in _BOLD.finditer(shown) if _is_term(bold[1])]
    if not found or len(found) < len(_BOLD.findall(shown)):
        return None
    bold = found[-1]
    if not (bold[1][:1].isupper() or _INTRODUCED.search(shown[: bold.start()])) or _AUXILIARY.match(shown, bold.end()):
        return None
    short = bool(bold[2]) and abbreviates(bold[2], bold[1])
    hidden = f"{bold[1]} ({bold[2]})" if short else bold[1]
    return _gap(item, context, bold.start(), bold.end() if short else bold.end(1) + 2, _text(hidden))


def _number_gap(item: Item, context: Item | None) -> Shape | None:
    """The number with a unit, where a sentence has one, and few others beside it."""
    shown = item.text.shown
    found = _NUMBER.findall(shown)
    if len(found) != 1 or not 1 <= len(_ANY_NUMBER.findall(shown)) <= _MOST_NUMBERS or "`" in shown:
        return None
    place = _NUMBER.search(shown)
    return _gap(item, context, place.start(1), place.end(1), _text(place[1])) if place else None


def _code_gap(item: Item, context: Item | None) -> Shape | None:
    """The last piece of code that the rest of the sentence calls for: no path, no name, nothing made up."""
    shown = item.text.shown
    found = [code for code in _CODE.finditer(shown) if _is_telling(code, shown)]
    if not found or shown.count("`") > 2 * _MOST_CODES or _SIGNATURE.search(shown):
        return None
    code = found[-1]
    return _gap(item, context, code.start(), code.end(), Text(code.group(), code[1]))


RULES: tuple[Callable[[Item, Item | None], Shape | None], ...] = (
    _meaning,
    _point,
    _rather,
    _term_gap,
    _number_gap,
    _code_gap,
)
"""Tried in this order; the first that finds something decides."""


def _gap(item: Item, context: Item | None, start: int, end: int, hidden: Text) -> Shape | None:
    """The clause around the gap, after the sentence it leans on."""
    shown = item.text.shown
    after = _AFTERTHOUGHT.split(shown[end:])[0]
    gapped = f"{shown[:start]}{GAP}{after}".strip(' :;,"“”').removesuffix(".").replace("**", "") + "."
    said = unmarked(gapped)
    alone = context is not None or (_alone(said) and not _THEN.match(said))
    if not alone or len(said.split()) < _FEWEST_WORDS:
        return None
    before = f"{context.text.shown} ".replace("**", "") if context else ""
    if len((before + said).split()) > _MOST_WORDS or hidden.plain.casefold() in (before + said).casefold():
        return None
    lines = (context.lines[0] if context else item.lines[0], item.lines[1])
    quote = f"{context.text.shown} {shown}" if context else shown
    return Gap(subject=_text(before + gapped), value=hidden, lines=lines, quote=quote.rstrip(":"))


def _is_term(bold: str) -> bool:
    return bool(_TERM.fullmatch(bold)) and not _NO_TERM.search(bold) and len(bold.split()) <= _MOST_TERM_WORDS


def _is_telling(code: re.Match[str], shown: str) -> bool:
    before = shown[: code.start()]
    if _MADE_UP.search(code[1]) or code[1].strip("'\"").casefold() in _ANYWHERE:
        return False
    if _CALLS_FOR.search(before):
        return True
    defined = _OPENING.fullmatch(before) and _OF_KIND.match(shown, code.end())
    return bool(defined or (_CONSTANT.match(code[1]) and _NOUN_OF_CONSTANT.match(shown, code.end())))


def _bare(term: str) -> str:
    """A term without its abbreviation."""
    return re.sub(r" \([^()]*\)$", "", term)


def _text(shown: str) -> Text:
    return Text(shown, unmarked(shown))
