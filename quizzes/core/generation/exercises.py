"""Exercises as tasks: something to do, with its sentences as steps where there are several."""

from collections.abc import Iterator, Sequence

from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.words import strong
from quizzes.core.paths.inline import sentences
from quizzes.core.paths.values import Exercise
from quizzes.core.questions import Choosable, Task, text_key


def facts_of(block: Exercise) -> Iterator[Fact]:
    """The exercise under its name, or under its text if it has none."""
    name, todo = block.text.term or block.text, block.text.rest or block.text
    quote = block.text.shown if name is todo else f"{strong(name)}: {todo.shown}"
    yield fact(block, Kind.TASK, subject=name, value=todo, lines=block.lines, quote=quote)


def tasks(block: Exercise, facts: Sequence[Fact], _deck: Deck) -> Iterator[Slot]:
    """One task per exercise, on its chapter's checklist."""
    for told in facts:
        steps = sentences(told.value)
        named = told.subject != told.value
        single = len(steps) < 2
        ask = f"{strong(told.subject)}: {told.value.shown}" if named and single else strong(told.subject)
        listed = () if single else tuple(Choosable(key=text_key(step.shown), text=step.shown) for step in steps)
        yield Slot(
            block=block,
            facts=(told,),
            candidates=(Task(id="", ask=ask if named else told.value.shown, steps=listed if named else ()),),
        )


RULES = (tasks,)
