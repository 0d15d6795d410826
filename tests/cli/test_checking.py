"""`pathdeck check`: what it prints for people and programs, and the exit codes that CI lives by."""

import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from quizzes.cli import main
from quizzes.cli.watching import bar
from quizzes.core.banks.manual import manual

HEAD = "format: 1\nbank: {{id: {0}, title: {0}}}\nquestions:\n"
SOUND = HEAD + "- {{id: a, kind: task, ask: Do this.}}\n"
WARNED = HEAD + "- {{id: a, kind: task, ask: It is done.}}\n"
BROKEN = HEAD + "- {{id: a, kind: tusk, ask: Do this.}}\n- id: b\n  kind: task\n  ask: Do: that.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"sound": SOUND, "warned": WARNED, "broken": BROKEN}.items():
        (tmp_path / f"{name}.yaml").write_text(text.format(name), "utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ("check", *words))


def test_exit_codes_tell_problems_from_files_that_cannot_be_read(folder: Path) -> None:
    assert run("sound.yaml").exit_code == 0
    assert run("warned.yaml").exit_code == 0
    assert run("warned.yaml", "--strict").exit_code == 1
    assert run("sound.yaml", "--strict").exit_code == 0
    assert run("broken.yaml", "sound.yaml").exit_code == 1
    assert run("missing.yaml").exit_code == 2
    assert run("sound.yaml", "--format", "xml").exit_code == 2
    assert run().exit_code == 2


def test_all_problems_of_all_files_come_in_one_run_and_end_with_their_codes(folder: Path) -> None:
    result = run("warned.yaml", "broken.yaml", "sound.yaml")
    blocks = result.stderr.strip().split("\n\n")

    assert [block.split(":")[0] for block in blocks] == ["warned.yaml", "broken.yaml", "broken.yaml"]
    assert [block.split()[-1] for block in blocks] == ["Y407", "Y202", "Y104"]
    assert '   +   ask: "Do: that."\n' in result.stderr
    assert result.stdout == "3 files: 2 errors, 1 warning.\n"


def test_the_json_has_the_keys_that_the_manual_promises(folder: Path) -> None:
    shown = json.loads(run("warned.yaml", "broken.yaml", "--format", "json").stdout)

    assert [problem["code"] for problem in shown] == ["Y407", "Y202", "Y104"]
    assert {key for problem in shown for key in problem} == {
        "code", "severity", "message", "file", "line", "column", "question", "quote", "fix"
    }  # fmt: skip
    assert all(f"`{key}`" in manual() for key in shown[0])
    assert shown[2]["fix"] == '  ask: "Do: that."'
    assert json.loads(run("sound.yaml", "--format", "json").stdout) == []


def test_a_code_is_explained_and_an_unknown_one_refused(folder: Path) -> None:
    assert run("--explain", "y104").stdout.startswith("Y104 (error): A text with a colon")
    assert run("--explain", "all").stdout == manual()
    assert run("--explain", "Y999").exit_code == 2


def test_sources_are_followed_into_the_markdown_files_beside_each_bank(folder: Path) -> None:
    question = "- {{id: a, kind: task, ask: Do this., source: ports.md#mooring}}\n"
    for name, heading in {"one": "Mooring", "two": "Anchoring"}.items():
        (folder / name).mkdir()
        (folder / name / "ports.md").write_text(f"# Ports\n\n## {heading}\n", "utf-8")
        (folder / name / "bank.yaml").write_text((HEAD + question).format(name), "utf-8")
    shown = json.loads(run("one/bank.yaml", "two/bank.yaml", "--format", "json").stdout)

    assert [(problem["code"], problem["file"]) for problem in shown] == [("Y408", "two/bank.yaml")]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_large_bank_shows_a_bar_where_somebody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, size, shows in (
        (Terminal(), 400_000, True),
        (Terminal(), 4_000, False),
        (io.StringIO(), 400_000, False),
    ):
        monkeypatch.setattr("sys.stderr", stream)
        with bar(Path("large.yaml"), size) as watch:
            watch(0.0)
            watch(0.5)
        assert ("large.yaml" in click.unstyle(stream.getvalue())) is shows
