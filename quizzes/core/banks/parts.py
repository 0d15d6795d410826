"""The parts of a question that looks at a whole bank compare: stem, answers, options, facts."""

from collections.abc import Sequence
from functools import lru_cache

from quizzes.core.questions import (
    Choice,
    Cloze,
    Decision,
    Flashcard,
    Multi,
    Option,
    Question,
    Task,
    Typed,
    Verdict,
)

_MARKS = str.maketrans("", "", "`*")


def bare(text: str) -> str:
    """A text without the marks of code and emphasis."""
    return text.translate(_MARKS)


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """A text for comparing: case, spaces and emphasis do not count."""
    return " ".join(bare(text).casefold().split())


def is_asked(question: Question) -> bool:
    """Whether learners meet a question in reviews: tasks are done, and retired ones are gone."""
    return not (question.retired or isinstance(question, Task))


def stem_of(question: Question) -> str:
    """All that is shown before the options."""
    given = question.given if isinstance(question, Decision) else ()
    return " ".join((question.ask, *given))


def options_of(question: Question) -> Sequence[Option]:
    """The options to pick from; none for kinds that have none."""
    return question.options if isinstance(question, Choice | Multi | Decision) else ()


def is_right(option: Option) -> bool:
    """Whether picking this option is what the question wants."""
    return option.verdict in (Verdict.RIGHT, Verdict.BEST)


def answers_of(question: Question) -> tuple[str, ...]:
    """The texts that answer a question, each for itself; none where the answer is an order or a yes."""
    match question:
        case Choice() | Decision() | Multi():
            return tuple(option.text for option in question.options if is_right(option))
        case Typed() | Flashcard():
            return (question.answer,)
        case Cloze():
            return tuple(blank.answer for blank in question.blanks)
        case _:
            return ()


def facts_of(question: Question) -> frozenset[str]:
    """The facts that a question tests or gives away."""
    return frozenset(question.facts) | ({question.fact} if question.fact else frozenset())
