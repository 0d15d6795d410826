"""A question's answer in one line, for lists."""

from quizzes.core.questions import (
    Choice,
    Cloze,
    Decision,
    Flashcard,
    Match,
    Multi,
    Order,
    Question,
    Task,
    TrueFalse,
    Typed,
    Verdict,
)


def answer_line(question: Question) -> str:
    """What would be right, as Markdown; the parts of a longer answer stand apart by dots or arrows."""
    match question:
        case Choice() | Multi() | Decision():
            return " · ".join(o.text for o in question.options if o.verdict in (Verdict.RIGHT, Verdict.BEST))
        case TrueFalse():
            return "True" if question.answer else "False"
        case Typed() | Flashcard():
            return question.answer
        case Cloze():
            return " · ".join(blank.answer for blank in question.blanks)
        case Match():
            return " · ".join(f"{pair.left} → {pair.right}" for pair in question.pairs)
        case Order() | Task():
            return " → ".join(step.text for step in question.steps)
