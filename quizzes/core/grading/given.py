"""What was answered, in words: for the log of a card and for the author of a flagged question."""

from quizzes.core.grading.values import Response
from quizzes.core.questions import Choice, Cloze, Decision, Match, Multi, Order, Question, TrueFalse

UNKNOWN = "I don’t know"


def given(question: Question, response: Response) -> tuple[str, ...]:
    """The parts of an answer as Markdown, in the order in which they were given; one line for "I don't know"."""
    if response.empty:
        return (UNKNOWN,)
    match question:
        case Choice() | Multi() | Decision():
            texts = {option.key: option.text for option in question.options}
        case Order():
            texts = {step.key: step.text for step in question.steps}
        case Match():
            return _pairs(question, response)
        case Cloze():
            return tuple(text or "…" for text in response.texts)
        case TrueFalse():
            texts = {"true": "True", "false": "False"}
        case _:
            texts = {key: key.capitalize() for key in response.keys}
    typed = tuple(text for text in response.texts if text.strip())
    return (*typed, *(texts.get(key, "…") for key in response.keys))


def _pairs(question: Match, response: Response) -> tuple[str, ...]:
    sides = {pair.right_key: pair.right for pair in question.pairs} | {one.key: one.text for one in question.extra}
    pairs = zip(question.pairs, response.keys, strict=False)
    return tuple(f"{pair.left} → {sides.get(key, '…')}" for pair, key in pairs)
