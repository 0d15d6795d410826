"""Fences as blocks: manifests, drawings of known shape, and code that nothing is asked about."""

from quizzes.core.paths.code import CodeBlock
from quizzes.core.paths.lists import Found, View
from quizzes.core.paths.manifests import manifests_in
from quizzes.core.paths.pieces import Fence
from quizzes.core.paths.values import Block, Material, Section, Unasked

_MANIFESTS = ("yaml", "yml")


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
    material = Material.CODE if piece.language else Material.DIAGRAM
    reason = "Code in this language is not asked." if piece.language else "A drawing of this shape is not asked."
    if piece.language in _MANIFESTS:
        reason = "This YAML cannot be read by its lines."
    return Unasked(section=section, lines=piece.lines, material=material, reason=reason)
