"""Reading a file: what is refused, where, and that what is read stays as it was typed."""

import subprocess
import sys

import pytest

from quizzes.core.banks import BROWSER_LIMIT, FILE_LIMIT, SourceFile, check, events
from quizzes.core.problems import Severity

HEAD = "format: 1\nbank: {id: b, title: B}\nquestions:\n"
CARD = "- id: {}\n  kind: flashcard\n  ask: What is it called?\n  answer: x\n"


def problems(text, **options):
    data = text if isinstance(text, bytes) else (HEAD + text).encode()
    return check([SourceFile("b.yaml", data)], **options).problems


def places(text, **options):
    return [(problem.code, problem.line, problem.column) for problem in problems(text, **options)]


def questions(text):
    checked = check([SourceFile("b.yaml", (HEAD + text).encode())])
    assert checked.errors == ()
    return checked.banks[0].questions


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"format: 1\nbank: \xff", ("Y100", 2, 7)),
        ("format: 1\nbänk: ".encode() + b"\xe9", ("Y100", 2, 7)),
        ("format: 1".encode("utf-16"), ("Y100", 1, 1)),
        (b"a: \x07", ("Y102", 1, 4)),
        (b"a: b\n\x00", ("Y102", 2, 1)),
        ("a: b\u2028c".encode(), ("Y102", 1, 5)),
        ("a: b\u202ec".encode(), ("Y103", 1, 5)),
        ("a: \u2066".encode(), ("Y103", 1, 4)),
        (b"a: \xed\xa0\x80", ("Y100", 1, 4)),
        (b'a: "\\ud800"', ("Y106", 1, 7)),
        (b"", ("Y119", 1, 1)),
        (b"# nothing\n", ("Y119", 1, 1)),
    ],
)
def test_a_file_that_is_no_plain_text_is_refused_with_its_place(data, place):
    assert places(data) == [place]


@pytest.mark.parametrize(("escape", "code"), [(r"\u202E", "Y103"), (r"\x07", "Y102"), (r"\e", "Y102"), (r"\N", "Y102")])
def test_an_escape_smuggles_no_hidden_character_in(escape, code):
    assert places(f'- id: a\n  kind: task\n  ask: "x{escape}y"\n') == [(code, 6, 8)]


def test_a_byte_order_mark_and_windows_line_ends_are_nothing_to_speak_of():
    text = "\ufeff" + (HEAD + CARD.format("a")).replace("\n", "\r\n")
    checked = check([SourceFile("b.yaml", text.encode())])
    assert checked.problems == ()
    assert checked.banks[0].questions[0].answer == "x"


def test_a_file_over_the_limit_is_refused_before_it_is_read():
    data = b"[" * (BROWSER_LIMIT + 1)
    assert [code for code, *_ in places(data, limit_bytes=BROWSER_LIMIT)] == ["Y101"]


def test_a_file_over_32_mb_is_refused_before_it_is_decoded():
    assert places(b"\xff" * (FILE_LIMIT + 1)) == [("Y101", 1, 1)]


def test_names_for_copying_are_never_followed():
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    found = problems("\n".join(lines).encode())
    assert {problem.code for problem in found} == {"Y110", "Y201", "Y203"}
    assert len(found) < 200


@pytest.mark.parametrize("filling", [" ", "-", "- ", "a", ": ", "'", "#", " #", "[", "\u00a0", "x  ", "key: "])
def test_a_long_line_that_breaks_takes_no_longer_than_a_short_one_for_each_sign(filling):
    # Work that grew with the square of the length would never end here.
    found = problems(f"- id: a\n  kind: task\n   ask: `x` {filling * 200_000} `y\n  hint: 'x\n")
    assert found
    assert all(len(problem.quote) <= 240 for problem in found)


