import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizzes.cli import main

PATH = """# Ports

## 1. Well-known ports

| Service | Port | Transport |
|---|---|---|
| SSH | 22 | TCP |
| DNS | 53 | UDP and TCP |
| HTTPS | 443 | TCP and QUIC |
| NTP | 123 | UDP |

> Somebody once said that ports are doors.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "ports.md"
    file.write_text(PATH, "utf-8")
    return file


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["coverage", *map(str, words)])


def test_coverage_counts_by_section_and_kind_and_lists_what_is_open(file: Path) -> None:
    result = run(file)

    assert result.exit_code == 0
    assert result.output.startswith("Ports: 9 lines, 6 asked, 2 skipped, 1 open; ")
    assert "     6        1      1  1 Well-known ports\n" in result.output
    assert "     6        0      0  tables\n" in result.output
    assert result.output.endswith(f"open:\n{file}:12: Quotations are not asked.\n")


def test_programs_get_the_same_as_json(file: Path) -> None:
    found = json.loads(run(file, "--format", "json").output)

    assert found["lines"] == {"asked": 6, "skipped": 2, "open": 1}
    assert [part["anchor"] for part in found["sections"]] == ["ports", "1-well-known-ports"]
    assert {"kind": "tables", "asked": 6, "skipped": 0, "open": 0} in found["kinds"]
    assert found["open"][0]["lines"] == [12, 12]


def test_what_is_no_path_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "old.md"
    file.write_bytes(b"# Ports\n\ncaf\xe9\n")
    result = run(file)

    assert result.exit_code == 1
    assert "old.md:3" in result.output


def test_help_shows_an_example() -> None:
    assert "pathdeck coverage my-path.md --format json" in run("--help").output
