"""Static files under an address that carries the hash of them all, so that browsers may keep them for good."""

from hashlib import blake2b
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from quizzes.settings import CHECKOUT
from quizzes.web.security.compression import CompressedFiles, add_vary

STATIC = CHECKOUT / "static"


def serve_static_files(app: Flask) -> None:
    """Serve `static/`; `url_for("static", filename=…)` gives the address with the hash in it."""
    prefix = f"/static/{_fingerprint(STATIC)}/"
    app.add_url_rule(f"{prefix}<path:filename>", endpoint="static", build_only=True)
    files = WhiteNoise(
        app.wsgi_app,
        root=STATIC,
        prefix=prefix,
        immutable_file_test=lambda _path, _url: True,
        mimetypes={".webmanifest": "application/manifest+json"},
        charset="utf-8",
        add_headers_function=add_vary,
    )
    app.wsgi_app = CompressedFiles(files, folder=STATIC, prefix=prefix)  # type: ignore[method-assign]


def _fingerprint(folder: Path) -> str:
    digest = blake2b(digest_size=6)
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
