"""Lists as blocks: what speaks for and against, before and after, terms, steps and exercises."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizzes.core.paths.chains import chain, chain_in
from quizzes.core.paths.inline import ENDS, sentences, unmarked
from quizzes.core.paths.labels import contrast, oppose, sequential
from quizzes.core.paths.pieces import Bullets, Definitions, Fence, Paragraph, Piece
from quizzes.core.paths.prose import prose
from quizzes.core.paths.values import (
    Block,
    Contrast,
    DecisionList,
    Exercise,
    Item,
    Lines,
    Listing,
    Pair,
    Role,
    Section,
    Side,
    Skipped,
    Steps,
    TermList,
    Text,
)

_LABEL_WORDS = 8
_NAME_WORDS = 4
_AGAINST_WHEN = re.compile(
    r"((?:(?:Do not|Don['’]t|Never) (?:use|choose|pick|adopt)|Avoid|Skip) [^.,;:]{2,40}? (?:when|if|where))"
    r" ([^:;]{8,})\.",
    re.IGNORECASE,
)
_LEANS = re.compile(r"\b(it|its|they|their|this|these|that|here|our|your)\b", re.IGNORECASE)
DRAWING_LANGUAGES = ("", "text", "txt", "plain", "plaintext", "ascii", "diagram")
"""What the fences of drawings are marked with."""


@dataclass(frozen=True, slots=True)
class View:
    """The pieces of one section from where a rule may read on."""

    pieces: Sequence[Piece]
    section: Section

    def piece(self, at: int) -> Piece | None:
        """The piece this far ahead."""
        return self.pieces[at] if at < len(self.pieces) else None


Found = tuple[int, tuple[Block, ...]]
"""How many pieces a rule has read, and the blocks it made of them."""


@dataclass(frozen=True, slots=True)
class _Label:
    """The sentence that introduces a list; `lead` is what its paragraph says before, which stays prose."""

    text: str
    lines: Lines
    lead: str
    paragraph: Paragraph

    @property
    def whole(self) -> Lines:
        """The lines of the label's paragraph."""
        return self.paragraph.lines

    @property
    def frame(self) -> tuple[int, ...]:
        """The lines that hold nothing but the label."""
        pure = not self.lead and len(self.text.split()) <= _LABEL_WORDS
        return () if not pure else tuple(range(self.whole[0], self.whole[1] + 1))

    def prose(self, section: Section) -> tuple[Block, ...]:
        """The label's paragraph as a block of its own where it says more than the label."""
        return () if self.frame else (prose(self.paragraph, section),)


def exercises(view: View) -> Found | None:
    """Every entry of a list among the exercises is something to do."""
    bullets = view.piece(0)
    if view.section.role is not Role.EXERCISES or not isinstance(bullets, Bullets):
        return None
    return 1, tuple(Exercise(section=view.section, lines=item.lines, text=item.text) for item in bullets.items)


def pair(view: View) -> Found | None:
    """Two labelled lists or chains in a row whose labels oppose each other."""
    left, right = _side(view, 0), _side(view, 2)
    if left is None or right is None:
        return None
    block = _opposed(left, right, view.section)
    if block is None:
        return None
    labels = [label for label in (_label(view, 0), _label(view, 2)) if label]
    extra = tuple(block for label in labels for block in label.prose(view.section))
    chains = [at for at in (1, 3) if isinstance(view.pieces[at], Fence)]
    frames = tuple(label.frame for label in labels)
    steps = tuple(
        _steps(side, view.section, view.pieces[at], frame=frame)
        for side, at, frame in zip((left, right), chains, frames, strict=False)
    )
    return 4, (*extra, replace(block, frame=sum(frames, ())), *steps)


def against(view: View) -> Found | None:
    """A labelled list followed by one sentence that says when the opposite holds."""
    left, paragraph = _side(view, 0), view.piece(2)
    label = _label(view, 0)
    if left is None or label is None or not isinstance(view.piece(1), Bullets) or not isinstance(paragraph, Paragraph):
        return None
    found = _AGAINST_WHEN.fullmatch(paragraph.text.shown)
    if found is None or not oppose(left.label, found[1]):
        return None
    item = Item(text=Text(_capital(found[2]), unmarked(_capital(found[2]))), lines=paragraph.lines)
    right = Side(label=found[1], label_lines=paragraph.lines, items=(item,))
    lines = left.label_lines[0], paragraph.lines[1]
    block = DecisionList(section=view.section, lines=lines, frame=label.frame, left=left, right=right)
    return 3, (*label.prose(view.section), block)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _opposed(left: Side, right: Side, section: Section) -> Pair | None:
    lines = left.label_lines[0], right.items[-1].lines[1]
    if oppose(left.label, right.label):
        return DecisionList(section=section, lines=lines, left=left, right=right)
    if oppose(right.label, left.label):
        return DecisionList(section=section, lines=lines, left=right, right=left)
    if contrast(left.label, right.label):
        return Contrast(section=section, lines=lines, left=left, right=right)
    return None


