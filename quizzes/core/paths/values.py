"""What a learning path is read into: sections, and the blocks in them that can be asked or must be left alone."""

from dataclasses import dataclass
from enum import StrEnum

from quizzes.core.problems import Problem

Lines = tuple[int, int]
"""First and last line, both counted from 1."""


@dataclass(frozen=True, slots=True)
class Text:
    """Inline Markdown twice: `shown` keeps code and emphasis, `plain` is for comparing.

    A text that opens with a term, a mark and an explanation ("**Term** -- text") has both as `term` and `rest`.
    """

    shown: str
    plain: str
    term: "Text | None" = None
    rest: "Text | None" = None
    linked: bool = False


class Role(StrEnum):
    """What a section is for; only knowledge is asked, and exercises become tasks."""

    KNOWLEDGE = "knowledge"
    OUTCOMES = "outcomes"
    PREREQUISITES = "prerequisites"
    EXERCISES = "exercises"
    RESOURCES = "resources"
    CHANGELOG = "changelog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it; the text before the first heading is a section of level 0.

    `parent` and `index` are positions in the path's sections; `breadcrumb` holds the titles from the outermost in.
    """

    index: int
    level: int
    number: str
    title: str
    anchor: str
    lines: Lines
    role: Role
    parent: int | None
    breadcrumb: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list; `lines` are those of its text, without what is nested under it."""

    text: Text
    lines: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A label with the entries under it.

    `lead` is what the label's paragraph says before it; `note` is what a chain says of itself at its end,
    and `boxed` tells whether its nodes are drawn as parts rather than written as steps.
    """

    label: str
    label_lines: Lines
    items: tuple[Item, ...]
    lead: str = ""
    note: str = ""
    boxed: bool = False


class TableRole(StrEnum):
    """How the columns of a table relate, which decides what may be asked of it."""

    RECORD = "record"
    CONTRAST = "contrast"
    MATRIX = "matrix"
    KEY_VALUE = "key-value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    cells: tuple[Text, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a section; `frame` holds the lines that only introduce or enclose it."""

    section: Section
    lines: Lines
    frame: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table whose column `key` names the subject of each row."""

    role: TableRole
    header: tuple[Text, ...]
    rows: tuple[Row, ...]
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Block):
    """Two labelled lists side by side."""

    left: Side
    right: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionList(Pair):
    """What speaks for (`left`) and against (`right`) something: the two sides are each other's opposite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast(Pair):
    """Two states of the same thing: before and after, the old way and the new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList(Block):
    """Terms with what the path says about them; `label` is the line that introduces them, if it is one."""

    items: tuple[Item, ...]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Block):
    """A sequence of steps or parts; `name` is what the path calls it."""

    name: str
    parts: bool = False
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(Block):
    """A paragraph as its sentences, each with its own lines."""

    sentences: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Block):
    """Entries that are neither terms nor steps; `label` introduces them, and `lead` is the sentence before it.

    `nested` tells whether an entry says more than its first paragraph.
    """

    items: tuple[Item, ...]
    label: str = ""
    lead: str = ""
    nested: bool = False


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One row of a small table: `owner` is what `name` is named for."""

    name: Text
    owner: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside(Block):
    """A small table hidden in a sentence or an entry; `others` are the rows of those beside it, with their labels."""

    label: str
    rows: tuple[AsideRow, ...]
    others: tuple[tuple[str, AsideRow], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Block):
    """A question that the author wrote, with its answer."""

    question: Text
    answer: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(Block):
    """Something to do."""

    text: Text


class Material(StrEnum):
    """Knowledge in a shape that no question is made from yet."""

    CODE = "code"
    DIAGRAM = "diagram"
    QUOTE = "quote"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unasked(Block):
    """Knowledge that no rule can ask; `reason` says why, for the author."""

    material: Material
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Block):
    """Lines that hold no knowledge of the path's subject; `reason` says why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A learning path: every line that is not blank belongs to exactly one block or is a heading."""

    title: str
    id: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    source: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
