"""Inline Markdown as text: once to show, once to compare, and split where a term is explained."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from markdown_it.token import Token

from quizzes.core.paths.values import Text

NOTHING = Text("", "")

_SPECIAL = re.compile(
    r"(`|\*(?=\S)|(?<=\S)\*|\](?=[(\[])|<(?=[a-zA-Z/!?])|~(?=~)|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\\(?=[!-/:-@\[-`{-~]))"
)
_FOOTNOTE = re.compile(r"^\[\^[\w-]+\]:\s*|\[\^[\w-]+\]")
_SPACES = re.compile(r"\s+")
_MARK = re.compile(r"^\s*(?:--|—+|–|:|：|→|-+>|=>|-(?=\s))\s*(?=\S)")
_KEPT = {"strong_open": "**", "strong_close": "**", "em_open": "*", "em_close": "*", "s_open": "~~", "s_close": "~~"}
_EMPHASIS = ("strong_open", "em_open")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Scripts without capitals begin a sentence with any letter, and Chinese and Japanese put no space between two.
_UNCASED = "\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_SENTENCE = re.compile(
    r"(?<!\b[A-Z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!vs\.)(?<=[.!?؟۔।])\s+"
    rf"(?=[\"“*`«]*[A-ZÀ-ÞΑ-ΩА-Я0-9{_UNCASED}])|(?<=[。！？])\s*(?=[^」』”’）)\s])"
)
ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
"""What sentences end in, in any script."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKUP = re.compile(r"\*\*|(?<!\\)(?:\*(?=\S)|(?<=\S)\*|`)|(?<![\\~])~~")


def line_ends(children: Sequence[Token]) -> tuple[int, ...]:
    """For each source line of an inline content, how many letters and digits its plain text has up to its end."""
    counts = [0]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            counts.append(counts[-1])
        else:
            counts[-1] += letters(_plain(child))
    return tuple(counts)


def letters(text: str) -> int:
    """How many letters and digits a text has: what neither markup nor spacing changes."""
    return sum(map(str.isalnum, text))


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly this text."""
    return _SPECIAL.sub(r"\\\1", text)


def as_text(children: Sequence[Token]) -> Text:
    """The inline content of a paragraph, cell, item or heading."""
    children = [child for child in children if child.type != "text" or child.content]
    split = _split(children)
    if split is None:
        return _text(_unwrapped(children))
    term, rest = split
    whole = _text(children)
    return Text(whole.shown, whole.plain, term=term, rest=rest, linked=term.linked)


def sentences(text: Text) -> tuple[Text, ...]:
    """The sentences of a text; a full stop inside code, bold words, a number or an abbreviation ends none."""
    parts, start = [], 0
    for gap in _SENTENCE.finditer(text.shown):
        part = text.shown[start : gap.start()]
        if part.count("`") % 2 == 0 and part.count("**") % 2 == 0:
            parts.append(part)
            start = gap.end()
    parts.append(text.shown[start:])
    return tuple(text_of(part) for part in parts if part)


@lru_cache(maxsize=4_096)
def unmarked(shown: str) -> str:
    """The plain text of what `shown` displays."""
    return _ESCAPED.sub(r"\1", _MARKUP.sub("", shown))


def text_of(shown: str) -> Text:
    """A part of a shown text as a text."""
    return Text(shown, unmarked(shown))


def _text(children: Sequence[Token]) -> Text:
    """Both texts; words in a row are escaped together, so that only what could be read as markup is."""
    shown: list[str] = []
    for is_markup, run in groupby(children, key=lambda child: child.type == "code_inline" or child.type in _KEPT):
        if is_markup:
            shown.extend(_KEPT.get(token.type) or _code(token.content) for token in run)
        else:
            shown.append(escape("".join(_plain(token) for token in run)))
    plain = "".join(_plain(child) for child in children)
    return Text(_one_line("".join(shown)), _one_line(plain), linked=_is_link(children))


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _code(content: str) -> str:
    return f"`` {content} ``" if "`" in content else f"`{content}`"


def _plain(token: Token) -> str:
    if token.type == "text":
        return _FOOTNOTE.sub("", token.content)
    if token.type in ("text_special", "code_inline"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "; " if token.type == "html_inline" and _LINE_BREAK.fullmatch(token.content) else ""


def _is_link(children: Sequence[Token]) -> bool:
    """Whether a link is all there is, but for spaces and emphasis."""
    inside = False
    found = False
    for child in children:
        if child.type in ("link_open", "link_close"):
            inside = child.type == "link_open"
            found = True
        elif not inside and (child.type == "code_inline" or child.content.strip()):
            return False
    return found


def _close(children: Sequence[Token], at: int) -> int:
    """The position of the token that closes the one at `at`."""
    depth = 0
    for position in range(at, len(children)):
        depth += children[position].nesting
        if depth == 0:
            return position
    return len(children) - 1


def _unwrapped(children: Sequence[Token]) -> Sequence[Token]:
    """The content of a text that is emphasised as a whole: there the emphasis says nothing."""
    while len(children) > 1 and children[0].type in _EMPHASIS and _close(children, 0) == len(children) - 1:
        children = children[1:-1]
    return children


def _split(children: Sequence[Token]) -> tuple[Text, Text] | None:
    """The term and the rest of "**Term** -- text", "**Term:** text", "`code`: text"."""
    if not children or (children[0].type != "strong_open" and children[0].type not in ("code_inline", "link_open")):
        return None
    end = _close(children, 0)
    term, tail = _text(_unwrapped(children[: end + 1])), list(children[end + 1 :])
    rest = _text(tail)
    if term.plain.endswith((":", "：")):
        term = Text(term.shown.rstrip("*").rstrip(":： "), term.plain.rstrip(":： "), linked=term.linked)
    else:
        mark = _MARK.match(rest.plain)
        if mark is None:
            return None
        rest = Text(_MARK.sub("", rest.shown), _MARK.sub("", rest.plain))
    return (term, rest) if term.plain and rest.plain else None
