import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from models.engine import Database
from quizzes.cli import main
from quizzes.cli.prepare import prepare
from quizzes.settings import Settings
from tests.factories import Person, choices, publish
from tests.services.test_analysis import crowd


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("PATHDECK_DATA", str(tmp_path / "data"))
    return prepare(Settings(data=tmp_path / "data"), seed=tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["stats", *words])


def test_numbers_stand_beside_ids_and_what_to_look_at_comes_first(database: Database) -> None:
    publish(database, choices(4))
    crowd(database)
    Person(database).answer()

    result = run("basics")

    assert result.exit_code == 0, result.output
    assert "Who does well on the rest does worse here." in result.output
    assert result.output.index("look at these first") < result.output.index("facility")
    assert "       8      38 %      -7      -9    0.0  q4\n" in result.output


def test_programs_get_all_of_it_as_json(database: Database) -> None:
    publish(database, choices(4))

    found = json.loads(run("basics", "--format", "json").stdout)

    assert [one["id"] for one in found["questions"]] == ["q1", "q2", "q3", "q4"]
    assert found["questions"][0]["enough"] is False


def test_a_deck_that_is_not_there_is_named(database: Database) -> None:
    result = run("nothing")

    assert result.exit_code == 1
    assert "this server has no deck nothing of its own" in result.output
