"""Signing in with an OpenID Connect provider that runs as a process of its own."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from flask import Flask

from app import create_app
from quizzes.settings import Provider, Settings
from tests.lighthouse import Clock, database_of
from tests.visitor import Visitor

PROVIDER = Path(__file__).parent.parent / "oidc_provider.py"
SECRET = "correct horse"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, PROVIDER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.terminate()


@pytest.fixture
def app(lit: Path, tmp_path: Path, clock: Clock, issuer: str) -> Iterator[Flask]:
    data = tmp_path / "data"
    shutil.copytree(lit, data)
    provider = Provider(issuer=issuer, client_id="pathdeck", client_secret="s3cret", name="Campus")
    app = create_app(Settings(data=data, provider=provider), clock=clock)
    yield app
    database_of(app).close()


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def by_provider(visitor: Visitor) -> str:
    """To the provider and back; the address that the provider sent the browser to."""
    there = visitor.client.get("/sign-in/provider").headers["Location"]
    with pytest.raises(HTTPError) as sent:
        build_opener(_Stay).open(there)
    sent.value.close()
    back = urlsplit(sent.value.headers["Location"])
    address = f"{back.path}?{back.query}"
    visitor.get(address)
    return address


def test_a_guest_becomes_an_account_by_the_provider_and_comes_back(ana: Visitor, ben: Visitor) -> None:
    ana.answer("truefalse", key="true")
    by_provider(ana)
    assert 'value="mara"' in ana.page
    ana.post("/sign-in/provider", name="Mara")
    by_provider(ben)

    for visitor in (ana, ben):
        assert "Mara" in visitor.get("/account").text
        assert "1 of 9 questions known" in visitor.get("/").text
    ben.get("/account")
    ben.post("/account/provider/unlink")
    assert "et a password first" in ben.get("/account").text


def test_an_account_links_the_provider_when_its_owner_says_so(ana: Visitor, ben: Visitor) -> None:
    ana.get("/account")
    ana.post("/account", name="Mara", password=SECRET)
    by_provider(ana)
    assert "Link Campus" in ana.client.get("/account").text
    ana.post("/sign-in/provider")
    assert "You can sign in with Campus." in ana.get("/account").text
    by_provider(ben)
    assert "Mara" in ben.get("/account").text

    ben.post("/account/provider/unlink")
    assert "Link Campus" in ben.get("/account").text


def test_what_another_browser_brought_back_opens_nothing(ana: Visitor, ben: Visitor) -> None:
    stolen = by_provider(ana)

    assert ben.get(stolen).status_code == 502
    assert ben.client.get("/sign-in/provider/back?error=access_denied&state=x").status_code == 502
    ben.get("/sign-in")
    assert ben.post("/sign-in/provider", name="Ben").status_code == 404
