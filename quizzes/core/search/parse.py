"""Reading what somebody typed into the search field: a query, or problems that say where and what to write instead.

Terms stand apart by spaces and all must hold; `OR` between them begins another alternative; `-` before a term turns it
around; quotes keep a phrase together. A colon or sign after a word that names nothing here is part of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizzes.core.questions import KINDS
from quizzes.core.search.query import (
    Comparison,
    Condition,
    Field,
    Is,
    Measure,
    Measured,
    Named,
    Query,
    State,
    Term,
    Words,
)
from quizzes.core.text import CONTROL, nearest

LONGEST = 300
"""Characters of a search."""
MOST_TERMS = 20

CARD_KINDS = tuple(kind for kind in KINDS if kind != "task")
_IS = "is"
_FIELDS = tuple(Field)
_NAMES = (*_FIELDS, _IS, *Measure)
_PLACES = {Field.DECK: "deck:linux", Field.SECTION: "section:4.4", Field.TAG: "tag:network"}
_EXAMPLES = {
    Measure.INTERVAL: "interval>21",
    Measure.EASE: "ease<1.8",
    Measure.LAPSES: "lapses>=3",
    Measure.DUE: "due<=7",
}
_OR = "OR"
_QUOTES = str.maketrans("“”„", '"""')
_TERM = re.compile(r'(?P<minus>-?)(?:(?P<name>[A-Za-z]+)(?P<sign><=|>=|[≤≥<>=:]))?(?P<value>"[^"]*"?|\S*)')
_SIGNS = {"≤": Comparison.AT_MOST, "≥": Comparison.AT_LEAST, ":": Comparison.EQUAL}
_WHOLE = re.compile(r"-?[0-9]{1,5}")
_EASE = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchProblem:
    """A term that says nothing: where it begins, counted from 1, the term, what is wrong and what to write."""

    column: int
    quote: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was typed and what it says; with problems the query is empty and must not be run."""

    text: str
    query: Query
    problems: tuple[SearchProblem, ...] = ()


class _Misread(ValueError):
    """Why a term could not be read, and what to write instead."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


def parse(text: str) -> Search:
    """The search, with every problem it has."""
    if len(text) > LONGEST:
        long = SearchProblem(
            column=LONGEST + 1,
            quote=text[LONGEST : LONGEST + 20],
            message=f"a search has {LONGEST} characters at most",
            fix="leave some out",
        )
        return Search(text=text[:LONGEST], query=Query(), problems=(long,))
    alternatives: list[list[Term]] = [[]]
    problems = []
    for found in _terms(text):
        try:
            if found[0] == _OR:
                _separate(alternatives, rest=text[found.end() :])
            else:
                alternatives[-1].append(_term(found, room=MOST_TERMS - sum(map(len, alternatives))))
        except _Misread as misread:
            problems.append(
                SearchProblem(column=found.start() + 1, quote=found[0], message=str(misread), fix=misread.fix)
            )
    if problems:
        return Search(text=text, query=Query(), problems=tuple(problems))
    return Search(text=text, query=Query(alternatives=tuple(tuple(terms) for terms in alternatives if terms)))


def _terms(text: str) -> Iterator[re.Match[str]]:
    """Each term where it stands; signs that no keyboard has count as those that it has."""
    plain = CONTROL.sub(" ", text).translate(_QUOTES)
    return (found for found in _TERM.finditer(plain) if found[0])


def _separate(alternatives: list[list[Term]], *, rest: str) -> None:
    if not alternatives[-1] or not rest.strip():
        raise _Misread("OR stands between two terms", 'write one on each side, or "OR" in quotes to look for the word')
    alternatives.append([])


def _term(found: re.Match[str], *, room: int) -> Term:
    if room <= 0:
        raise _Misread(f"a search has {MOST_TERMS} terms at most", "leave some out")
    return Term(condition=_condition(found), negated=bool(found["minus"]))


def _condition(found: re.Match[str]) -> Condition:
    name, sign, value = (found["name"] or "").casefold(), found["sign"], found["value"].strip('"')
    if name and name not in _NAMES:
        meant = nearest(name, _NAMES)
        if meant:
            raise _Misread(f'nothing here is called "{found["name"]}"', f"did you mean {meant}? Quotes make it text")
    elif name in _FIELDS:
        return _named(Field(name), sign, value)
    elif name == _IS:
        return _is(sign, value)
    elif name:
        return _measured(Measure(name), sign, value)
    return _words(found[0].removeprefix("-"), minus=bool(found["minus"]))


def _words(text: str, *, minus: bool) -> Words:
    phrase = text.strip('"').strip()
    if not phrase:
        where = "after the -" if minus else "between the quotes"
        raise _Misread(f"nothing stands {where}", "write what to look for there, or take the sign away")
    return Words(text=phrase)


def _named(field: Field, sign: str, value: str) -> Named:
    if sign != ":":
        raise _Misread(f"{field} takes a colon", f"write {field}:{value}")
    if field is Field.KIND:
        return Named(field=field, name=_one_of(CARD_KINDS, value, before="kind:"))
    if not value.strip():
        raise _Misread(f"a name belongs after {field}:", f"as in {_PLACES[field]}")
    return Named(field=field, name=value.strip())


def _is(sign: str, value: str) -> Is:
    if sign != ":":
        raise _Misread("is takes a colon", f"write is:{value}")
    return Is(state=State(_one_of(State, value, before="is:")))


def _one_of(known: Iterable[str], value: str, *, before: str) -> str:
    """The known word that stands there, or what to write instead of it."""
    words = [str(word) for word in known]
    word = value.strip().casefold()
    if word in words:
        return word
    meant = nearest(word, words)
    fix = f"did you mean {before}{meant}?" if meant else f"write one of {', '.join(words)}"
    raise _Misread(f'"{value}" is not known after {before}' if word else f"a word belongs after {before}", fix)


def _measured(measure: Measure, sign: str, value: str) -> Measured:
    number = _hundredths(value) if measure is Measure.EASE else _whole(value, negative=measure is Measure.DUE)
    if number is None:
        kind = "a number with at most two decimals" if measure is Measure.EASE and value else "a number"
        raise _Misread(f"{kind} belongs after {measure}{sign}", f"as in {_EXAMPLES[measure]}")
    return Measured(measure=measure, comparison=_SIGNS.get(sign) or Comparison(sign), number=number)


def _whole(value: str, *, negative: bool) -> int | None:
    return int(value) if _WHOLE.fullmatch(value) and (negative or value[0] != "-") else None


def _hundredths(value: str) -> int | None:
    found = _EASE.fullmatch(value)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None
