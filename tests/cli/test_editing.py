from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizzes.cli import main
from quizzes.core.banks.completion import schema_text
from quizzes.core.banks.template import example


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("command", ["new", "fmt", "rename", "schema"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example: pathdeck {command}" in " ".join(result.output.split())


def test_a_new_bank_passes_the_check_and_is_never_written_over(folder: Path) -> None:
    first, second = run("new", "night-sky.yaml"), run("new", "night-sky.yaml", "--title", "Other")

    assert (first.exit_code, second.exit_code) == (0, 1)
    assert "pathdeck check night-sky.yaml" in first.output
    assert "there already" in second.output
    assert "title: Night sky" in (folder / "night-sky.yaml").read_text("utf-8")
    assert run("check", "night-sky.yaml").output == "1 file: 0 errors, 0 warnings.\n"
    assert run("fmt", "night-sky.yaml", "--check").output == "night-sky.yaml: in order.\n"


def test_a_new_bank_may_begin_in_an_empty_file(folder: Path) -> None:
    (folder / "tides.yaml").touch()

    assert run("new", "tides.yaml").exit_code == 0
    assert "title: Tides" in (folder / "tides.yaml").read_text("utf-8")


def test_an_example_is_printed_to_paste(folder: Path) -> None:
    assert run("new", "--kind", "match").output == example("match")
    assert run("new").exit_code == 2
    assert run("new", "a.yaml", "--kind", "match").exit_code == 2
    assert list(folder.iterdir()) == []


def test_fmt_fills_ids_once_and_says_what_it_did(folder: Path) -> None:
    bank = folder / "b.yaml"
    bank.write_bytes(
        b"format: 1\r\nbank: {id: b, title: B}  \r\nquestions:\r\n- {kind: task, ask: Fold the map.} # soon\r\n"
    )
    before = bank.read_bytes()
    dry = run("fmt", "b.yaml", "--check")

    assert (dry.exit_code, bank.read_bytes()) == (1, before)
    assert dry.output == "b.yaml:2: no spaces at the end of the line\nb.yaml:4: the id fold-map\n"
    assert run("fmt", "b.yaml").exit_code == 0
    assert bank.read_bytes() == before.replace(b"}  \r", b"}\r").replace(b"{kind", b"{id: fold-map, kind")
    assert run("fmt", "b.yaml", "--check").output == "b.yaml: in order.\n"


def test_fmt_leaves_what_it_cannot_read_and_goes_on(folder: Path) -> None:
    broken = (b"questions: [", b"\xff")
    for name, data in zip("ab", broken, strict=True):
        (folder / f"{name}.yaml").write_bytes(data)
    run("new", "c.yaml")
    result = run("fmt", "a.yaml", "b.yaml", "c.yaml")

    assert result.exit_code == 1
    assert result.output.count("left as it is") == 2
    assert "c.yaml: in order." in result.output
    assert tuple((folder / f"{name}.yaml").read_bytes() for name in "ab") == broken


def test_rename_writes_was_and_says_what_comes_next(folder: Path) -> None:
    run("new", "sky.yaml")
    result = run("rename", "sky.yaml", "light-year", "what-is-a-light-year")

    assert result.exit_code == 0
    assert "Next: pathdeck publish sky.yaml" in result.output
    assert "- id: what-is-a-light-year\n" in (folder / "sky.yaml").read_text("utf-8")
    assert "  was: [light-year]\n" in (folder / "sky.yaml").read_text("utf-8")
    assert run("check", "sky.yaml").output == "1 file: 0 errors, 0 warnings.\n"
    taken = run("rename", "sky.yaml", "seasons", "light-year")
    assert taken.exit_code == 1
    assert "`what-is-a-light-year` once had it" in taken.output


def test_rename_asks_for_a_bank_without_errors(folder: Path) -> None:
    (folder / "b.yaml").write_text("format: 1\nbank: {id: b, title: B}\nquestions: 3\n", "utf-8")
    result = run("rename", "b.yaml", "a", "b")

    assert result.exit_code == 1
    assert "b.yaml:3" in result.output


def test_the_schema_is_printed_or_written(folder: Path) -> None:
    assert run("schema").output == schema_text()
    assert run("schema", "-o", "bank.schema.json").exit_code == 0
    assert (folder / "bank.schema.json").read_text("utf-8") == schema_text()
