"""What the comments of code name: the purpose of an object, and the entry of a list that a value belongs to."""

import re
from collections.abc import Sequence

from quizzes.core.generation.windows import parents
from quizzes.core.generation.words import capitalised
from quizzes.core.paths.code import CodeBlock, Manifest
from quizzes.core.paths.manifests import remark_above

_LABEL_WORDS = 5
_PURPOSE_WORDS = 4
_HEAD = re.compile(r"([^:(]{2,60}?)\s*(\([^()]*\))?\s*(?:\s(?:--?|[—–])\s|:\s)\s*(\S.*)")


def head_and_rest(comment: str) -> tuple[str, str]:
    """Apart what "Fast burn (1 hour) -- page at once" names and says of it; other comments have no head."""
    found = _HEAD.fullmatch(comment)
    if found is None or len(found.group(1).split()) > _LABEL_WORDS:
        return "", comment
    return found.group(1), found.group(3)


def label_of(block: CodeBlock, line: int) -> str:
    """What the comment above the entry of a list that holds this line calls it."""
    return next((label for above in entries(block, line) if (label := head_and_rest(above)[0])), "")


def entries(block: CodeBlock, line: int) -> Sequence[str]:
    """The comments above the entries of lists that hold a line, from the inside out."""
    code = block.code
    at = line - block.start
    heads = [above for above in (at, *parents(code, at)) if code[above].lstrip().startswith("- ")]
    return [remark_above(code, above) for above in heads]


def purpose_of(manifest: Manifest) -> str:
    """What an object is for by the comment above it, without its name in front; a mere name is no purpose."""
    rest = head_and_rest(manifest.purpose)[1]
    bare = "".join(char for char in rest if char.isalnum() or char == " ")
    return capitalised(rest) if len(bare.split()) >= _PURPOSE_WORDS else ""


def noun(manifest: Manifest) -> str:
    """What a manifest is called in a stem."""
    if manifest.kind:
        return f"the **{manifest.kind}**"
    names = {name for setting in manifest.settings for name in setting.fields}
    return "the alert rule" if "alert" in names else "the manifest"
