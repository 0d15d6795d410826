"""Questions that the author wrote with their answers: used word for word."""

from collections.abc import Iterator, Sequence

from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.paths.values import Answered
from quizzes.core.questions import Flashcard


def facts_of(block: Answered) -> Iterator[Fact]:
    """The question has its answer."""
    quote = f"{block.question.shown} {block.answer.shown}"
    yield fact(block, Kind.ANSWER, subject=block.question, value=block.answer, lines=block.lines, quote=quote)


def cards(block: Answered, facts: Sequence[Fact], _: Deck) -> Iterator[Slot]:
    """A flashcard with both."""
    for told in facts:
        card = Flashcard(id="", ask=told.subject.shown, answer=told.value.shown)
        yield Slot(block=block, facts=(told,), candidates=(card,))


RULES = (cards,)
