"""True and false statements in balance: as many are turned round as it takes, always the same ones."""

from collections.abc import Callable, Sequence

from quizzes.core.generation.facts import digest
from quizzes.core.generation.slots import Slot
from quizzes.core.questions import Question, TrueFalse

_FEW = 20
_SHARE = 0.05

Asked = tuple[Slot, Question]


def balanced(asked: Sequence[Asked], *, passes: Callable[[Slot, Question], bool]) -> list[Asked]:
    """The questions with 45–55 % of the statements true; below twenty of them the counts differ by two at most."""
    statements = [(at, slot, question) for at, (slot, question) in enumerate(asked) if isinstance(question, TrueFalse)]
    true = sum(question.answer for _, _, question in statements)
    surplus, excess = true * 2 > len(statements), abs(true * 2 - len(statements))
    allowed = 2 if len(statements) < _FEW else int(2 * _SHARE * len(statements))
    turns = max(0, -(-(excess - allowed) // 2))
    result = list(asked)
    for at, slot, question in sorted(statements, key=lambda entry: digest(entry[1].facts[0].key)):
        turned = next((other for other in slot.candidates if _turns(other, question) and passes(slot, other)), None)
        if turns and question.answer is surplus and turned:
            result[at] = (slot, turned)
            turns -= 1
    return result


def _turns(other: Question, question: TrueFalse) -> bool:
    return isinstance(other, TrueFalse) and other.answer is not question.answer
