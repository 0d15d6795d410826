"""Questions from tables: the value of a subject, the subject of a value, all subjects of a value, and pairs."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from quizzes.core.generation.distractors import Form, Wrong, draw, form, nearby, options, scaled, shuffled, wrong_option
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.gists import gist, quoted
from quizzes.core.generation.hints import unhinted
from quizzes.core.generation.ids import short, slug
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.stems import Header, header, stems, unnamed
from quizzes.core.generation.words import atoms, fold, sentence, strong
from quizzes.core.paths.values import Row, Table, TableRole, Text
from quizzes.core.questions import (
    Choice,
    Choosable,
    Flashcard,
    Match,
    Matching,
    Multi,
    Option,
    Pair,
    Question,
    Typed,
    Verdict,
    text_key,
)

_TRIES = 4
_MOST_PAIRS = 6
_MOST_RIGHT = 5
_MOST_WRONG = 4
_MOST_LOOKED_AT = 24
_MEMBER_WORDS = 4
_TYPED_WORDS = 3
_MOST_QUOTED = 240
_FEWEST_REPEATED = 4
# Headers that do not say of what: the section does.
_GENERAL = re.compile(r"(short )?(names?|types?|descriptions?|values?|notes?|comments?|meanings?|defaults?)", re.I)
_ABOUT_ROW = re.compile(r"(?:this|these|it|they)\b", re.I)
_OF_TYPE = re.compile(r"(data ?)?types?|kinds?|required|optional|mandatory", re.I)
_YES = frozenset("yes no true false y n ✓ ✔ ✅ ✗ ✘ ❌ x".split())
_EMPTY = frozenset(("", "-", "–", "—", "--", "n/a", "na", "none", "?", "…", "...", "tbd", "todo"))


@dataclass(frozen=True, slots=True)
class Column:
    """The facts that share an attribute, with the form their values take."""

    header: Header
    facts: tuple[Fact, ...]
    sets: bool
    flags: bool


def facts_of(table: Table) -> Iterator[Fact]:
    """One fact for each filled cell beside the key; in a matrix the column is the subject and the row its attribute."""
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if column == table.key or fold(cell.plain) in _EMPTY or not row.cells[table.key].plain:
                continue
            name, key = table.header[column], row.cells[table.key]
            subject, attribute = (name, key) if table.role is TableRole.MATRIX else (key, name)
            yield fact(
                table,
                Kind.CELL,
                subject=subject,
                attribute=attribute.plain,
                value=gist(cell),
                lines=(row.line, row.line),
                quote=_quote(table, row, column),
                grounds=table.frame,
            )


def values(table: Table, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """The value that a subject has: by choice, else typed where it is a name, else on a flashcard."""
    for column in _columns(table, facts, deck):
        for told in column.facts if not column.flags else ():
            yield Slot(block=table, facts=(told,), candidates=_values(table, column, told, deck))


def subjects(table: Table, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """The subject that a value belongs to, if it belongs to one alone."""
    if table.role in (TableRole.MATRIX, TableRole.CONTRAST):
        return
    for column in _columns(table, facts, deck):
        owners = _owners(column)
        for told in column.facts if not column.flags else ():
            if any(len(owners[atom]) == 1 for atom in told.atoms):
                candidates = _subjects(table, column, told, deck)
                yield Slot(block=table, facts=(told,), direction="which", candidates=candidates)


def shared(table: Table, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """All subjects that a column lists one thing for, where it does so for several but not for all."""
    if table.role in (TableRole.MATRIX, TableRole.CONTRAST):
        return
    for column in _columns(table, facts, deck):
        if not column.sets and not column.flags:
            continue
        owned = _owners(column)
        if column.flags:
            # Which subjects have one value tells which have the other.
            owned = dict(sorted(owned.items(), key=lambda one: len(one[1]))[:1])
        for atom, owners in owned.items():
            if 2 <= len(owners) <= len(column.facts) - 2:
                yield _shared(table, column, atom, owners)


def pairs(table: Table, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """Three to six subjects to pair with their values, from the first column whose values are all different."""
    if table.role is TableRole.MATRIX:
        return
    columns = _columns(table, facts, deck)
    for column in reversed(columns) if table.role is TableRole.CONTRAST else columns:
        chosen = _distinct(column, seed=f"{table.section.anchor}/{column.header.original}")
        if not column.flags and len(chosen) >= 3:
            paired = chosen[: max(3, min(_MOST_PAIRS, len(chosen) - 1))]
            yield Slot(
                block=table,
                facts=tuple(sorted(paired, key=lambda told: told.lines)),
                name=(short(table.section.title, 3), short(column.header.original, 2)),
                direction="match",
                key=f"match:{slug(table.section.title)}:{slug(column.header.original)}",
                candidates=_paired(table, column, paired, chosen[len(paired) :][:2], deck),
            )
            return


RULES = (values, subjects, shared, pairs)


def _quote(table: Table, row: Row, asked: int) -> str:
    """The row as a sentence, or of a long one the cell that is asked."""
    told = [
        (column, f"{name.plain}: {quoted(cell)}" if name.plain else quoted(cell))
        for column, (name, cell) in enumerate(zip(table.header, row.cells, strict=False))
        if column != table.key and cell.plain
    ]
    whole = "; ".join(said for _, said in told)
    return f"{strong(row.cells[table.key])} — {whole if len(whole) <= _MOST_QUOTED else dict(told)[asked]}"


def _columns(table: Table, facts: Sequence[Fact], deck: Deck) -> list[Column]:
    by_attribute: dict[str, list[Fact]] = defaultdict(list)
    for told in facts:
        by_attribute[told.attribute].append(told)
    return [_column(table, attribute, told, deck) for attribute, told in by_attribute.items()]


def _column(table: Table, attribute: str, facts: Sequence[Fact], deck: Deck) -> Column:
    members = [atoms(told.value.plain) for told in facts]
    return Column(
        header=header(Text(attribute, attribute), table.header[table.key], deck.lexicon),
        facts=tuple(facts),
        sets=_are_sets(members),
        flags=all(fold(told.value.plain) in _YES for told in facts) or _are_two(facts),
    )


def _are_two(facts: Sequence[Fact]) -> bool:
    """Whether a column repeats two values, so that half of the guesses would be right: "string" and "list"."""
    values = {fold(told.value.plain) for told in facts}
    return len(values) <= 2 and (len(facts) >= _FEWEST_REPEATED or bool(_OF_TYPE.fullmatch(facts[0].attribute)))


def _are_sets(members: Sequence[tuple[str, ...]]) -> bool:
    """Whether a column holds lists of short things rather than phrases that happen to have commas."""
    short_ones = all(len(part.split()) <= _MEMBER_WORDS for parts in members for part in parts)
    return short_ones and 2 * sum(len(parts) > 1 for parts in members) >= len(members)


def _owners(column: Column) -> dict[str, list[Fact]]:
    owners: dict[str, list[Fact]] = defaultdict(list)
    for told in column.facts:
        for atom in told.atoms:
            owners[atom].append(told)
    return dict(sorted(owners.items()))


def _placed(table: Table, told: Fact, ask: str, deck: Deck) -> str:
    alone = table.role is not TableRole.KEY_VALUE and not deck.base.shared(told.subject)
    return ask if alone and not _GENERAL.fullmatch(told.attribute) else deck.placed(ask, table.section)


def _values(table: Table, column: Column, told: Fact, deck: Deck) -> Iterator[Question]:
    many = len(told.atoms) > 1 or told.value.shown.count("`/`") > 0
    if table.role is TableRole.MATRIX:
        ask = f"What does this path give for {strong(told.subject)} under “{told.attribute}”?"
    else:
        # A value that is a sentence about its row answers no "which".
        said = _ABOUT_ROW.match(told.value.plain)
        ask = (unnamed if said else stems)(column.header).forward(told.subject, many)
    ask = _placed(table, told, ask, deck)
    pool = [
        Wrong(other.value, f"Listed for {strong(other.subject)}.")
        for other in nearby(column.facts, but=told, seed=told.key)
    ]
    for turn in range(_TRIES):
        wrongs = draw(
            [pool, scaled(told.value)],
            right=told.value,
            seed=f"{told.key}/{turn}",
            allowed=lambda wrong: (
                not deck.base.holds(told.subject, wrong.text)
                and (not column.sets or (len(atoms(wrong.text.plain)) > 1) is many)
            ),
        )
        yield Choice(id="", ask=ask, options=options(told.value, wrongs))
    if _is_name(told.value) and not many:
        matching = Matching.NUMBER if form(told.value) is Form.NUMBER else Matching.WORDS
        yield Typed(id="", ask=ask, answer=told.value.plain, match=matching)
    yield Flashcard(id="", ask=ask, answer=told.value.shown)


def _is_name(value: Text) -> bool:
    """Whether a value is short and exact enough to be typed: a number, code, or capitalised words."""
    words = value.plain.split()
    named = all(word[:1].isupper() or word[:1].isdigit() for word in words)
    return len(words) <= _TYPED_WORDS and (form(value) is not Form.WORDS or named)


def _subjects(table: Table, column: Column, told: Fact, deck: Deck) -> Iterator[Question]:
    ask = _placed(table, told, stems(column.header).back(strong(told.value)), deck)
    pool = [
        Wrong(other.subject, f"There the path gives: {sentence(other.value.shown)}")
        for other in nearby(column.facts, but=told, seed=told.key)
    ]
    for turn in range(_TRIES):
        wrongs = draw(
            [pool],
            right=told.subject,
            seed=f"{told.key}/which/{turn}",
            allowed=lambda wrong: not deck.base.holds(wrong.text, told.value),
        )
        yield Choice(id="", ask=ask, options=options(told.subject, wrongs))


def _shared(table: Table, column: Column, atom: str, owners: Sequence[Fact]) -> Slot:
    right = list(shuffled(owners, seed=atom, most=_MOST_RIGHT))
    others = (told for told in shuffled(column.facts, seed=atom, most=_MOST_LOOKED_AT) if atom not in told.atoms)
    wrong = list(islice(others, _MOST_WRONG))
    section, attribute = table.section.title, column.facts[0].attribute
    return Slot(
        block=table,
        facts=(*right, *wrong),
        name=(short(section, 3), short(attribute, 2), short(atom, 3)),
        key=f"shared:{slug(section)}:{slug(attribute)}:{slug(atom)}",
        candidates=(_all_of(column, atom, right, wrong),),
    )


def _all_of(column: Column, atom: str, right: Sequence[Fact], wrong: Sequence[Fact]) -> Question:
    members = zip(atoms(right[0].value.plain), atoms(right[0].value.shown), strict=False)
    shown = next((shown for plain, shown in members if fold(plain) == atom), atom)
    under = f" under “{column.header.original}”" if column.flags else ""
    ask = f"Tick every {column.header.each} for which this path lists {strong(shown)}{under}."
    keyed = tuple(Option(key=text_key(t.subject.shown), text=t.subject.shown, verdict=Verdict.RIGHT) for t in right)
    wrongs = (Wrong(told.subject, f"There the path gives: {sentence(told.value.shown)}") for told in wrong)
    return Multi(id="", ask=ask, options=(*keyed, *map(wrong_option, wrongs)))


def _distinct(column: Column, *, seed: str) -> list[Fact]:
    """Facts whose values share no member, in drawn order, one more than can be paired so that one is left over."""
    chosen: list[Fact] = []
    seen: set[str] = set()
    for told in shuffled(unhinted(column.facts), seed=seed, most=_MOST_LOOKED_AT):
        if not seen & told.atoms and len(chosen) < _MOST_PAIRS + 2:
            chosen.append(told)
            seen |= told.atoms
    return chosen


def _paired(
    table: Table, column: Column, facts: Sequence[Fact], spare: Sequence[Fact], deck: Deck
) -> Iterator[Question]:
    pairs = tuple(
        Pair(
            key=text_key(told.subject.shown),
            left=told.subject.shown,
            right_key=text_key(told.value.shown),
            right=told.value.shown,
        )
        for told in facts
    )
    extra = tuple(Choosable(key=text_key(told.value.shown), text=told.value.shown) for told in spare)
    ask = f"Pair each {column.header.each} with {stems(column.header).its}."
    if table.role is TableRole.KEY_VALUE or column.header.each == "entry" or _GENERAL.fullmatch(column.header.original):
        ask = deck.placed(ask, table.section)
    yield Match(id="", ask=ask, pairs=pairs, extra=extra)
