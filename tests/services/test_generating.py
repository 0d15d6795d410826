"""What a text gave is kept for a while."""

from quizzes.services.generating import MOST_KEPT, generated

PATH = """# Trees

## Leaves

- **Oak** — Lobed leaves.
- **Ash** — Feathered leaves.
- **Elm** — Lopsided leaves.
"""


def test_a_text_is_read_once_until_others_come() -> None:
    first = generated(PATH, file="trees.md")
    assert generated(PATH, file="trees.md") is first

    for number in range(MOST_KEPT):
        generated(f"{PATH}\n{number}", file="trees.md")

    assert generated(PATH, file="trees.md") is not first


def test_what_is_asked_for_again_stays_longer_than_what_is_not() -> None:
    first, second = generated(PATH, file="1.md"), generated(PATH, file="2.md")
    for number in range(MOST_KEPT - 1):
        assert generated(PATH, file="1.md") is first
        generated(f"{PATH}\n{number}", file="trees.md")

    assert generated(PATH, file="1.md") is first
    assert generated(PATH, file="2.md") is not second


def test_another_text_and_another_name_give_other_questions() -> None:
    first = generated(PATH, file="trees.md")

    assert generated(PATH, file="wood.md").questions[0].source != first.questions[0].source
    assert generated(PATH.replace("Lobed", "Round"), file="trees.md").questions != first.questions


def test_only_what_is_read_tells_how_far_it_is() -> None:
    told: list[float] = []
    text = f"{PATH}\nNobody asked for this before.\n"

    generated(text, file="trees.md", progress=told.append)
    assert told
    generated(text, file="trees.md", progress=lambda _share: told.clear())
    assert told
