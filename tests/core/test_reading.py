import pytest

from quizzes.core.reading import Chapter, Passage, chapters, passage_at

PATH = """---
id: net
---
Before.

# The *net*

Intro with <script>alert(1)</script> [a link](#ports).

## Ports & [names](https://e.example)

| a |
|---|
| 1 |

> # Quoted

## Ports & names
"""


def body(chapter: Chapter) -> str:
    return "".join(passage.html for passage in chapter.passages)


def test_each_heading_begins_a_chapter_with_its_anchor() -> None:
    found = [(chapter.level, chapter.anchor, chapter.heading) for chapter in chapters(PATH)]

    assert found == [
        (0, "", ""),
        (1, "the-net", "The <em>net</em>"),
        (2, "ports--names", "Ports &amp; names"),
        (2, "ports--names-1", "Ports &amp; names"),
    ]


def test_front_matter_and_scripts_never_show() -> None:
    html = "".join(body(chapter) for chapter in chapters(PATH))

    assert "alert" not in html
    assert "id: net" not in html
    assert '<a href="#ports"' in html


def test_a_heading_in_a_quote_stays_in_its_chapter() -> None:
    assert "Quoted" in body(chapters(PATH)[2])


def test_text_without_headings_is_one_chapter() -> None:
    assert chapters("Only this.") == (
        Chapter(level=0, anchor="", heading="", passages=(Passage(lines=(1, 1), html="<p>Only this.</p>"),)),
    )


def test_each_block_is_a_passage_with_its_lines() -> None:
    chapter = chapters(PATH)[2]

    assert [(passage.lines, passage.html[:12]) for passage in chapter.passages] == [
        ((12, 14), '<div class="'),
        ((16, 16), "<blockquote>"),
    ]


def test_a_chapter_with_raw_html_stays_whole() -> None:
    (chapter,) = chapters("<details>\n<summary>S</summary>\n\nHidden.\n\n</details>\n\nAfter.")

    assert body(chapter) == "<details>\n<summary>S</summary>\n<p>Hidden.</p>\n</details>\n<p>After.</p>"
    assert [passage.lines for passage in chapter.passages] == [(1, 8)]


@pytest.mark.parametrize(("line", "place"), [(1, 0), (3, 0), (4, 1), (5, 1), (9, 1)])
def test_a_line_is_in_its_passage_or_the_next(line: int, place: int) -> None:
    passages = (Passage(lines=(2, 3), html="a"), Passage(lines=(5, 6), html="b"))

    assert passage_at(passages, line) == place
    assert passage_at((), line) == 0


@pytest.mark.parametrize(
    ("link", "html"),
    [
        ("[b](other.md#x)", '<span title="This file is not here: other.md#x">b</span>'),
        ("[**b**](../b.md)", '<span title="This file is not here: ../b.md"><strong>b</strong></span>'),
        ("[b](./net.md#ports)", '<a href="#ports" rel="noopener noreferrer nofollow">b</a>'),
        ("[b](#ports)", '<a href="#ports" rel="noopener noreferrer nofollow">b</a>'),
        ("[b](https://e.example)", '<a href="https://e.example" rel="noopener noreferrer nofollow">b</a>'),
        ('<a href="/b">b</a>', '<a rel="noopener noreferrer nofollow">b</a>'),
    ],
)
def test_a_link_to_a_file_beside_the_path_is_text_that_says_so(link: str, html: str) -> None:
    (chapter,) = chapters(link, "net.md")

    assert body(chapter) == f"<p>{html}</p>"
