"""Which choices are fit to be typed once they are known well: one short answer, spelled one way, and no other fits."""

import re
from collections import defaultdict
from dataclasses import replace

from quizzes.core.generation.facts import Fact, FactBase
from quizzes.core.generation.slots import Slot
from quizzes.core.generation.words import fold
from quizzes.core.paths.inline import unmarked
from quizzes.core.questions import Choice, Decision, Question, Verdict

_WORDS = re.compile(r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,3}")
# What has spaces, signs or a unit is typed in too many ways.
_CODE = re.compile(r"`[^\W\d][\w.-]*`|`?\d+`?")
_LEANS = re.compile(r"\bof these\b", re.IGNORECASE)


class Recall:
    """Knows which facts of a document have but one subject, or but one value, and so which answers can be recalled."""

    def __init__(self, base: FactBase) -> None:
        self._values: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._subjects: dict[str, set[str]] = defaultdict(set)
        for told in (told for _, facts in base.of_block for told in facts):
            subject = fold(told.subject.plain)
            self._values[subject, told.attribute].add(fold(told.value.plain))
            for atom in told.atoms:
                self._subjects[atom].add(subject)

    def marked(self, question: Question, slot: Slot) -> Question:
        """The question, with `recall` where its answer can be typed from memory."""
        if not isinstance(question, Choice | Decision) or len(slot.facts) > 1 or _LEANS.search(question.ask):
            return question
        right = next(option.text for option in question.options if option.verdict in (Verdict.RIGHT, Verdict.BEST))
        fits = _spelled_one_way(right) and self._alone(slot.facts[0], unmarked(right))
        return replace(question, recall=fits)

    def _alone(self, told: Fact, answer: str) -> bool:
        """Whether no other subject has the value, or no other value the subject and this one is a name."""
        subject = fold(told.subject.plain)
        if fold(answer) == subject:
            owners = [self._subjects[atom] for atom in told.atoms]
            rivals = min(owners, key=len, default=set())
            return all(one == subject or not all(one in held for held in owners) for one in rivals)
        only = self._values[subject, told.attribute] == {fold(answer)}
        return only and all(not word[:1].islower() for word in told.value.plain.split())


def _spelled_one_way(text: str) -> bool:
    """Whether an answer is at most four plain words, one word of code, or a whole number."""
    return bool(_CODE.fullmatch(text) or _WORDS.fullmatch(unmarked(text)))
