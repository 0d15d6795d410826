"""A bank as YAML that people like to read: short, always the same bytes for the same bank, and it reads back equal."""

from collections import Counter

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.forms import Form, kept, question_form
from quizzes.core.banks.layout import entry_lines, item_lines
from quizzes.core.questions import Question


def write(bank: Bank) -> str:
    """The YAML of a bank; `check` reads the same bank from it. Raises `Unwritable` for control characters."""
    tags, source = _shared(bank.questions)
    lines = ["format: 1", *entry_lines("bank", _head(bank), 0)]
    if defaults := kept({"tags": list(tags), "source": source}):
        lines += entry_lines("defaults", defaults, 0)
    lines += ["", "questions:" if bank.questions else "questions: []"]
    for place, question in enumerate(bank.questions):
        lines += [""] * (place > 0)
        lines += item_lines(question_form(question, tags=tags, source=source), 0)
    return "\n".join(lines) + "\n"


def _shared(questions: tuple[Question, ...]) -> tuple[tuple[str, ...], str]:
    """What is written once for all: the first tags, and the source most of them have."""
    if len(questions) < 2:
        return (), ""
    tags = questions[0].tags
    for question in questions:
        same = next((n for n, (a, b) in enumerate(zip(tags, question.tags, strict=False)) if a != b), None)
        tags = tags[: min(len(tags), len(question.tags)) if same is None else same]
    return tags, _main_source([question.source for question in questions])


def _main_source(sources: list[str]) -> str:
    """The source of more than half of the questions, if all have one: a default would give it to those without."""
    source, times = Counter(sources).most_common(1)[0]
    return source if all(sources) and 2 * times > len(sources) else ""


def _head(bank: Bank) -> Form:
    path = bank.path
    return kept(
        {
            "id": bank.id,
            "title": bank.title,
            "lang": bank.lang,
            "license": bank.license,
            "path": {"id": path.id, "file": path.file, "sha256": path.sha256} if path else {},
        }
    )
