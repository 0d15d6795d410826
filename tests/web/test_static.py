"""Rules about the files behind the pages that a reader of one file would not notice."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))


def test_vendored_files_are_the_ones_their_list_names() -> None:
    listed = re.findall(r"^\| `(\S+)` .*`([0-9a-f]{64})`", (ROOT / "static/vendor/README.md").read_text("utf-8"), re.M)
    found = sorted((ROOT / "static/vendor").rglob("*.js"))

    assert [(ROOT / "static/vendor" / name) for name, _ in listed] == found
    assert [sha256(path.read_bytes()).hexdigest() for path in found] == [digest for _, digest in listed]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_colours_stand_among_the_tokens_alone(sheet: Path) -> None:
    colours = re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", sheet.read_text("utf-8"))

    assert colours == [] or sheet.name == "tokens.css"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_templates_hold_no_style_and_no_script_of_their_own(template: Path) -> None:
    html = template.read_text("utf-8")

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|hx-on|javascript:", html) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_build_no_html_and_one_alone_calls_the_server(script: Path) -> None:
    found = re.findall(r"innerHTML|insertAdjacentHTML|eval\(|fetch\(|XMLHttpRequest", script.read_text("utf-8"))

    assert found == (["fetch("] if script.name == "asked.js" else [])
