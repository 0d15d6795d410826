"""What a phone needs to install Pathdeck, and what travels to it."""

import json
import re
import struct
from gzip import decompress
from typing import Any

import pytest
from werkzeug.test import TestResponse

from quizzes.web.security.static import STATIC
from tests.visitor import Visitor

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def fetch(visitor: Visitor, address: str, **options: Any) -> TestResponse:
    """A static file, read to its end."""
    return visitor.client.open(address, buffered=True, **options)


def manifest_of(visitor: Visitor) -> str:
    """The address of the manifest that the first page names."""
    found = re.search(r'<link rel="manifest" href="([^"]+)">', visitor.get("/").text)
    assert found
    return found[1]


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_the_manifest_opens_the_first_page_in_a_window_of_its_own(ana: Visitor) -> None:
    response = fetch(ana, manifest_of(ana))
    manifest = json.loads(response.text)

    assert response.mimetype == "application/manifest+json"
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == ("Pathdeck", "/", "standalone")
    assert ana.get(manifest["start_url"]).status_code == 200


def test_each_icon_has_the_size_that_the_manifest_tells(ana: Visitor) -> None:
    address = manifest_of(ana)
    icons = json.loads(fetch(ana, address).text)["icons"]
    found = {
        (size_of(fetch(ana, address.replace("pathdeck.webmanifest", icon["src"])).data), icon.get("purpose", "any"))
        for icon in icons
    }

    assert found == {((192, 192), "any"), ((512, 512), "any"), ((512, 512), "maskable")}
    assert size_of((STATIC / "img/apple-touch-icon.png").read_bytes()) == (180, 180)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_static_text_travels_compressed(ana: Visitor, method: str) -> None:
    address = manifest_of(ana)
    plain, packed = fetch(ana, address), fetch(ana, address, method=method, headers=GZIP)

    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < len(plain.data)
    assert packed.headers["Cache-Control"] == plain.headers["Cache-Control"]
    assert packed.headers["X-Content-Type-Options"] == "nosniff"
    assert packed.data == b"" if method == "HEAD" else decompress(packed.data) == plain.data


def test_whoever_refuses_gzip_gets_the_file_as_it_is(ana: Visitor) -> None:
    response = fetch(ana, manifest_of(ana), headers={"Accept-Encoding": "gzip;q=0"})

    assert response.data == (STATIC / "pathdeck.webmanifest").read_bytes()


def test_a_page_with_its_secrets_is_never_compressed(ana: Visitor) -> None:
    assert "Content-Encoding" not in ana.get("/study", headers=GZIP).headers


def test_the_browser_draws_its_edge_in_the_colour_of_the_scheme(ana: Visitor) -> None:
    edges = re.findall(
        r'<meta name="theme-color" content="(#\w+)" media="\(prefers-color-scheme: (\w+)\)">', ana.get("/").text
    )
    tokens = (STATIC / "css/tokens.css").read_text("utf-8")

    assert [scheme for _, scheme in edges] == ["light", "dark"]
    assert f"--paper: light-dark({edges[0][0]}, {edges[1][0]});" in tokens
