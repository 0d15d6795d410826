"""Heading anchors by GitHub's rule, shared by whoever links to a heading and whoever renders it."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

_OWN_ID = re.compile(r"\s*\{#([\w:.-]+)[^{}]*\}\s*$")
_DROPPED = re.compile(r"[^\w\s-]")


class Slugger:
    """Gives each heading of one document its anchor; repeated headings get `-1`, `-2`, …"""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def slug(self, heading: str) -> str:
        """The anchor of the next heading with this plain text."""
        base = slug(heading)
        anchor = base
        while anchor in self._seen:
            self._seen[base] += 1
            anchor = f"{base}-{self._seen[base]}"
        self._seen[anchor] = 0
        return anchor


def slug(heading: str) -> str:
    """The anchor that a heading would get were it alone: lower case, spaces to hyphens, punctuation dropped."""
    return _DROPPED.sub("", heading.strip().lower()).replace(" ", "-")


def heading_text(inline: Token) -> str:
    """The text of a heading that counts for its anchor: no markup, no tags, no images."""
    kept = ("text", "text_special", "code_inline", "softbreak")
    return "".join(child.content or " " for child in inline.children or () if child.type in kept)


def anchors(tokens: Sequence[Token]) -> dict[int, str]:
    """The anchor of every heading among the tokens of one document, by the position of its `heading_open`."""
    slugger = Slugger()
    return {
        at: _anchor(heading_text(tokens[at + 1]), slugger)
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    }


def without_id(heading: str) -> str:
    """The heading without the anchor that its author chose: "Bees {#bees}" is "Bees"."""
    return _OWN_ID.sub("", heading)


def _anchor(heading: str, slugger: Slugger) -> str:
    found = _OWN_ID.search(heading)
    return slugger.slug(found[1] if found else heading)