def listed(view: View) -> Found | None:
    """One list with or without a label: links, terms, steps, or entries that nothing can be asked of."""
    label = _label(view, 0)
    bullets = view.piece(1 if label else 0)
    if not isinstance(bullets, Bullets):
        return None
    extra = label.prose(view.section) if label else ()
    return (2 if label else 1), (*extra, _block(bullets, label, view.section))


def drawn(view: View) -> Found | None:
    """An arrow chain in a fence, with the label before it if there is one."""
    label = _label(view, 0)
    at = 1 if label else 0
    side = _side(view, 0) if label else _chain(view.piece(0))
    fence = view.piece(at)
    if side is None or not isinstance(fence, Fence):
        return None
    if label is None:
        return 1, (_steps(side, view.section, fence),)
    return 2, (*label.prose(view.section), _steps(side, view.section, fence, frame=label.frame))


def chain_line(view: View) -> Found | None:
    """An arrow chain that is a paragraph of its own."""
    paragraph = view.piece(0)
    if not isinstance(paragraph, Paragraph) or paragraph.lines[0] != paragraph.lines[1]:
        return None
    side = chain(paragraph.text.plain, lines=paragraph.lines)
    return (1, (_steps(side, view.section, paragraph),)) if side else None


def term_paragraphs(view: View) -> Found | None:
    """Paragraphs in a row that each open with a bold term."""
    items = []
    for piece in view.pieces:
        if not isinstance(piece, Paragraph) or piece.text.term is None or piece.text.linked:
            break
        items.append(Item(text=piece.text, lines=piece.lines))
    if len(items) < 2:
        return None
    lines = items[0].lines[0], items[-1].lines[1]
    return len(items), (TermList(section=view.section, lines=lines, items=tuple(items)),)


def definitions(view: View) -> Found | None:
    """A definition list is a list of terms."""
    found = view.piece(0)
    if not isinstance(found, Definitions):
        return None
    return 1, (TermList(section=view.section, lines=found.lines, items=found.items),)


def _block(bullets: Bullets, label: _Label | None, section: Section) -> Block:
    name = label.text if label else ""
    lines = (label.whole[0] if label and label.frame else bullets.lines[0]), bullets.lines[1]
    frame = label.frame if label else ()
    items = bullets.items
    if 2 * sum(item.text.linked for item in items) > len(items):
        return Skipped(section=section, lines=lines, reason="A list of links.")
    if bullets.numbered and len(items) > 2 and sequential(section.title, name):
        return Steps(section=section, lines=lines, frame=frame, name=section.title, items=items)
    terms = tuple(item for item in items if item.text.term)
    if len(terms) > 1 and 2 * len(terms) > len(items):
        return TermList(section=section, lines=lines, frame=frame, items=terms, label=name)
    lead = sentences(Text(label.lead, label.lead))[-1].plain if label and label.lead else ""
    return Listing(section=section, lines=lines, frame=frame, items=items, label=name, lead=lead, nested=bullets.nested)


def _label(view: View, at: int) -> _Label | None:
    """The label that a paragraph before a list or a fence is: its last sentence with a colon, or a few words alone."""
    paragraph = view.piece(at)
    if not isinstance(paragraph, Paragraph) or not isinstance(view.piece(at + 1), Bullets | Fence):
        return None
    *before, last = sentences(paragraph.text) or (paragraph.text,)
    short = len(last.plain.split()) <= _LABEL_WORDS
    if not last.plain.endswith((":", "：")) and (before or not short or last.plain.endswith(ENDS)):
        return None
    line = paragraph.lines[1]
    lead = " ".join(sentence.plain for sentence in before)
    return _Label(last.plain.rstrip(":： "), (line, line), lead, paragraph)


def _side(view: View, at: int) -> Side | None:
    """The labelled list or chain that starts here."""
    label, body = _label(view, at), view.piece(at + 1)
    if label is None:
        return None
    if isinstance(body, Bullets):
        return Side(label=label.text, label_lines=label.lines, items=body.items, lead=label.lead)
    side = _chain(body)
    return replace(side, label=label.text, label_lines=label.lines) if side else None


def _chain(piece: Piece | None) -> Side | None:
    if not isinstance(piece, Fence) or piece.language not in DRAWING_LANGUAGES:
        return None
    return chain_in(piece.content, first_line=piece.lines[0] + 1)


def _steps(side: Side, section: Section, piece: Piece, *, frame: tuple[int, ...] = ()) -> Steps:
    """A chain as steps, named by its label if that is short enough for a name and stands alone."""
    names = side.label and len(side.label.split()) <= _NAME_WORDS and not _LEANS.search(side.label)
    fences = piece.lines if isinstance(piece, Fence) else ()
    name = side.label if names else section.title
    return Steps(
        section=section, lines=piece.lines, frame=frame + fences, name=name, items=side.items, parts=side.boxed
    )
