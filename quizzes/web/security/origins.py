"""Unsafe requests come from our own pages or not at all."""

from urllib.parse import urlsplit

from flask import Flask, abort, request

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def refuse_foreign_requests(app: Flask) -> None:
    """Answer 403 to an unsafe request that a browser says was started by another site."""

    @app.before_request
    def check() -> None:
        if request.method not in _SAFE and _foreign():
            abort(403, "This request came from another site. Open the page here and try again.")


def _foreign() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host