def test_deep_nesting_is_a_problem_and_never_a_crash():
    # In a process of its own: a crash of the parser would take the test run with it.
    script = (
        "from quizzes.core.banks import SourceFile, check\n"
        "for opening in ('[', '{a: ', '- ', '? ', '[[{b: '):\n"
        "    data = ('questions:\\n  ' + opening * 50_000).encode()\n"
        "    print(check([SourceFile('b', data)]).problems[-1].code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["Y114"] * 5), done.stderr


def test_deep_indentation_is_refused_at_the_level_that_is_too_deep():
    text = "\n".join(" " * depth + "a:" for depth in range(30))
    assert places(text.encode()) == [("Y114", 21, 21)]


def test_more_questions_than_fit_are_refused_where_the_first_too_many_stands():
    assert places("- x\n" * 20_001) == [("Y117", 20_004, 3)]


def test_more_texts_than_fit_are_refused(monkeypatch):
    monkeypatch.setattr(events, "MAX_NODES", 30)
    assert [code for code, *_ in places(b"questions: [" + b"a," * 30 + b"]")] == ["Y115"]


def test_a_text_of_over_twenty_thousand_bytes_is_refused():
    assert places(f"- id: a\n  kind: task\n  ask: {'ä' * 10_000}\n") == []
    assert places(f"- id: a\n  kind: task\n  ask: {'ä' * 10_001}\n") == [("Y210", 6, 8)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- id: a\n\tkind: task\n  ask: x.\n", ("Y105", 5, 1)),
        ("- id: a\n  kind:\ttask\n  ask: x.\n", ("Y105", 5, 8)),
        ("- id: a\n  kind: task\n  ask: x\n\ty.\n", ("Y105", 7, 1)),
        ("- id: a\n  kind: task\n  ask: |\n    x\n\ty\n", ("Y105", 8, 1)),
        ('- id: a\n  kind: task\n  ask: "x\n\ty"\n', ("Y105", 7, 1)),
    ],
)
def test_a_tab_outside_a_text_is_refused(text, place):
    assert places(text) == [place]


def test_a_tab_inside_a_text_is_text():
    (task,) = questions("- id: a\n  kind: task\n  ask: |\n    all:\n    \tmake it\n")
    assert task.ask == "all:\n\tmake it"


def test_a_tab_in_a_comment_hurts_nobody():
    assert places("- id: a #\tx\n  kind: task\n  ask: x.\n") == []


def test_the_last_line_break_of_a_block_belongs_to_the_notation():
    first, second = questions(
        "- id: a\n  kind: task\n  ask: |\n    x\n\n    y\n- id: b\n  kind: task\n  ask: >-\n    x\n    y\n"
    )
    assert (first.ask, second.ask) == ("x\n\ny", "x y")


@pytest.mark.parametrize("ask", ["![a](b)", "x ![](b) y", "![a [b] c](d)", "![a][b]", "`x` ![a](b) `y`"])
def test_an_image_is_refused(ask):
    assert places(f'- id: a\n  kind: task\n  ask: "{ask}"\n') == [("Y308", 6, 8)]


@pytest.mark.parametrize(
    "ask", ["`![a](b)`", "``` ` ![a](b) ```", "[a](b)!", "Wow![a]", "\\![a](b)", "a[1] != b[2](x)"]
)
def test_what_only_looks_like_an_image_is_text(ask):
    assert places(f"- id: a\n  kind: task\n  ask: '{ask}'\n") == []


def test_every_value_stays_what_the_author_typed():
    (pairs,) = questions("- id: 1e3\n  kind: match\n  ask: 1:30\n  pairs: {no: 22, 012: yes, ~: 1_000}\n  fact: null\n")
    assert (pairs.id, pairs.ask, pairs.fact) == ("1e3", "1:30", "null")
    assert [(pair.left, pair.right) for pair in pairs.pairs] == [("no", "22"), ("012", "yes"), ("~", "1_000")]


def test_defaults_add_their_tags_and_give_their_source_where_none_stands():
    text = (
        "format: 1\nbank: {id: b, title: B}\ndefaults: {tags: [t, u], source: p.md}\nquestions:\n"
        "- {id: a, kind: task, ask: x., tags: [v, t]}\n- {id: b, kind: task, ask: x., source: q.md}\n"
    )
    first, second = check([SourceFile("b", text.encode())]).banks[0].questions
    assert (first.tags, first.source) == (("t", "u", "v"), "p.md")
    assert (second.tags, second.source) == (("t", "u"), "q.md")


def test_problems_of_all_files_come_in_one_run_in_the_order_of_files_and_lines():
    files = [
        SourceFile("z.yaml", (HEAD + "- id: a\n  kind: task\n- id: b\n  kind: tusk\n").encode()),
        SourceFile("a.yaml", b"- "),
        SourceFile("good.yaml", (HEAD + CARD.format("a")).encode()),
    ]
    checked = check(files)
    assert [(problem.file, problem.line) for problem in checked.problems] == [
        ("z.yaml", 4),
        ("z.yaml", 7),
        ("a.yaml", 1),
    ]
    assert [bank.file for bank in checked.banks] == ["good.yaml"]


