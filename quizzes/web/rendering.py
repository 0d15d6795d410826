"""One helper for pages: the whole page, or for htmx the part of it that changes."""

from flask import Response, g, make_response, render_template, request


def is_htmx() -> bool:
    """Whether htmx asked, so that only the changed part is wanted."""
    return request.headers.get("HX-Request") == "true"


def page(template: str, *, partial: str | None = None, status: int = 200, **context: object) -> Response:
    """A private page, never stored; `partial` is what htmx gets instead, the same file that the page includes."""
    part = partial if partial and is_htmx() else None
    html = render_template(part or template, theme=g.get("theme") or "", partial=part is not None, **context)
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("HX-Request")
    return response
