"""A learning path's text to the questions of its bank, with a word about every line."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from quizzes.core.banks.giveaways import kept_apart
from quizzes.core.banks.parts import options_of
from quizzes.core.banks.twins import twins
from quizzes.core.generation import limits
from quizzes.core.generation.balance import Asked, balanced
from quizzes.core.generation.coverage import Covered, Skip, coverage_of, skips
from quizzes.core.generation.cues import uncued
from quizzes.core.generation.facts import FactBase
from quizzes.core.generation.families import facts_of
from quizzes.core.generation.ids import Mint, slug
from quizzes.core.generation.lints import blocked
from quizzes.core.generation.prints import made_of, print_of
from quizzes.core.generation.recall import Recall
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.words import fold, lexicon, squeeze
from quizzes.core.paths.code import CodeBlock
from quizzes.core.paths.dialects import MARKS
from quizzes.core.paths.parse import parse
from quizzes.core.paths.values import Block, Material, Path, Skipped, Table, Unasked
from quizzes.core.problems import Problem, Severity
from quizzes.core.questions import Decision, Option, Origin, Question

_LONGEST_ID = 78
_ASKED_NEARLY = "Another question asks nearly the same."
_TOLD_BEFORE = "An earlier section says the same."
_NO_FORM = "No question of a known form fits this."
_NOT_TEXT = re.compile(r"\]\([^)]*\)|<[^>]+>|^\s*(?:```|~~~).*|`")


Progress = Callable[[float], None]
"""Told the share of a path that was read, from 0 to 1; what it raises stops the work."""


def untold(_share: float) -> None:
    """The progress of work that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """What a path's text gives: questions ready for a bank, and what became of every line that is not blank."""

    title: str
    path_id: str
    questions: tuple[Question, ...]
    coverage: tuple[Covered, ...]
    skipped: tuple[Skip, ...]
    problems: tuple[Problem, ...]


def generate(text: str, *, file: str, path_id: str | None = None, progress: Progress = untold) -> Generated:
    """The questions of a learning path; the same text gives the same questions, byte by byte, on any machine."""
    path = parse(text, file=file, path_id=path_id)
    session = _Writer(path, file, progress)
    asked = session.asked()
    questions = kept_apart([session.finished(slot, question) for slot, question in asked])
    named = [(slot, question.id) for (slot, _), question in zip(asked, questions, strict=True)]
    covered = coverage_of(path, named, session.refused)
    return Generated(
        title=path.title,
        path_id=path.id,
        questions=questions,
        coverage=covered,
        skipped=skips(covered),
        problems=(*path.problems, *session.problems, *_nothing(path, questions, file)),
    )


