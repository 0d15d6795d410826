"""From recognition to recall: a mature card with a short answer is asked without its options, to be typed."""

from enum import StrEnum

from quizzes.core.grading import Grade, Mark, Response
from quizzes.core.questions import Choice, Decision, Question
from quizzes.core.scheduling.card import MATURE_DAYS, CardState


class Presentation(StrEnum):
    """How a question is asked; a wrong typed answer is followed by the options, as part of the same presentation."""

    OPTIONS = "options"
    TYPED = "typed"


def presentation_of(question: Question, card: CardState) -> Presentation:
    """How this card asks its question, as it stands; decided once, when it is shown."""
    recalls = isinstance(question, Choice | Decision) and question.recall
    return Presentation.TYPED if recalls and card.memory.interval_days >= MATURE_DAYS else Presentation.OPTIONS


def with_tried(response: Response, tried: str) -> Response:
    """The response to the options together with what was typed before they were shown."""
    unknown = response.unknown or not any(response.keys)
    return Response(unknown=unknown, keys=response.keys, texts=(tried,) if tried else ())


def is_rescued(presentation: Presentation, response: Response) -> bool:
    """Whether the options had to help: something was picked where it was to be typed."""
    return presentation is Presentation.TYPED and any(response.keys)


def wants_options(response: Response, grade: Grade, *, presentation: Presentation, tried: str | None) -> bool:
    """Whether this was only the first half of an answer: typed and not right, or not known."""
    first_half = presentation is Presentation.TYPED and tried is None
    return first_half and not any(response.keys) and grade.verdict is not Mark.RIGHT


def typed_of(response: Response) -> str:
    """What was typed in the first half of an answer; nothing if it was not known."""
    return "" if response.unknown else "".join(response.texts).strip()
