"""Table headers as questions: "What It Tests" asks "What does **X** test?", "Tools" asks "Which tools does …".

Each rule reads one form of header; the first that fits makes both stems. The last one fits all.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from quizzes.core.generation.words import Lexicon, base_verb, is_plural, singular, strong
from quizzes.core.paths.values import Text

_PRONOUN = r"(?:it|they|this|that)"
_VERBS = frozenset(
    "allows automates blocks builds catches causes checks configures contains controls covers creates defines deletes"
    " describes detects does enables ensures guarantees handles holds improves includes limits manages means measures"
    " monitors needs prevents produces protects provides reads reduces removes replaces reports requires returns runs"
    " secures sends shows solves starts stores supports tells tests tracks triggers validates verifies writes".split()
)
_FITNESS = (
    r"(best|good|great|ideal|useful|responsible|suitable|built|made|written|driven|\w+ed)"
    r" (for|by|in|with|to|from|as|on)"
)
_OF = r"purposes?|role|function|goal|effect|result|outcome|behaviou?r|responsibility|meaning|main idea"
_SAID = re.compile(
    r"(short )?(descriptions?|explanations?|summary|details?|notes?|comments?|definitions?|remarks?|info)", re.I
)
_ADVERBIAL = re.compile(r"(with|without|before|after|in|on|using|under|during|via|inside|outside)\b.+", re.I)
_PARTICIPLE = re.compile(r"[a-z]+(ed|able|ible|al|ive|ing)", re.I)
_NOUN = re.compile(r"[A-Za-z][A-Za-z-]*(?: [A-Za-z&-]+){0,3}")
_PREPOSITIONS = frozenset(
    "for in on of to by with without from at as under over via since until if when per not what which how why where"
    " who".split()
)
# Words that no name of a thing begins or ends with: adverbs, modals, pronouns.
_NO_NAME = frozenset(
    "here there now then always never often only also too may might can could must should shall will would do does is"
    " are was be has have this that these those it they we you and or but so".split()
)
_PHRASAL = r"[a-z]+s (?:up|down|in|on|to|the|an?|out|off|with|by|for|from)\b.*"
_BARE = frozenset("name item entry key option id field value thing".split())


@dataclass(frozen=True, slots=True)
class Header:
    """A column's header beside that of the column naming the subjects, both as they stand inside a sentence."""

    name: str
    key: str
    original: str

    @property
    def which(self) -> str:
        """What a row is called: "failure type", or "of these" where the table does not tell."""
        return singular(self.key) if _is_noun(self.key) and self.key.lower() not in _BARE else "of these"

    @property
    def each(self) -> str:
        """What a row is called after "each"."""
        return "entry" if self.which == "of these" else self.which


@dataclass(frozen=True, slots=True)
class Stems:
    """Ways to ask for a subject's value (`forward`), for a value's subject (`back`), and for pairs (`its`)."""

    forward: Callable[[Text, bool], str]
    back: Callable[[str], str]
    its: str


Rule = Callable[[Header], Stems | None]


def header(name: Text, key: Text, lexicon: Lexicon) -> Header:
    """The header of a column."""
    return Header(lexicon.mid(name.plain).strip(" :?"), lexicon.mid(key.plain).strip(" :?"), name.plain)


def stems(of: Header) -> Stems:
    """The stems that the form of this header calls for."""
    return next(found for rule in RULES if (found := rule(of)))


def _does(subject: Text) -> str:
    return "do" if is_plural(subject.plain) and subject.plain[:1].islower() else "does"


def _is(subject: Text) -> str:
    return "are" if _does(subject) == "do" else "is"


def _what_it_does(of: Header) -> Stems | None:
    found = re.fullmatch(rf"what {_PRONOUN} ([a-z]+)((?: .+)?)", of.name, re.I) or re.fullmatch(r"([a-z]+)()", of.name)
    if found is None or (not of.name.lower().startswith("what") and found.group(1) not in _VERBS):
        return None
    verb, rest = found.groups()
    if verb in ("is", "are"):
        return Stems(
            lambda s, _: f"What {_is(s)} {strong(s)}{rest}?", lambda v: f"Which {of.which} is {v}{rest}?", of.name
        )
    if not verb.endswith("s"):
        return None
    return Stems(
        lambda s, _: f"What {_does(s)} {strong(s)} {base_verb(verb)}{rest}?",
        lambda v: f"Which {of.which} {verb} {v}{rest}?",
        of.name if of.name.startswith("what") else f"what it {of.name}",
    )


