"""A slot is a place for one question: what it tests and from which side, and the candidates for it, best first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from quizzes.core.generation.facts import Fact, FactBase
from quizzes.core.generation.words import Lexicon
from quizzes.core.paths.values import Block, Section
from quizzes.core.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The first of `candidates` that passes the lints becomes the question.

    Templates leave a candidate's id, explanation and origin empty; they follow from `facts`, `name` and `direction`.
    A composite has a `key` and a `name` of its own, made of its block's and its shape; else both are the fact's.
    `fewest_wrong` is 1 where the subject has but two sides.
    """

    block: Block
    facts: tuple[Fact, ...]
    candidates: Iterable[Question] = field(repr=False)
    direction: str = ""
    key: str = ""
    name: tuple[str, ...] = ()
    fewest_wrong: int = 2


@dataclass(frozen=True)
class Deck:
    """What templates may look at beyond their own block."""

    base: FactBase
    lexicon: Lexicon
    sections: Sequence[Section]

    def title(self, section: Section) -> str:
        """The section's title, after that of the section around it where several have the same."""
        around = self.sections[section.parent or 0]
        return (
            f"{around.title} › {section.title}" if section.title in self._repeated and around.level else section.title
        )

    @cached_property
    def _repeated(self) -> frozenset[str]:
        times = Counter(section.title for section in self.sections)
        return frozenset(title for title, count in times.items() if count > 1)

    def placed(self, ask: str, section: Section) -> str:
        """The stem with the section's title in front, for subjects that mean nothing alone or stand in two places."""
        if not section.title or ask.startswith("In “"):
            return ask
        return f"In “{self.title(section)}”, {ask[:1].lower()}{ask[1:]}"

    def chapter(self, section: Section) -> Section:
        """The section of level 2 that this one is part of, or the outermost there is."""
        while section.parent and section.level > 2:
            section = self.sections[section.parent]
        return section
