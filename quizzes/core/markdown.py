"""Markdown to HTML that is safe to put on a page: parsed without surprises, then cleaned by one list of our own.

Question fields show raw HTML as text; paths may use a few harmless tags. Either way the result has passed `nh3`, so no
attribute, class or address gets through that is not named here.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from quizzes.core.questions import BLANK

_INLINE = set("a br code del em kbd s span strong sub sup".split())
_BLOCKS = _INLINE | set(
    "blockquote dd details div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td th thead tr ul".split()
)
_COLOURS = {name for name in STANDARD_TYPES.values() if name}

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
"""What a link must begin with: the files beside a path are not here."""

# One private-use character stands for each blank while Markdown and colours are applied; nothing can split it.
_FIRST_GAP = 0xE000
_MOST_GAPS = 1024
_NO_GAPS = dict.fromkeys(range(_FIRST_GAP, _FIRST_GAP + _MOST_GAPS))

_DRESSED = (
    ("<table>", '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>'),
    ("</table>", "</table></div>"),
    ("<pre>", '<pre class="code" tabindex="0">'),
)


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    """The attribute as it stands; an address without a scheme would lead to a page of ours that is not there."""
    return None if attribute == "href" and not ADDRESS.match(value) else value


def _cleaner(tags: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes={"a": {"href", "title"}, "ol": {"start"}, "details": {"open"}, "span": {"title"}},
        attribute_filter=_kept,
        allowed_classes={"span": _COLOURS},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        clean_content_tags={"script", "style"},
    )


_CLEAN_INLINE = _cleaner(_INLINE)
_CLEAN_HEADING = _cleaner(_INLINE - {"a", "br"})
_CLEAN_BLOCKS = _cleaner(_BLOCKS)


def _coloured(code: str, language: str, _attributes: str) -> str:
    """The code with Pygments' classes, or an empty string where the language is unknown: then it is only escaped."""
    try:
        lexer = find_lexer_class_by_name(language or "text")
    except ClassNotFound:
        return ""
    html: str = highlight(code, lexer(stripnl=False), HtmlFormatter(nowrap=True))
    return f"<pre><code>{html}</code></pre>"


def parser(*, html: bool) -> MarkdownIt:
    """CommonMark with tables and strikethrough; `html` lets raw tags through to the cleaner instead of showing them."""
    markdown = MarkdownIt("commonmark", {"html": html, "highlight": _coloured})
    markdown.enable(["table", "strikethrough"])
    markdown.add_render_rule("image", _image_as_text)
    return markdown


def _image_as_text(_renderer: object, tokens: Sequence[object], index: int, *_rest: object) -> str:
    return escapeHtml(getattr(tokens[index], "content", ""))


_FIELDS = parser(html=False)


@lru_cache(maxsize=4096)
def render_inline(text: str) -> str:
    """One line of Markdown as HTML, without a paragraph around it."""
    return _CLEAN_INLINE.clean(_FIELDS.renderInline(text.translate(_NO_GAPS)))


@lru_cache(maxsize=2048)
def render_block(text: str) -> str:
    """Markdown as HTML blocks; wide tables stand in a box of their own that scrolls."""
    return _boxed(_CLEAN_BLOCKS.clean(_FIELDS.render(text.translate(_NO_GAPS))))


def render_cloze(text: str, fields: Sequence[str]) -> str:
    """Markdown as HTML blocks with each `___` replaced by the next of `fields`, which is trusted HTML.

    Works inside code fences too: a blank survives colouring as one character. Blanks beyond `fields` stay visible.
    """
    gaps = iter(range(min(len(fields), _MOST_GAPS)))
    marked = BLANK.sub(lambda found: _gap(next(gaps, None), found.group()), text.translate(_NO_GAPS))
    html = _boxed(_CLEAN_BLOCKS.clean(_FIELDS.render(marked)))
    return html.translate({_FIRST_GAP + index: field for index, field in enumerate(fields)})


def clean_path(html: str) -> str:
    """What a path's Markdown rendered to, cleaned for the reader."""
    return _boxed(_CLEAN_BLOCKS.clean(html))


def clean_heading(html: str) -> str:
    """The inside of a path's heading, cleaned; links in it lead nowhere, as headings are linked to as a whole."""
    return _CLEAN_HEADING.clean(html)


def _gap(index: int | None, blank: str) -> str:
    return blank if index is None else chr(_FIRST_GAP + index)


def _boxed(html: str) -> str:
    """Tables in boxes that scroll, code that takes focus; the cleaner leaves both tags bare, so none is missed."""
    for bare, dressed in _DRESSED:
        html = html.replace(bare, dressed)
    return html
