import pytest

from quizzes.core.markdown import clean_path, render_block, render_cloze, render_inline


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("`a` **b** ~~c~~", "<code>a</code> <strong>b</strong> <s>c</s>"),
        ("<b onclick=x>1</b>", "&lt;b onclick=x&gt;1&lt;/b&gt;"),
        ("[a](javascript:alert)", "[a](javascript:alert)"),
        ("![the map](https://elsewhere.example/x.png)", "the map"),
        ("[m](mailto:a@b.example)", '<a href="mailto:a@b.example" rel="noopener noreferrer nofollow">m</a>'),
    ],
)
def test_a_field_shows_markdown_and_nothing_else(source: str, html: str) -> None:
    assert render_inline(source) == html


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "<p style='x'>", "<p id=a name=b data-c=d hx-get=/e>"])
def test_a_path_loses_what_could_act(evil: str) -> None:
    html = clean_path(evil + "kept")

    assert "kept" in html
    assert not [word for word in ("script", "style", "id=", "name=", "data-", "hx-", "alert") if word in html]


def test_a_path_keeps_harmless_tags() -> None:
    source = "<details><summary>s</summary><kbd>K</kbd><br>H<sub>2</sub>O</details>"

    assert clean_path(source) == source


def test_a_table_stands_in_a_box_that_scrolls_and_takes_focus() -> None:
    html = render_block("| a |\n|---|\n| 1 |")

    assert html.count('<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>') == 1
    assert html.rstrip().endswith("</table></div>")


def test_code_is_coloured_by_class_and_unknown_languages_stay_plain() -> None:
    assert '<span class="nt">a</span>' in render_block("```yaml\na: 1\n```")
    assert render_block("```nope\n<x>\n```") == '<pre class="code" tabindex="0"><code>&lt;x&gt;\n</code></pre>\n'


def test_blanks_become_fields_in_text_and_in_code() -> None:
    html = render_cloze("A ___ B\n\n```yaml\nweight: ___\n```", ["<input id=one>", "<input id=two>"])

    assert "A <input id=one> B" in html
    assert "<input id=two>" in html
    assert "___" not in html


def test_only_exactly_three_underscores_are_a_blank() -> None:
    assert render_cloze("a___b ____ __init__ ___", ["[gap]"]).count("[gap]") == 1


def test_private_characters_of_an_author_never_become_a_field() -> None:
    assert render_cloze("\ue000 ___", ["[gap]"]).count("[gap]") == 1
