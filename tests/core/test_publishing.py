"""What a plan tells people: differences by field, what a text would undo, how a former edition comes back."""

from dataclasses import replace

from quizzes.core.banks import Bank, PathRef, Standing, plan
from quizzes.core.publishing import differences, plan_report, restored, undoing
from tests.factories import choice, option


def bank(*questions, title="Basics"):
    return Bank(id="basics", title=title, questions=questions, lines=tuple(range(4, 4 + len(questions))))


A, B, C = choice("a"), choice("b"), choice("c")
NEWER = replace(A, explain="Why.")


def test_a_difference_is_told_field_by_field_as_its_author_writes_it():
    old = replace(A, hint="Look up.")
    new = replace(A, rev=2, options=(*A.options, option("fourth")))

    assert [(one.field, one.before, one.after) for one in differences(old, new)] == [
        (
            "options",
            "- right: right\n- wrong: wrong\n- wrong: other",
            "- right: right\n- wrong: wrong\n- wrong: other\n- wrong: fourth",
        ),
        ("hint", "Look up.", ""),
        ("rev", "", "2"),
    ]


def test_a_report_names_each_question_with_its_line_and_whom_it_touches():
    new = bank(NEWER, replace(B, id="bee", was=("b",)), C)
    report = plan_report(plan([Standing(A), Standing(B)], new), new, base=3, learners={"a": 2, "b": 1})

    assert [(one.id, one.line, one.learners) for one in report.changed] == [("a", 4, 2)]
    assert [(one.id, one.ask, one.line, one.learners) for one in report.renamed] == [("bee", "What is b?", 5, 1)]
    assert [(one.id, [d.after for d in one.differences]) for one in report.new] == [("c", ["What is c?"])]
    assert (report.base, report.unchanged, report.empty, report.stopped) == (3, 0, False, False)


def test_a_text_undoes_what_was_changed_since_it_was_known_and_nothing_else():
    known, latest = bank(A, B), bank(NEWER, B, C)

    def ids(new):
        return [item.id for item in undoing(known=known, latest=latest, new=new)]

    assert ids(latest) == []
    assert ids(bank(NEWER, replace(B, hint="mine"), C)) == []
    assert ids(bank(A, B, C)) == ["a"]
    assert ids(bank(replace(A, explain="Mine."), B)) == ["a", "c"]
    assert ids(bank(NEWER, C)) == []


def test_a_question_taken_out_meanwhile_is_not_brought_back_unseen():
    assert [item.id for item in undoing(known=bank(A, B), latest=bank(A), new=bank(A, B))] == ["b"]


def test_a_newer_edition_of_the_path_is_not_turned_back_unseen():
    def on(edition):
        return replace(bank(A), path=PathRef(id="path", file="path.md", sha256=edition))

    found = undoing(known=on("old"), latest=on("new"), new=on("old"))
    assert [(item.id, one.field, one.before, one.after) for item in found for one in item.differences] == [
        ("bank", "path", "path.md, sha256 new", "path.md, sha256 old")
    ]
    assert undoing(known=on("old"), latest=on("old"), new=on("new")) == ()


def test_a_deck_that_no_file_knows_is_guarded_as_a_whole():
    latest = bank(A, B, title="Named here")
    found = undoing(known=None, latest=latest, new=bank(NEWER, C))

    assert [(item.id, item.differences[0].field) for item in found] == [
        ("bank", "title"),
        ("a", "explain"),
        ("b", "ask"),
    ]


def test_a_former_edition_follows_renames_and_never_lowers_rev():
    former = bank(A, B)
    standing = [Standing(replace(A, id="again", was=("a",))), Standing(replace(B, rev=4))]
    back = restored(former, standing=standing, key="basics")

    assert [(question.id, question.was, question.rev) for question in back.questions] == [
        ("a", ("again",), 1),
        ("b", (), 5),
    ]
    planned = plan(standing, back)
    assert [(entry.was, entry.id) for entry in planned.renamed] == [("again", "a")]
    assert not planned.stopped


def test_what_stands_comes_back_as_it_was():
    assert restored(bank(A, B), standing=[Standing(A), Standing(B), Standing(C)], key="basics") == bank(A, B)
