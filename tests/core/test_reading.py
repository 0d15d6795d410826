from quizzes.core.reading import Chapter, chapters

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


def test_each_heading_begins_a_chapter_with_its_anchor() -> None:
    found = [(chapter.level, chapter.anchor, chapter.heading) for chapter in chapters(PATH)]

    assert found == [
        (0, "", ""),
        (1, "the-net", "The <em>net</em>"),
        (2, "ports--names", "Ports &amp; names"),
        (2, "ports--names-1", "Ports &amp; names"),
    ]


def test_front_matter_and_scripts_never_show() -> None:
    html = "".join(chapter.body for chapter in chapters(PATH))

    assert "alert" not in html
    assert "id: net" not in html
    assert '<a href="#ports"' in html


def test_a_heading_in_a_quote_stays_in_its_chapter() -> None:
    assert "Quoted" in chapters(PATH)[2].body


def test_text_without_headings_is_one_chapter() -> None:
    assert chapters("Only this.") == (Chapter(level=0, anchor="", heading="", body="<p>Only this.</p>"),)
