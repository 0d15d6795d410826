"""What a first start loads: every path has its bank, and every bank is what its path gives, without a warning."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quizzes.cli import main
from quizzes.cli.files import check_files, load_edition
from quizzes.settings import CHECKOUT

PATHS = sorted((CHECKOUT / "seed" / "paths").glob("*.md"))
BANKS = sorted((CHECKOUT / "seed" / "banks").glob("*.yaml"))


def test_every_path_has_a_bank() -> None:
    assert [file.stem for file in PATHS] == [file.stem for file in BANKS] != []


@pytest.mark.parametrize("bank", BANKS, ids=lambda file: file.stem)
def test_a_bank_passes_check_without_a_warning(bank: Path) -> None:
    assert check_files((bank,)).problems == ()


@pytest.mark.parametrize("bank", BANKS, ids=lambda file: file.stem)
def test_a_bank_can_be_published_with_its_path(bank: Path) -> None:
    edition, problems = load_edition(bank)

    assert problems == ()
    assert edition is not None
    assert edition.path_text


@pytest.mark.parametrize("path", PATHS, ids=lambda file: file.stem)
def test_generating_over_the_bank_that_stands_changes_not_one_byte(path: Path, tmp_path: Path) -> None:
    bank = CHECKOUT / "seed" / "banks" / f"{path.stem}.yaml"
    (tmp_path / "paths").mkdir()
    (tmp_path / "banks").mkdir()
    (tmp_path / "paths" / path.name).write_bytes(path.read_bytes())
    again = tmp_path / "banks" / bank.name
    result = CliRunner().invoke(
        main, ["generate", str(tmp_path / "paths" / path.name), "--bank", str(bank), "-o", str(again)]
    )

    assert result.exit_code == 0, result.output
    assert again.read_bytes() == bank.read_bytes()
