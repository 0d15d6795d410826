"""Two things side by side, from what a path says."""

from quizzes.core.confusions import Mix
from quizzes.core.contrasts import SAID, Row, contrast

PATH = """# Signals

## Lights

| Light | Rhythm | Used at |
|-------|--------|---------|
| Fixed | never goes out | harbours |
| Flashing | more dark than light | headlands |
| Occulting | more light than dark | headlands |

## Sounds

- **Bell** -- struck metal. Works without power.
- **Horn** -- a long low tone. Needs compressed air.

## Fixed things

- **Fixed** -- bolted to the ground.
- **Loose** -- lying about.

Before the visit:

- The lens is dirty.
- The lamp is old.

After the visit:

- The lens shines.
- The lamp is new.
"""


def test_rows_are_the_attributes_that_both_have() -> None:
    found = contrast(Mix(left="Flashing", right="Fixed"), text=PATH, section="lights")

    assert found.rows == (
        Row(attribute="Rhythm", left="more dark than light", right="never goes out", left_line=8, right_line=7),
        Row(attribute="Used at", left="headlands", right="harbours", left_line=8, right_line=7),
    )


def test_the_section_says_what_a_name_stands_for() -> None:
    found = contrast(Mix(left="Fixed", right="Loose"), text=PATH, section="fixed-things")

    assert [(row.left, row.right) for row in found.rows] == [("bolted to the ground", "lying about")]


def test_a_name_that_is_a_value_stands_for_what_it_belongs_to() -> None:
    found = contrast(Mix(left="never goes out", right="more dark than light"), text=PATH, section="lights")

    assert [row.attribute for row in found.rows] == ["Rhythm", "Used at"]
    assert found.left == "never goes out"


def test_terms_have_what_the_path_says_and_more() -> None:
    found = contrast(Mix(left="Bell", right="Horn"), text=PATH, section="sounds")

    assert [(row.attribute, row.left, row.right) for row in found.rows] == [
        (SAID, "struck metal", "a long low tone"),
        ("And", "Works without power", "Needs compressed air"),
    ]


def test_two_labels_show_what_is_listed_under_each() -> None:
    found = contrast(Mix(left="After the visit", right="Before the visit"), text=PATH, section="fixed-things")

    assert [(row.left, row.right) for row in found.rows] == [
        ("The lens shines.", "The lens is dirty."),
        ("The lamp is new.", "The lamp is old."),
    ]


def test_the_bank_speaks_where_the_path_is_silent() -> None:
    mix = Mix(left="Oil", right="Gas", left_says="Burns slowly.", right_says="Burns fast.")
    row = Row(attribute=SAID, left="Burns slowly.", right="Burns fast.")

    assert contrast(mix, text=PATH).rows == (row,)
    assert contrast(mix, text=None).rows == (row,)
    assert contrast(Mix(left="Oil", right="Gas"), text=PATH).rows == ()


def test_the_test_asks_each_difference_from_both_sides() -> None:
    found = contrast(Mix(left="Flashing", right="Fixed"), text=PATH, section="lights")

    said = {(riddle.text, riddle.left) for riddle in found.riddles}
    assert len(found.riddles) == 4
    assert said == {
        ("more dark than light", True),
        ("never goes out", False),
        ("headlands", True),
        ("harbours", False),
    }


def test_the_test_leaves_out_what_is_equal_or_names_its_answer() -> None:
    same = contrast(Mix(left="Flashing", right="Occulting"), text=PATH, section="lights")
    naming = contrast(Mix(left="Oil", right="Gas", left_says="Oil burns.", right_says="It burns."), text=None)

    assert {riddle.attribute for riddle in same.riddles} == {"Rhythm"}
    assert naming.riddles == ()
