"""Static text, compressed once when the program starts.

Pages are sent as they are: a page holds a secret (its form's token) beside words that a visitor chose, and the size of
a compressed page would tell the one to whoever picks the other.
"""

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from gzip import compress
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.http import parse_accept_header
from whitenoise import WhiteNoise

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_TEXT = frozenset({".css", ".js", ".svg", ".webmanifest"})
_OF_THE_FILE = frozenset({"content-length", "etag"})


@dataclass(frozen=True, slots=True)
class _Packed:
    body: bytes
    headers: list[tuple[str, str]]


def add_vary(headers: MutableMapping[str, str], _path: str, url: str) -> None:
    """Tell caches that a text file has two forms; for WhiteNoise."""
    if Path(url).suffix in _TEXT:
        headers["Vary"] = "Accept-Encoding"


class CompressedFiles:
    """A WSGI application that sends static text as gzip to whoever takes it; WhiteNoise does the rest."""

    def __init__(self, files: WhiteNoise, *, folder: Path, prefix: str) -> None:
        self._files = files
        self._packed = {
            url: _pack((folder / url.removeprefix(prefix)).read_bytes(), file.get_response("HEAD", {}).headers)
            for url, file in files.files.items()
            if Path(url).suffix in _TEXT
        }

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        packed = self._packed.get(environ.get("PATH_INFO", ""))
        accepted = parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if packed is None or not accepted["gzip"] or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            answered: Iterable[bytes] = self._files(environ, start_response)
            return answered
        start_response("200 OK", packed.headers)
        return [packed.body] if environ["REQUEST_METHOD"] == "GET" else []


def _pack(content: bytes, headers: Iterable[tuple[str, str]]) -> _Packed:
    body = compress(content, mtime=0)
    kept = [(name, value) for name, value in headers if name.lower() not in _OF_THE_FILE]
    kept += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
    return _Packed(body, kept)
