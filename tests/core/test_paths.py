"""Reading learning paths: headings, texts, blocks, and files that are none."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizzes.core.markdown import render_inline
from quizzes.core.paths.dialects import is_directive, plain_markdown
from quizzes.core.paths.inline import escape, sentences, unmarked
from quizzes.core.paths.parse import parse
from quizzes.core.paths.slugs import Slugger, anchors
from quizzes.core.paths.source import MOST_BYTES, decode
from quizzes.core.paths.values import (
    Contrast,
    DecisionList,
    Exercise,
    Prose,
    Role,
    Skipped,
    Steps,
    Table,
    TableRole,
    TermList,
    Text,
    Unasked,
)
from quizzes.core.reading import chapters


def read(text, **options):
    return parse(text, file="folder/garden.md", **options)


def blocks(text, kind):
    return [block for block in read(text).blocks if isinstance(block, kind)]


def only(text, kind):
    (block,) = blocks(text, kind)
    return block


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("4.4 Types of Soil", "44-types-of-soil"),
        ("Rakes -- and hoes", "rakes----and-hoes"),
        ("What's `git push`?", "whats-git-push"),
        ("Über_Größe", "über_größe"),
        ("C++ & C#", "c--c"),
    ],
)
def test_anchors_follow_the_rule_of_github(heading, anchor):
    assert Slugger().slug(heading.replace("`", "")) == anchor


def test_repeated_headings_are_counted_even_where_a_number_is_taken():
    slugger = Slugger()
    assert [slugger.slug(name) for name in ("Soil", "Soil", "Soil 1", "Soil")] == [
        "soil",
        "soil-1",
        "soil-1-1",
        "soil-2",
    ]


def test_anchors_are_found_by_the_position_of_their_heading():
    tokens = MarkdownIt("commonmark").parse("# A `b`\n\ntext\n\n# A b\n")
    assert [(tokens[at].type, anchor) for at, anchor in anchors(tokens).items()] == [
        ("heading_open", "a-b"),
        ("heading_open", "a-b-1"),
    ]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("4.4 Types", "4.4", "Types"),
        ("Phase 2: Soil", "2", "Soil"),
        ("Week IV – Rain", "IV", "Rain"),
        ("3. Tools", "3", "Tools"),
        ("3 good tools", "", "3 good tools"),
        ("Step by step", "", "Step by step"),
    ],
)
def test_a_heading_is_split_into_number_and_title(heading, number, title):
    section = read(f"# {heading}").sections[1]
    assert (section.number, section.title) == (number, title)


def test_sections_know_their_parents_and_their_lines():
    path = read("intro\n\n# Garden\n\n## Soil\n\ntext\n\n### Clay\n\n## Rain\n")
    assert [section.lines for section in path.sections] == [(1, 2), (3, 4), (5, 8), (9, 10), (11, 12)]
    assert [section.parent for section in path.sections] == [None, 0, 1, 2, 1]
    assert path.sections[3].breadcrumb == ("Garden", "Soil", "Clay")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("What You Will Learn", Role.OUTCOMES),
        ("Prerequisites", Role.PREREQUISITES),
        ("2.6 Exercises", Role.EXERCISES),
        ("Further reading", Role.RESOURCES),
        ("What Comes Next", Role.RESOURCES),
        ("[1.4.0] - 2024-03-01", Role.CHANGELOG),
        ("2021-05-11, Version 16.1.0", Role.CHANGELOG),
        ("Managing resources", Role.KNOWLEDGE),
        ("What a mesh provides", Role.KNOWLEDGE),
        ("Best practices", Role.KNOWLEDGE),
    ],
)
def test_the_title_tells_what_a_section_is_for(title, role):
    assert read(f"## {title}").sections[1].role is role


def test_a_section_takes_over_the_role_of_its_parent():
    assert read("## Changelog\n\n### Fewer knots\n").sections[2].role is Role.CHANGELOG


@pytest.mark.parametrize(
    ("text", "options", "path_id"),
    [
        ("---\nid: from-front\n---\n# Garden\n", {"path_id": "given"}, "given"),
        ("---\nid: from-front\n---\n# Garden\n", {}, "from-front"),
        ("text\n\n## The Garden!\n", {}, "the-garden"),
        ("text\n", {}, "garden"),
    ],
)
def test_a_path_is_named_by_the_first_that_speaks(text, options, path_id):
    assert read(text, **options).id == path_id


def test_a_list_glued_to_its_lead_in_is_a_list():
    block = only("## Tools\n\nYou need these:\n- **Rake** -- For leaves\n- **Hoe** -- For weeds\n", TermList)
    assert block.label == "You need these"
    assert block.frame == (3,)


def test_a_sentence_before_the_label_stays_prose():
    path = read("## Tools\n\nTools rust. Use it when:\n- dry\n- cold\n\nDo not use it when:\n- wet\n")
    assert [(type(block), block.lines) for block in path.blocks[1:]] == [(Prose, (3, 3)), (DecisionList, (3, 8))]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Bread | Flour | Origin", TableRole.RECORD),
        ("Bread | Without yeast | With yeast", TableRole.CONTRAST),
        ("Bread | Before baking | After baking", TableRole.CONTRAST),
        ("Feature | Rye | Wheat", TableRole.MATRIX),
        (" | Rye | Wheat", TableRole.MATRIX),
    ],
)
def test_the_header_tells_how_the_columns_relate(header, role):
    assert only(f"| {header} |\n|--|--|--|\n| a | b | c |\n| d | e | f |\n", Table).role is role


def test_a_table_of_two_columns_with_values_is_read_by_key():
    assert only("| Setting | Default |\n|--|--|\n| a | 1 |\n| b | 2 |\n", Table).role is TableRole.KEY_VALUE


def test_the_key_column_is_the_leftmost_with_different_values():
    assert only("| Kind | Name |\n|--|--|\n| tree | oak |\n| tree | elm |\n", Table).key == 1


def test_an_escaped_pipe_belongs_to_its_cell():
    table = only("| A | B |\n|--|--|\n| x \\| y | `p\\|q` |\n| z | w |\n", Table)
    assert [cell.plain for cell in table.rows[0].cells] == ["x | y", "p|q"]


def test_two_lists_that_oppose_each_other_are_one_block():
    text = "## Soil\n\nBefore the rain:\n- dust\n- cracks\n\nAfter the rain:\n- mud\n- worms\n"
    block = only(text, Contrast)
    assert ([item.text.plain for item in block.left.items], block.right.label) == (["dust", "cracks"], "After the rain")


def test_against_before_for_is_put_in_order():
    block = only("## Soil\n\nAvoid it when:\n- wet\n- cold\n\nUse it when:\n- dry\n- warm\n", DecisionList)
    assert (block.left.label, block.right.label) == ("Use it when", "Avoid it when")


@pytest.mark.parametrize("arrow", ["->", "-->", "=>", "→"])
def test_an_arrow_chain_in_a_fence_is_a_sequence(arrow):
    block = only(f"## Bread\n\n```\n[Mix] {arrow} [Rise] {arrow} [Bake]\n```\n", Steps)
    assert [item.text.plain for item in block.items] == ["Mix", "Rise", "Bake"]
    assert block.parts


@pytest.mark.parametrize(
    "drawing",
    ["A <-> B <-> C", "A -> B", "A -> B -> C\n     |\n     D", "a -> b -> c\nx -> y -> z", "if (x) { a -> b -> c }"],
)
def test_other_drawings_are_left_alone(drawing):
    assert blocks(f"## Bread\n\n```\n{drawing}\n```\n", Steps) == []


def test_numbered_is_not_ordered():
    assert blocks("## Good pears\n\n1. one\n2. two\n3. three\n", Steps) == []
    assert len(only("## The washing process\n\n1. one\n2. two\n3. three\n", Steps).items) == 3


def test_every_entry_of_an_exercise_list_is_an_exercise_without_its_box():
    found = blocks("## Exercises\n\n- [ ] **Dig** -- Dig a hole\n- [x] Fill it\n", Exercise)
    assert [block.text.plain for block in found] == ["**Dig** -- Dig a hole".replace("**", ""), "Fill it"]


def test_emphasis_of_a_whole_cell_says_nothing_and_inside_it_stays():
    table = only("| A | B |\n|--|--|\n| **x** | a **b** `c` [d](e) |\n| y | z |\n", Table)
    assert table.rows[0].cells[0] == Text("x", "x")
    assert (table.rows[0].cells[1].shown, table.rows[0].cells[1].plain) == ("a **b** `c` d", "a b c d")


def test_sentences_end_at_full_stops_alone():
    text = "Costs 1.5 EUR vs. 2 EUR, e.g. Here. It runs `a. B`. Fine!"
    assert [part.plain for part in sentences(Text(text, text))] == [
        "Costs 1.5 EUR vs. 2 EUR, e.g. Here.",
        "It runs a. B.",
        "Fine!",
    ]


PRINTED = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Zs"]))


@given(st.lists(PRINTED, max_size=6).map(" ".join))
def test_plain_text_escaped_shows_itself(text):
    text = " ".join(text.split())
    shown = html.unescape(re.sub(r"<[^>]*>", "", render_inline(f"x {escape(text)}")))
    assert shown.strip() == f"x {text}".strip()
    assert unmarked(escape(text)) == text


@given(st.text(alphabet="#-*>`|[]() \n\tab1.:<&~_\\", max_size=200))
def test_any_text_is_read_and_every_line_belongs_to_one_block_at_most(text):
    path = read(text)
    lines = [line for block in path.blocks if isinstance(block, Skipped | Unasked) for line in range(*block.lines)]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "P04", 1),
        (b" \n\t\n", "P04", 1),
        (b"# Garden\n\0", "P02", 1),
        (b"# Garden\n\nfine\n\xff\xfe", "P03", 4),
        (b"a" * (MOST_BYTES + 1), "P01", 1),
    ],
)
def test_a_file_that_is_no_path_gets_a_problem(content, code, line):
    text, problems = decode(content, file="x.md")
    assert (text, [(problem.code, problem.line) for problem in problems]) == ("", [(code, line)])


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert decode(b"\xef\xbb\xbf# Garden", file="x.md") == ("# Garden", ())


def test_an_author_may_choose_the_anchor_of_a_heading():
    text = "# Bees {#all-bees}\n\n## Wax {#wax .note}\n\n## Wax\n"
    sections = read(text).sections[1:]
    assert [(section.title, section.anchor) for section in sections] == [
        ("Bees", "all-bees"),
        ("Wax", "wax"),
        ("Wax", "wax-1"),
    ]
    assert [chapter.anchor for chapter in chapters(text)] == [section.anchor for section in sections]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Wax {{< icon >}} melts", "Wax  melts"),
        ("Wax {% tip %}melts{% endtip %}", "Wax melts"),
        ("`{% raw %}` stays", "`{% raw %}` stays"),
        ("export const wax = 1", ""),
        ("import taxes rise", "import taxes rise"),
        (":::note Mind", ""),
        ("[TOC]", ""),
        ("{{ wax }}", "{{ wax }}"),
    ],
)
def test_directives_go_and_code_stays(line, left):
    assert plain_markdown(f"{line}\nnext\n") == f"{left}\nnext\n"
    assert plain_markdown(f"```\n{line}\n```\n") == f"```\n{line}\n```\n"
    assert is_directive(line) is not bool(left)


def test_a_sentence_knows_its_lines():
    path = read("## Bees\n\nBees hum. They\nfly far\nand wide. They sleep.\n")
    (prose,) = [block for block in path.blocks if isinstance(block, Prose)]
    assert [(item.text.plain, item.lines) for item in prose.sentences] == [
        ("Bees hum.", (3, 3)),
        ("They fly far and wide.", (3, 5)),
        ("They sleep.", (5, 5)),
    ]
