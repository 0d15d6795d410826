"""Facts: what a path says, one by one, and the base that knows which of them make a wrong answer right after all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b

from quizzes.core.generation.ids import Mint, short, slug
from quizzes.core.generation.words import atoms, fold
from quizzes.core.paths.values import Block, Lines, Section, Table, TableRole, Text


class Kind(StrEnum):
    """The relation between a fact's subject and its value."""

    CELL = "cell"
    SIDE = "side"
    STATE = "state"
    TERM = "term"
    PROPERTY = "property"
    NEXT = "next"
    TASK = "task"
    SETTING = "setting"
    FIELD = "field"
    OBJECT = "object"
    PLACE = "place"
    MEANING = "meaning"
    POINT = "point"
    RATHER = "rather"
    GAP = "gap"
    ABBREVIATION = "abbreviation"
    ANSWER = "answer"
    ASIDE = "aside"
    ENTRIES = "entries"


_SUFFIX = {
    Kind.SIDE: "",
    Kind.STATE: "",
    Kind.TASK: "task",
    Kind.POINT: "point",
    Kind.RATHER: "rather",
    Kind.GAP: "gap",
    Kind.ANSWER: "answer",
}


_SAID_ONCE = frozenset((Kind.TERM, Kind.PROPERTY, Kind.MEANING, Kind.POINT, Kind.GAP))
"""What means the same wherever it stands; a cell does too, unless its subject is the section of its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`subject` has `value` as its `attribute`; `quote` is the source as readable prose, `grounds` its label's lines.

    `id` is minted from `name`, the words of the key shortened; both hold neither value nor wording nor line.
    """

    key: str
    name: tuple[str, ...]
    id: str = ""
    kind: Kind
    section: Section
    subject: Text
    attribute: str
    value: Text
    lines: Lines
    quote: str
    polarity: bool = True
    grounds: tuple[int, ...] = ()
    atoms: frozenset[str] = field(default=frozenset())
    fingerprint: str = ""


def fact(
    block: Block,
    kind: Kind,
    *,
    subject: Text,
    value: Text,
    lines: Lines,
    quote: str,
    attribute: str = "",
    polarity: bool = True,
    grounds: tuple[int, ...] = (),
) -> Fact:
    """A fact with its key, which holds neither value nor wording nor line, and a fingerprint of what it says."""
    named = (slug(block.section.title), slug(subject.plain), slug(attribute), "" if polarity else "not")
    return Fact(
        key=":".join((kind, *named)).rstrip(":"),
        name=_name(block.section.title, kind, subject.plain, attribute),
        kind=kind,
        section=block.section,
        subject=subject,
        attribute=attribute,
        value=value,
        lines=lines,
        quote=quote,
        polarity=polarity,
        grounds=grounds,
        atoms=frozenset(map(fold, atoms(value.plain))),
        fingerprint=digest(f"{fold(subject.plain)}\n{fold(value.plain)}"),
    )


def _name(title: str, kind: Kind, subject: str, attribute: str) -> tuple[str, ...]:
    """The words of the key shortened; a step is named after its sequence where its section has several."""
    if kind is Kind.NEXT:
        return short(attribute, 3), short(subject, 4), "next"
    return short(title, 3), short(subject, 4), _SUFFIX.get(kind, short(attribute, 2))


def digest(text: str) -> str:
    """Sixteen hex digits of BLAKE2b."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


class FactBase:
    """All facts of a document: told twice they count once, and two values under one key get keys of their own.

    `repeated` are those that an earlier section tells in the same words.
    """

    def __init__(self, facts_by_block: Iterable[tuple[Block, Sequence[Fact]]]) -> None:
        self._values: dict[str, set[str]] = defaultdict(set)
        self._atoms: dict[str, set[str]] = defaultdict(set)
        self._blocks: dict[str, set[int]] = defaultdict(set)
        self.of_block: list[tuple[Block, tuple[Fact, ...]]] = []
        self.of_kind: dict[Kind, list[Fact]] = defaultdict(list)
        self.repeated: list[Fact] = []
        self._by_key: dict[str, Fact] = {}
        self._said: set[tuple[str, ...]] = set()
        self._mint = Mint(longest=60)
        for number, (block, facts) in enumerate(facts_by_block):
            kept = [new for told in facts if (new := self._added(told, number))]
            first = [told for told in kept if self._is_first(told, block)]
            self.repeated += [told for told in kept if told not in first] if len(first) < len(kept) else []
            self.of_block.append((block, tuple(first)))

    def holds(self, subject: Text, value: Text) -> bool:
        """Whether some fact gives this subject this value, or all its members, under any attribute."""
        name = fold(subject.plain)
        members = set(map(fold, atoms(value.plain)))
        return fold(value.plain) in self._values[name] or members <= self._atoms[name]

    def shared(self, subject: Text) -> bool:
        """Whether several blocks speak of this subject."""
        return len(self._blocks[fold(subject.plain)]) > 1

    def _is_first(self, told: Fact, block: Block) -> bool:
        """Whether no earlier section says this in the same words."""
        cell = isinstance(block, Table) and block.role is not TableRole.KEY_VALUE
        said = (told.kind, fold(told.subject.plain), told.attribute, told.value.shown)
        if told.kind not in _SAID_ONCE and not cell:
            return True
        known = said in self._said
        self._said.add(said)
        return not known

    def _added(self, told: Fact, block: int) -> Fact | None:
        known = self._by_key.get(told.key)
        if known and known.fingerprint == told.fingerprint:
            return None
        if known:
            told = replace(told, key=f"{told.key}#{told.fingerprint[:4]}")
        told = replace(told, id=self._mint.id_for(told.key, *told.name))
        self._by_key[told.key] = told
        self.of_kind[told.kind].append(told)
        name = fold(told.subject.plain)
        self._values[name].add(fold(told.value.plain))
        self._atoms[name] |= told.atoms
        self._blocks[name].add(block)
        return told
