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
    monkeypatch.chdir(tmp_path)
    write(tmp_path, PATH)
    assert run("generate", "ports.md", "-o", "ports.yaml").exit_code == 0
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "ports.md").write_text(text, "utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_unchanged_path_over_its_bank_gives_the_same_bytes(folder: Path) -> None:
    before = (folder / "ports.yaml").read_bytes()
    result = run("generate", "ports.md", "--bank", "ports.yaml")

    assert result.exit_code == 0
    assert (folder / "ports.yaml").read_bytes() == before


def test_the_new_text_is_written_over_the_bank_and_passes_check(folder: Path) -> None:
    write(folder, PATH.replace("| 22 |", "| 2222 |"))
    result = run("generate", "ports.md", "--bank", "ports.yaml")

    assert "number: 22 → 2222" in result.output
    assert "rev: 2" in (folder / "ports.yaml").read_text("utf-8")
    assert run("check", "ports.yaml").output == "1 file: 0 errors, 0 warnings.\n"
    assert run("generate", "ports.md", "--bank", "ports.yaml", "--dry-run").output.splitlines()[1:] == []


def test_comments_outlive_a_new_text(folder: Path) -> None:
    bank = folder / "ports.yaml"
    bank.write_text("# Mine.\n" + bank.read_text("utf-8").replace("\n- id:", "\n# Look here.\n- id:", 1), "utf-8")
    write(folder, PATH.replace("| 22 |", "| 2222 |"))
    assert run("generate", "ports.md", "--bank", "ports.yaml").exit_code == 0

    assert bank.read_text("utf-8").startswith("# Mine.\nformat: 1\n")
    assert "\n# Look here.\n- id:" in bank.read_text("utf-8")


def test_a_dry_run_reports_and_writes_nothing(folder: Path) -> None:
    before = (folder / "ports.yaml").read_bytes()
    write(folder, PATH.replace("| 22 |", "| 2222 |"))
    result = run("generate", "ports.md", "--bank", "ports.yaml", "--dry-run")

    assert "number: 22 → 2222" in result.output
    assert (folder / "ports.yaml").read_bytes() == before


def test_the_result_may_go_to_another_file(folder: Path) -> None:
    before = (folder / "ports.yaml").read_bytes()
    write(folder, PATH.replace("| 22 |", "| 2222 |"))
    (folder / "banks").mkdir()
    assert run("generate", "ports.md", "--bank", "ports.yaml", "-o", "banks/new.yaml").exit_code == 0

    assert (folder / "ports.yaml").read_bytes() == before
    assert "file: ../ports.md" in (folder / "banks" / "new.yaml").read_text("utf-8")


def test_a_rewrite_stops_and_writes_nothing_until_it_is_meant(folder: Path) -> None:
    before = (folder / "ports.yaml").read_bytes()
    write(folder, "# Trees\n\n## Leaves\n\n- **Oak** — Lobed.\n- **Ash** — Feathered.\n- **Elm** — Lopsided.\n")
    stopped = run("generate", "ports.md", "--bank", "ports.yaml")

    assert stopped.exit_code == 1
    assert "would retire; nothing was written. If that is meant, say --retire." in stopped.output
    assert (folder / "ports.yaml").read_bytes() == before
    assert run("generate", "ports.md", "--bank", "ports.yaml", "--retire").exit_code == 0
    assert "status: retired" in (folder / "ports.yaml").read_text("utf-8")
    assert run("check", "ports.yaml").output == "1 file: 0 errors, 0 warnings.\n"


def test_a_bank_that_cannot_be_read_is_left_alone(folder: Path) -> None:
    (folder / "ports.yaml").write_text("format: 1\nbank: {id: b, title: B}\nquestions: 3\n", "utf-8")
    result = run("generate", "ports.md", "--bank", "ports.yaml")

    assert result.exit_code == 1
    assert "ports.yaml:3" in result.output
    assert (folder / "ports.yaml").read_text("utf-8").endswith("questions: 3\n")


@pytest.mark.parametrize("words", [["--dry-run"], ["--retire"], ["--same", "a"]])
def test_what_belongs_to_a_bank_needs_one(folder: Path, words: list[str]) -> None:
    result = run("generate", "ports.md", *words)

    assert result.exit_code == 2
    assert "belong to --bank" in result.output