def test_two_files_cannot_hold_the_same_bank():
    data = (HEAD + CARD.format("a")).encode()
    checked = check([SourceFile("one.yaml", data), SourceFile("two.yaml", data)])
    assert [(problem.code, problem.file) for problem in checked.problems] == [("Y310", "two.yaml")]


def test_a_warning_leaves_the_bank_and_an_error_withholds_it():
    warned = check([SourceFile("b", (HEAD + "- id: a\n  kind: task\n  ask: It is done.\n").encode())])
    assert [problem.severity for problem in warned.problems] == [Severity.WARNING]
    assert len(warned.banks) == len(warned.warnings) == 1
    refused = check([SourceFile("b", (HEAD + "- id: a\n  kind: task\n").encode())])
    assert (len(refused.banks), len(refused.errors)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("- kind: task\n  ask: Which port does SSH use?\n", "- id: port-ssh-use\n  kind: task"),
        ("- id: a\n  kind: tusk\n  ask: x.\n", "  kind: task"),
        ("- id: a\n  kind: task\n  aks: x.\n  ask: y.\n", "  ask: x."),
        ("- id: a\n  kind: task\n  ask: x.\n  status: retird\n", "  status: retired"),
        ("- id: a\n  kind: task\n  ask: a: b\n", '  ask: "a: b"'),
        ("- id: a\n  kind: task\n  ask: @a\n", '  ask: "@a"'),
        ("- id: a\n  kind: task\n  ask: 'it's'\n", '  ask: "it\'s"'),
        ('- id: a\n  kind: task\n  ask: "C:\\w"\n', "  ask: 'C:\\w'"),
        ("- id: a\n  kind: task\n  ask: x.\n  tags: y\n", "  tags: [y]"),
    ],
)
def test_the_corrected_line_is_given_where_it_can_be_built(text, fix):
    assert [problem.fix for problem in problems(text) if problem.fix] == [fix]


def test_proposed_ids_differ_from_each_other_and_from_all_that_stand():
    text = "- kind: task\n  ask: Moor the ship.\n" * 2 + "- id: moor-ship\n  kind: task\n  ask: x.\n"
    assert [problem.fix for problem in problems(text)] == [
        "- id: moor-ship-2\n  kind: task",
        "- id: moor-ship-3\n  kind: task",
    ]


def test_a_problem_names_its_question_also_where_reading_broke_off():
    text = CARD.format("first") + "- id: second\n  kind: task\n  ask: a: b\n- ask: `x`\n"
    assert [problem.question for problem in problems(text)] == ["second", None]


def test_a_bank_that_breaks_everywhere_is_given_up_after_a_hundred_lines():
    assert len(problems("- ask: `x`\n" * 150)) == 100


def test_every_broken_line_of_a_question_is_named_at_once_where_the_correction_holds():
    text = "- id: a\n  kind: choice\n  ask: `x`?\n  options:\n  - right: @y\n  - wrong: C: z\n"
    assert places(text) == [("Y107", 6, 8), ("Y107", 8, 12), ("Y104", 9, 12)]


def test_what_breaks_above_the_questions_hides_none_of_theirs():
    text = "format: 1\nbank: {id: b, title: B\nquestions:\n- {id: a, kind: task}\n- {id: a, kind: tusk, ask: x.}\n"
    assert places(text.encode()) == [("Y109", 2, 7), ("Y203", 4, 3), ("Y301", 5, 8), ("Y202", 5, 17)]


def test_what_follows_the_bank_in_a_second_document_hides_none_of_its_problems():
    assert places("- {id: a, kind: task}\n---\nmore\n") == [("Y203", 4, 3), ("Y112", 5, 1)]


def test_what_breaks_only_between_the_questions_is_named_too():
    assert places("- {id: a, kind: task, ask: x.}\ndefaults: {tags: [x]\n- {id: b, kind: task, ask: x.}\n") != []
    assert places("- {id: a, kind: task, ask: x.}\n- {id: b, kind: task, ask: [x\n- y]}\n") != []


def test_a_question_nested_too_deep_hides_no_other():
    assert places(f"- id: a\n  ask: {'[' * 30}\n- {{id: b, kind: task}}\n") == [("Y114", 5, 25), ("Y203", 6, 3)]
