"""What a sentence needs to be asked: to be understood without those around it, or beside the one it leans on."""

import re
from dataclasses import dataclass

from quizzes.core.paths.values import Item, Lines, Text

GAP = "___"
MOST_WORDS = 45
"""Words of a sentence, or of two together, that a learner reads at a glance."""

AFTERTHOUGHT = re.compile(r";| [—–]|--|: here|,? (?:for example|for instance|e\.g\.)|, which (?:is why|means)")
"""Where the main statement of a sentence ends."""

_ORPHAN = re.compile(
    r"(?:it|its|this|that|these|those|they|their|them|such|here|there|both|others?|another|so|then|thus|also|but|and|or"
    r"|yet|however|therefore|hence|instead|otherwise|similarly|likewise|note|see|for (?:example|instance)|one|two|three"
    r"|four|five|\d+|if (?:so|not)|the (?:first|second|third|fourth|last|latter|former|same|other|next|previous|rest"
    r"|result|reason|answer)|is|are|was|were|returns?|sets|gets|emits|emitted|creates|contains|indicates|specifies)\b"
    r"|the (?:event|method|property|function|class|option|command|callback|object|value|argument|parameter|error|list"
    r"|table|section) (?:is|are|was|will|can|may|must|has|does|returns?|takes|gets|sets)\b"
    r"|\w+,? (?:it|they|this|that|these|those|such)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(r"(?:its?|such an?|this|these|they|their)\b", re.IGNORECASE)
_POINTS_OUT = re.compile(
    r"\b(?:this|these|those|the (?:above|below|following|latter|former|earlier|previous)|here|shown|previously"
    r"|(?:above|below|as follows)(?=[.,;:)]|$)|aforementioned"
    r"|i|we|we['’]\w+|our|us|my|let['’]s|you['’]ll|chapter|figure|see (?:also|the|section)|yesterday|today"
    r"|recently|currently)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"[?!]$|https?://|^\W*(?:don['’]t|please|thanks|welcome|congratulations|imagine|suppose|let)\b", re.I
)

_LABELLED = re.compile(r"\w: ")
_TERM = re.compile(r"[\w./+#-]+(?: [\w./+#-]+){0,3}(?: \([\w-]+\))?")
_NO_TERM = re.compile(
    r"\b(?:not|never|always|only|must|should|all|every|any|no|yes|this|these|that|it|you|your|do|don['’]t|is|are|was|be"
    r"|using|having|being|more|less|most|least|both|same|very|before|after|without|note|tip|warning|important|example"
    r"|optional|required)\b",
    re.IGNORECASE,
)
_MOST_TERM_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What one sentence tells: `subject` has `value`; `lines` and `quote` hold all it needs to be understood."""

    subject: Text
    value: Text
    lines: Lines
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the one it leans on, if there is one, and the title over it."""

    item: Item
    context: Item | None
    title: str


def alone(plain: str) -> bool:
    """Whether a sentence is understood without those around it."""
    bare = plain.lstrip("\"“'‘(*")
    orphan = _ORPHAN.match(bare) or _POINTS_OUT.search(plain) or _TALK.search(plain)
    return not orphan and len(_LABELLED.findall(plain)) < 2


def leans(plain: str) -> bool:
    """Whether a sentence begins with a word for something in the sentence before."""
    return bool(_LEANS.match(plain))


def is_term(bold: str) -> bool:
    """Whether bold words name a thing, and are no emphasis or note."""
    return bool(_TERM.fullmatch(bold)) and not _NO_TERM.search(bold) and len(bold.split()) <= _MOST_TERM_WORDS
