"""How a name looks: letters of other alphabets that cannot be told from Latin ones count as those.

The table follows the idea of Unicode's confusables (UTS #39) for the alphabets that people mix in earnest. A letter is
paired by its small form where both forms look alike, else by the one that does.
"""

import unicodedata

_LATIN = {
    # Latin itself: without its dot, in script form, or borrowed by phonetics.
    "ıɩ": "i",
    "ɑ": "a",
    "ɡ": "g",
    "ʏ": "y",
    # Cyrillic
    "а": "a",
    "в": "b",
    "с": "c",
    "ԁ": "d",
    "е": "e",
    "һн": "h",
    "іӏ": "i",
    "ј": "j",
    "к": "k",
    "м": "m",
    "о": "o",
    "р": "p",
    "ԛ": "q",
    "ѕ": "s",
    "т": "t",
    "ԝ": "w",
    "х": "x",
    "уү": "y",
    # Greek, by its capitals where those are what deceives.
    "α": "a",
    "β": "b",
    "ε": "e",
    "η": "h",
    "ι": "i",
    "κ": "k",
    "μ": "m",
    "ν": "n",
    "ο": "o",
    "ρ": "p",
    "τ": "t",
    "υ": "y",
    "χ": "x",
    "ζ": "z",
    # Armenian
    "օ": "o",
    "ս": "u",
    "հ": "h",
    "յ": "j",
    "ո": "n",
    "ց": "g",
    "զ": "q",
}
_TWINS = str.maketrans({letter: twin for letters, twin in _LATIN.items() for letter in letters})


def look(name: str) -> str:
    """What two names have in common that only a program tells apart: case, width, alphabet, unseen characters."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    seen = "".join(letter for letter in plain if unicodedata.category(letter) not in ("Cf", "Cc"))
    # A capital I of Turkish keeps its dot as a mark of its own, above a letter that has one.
    return unicodedata.normalize("NFKC", seen.translate(_TWINS).replace("i\u0307", "i"))
