"""What the manual says of a rule beside its sentence."""

from dataclasses import dataclass

HEAD = "format: 1\nbank: {id: boats, title: Boats}\n"


@dataclass(frozen=True, slots=True)
class Lesson:
    """Why a rule is there, an example that breaks it, and the same put right; some are told without an example."""

    why: str
    wrong: str = ""
    right: str = ""


def whole(text: str, *, head: str = HEAD) -> str:
    """An example that is a whole file and no list of questions."""
    return f"{head}{text}" if head + text else "# nothing yet"


def as_file(example: str) -> str:
    """The example as a file: a list of questions gets its head."""
    is_list = example.startswith("-")
    return f"{HEAD}questions:\n{example}\n" if is_list else f"{example}\n"
