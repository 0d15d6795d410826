from pathlib import Path

import pytest

from quizzes import settings
from quizzes.settings import BadSetting, Settings


def test_without_an_environment_everything_has_a_default() -> None:
    found = Settings.read({})

    assert (found.host, found.port, found.secure) == ("127.0.0.1", 8000, False)
    assert found.database == f"sqlite:///{found.data / 'pathdeck.sqlite3'}"


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "１２"])
def test_a_port_is_a_number_that_a_port_can_have(port: str) -> None:
    with pytest.raises(BadSetting, match=r"PORT is .*; give a whole number from 1 to 65535"):
        Settings.read({"PORT": port})


def test_a_public_address_is_whole() -> None:
    with pytest.raises(BadSetting, match="give the full address"):
        Settings.read({"PUBLIC_URL": "decks.example.org"})


def test_https_is_known_by_the_public_address_and_its_host_is_trusted() -> None:
    found = Settings.read({"PUBLIC_URL": "https://decks.example.org/", "TRUSTED_HOSTS": "one.example, two.example"})

    assert found.secure
    assert {"decks.example.org", "one.example", "two.example", "localhost"} <= set(found.hosts)


def test_the_zone_comes_from_the_environment_then_the_machine_then_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zones = tmp_path / "zoneinfo" / "Asia"
    zones.mkdir(parents=True)
    (zones / "Tokyo").touch()
    monkeypatch.setattr(settings, "LOCAL_TIME", zones / "Tokyo")

    assert Settings.read({"TZ": "Europe/Berlin"}).zone == "Europe/Berlin"
    assert Settings.read({"TZ": "nowhere"}).zone == "Asia/Tokyo"
    monkeypatch.setattr(settings, "LOCAL_TIME", tmp_path)
    assert Settings.read({}).zone == "UTC"