def _how_it_works(of: Header) -> Stems | None:
    found = re.fullmatch(rf"(how|why|when|where) {_PRONOUN} ([a-z]+s)((?: .+)?)", of.name, re.I)
    if found is None:
        return None
    word, verb, rest = found.groups()
    asked = word.capitalize()
    if verb == "is":
        return Stems(lambda s, _: f"{asked} {_is(s)} {strong(s)}{rest}?", _back(of), of.name)
    return Stems(lambda s, _: f"{asked} {_does(s)} {strong(s)} {base_verb(verb)}{rest}?", _back(of), of.name)


def _when_to(of: Header) -> Stems | None:
    found = re.fullmatch(
        rf"(when|why|how|where)(?: to)? (use|choose|pick|avoid|run|apply)(?: {_PRONOUN})?((?: .+)?)", of.name, re.I
    )
    if found is None:
        return None
    word, verb, rest = found.groups()
    return Stems(
        lambda s, _: f"{word.capitalize()} does this path say to {verb} {strong(s)}{rest}?", _back(of), of.name
    )


def _best_for(of: Header) -> Stems | None:
    """Headers like "Best for" and "Used by"."""
    if not re.fullmatch(_FITNESS, of.name, re.I):
        return None
    said = of.name.lower()
    return Stems(
        lambda s, _: f"What {_is(s)} {strong(s)} {said}?",
        lambda v: f"Which {of.which} is {said} {v}?",
        f"what it is {said}",
    )


def _description(of: Header) -> Stems | None:
    if not _SAID.fullmatch(of.name):
        return None
    return Stems(
        lambda s, _: f"How does this path describe {strong(s)}?",
        lambda v: f"Which {of.which} does this path describe as {v}?",
        f"its {singular(of.name)}",
    )


def _purpose(of: Header) -> Stems | None:
    if not re.fullmatch(_OF, of.name, re.I):
        return None
    noun = singular(of.name)
    return Stems(lambda s, _: f"What is the {noun} of {strong(s)}?", _back(of), f"its {noun}")


def _adverbial(of: Header) -> Stems | None:
    if not _ADVERBIAL.fullmatch(of.name):
        return None
    fronted = of.name[0].upper() + of.name[1:]
    return Stems(
        lambda s, _: f"{fronted}, what does this path give for {strong(s)}?",
        _back(of),
        f"what this path gives for it {of.name}",
    )


def _noun(of: Header) -> Stems | None:
    if not _is_noun(of.name) or (" " not in of.name and of.name[:1].isupper()):
        return None
    one = singular(of.name)
    return Stems(
        lambda s, many: f"Which {of.name if many else one} does this path list for {strong(s)}?",
        _back(of),
        f"its {of.name}",
    )


def _is_noun(name: str) -> bool:
    """Whether a header names a thing: no verb or preposition at its ends, no version, no lone participle."""
    words = name.lower().split()
    if not _NOUN.fullmatch(name) or (len(words) == 1 and _PARTICIPLE.fullmatch(name)):
        return False
    if {words[0], words[-1]} & (_PREPOSITIONS | _NO_NAME):
        return False
    return not (words[0] in _VERBS or re.fullmatch(_PHRASAL, name, re.I))


def unnamed(of: Header) -> Stems:
    """The stems that quote a header, whatever its form."""
    return Stems(
        lambda s, _: f"What does this path give for {strong(s)} under “{of.original}”?",
        lambda v: f"For which {of.which} does this path give {v} under “{of.original}”?",
        f"its entry under “{of.original}”",
    )


def _back(of: Header) -> Callable[[str], str]:
    return lambda value: f"For which {of.which} does this path list {value}?"


RULES: tuple[Rule, ...] = (
    _how_it_works,
    _when_to,
    _what_it_does,
    _best_for,
    _description,
    _purpose,
    _adverbial,
    _noun,
    unnamed,
)
"""Tried in this order; the first that fits decides."""
