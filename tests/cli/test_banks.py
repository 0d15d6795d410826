from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizzes.cli import main

PATH = """# Ports

## Well-known ports

| Service | Port | Transport |
|---|---|---|
| SSH | 22 | TCP |
| DNS | 53 | UDP and TCP |
| HTTPS | 443 | TCP and QUIC |
| NTP | 123 | UDP |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATHDECK_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ports.md").write_text(PATH, "utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def generated(folder: Path) -> Path:
    assert run("generate", "ports.md", "-o", "ports.yaml").exit_code == 0
    return folder / "ports.yaml"


@pytest.mark.parametrize("command", ["serve", "generate", "check", "publish", "replay"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"pathdeck {command}" in result.output
    assert "Example:" in result.output


def test_generating_twice_gives_the_same_bytes(folder: Path) -> None:
    first = generated(folder).read_bytes()

    assert generated(folder).read_bytes() == first


def test_what_generate_writes_passes_check(folder: Path) -> None:
    generated(folder)
    result = run("check", "ports.yaml")

    assert result.output == "1 file: 0 errors, 0 warnings.\n"
    assert result.exit_code == 0


def test_a_bank_may_stand_elsewhere_than_its_path(folder: Path) -> None:
    (folder / "banks").mkdir()

    assert run("generate", "ports.md", "-o", "banks/ports.yaml").exit_code == 0
    assert "file: ../ports.md" in (folder / "banks" / "ports.yaml").read_text("utf-8")
    assert run("publish", "banks/ports.yaml").exit_code == 0


def test_publishing_twice_changes_nothing(folder: Path) -> None:
    generated(folder)
    first, second = run("publish", "ports.yaml"), run("publish", "ports.yaml")

    assert "Published as revision 1." in first.output
    assert "Nothing new to publish." in second.output


def test_a_dry_run_shows_the_plan_and_publishes_nothing(folder: Path) -> None:
    generated(folder)
    dry, real = run("publish", "ports.yaml", "--dry-run"), run("publish", "ports.yaml")

    assert " new" in dry.output
    assert "Published" not in dry.output
    assert "Published as revision 1." in real.output


def test_a_path_that_changed_since_asks_to_generate_again(folder: Path) -> None:
    generated(folder)
    (folder / "ports.md").write_text(PATH.replace("443", "8443"), "utf-8")
    result = run("publish", "ports.yaml")

    assert result.exit_code == 1
    assert "generate the bank again" in result.output
    assert "Y314" in result.output


def test_a_path_that_is_gone_is_named(folder: Path) -> None:
    generated(folder)
    (folder / "ports.md").unlink()
    result = run("publish", "ports.yaml")

    assert result.exit_code == 1
    assert "ports.md is not there" in result.output


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.md", b"", "This file is empty"),
        ("binary.md", b"\x89PNG\r\n\0\0", "binary file"),
        ("latin.md", b"# Caf\xe9\n", "not UTF-8"),
        ("large.md", b"a\n" * 2_600_000, "larger than 5 MB"),
        ("prose.md", b"# Only prose\n\nNothing here has a shape.\n", "gives no question"),
    ],
)
def test_what_gives_no_question_says_so_and_writes_nothing(folder: Path, name: str, content: bytes, words: str) -> None:
    (folder / name).write_bytes(content)
    result = run("generate", name, "-o", "out.yaml")

    assert result.exit_code == 1
    assert words in result.output
    assert "Traceback" not in result.output
    assert not (folder / "out.yaml").exists()


def test_problems_for_programs_are_json_and_for_reviews_annotations(folder: Path) -> None:
    (folder / "bad.yaml").write_text("format: 1\nbank: {id: b, title: B}\nquestions: 3\n", "utf-8")

    assert run("check", "bad.yaml", "--format", "json").output.startswith("[\n")
    assert run("check", "bad.yaml", "--format", "github").output.startswith("::error file=bad.yaml,line=3")
    assert run("check", "bad.yaml").exit_code == 1


def test_a_bad_setting_is_one_line_and_exit_code_2(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    result = run("serve")

    assert result.exit_code == 2
    assert "PORT is 'eighty'; give a whole number from 1 to 65535" in result.output


def test_replay_finds_nothing_wrong_on_a_new_server(folder: Path) -> None:
    result = run("replay")

    assert result.exit_code == 0
    assert "0 logs replayed, 0 with differences." in result.output
