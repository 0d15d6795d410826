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


def test_mail_is_handed_in_where_the_address_says() -> None:
    sender = {"PATHDECK_SMTP_FROM": "Cards@example.org"}
    plain = Settings.read({"PATHDECK_SMTP_URL": "smtp://mail.example.org", **sender}).mail
    whole = Settings.read({"PATHDECK_SMTP_URL": "smtps://mara:p%40ss@mail.example.org", **sender}).mail

    assert Settings.read({}).mail is None
    assert plain
    assert (plain.port, plain.encrypted, plain.sender) == (587, False, "cards@example.org")
    assert whole
    assert (whole.port, whole.encrypted, whole.user, whole.password) == (465, True, "mara", "p@ss")
    assert "p@ss" not in repr(whole)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"PATHDECK_SMTP_URL": "smtp://mail.example.org"}, "set both"),
        ({"PATHDECK_SMTP_FROM": "a@b.org"}, "set both"),
        ({"PATHDECK_SMTP_URL": "mail.example.org", "PATHDECK_SMTP_FROM": "a@b.org"}, "PATHDECK_SMTP_URL is not one"),
        ({"PATHDECK_SMTP_URL": "smtp://h:x", "PATHDECK_SMTP_FROM": "a@b.org"}, "PATHDECK_SMTP_URL is not one"),
        ({"PATHDECK_SMTP_URL": "smtp://h", "PATHDECK_SMTP_FROM": "nobody"}, "PATHDECK_SMTP_FROM is 'nobody'"),
        ({"PATHDECK_OIDC_ISSUER": "https://i.example"}, "PATHDECK_OIDC_CLIENT_ID and PATHDECK_OIDC_CLIENT_SECRET too"),
    ],
)
def test_half_a_setting_is_refused_with_what_to_do(environment: dict[str, str], says: str) -> None:
    with pytest.raises(BadSetting, match=says):
        Settings.read(environment)


def test_a_provider_is_called_by_its_host_unless_it_has_a_name() -> None:
    names = {f"PATHDECK_OIDC_{name}": "x" for name in ("CLIENT_ID", "CLIENT_SECRET")}
    found = Settings.read({"PATHDECK_OIDC_ISSUER": "https://login.example.org/", **names}).provider

    assert found
    assert (found.issuer, found.name) == ("https://login.example.org", "login.example.org")
