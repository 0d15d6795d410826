"""Security headers on every response, errors and static files included, from one wrapper around everything."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
    )
)

HEADERS = (
    ("Content-Security-Policy", CONTENT_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000")


class SecurityHeaders:
    """A WSGI application around another one that sets our headers on whatever it answers."""

    def __init__(self, application: "WSGIApplication", *, https: bool) -> None:
        self._application = application
        self._headers = [*HEADERS, HTTPS_ONLY] if https else [*HEADERS]
        self._names = {name.lower() for name, _ in self._headers}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            kept = [(name, value) for name, value in headers if name.lower() not in self._names]
            return start_response(status, kept + self._headers, *rest)

        return self._application(environ, start)
