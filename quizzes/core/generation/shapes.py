"""Sentences of known shape: what a term means, the point of a section, one thing rather than another, a telling gap.

A sentence has at most one shape. It must stand alone, or its predecessor must stand beside it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizzes.core.generation.gaps import code_gap, number_gap, term_gap
from quizzes.core.generation.standing import (
    AFTERTHOUGHT,
    GAP,
    MOST_WORDS,
    Sentence,
    Shape,
    alone,
    is_term,
    leans,
)
from quizzes.core.generation.words import content_words
from quizzes.core.paths.inline import text_of, unmarked
from quizzes.core.paths.values import Item, Text

_MEANING = re.compile(
    r"(?P<lead>In [^,*]{2,40}, )?(?:(?P<article>[Aa]n?|[Tt]he) )?\*\*(?P<term>[^*]+)\*\*(?: \([^()*]+\))?"
    r"(?:, [^,*]+,)? (?P<verb>is|are|means?|refers? to|[a-z]+[a-rt-z]s)\b (?P<rest>.+)"
)
_PLAIN_MEANING = re.compile(
    r"(?P<lead>)(?:(?P<article>An?|The) )?(?P<term>[A-Z][\w-]*(?: [\w-]+){0,2})(?: \([\w-]+\))? "
    r"(?P<verb>means|is(?= the (?:state|practice|process|technique|discipline|art|ability|act|property|degree|moment"
    r"|time|number|share|set|name) (?:in|of|that|which|for|where|at|to)\b)) (?P<rest>.+)"
)
_TOPIC = re.compile(
    r"(?P<lead>)(?:(?P<article>An?|The) )?(?P<term>[\w.+#-]+(?: [\w.+#-]+){0,3}?) (?P<verb>is|are|[a-z]{2,}[a-rt-z]s)"
    r" (?P<rest>.+)"
)
_LONGEST = 800
_NO_VERB = frozenset("as plus versus always also perhaps its this does was has across towards besides".split())
_PLURAL_NOUN = re.compile(
    r"(?!(?:cau|condi|func|men|parti|posi|ques|sanc|transi)tions|(?:envi|provi)sions)[a-z]+(?:tions|sions|ities)"
)
"""What looks like a verb behind a term but is its noun: "Node additions call for care"; so does one before a verb."""
_ABOUT = frozenset(
    "belongs comes consists contains depends exists follows has includes lasts lies lives looks makes needs relies"
    " remains requires seems stands stays takes works".split()
)
_PRAISE = re.compile(r"(?:the|an?) (?:most|best|least|fastest|easiest|simplest)\b", re.I)
_DEFINES = re.compile(r"(?:an?|the|how|what|when|where|why|who|any|each|every|all|used|called|two|three)\b", re.I)
_POINT = re.compile(
    r"The (?P<name>(?:(?:key|main|central|core|crucial|fundamental|critical|essential|basic|big) (?:difference|insight"
    r"|idea|pattern|point|rule|benefit|advantage|principle|lesson|distinction|trade-?off|takeaway)|pattern"
    r"|rule of thumb|takeaway|bottom line))(?:(?: here)? is(?: that)?)?:? (?P<text>(?!(?:between|of|for|in|with)\b).+)"
)
_PLACE = r"(in|on|by|with|from|to|for|at|through|of|as|about|into|via|after|before|an?|the)"
_RATHER = re.compile(
    rf"(?P<before>.{{8,}}?\s)(?P<told>{_PLACE} [^,;:.]{{3,80}}?),? (?:rather than|instead of|and not|but not|not)"
    rf" (?P<other>\3 [^,;:.]{{3,80}})(?P<after>[.;:,].*)?"
)
_NOT_BUT = re.compile(
    rf"(?P<before>.{{8,}}?\s)not (?P<other>{_PLACE} [^,;:.]{{3,80}}?),? but (?P<told>\3 [^,;:.]{{3,80}})"
    r"(?P<after>[.;:,].*)?"
)
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|may|can|could|will|would|should|must|has|have|does|do)\b")


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


def shapes(sentences: tuple[Item, ...], *, title: str = "") -> Iterator[Shape]:
    """The shape of each sentence that has one, in order; what `title` names is defined without being bold."""
    for before, item in zip((None, *sentences), sentences, strict=False):
        if len(item.text.shown) > _LONGEST:
            continue
        context = before if before and leans(item.text.plain) and alone(before.text.plain) else None
        named = Sentence(item, context, title)
        found = next((shape for rule in RULES if (shape := rule(named))), None)
        if found:
            yield found


def _meaning(sentence: Sentence) -> Shape | None:
    """ "**X** is a …", "A **X** does …", "X means …": the sentence up to its first afterthought."""
    item = sentence.item
    found = _MEANING.fullmatch(item.text.shown) or _PLAIN_MEANING.fullmatch(item.text.shown) or _of_topic(sentence)
    if found is None or not is_term(found["term"]) or "**" in found["rest"]:
        return None
    rest = AFTERTHOUGHT.split(found["rest"])[0].rstrip(" .,:")
    verb, term = found["verb"], _bare(found["term"])
    being = verb in ("is", "are")
    if verb in _NO_VERB or _PLURAL_NOUN.fullmatch(verb) or (being and not _DEFINES.match(rest)):
        return None
    if not being and _VERB.match(rest):
        return None
    if not alone(unmarked(f"{term} {verb} {rest}")):
        return None
    if not 4 <= len(rest.split()) <= MOST_WORDS:
        return None
    value = rest if being or verb.startswith(("mean", "refer")) else f"{verb} {rest}"
    lead, article = found["lead"] or "", f"{found['article']} " if found["article"] else ""
    return Meaning(
        subject=text_of(term),
        value=text_of(value),
        lines=item.lines,
        quote=item.text.shown,
        ask=_what(lead, f"{article.lower()}**{term}**", verb, praised=bool(_PRAISE.match(rest))),
        gapped=f"{lead}{article}{GAP} {verb} {rest}.",
    )


def _of_topic(sentence: Sentence) -> re.Match[str] | None:
    """A sentence whose subject the section is about: "GitOps uses …" under "What GitOps Is"."""
    found = _TOPIC.fullmatch(sentence.item.text.shown)
    if found is None or not content_words(found["term"]):
        return None
    title = " ".join(re.findall(r"[\w'’-]+", sentence.title.casefold()))
    # Under "Conditional exports", these exports are no verb.
    names, longer = (f" {name.casefold()} " for name in (found["term"], f"{found['term']} {found['verb']}"))
    return found if names in f" {title} " and longer not in f" {title} " else None


def _what(lead: str, named: str, verb: str, *, praised: bool) -> str:
    many = verb in ("are", "mean", "refer to")
    if praised and verb in ("is", "are"):
        asked = f"What does this path call {named}?"
    elif verb in ("is", "are"):
        asked = f"What {verb} {named}?"
    elif verb.startswith(("mean", "refer")):
        asked = f"What {'do' if many else 'does'} {named} {verb.replace('ns', 'n').replace('rs', 'r')}?"
    elif verb in _ABOUT:
        asked = f"What does this path say about {named}?"
    else:
        asked = f"What does {named} do?"
    return f"{lead}{asked[:1].lower()}{asked[1:]}" if lead else asked


def _point(sentence: Sentence) -> Shape | None:
    item = sentence.item
    found = _POINT.fullmatch(item.text.shown)
    if found is None or not 4 <= len(found["text"].split()) <= MOST_WORDS:
        return None
    text = found["text"].rstrip(" .:")
    return Point(subject=text_of(found["name"]), value=text_of(text), lines=item.lines, quote=item.text.shown)


def _rather(sentence: Sentence) -> Shape | None:
    """Two phrases that begin alike, of which the sentence asserts one and denies the other."""
    item = sentence.item
    found = _RATHER.fullmatch(item.text.shown) or _NOT_BUT.fullmatch(item.text.shown)
    if found is None or not alone(item.text.plain) or found.group().count("**") % 2 or item.text.plain.endswith(":"):
        return None
    if _VERB.search(found["told"]) or _VERB.search(found["other"]):
        return None
    if " not " in found["before"] or len(item.text.plain.split()) > MOST_WORDS:
        return None
    after = found["after"] or "."
    gapped = f"{found['before']}{GAP}{after}"
    told, other = text_of(found["told"]), text_of(found["other"])
    if content_words(told.plain) <= content_words(other.plain):
        return None
    if "`" in found["told"] + found["other"] and any(part.count("`") % 2 for part in (told.shown, other.shown)):
        return None
    return Rather(subject=text_of(gapped), value=told, other=other, lines=item.lines, quote=item.text.shown)


RULES: tuple[Callable[[Sentence], Shape | None], ...] = (
    _meaning,
    _point,
    _rather,
    term_gap,
    number_gap,
    code_gap,
)
"""Tried in this order; the first that finds something decides."""


def _bare(term: str) -> str:
    """A term without its abbreviation."""
    return re.sub(r" \([^()]*\)$", "", term)