class _Writer:
    """Fills the slots of one path: the first candidate that may be asked gets what all questions have."""

    def __init__(self, path: Path, file: str, progress: Progress) -> None:
        self._path, self._file, self._progress = path, file, progress
        base = FactBase((block, facts_of(block)) for block in path.blocks)
        self._deck = Deck(base, lexicon(_prose(path)), path.sections)
        self._recall = Recall(base)
        self._mint = Mint(longest=_LONGEST_ID)
        self._squeezed: dict[int, str] = {}
        self._stems: set[str] = set()
        self.refused = {told.lines[0]: _TOLD_BEFORE for told in base.repeated}
        self.problems: list[Problem] = []

    def asked(self) -> list[Asked]:
        """The filled slots in reading order, statements balanced and cues evened out."""
        places = self._filled()
        filled = list(islice(places, limits.MOST_QUESTIONS))
        if surplus := next(places, None):
            self._leave_from(surplus[0].block.lines[0])
        return uncued(balanced(self._distinct(filled), passes=self._passes), passes=self._passes)

    def _distinct(self, filled: Sequence[Asked]) -> list[Asked]:
        """Without what asks nearly the same as a question before it."""
        told = [replace(question, facts=tuple(fact.id for fact in slot.facts)) for slot, question in filled]
        later = {at for _, at in twins(told)}
        for at in later:
            self.refused.setdefault(filled[at][0].facts[0].lines[0], _ASKED_NEARLY)
        return [asked for at, asked in enumerate(filled) if at not in later]

    def _filled(self) -> Iterator[Asked]:
        lines = max(1, len(self._path.source))
        for block, facts in self._deck.base.of_block:
            self._progress(block.lines[0] / lines)
            self.problems += limits.of_length(block, facts, file=self._file)
            self.refused |= {told.lines[0]: limits.BEYOND for told in limits.beyond(block, facts)}
            for slot in limits.places(block, facts, self._deck):
                question = self._first(slot)
                if question:
                    yield slot, question

    def _leave_from(self, line: int) -> None:
        """Say of everything from a line on that it found no room."""
        self.problems.append(limits.of_fullness(line, file=self._file))
        for _, facts in self._deck.base.of_block:
            for told in facts:
                if told.lines[0] >= line:
                    self.refused.setdefault(told.lines[0], limits.FULL)

    def _first(self, slot: Slot) -> Question | None:
        """The first candidate that may be asked; a stem asked before gets its section's title."""
        reason: str | None = None
        # Drawn in another order, options that were refused once are refused again.
        refused: dict[tuple[str, frozenset[Option]], str] = {}
        for question in slot.candidates:
            candidate = question
            if self._stem(candidate) in self._stems:
                candidate = replace(question, ask=self._deck.placed(question.ask, slot.block.section))
            stem, drawn = self._stem(candidate), (candidate.ask, frozenset(options_of(candidate)))
            asked = stem in self._stems
            reason = (
                "Another question asks the same." if asked else refused.get(drawn) or self._blocked(slot, candidate)
            )
            if reason is None:
                self._stems.add(stem)
                return candidate
            if drawn[1]:
                refused[drawn] = reason
        for told in slot.facts:
            self.refused.setdefault(told.lines[0], reason or _NO_FORM)
        return None

    def _passes(self, slot: Slot, question: Question) -> bool:
        return self._blocked(slot, question) is None

    def _blocked(self, slot: Slot, question: Question) -> str | None:
        return blocked(question, slot, self._source(slot))

    def _source(self, slot: Slot) -> str:
        lines = {line for told in slot.facts for line in (*range(told.lines[0], told.lines[1] + 1), *told.grounds)}
        return "".join(self._squeezed_line(line) for line in sorted(lines | set(slot.block.frame)))

    def _squeezed_line(self, line: int) -> str:
        if line not in self._squeezed:
            self._squeezed[line] = squeeze(_NOT_TEXT.sub("", MARKS.sub("", self._path.source[line - 1])))
        return self._squeezed[line]

    @staticmethod
    def _stem(question: Question) -> str:
        given = question.given if isinstance(question, Decision) else ()
        return fold(" ".join((question.ask, *given)))

    def finished(self, slot: Slot, question: Question) -> Question:
        """The question with its id, source, explanation and origin."""
        section = slot.block.section
        alone = len(slot.facts) == 1 and not slot.key
        key = slot.key or slot.facts[0].key
        name = self._mint.id_for(key + slot.direction, *(slot.name or (slot.facts[0].id,)), slot.direction)
        origin = Origin(
            section=section.anchor,
            lines=(min(told.lines[0] for told in slot.facts), max(told.lines[1] for told in slot.facts)),
            key=key,
            print=print_of(slot, self._path.source),
            made="",
        )
        chapter = slug(self._deck.chapter(section).title)
        whole = replace(
            self._recall.marked(question, slot),
            id=name,
            explain=_explanation(slot),
            source=f"{self._file}#{section.anchor}" if section.anchor else self._file,
            tags=(chapter,) if chapter else (),
            fact=slot.facts[0].id if alone else None,
            facts=() if alone else tuple(told.id for told in slot.facts),
            origin=origin,
        )
        return replace(whole, origin=replace(origin, made=made_of(whole)))


def _explanation(slot: Slot) -> str:
    """The source as readable prose; several facts as a list, what they quote alike once."""
    quotes = tuple(dict.fromkeys(told.quote for told in slot.facts))
    return quotes[0] if len(quotes) == 1 else "\n".join(f"- {quote}" for quote in quotes)


def _prose(path: Path) -> Iterator[str]:
    """The sentences and entries of a path for its vocabulary, without code, headings and headers of tables."""
    written = (block for block in path.blocks if not isinstance(block, Skipped) and not _is_code(block))
    for block in written:
        headers = block.frame if isinstance(block, Table) else ()
        first, last = block.lines
        yield from (path.source[line - 1] for line in range(first, last + 1) if line not in headers)


def _is_code(block: Block) -> bool:
    return isinstance(block, CodeBlock) or (
        isinstance(block, Unasked) and block.material in (Material.CODE, Material.DIAGRAM)
    )


def _nothing(path: Path, questions: Sequence[Question], file: str) -> Iterator[Problem]:
    if not questions and not path.problems:
        message = "Nothing here can be asked; add tables, lists of terms, steps, or what speaks for and against."
        yield Problem(code="P05", message=message, file=file, line=1, severity=Severity.WARNING)
