"""What YAML in a path is read into: documents, and in them values with their places."""

from dataclasses import dataclass

from quizzes.core.paths.values import Block, Lines

_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A text in a line of code: from column `first` up to `last`, counted from 0; `quoted` has quotes around it."""

    text: str
    line: int
    first: int
    last: int
    quoted: bool = False

    @property
    def outer(self) -> tuple[int, int]:
        """The columns with the quotes."""
        return self.first - self.quoted, self.last + self.quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value of a manifest, or a plain list of them, with the fields that lead to it from the outermost in.

    An entry of a list is known by its name, or by its number as "#2"; the only entry of a list adds no field. A text of
    several lines has no spots; `comment` stands to the right of the value.
    """

    fields: tuple[str, ...]
    spots: tuple[Spot, ...]
    lines: Lines
    comment: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One document of YAML: its kind and group where it names them, and the comment above it as its purpose."""

    kind: str
    group: str
    purpose: str
    lines: Lines
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Block):
    """YAML read by position; `code` holds its lines, the first of which is line `start` of the path."""

    code: tuple[str, ...]
    start: int
    manifests: tuple[Manifest, ...]

    def remark(self, line: int) -> bool:
        """Whether a line of the path is a comment of this code that says something."""
        at = line - self.start
        text = self.code[at].strip() if 0 <= at < len(self.code) else ""
        return text.startswith("#") and len(text.split()) > _FEWEST_WORDS
