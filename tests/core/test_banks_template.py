"""The examples an author begins with."""

import pytest

from quizzes.core.banks import SourceFile, check
from quizzes.core.banks.splice import question_lines
from quizzes.core.banks.template import example, new_bank
from quizzes.core.questions import KINDS


def test_a_new_bank_shows_every_kind_and_passes_without_a_warning():
    text = new_bank("night-sky", "The night sky: a start")
    checked = check([SourceFile("b.yaml", text.encode())])

    assert checked.problems == ()
    assert [question.kind for question in checked.banks[0].questions] == list(KINDS)
    assert checked.banks[0].title == "The night sky: a start"
    assert text.count("\n# ") >= len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_stands_alone_under_an_id_of_its_own(kind):
    own = next(iter(question_lines(f"questions:\n{example(kind)}")))
    text = f"format: 1\nbank: {{id: b, title: B}}\nquestions:\n{example(kind, taken=[own, own + '-2'])}"
    checked = check([SourceFile("b.yaml", text.encode())])

    assert checked.problems == ()
    assert [(question.id, question.kind) for question in checked.banks[0].questions] == [(f"{own}-3", kind)]
