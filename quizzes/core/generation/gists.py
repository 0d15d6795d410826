"""The gist of a cell or an explanation: its leading sentences, as far as a learner can keep them in mind.

What only sends the reader elsewhere is left out: "See the Rules section below.", " - see Labels", "(see above)".
"""

import re

from quizzes.core.paths.inline import ENDS, sentences, text_of
from quizzes.core.paths.values import Text

MOST_KEPT = 160
"""Characters of a gist, if its first sentence is no longer."""
_MOST_QUOTED = 300

_POINTER = re.compile(
    r"\W*(?:please )?(?:(?:see|refer to)\b(?! to\b)|compare (?:with |to )?`|cf\.|(?:for|more) (?:more |further )?"
    r"(?:details|information)\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[-–—;,]\s+|\()(?:please )?(?:see|refer to)\b(?! to\b)[^.()]*(?:\([^()]*\))?\)?(?P<stop>\.?)$", re.I
)
_EXAMPLE = re.compile(r"(?<=[\w`)]), (?:e\.g\.|for example|for instance|such as):? [^()]*$", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_ABBREVIATED = ("etc.", "e.g.", "i.e.")


def gist(text: Text) -> Text:
    """The sentences up to the first that points elsewhere or is too much, without the quotes and full stop around."""
    kept = _EXAMPLE.sub("", _leading(text, most=MOST_KEPT))
    shown = kept.removesuffix("." if not kept.endswith(_ABBREVIATED) else "").removesuffix("。")
    found = _QUOTED.fullmatch(shown)
    shown = found[1] if found else shown
    return text if shown == text.shown else text_of(shown)


def quoted(text: Text) -> str:
    """A text to be shown as a source: in full, or as far as it can be read at a glance."""
    if len(text.shown) <= _MOST_QUOTED:
        return text.shown
    return f"{_leading(text, most=_MOST_QUOTED)} …"


def points(shown: str) -> bool:
    """Whether a text only says where to read on."""
    return bool(_POINTER.match(shown))


def _leading(text: Text, *, most: int) -> str:
    first, *later = sentences(text) or (text,)
    kept = _untailed(first)
    for told in later:
        longer = f"{kept} {_untailed(told)}"
        if points(told.shown) or len(longer) > most or not kept.endswith(ENDS):
            break
        kept = longer
    return kept


def _untailed(told: Text) -> str:
    return _TAIL.sub(r"\g<stop>", told.shown)
