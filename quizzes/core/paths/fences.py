"""Fences as blocks: manifests, drawings of known shape, and code that nothing is asked about."""

from quizzes.core.paths.code import CodeBlock
from quizzes.core.paths.drawings import Folders, Layers, flows, layers_in, tree_in
from quizzes.core.paths.lists import DRAWING_LANGUAGES, Found, View
from quizzes.core.paths.manifests import manifests_in
from quizzes.core.paths.pieces import Fence
from quizzes.core.paths.values import Block, Material, Section, Steps, Unasked

_MANIFESTS = ("yaml", "yml")
_NOT_READ = "No values are found in this YAML."
_NO_LANGUAGE = "Code in this language is not asked."
_NO_SHAPE = "A drawing of this shape is not asked."


def fence(view: View) -> Found | None:
    """A fence by its language: YAML is read by position, other code is not asked."""
    piece = view.pieces[0]
    return (1, (_block(piece, view.section),)) if isinstance(piece, Fence) else None


def _block(piece: Fence, section: Section) -> Block:
    code, start = tuple(piece.content.split("\n")[:-1]), piece.lines[0] + 1
    if piece.language in _MANIFESTS:
        found = manifests_in(code, start=start)
        if found:
            return CodeBlock(section=section, lines=piece.lines, code=code, start=start, manifests=found)
    if piece.language in DRAWING_LANGUAGES:
        drawing = _drawing(piece, section)
        if drawing:
            return drawing
        return Unasked(section=section, lines=piece.lines, material=Material.DIAGRAM, reason=_NO_SHAPE)
    reason = _NOT_READ if piece.language in _MANIFESTS else _NO_LANGUAGE
    return Unasked(section=section, lines=piece.lines, material=Material.CODE, reason=reason)


def _drawing(piece: Fence, section: Section) -> Block | None:
    """A stack of boxes, boxes that follow each other, or a tree of folders."""
    first = piece.lines[0] + 1
    layers = layers_in(piece.content, first_line=first)
    if layers:
        shape = Steps if flows(piece.content) else Layers
        said = {line for item in layers for line in range(item.lines[0], item.lines[1] + 1)}
        frame = tuple(line for line in range(piece.lines[0], piece.lines[1] + 1) if line not in said)
        return shape(section=section, lines=piece.lines, frame=frame, name=section.title, parts=True, items=layers)
    tree = tree_in(piece.content, first_line=first)
    if tree is None:
        return None
    root, entries = tree
    outermost = {entry.folders[0] for entry in entries if entry.folders}
    inner = {entry.line for entry in entries if entry.folders or entry.name not in outermost}
    frame = tuple(line for line in range(piece.lines[0], piece.lines[1] + 1) if line not in inner)
    return Folders(section=section, lines=piece.lines, frame=frame, root=root, entries=entries)
