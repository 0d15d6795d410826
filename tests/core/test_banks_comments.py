"""Comments outlive a bank that is written anew."""

from dataclasses import replace

from quizzes.core.banks import Bank, SourceFile, check
from quizzes.core.banks.comments import write_beside

TEXT = """# Harbour masters keep this bank.

format: 1
bank: {id: harbour, title: Harbour}

questions:
# The first lesson.
# Ask it early.
- id: buoy
  kind: flashcard
  ask: Which buoy is red?
  answer: |
    # The port one.
    It stays to port.

# Said twice a year.
- id: tide
  kind: flashcard
  ask: Which tide is high?
  answer: |
    The spring tide.
    # No comment.
- id: rope
  kind: flashcard
  ask: Which rope holds?
  answer: The thick one.
"""


def bank_of(text: str) -> Bank:
    return check([SourceFile("harbour.yaml", text.encode())]).banks[0]


def test_the_same_bank_keeps_every_comment_where_it_stood() -> None:
    once = write_beside(bank_of(TEXT), old=bank_of(TEXT), text=TEXT)

    assert once.startswith("# Harbour masters keep this bank.\n\nformat: 1\n")
    assert "# The first lesson.\n# Ask it early.\n- id: buoy\n" in once
    assert "\n\n# Said twice a year.\n- id: tide\n" in once
    assert write_beside(bank_of(once), old=bank_of(once), text=once) == once
    assert bank_of(once).questions == bank_of(TEXT).questions


def test_a_line_of_a_text_is_no_comment() -> None:
    once = write_beside(bank_of(TEXT), old=bank_of(TEXT), text=TEXT)

    assert once.count("# No comment.") == once.count("# The port one.") == 1


def test_a_comment_goes_with_its_question() -> None:
    old = bank_of(TEXT)
    new = replace(old, questions=(replace(old.questions[2], ask="Which?"), old.questions[1]), lines=())
    text = write_beside(new, old=old, text=TEXT)

    assert "\n\n# Said twice a year.\n- id: tide\n" in text
    assert "Ask it early" not in text


def test_indented_questions_have_comments_too() -> None:
    head, _, listing = TEXT.partition("questions:\n")
    indented = f"{head}questions:\n" + "".join(f"  {line}\n" if line else "\n" for line in listing.splitlines())
    text = write_beside(bank_of(indented), old=bank_of(indented), text=indented)

    assert "# The first lesson.\n# Ask it early.\n- id: buoy\n" in text
    assert bank_of(text).questions == bank_of(TEXT).questions
