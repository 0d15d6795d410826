"""Where a person goes after signing in: to a page of this server, never anywhere else."""

from urllib.parse import urljoin, urlsplit

from flask import request


def own_page(target: str) -> str | None:
    """The path of a page here, resolved as a browser resolves it; None for another origin and for anything odd."""
    # Browsers drop tabs and line ends from an address and take a backslash for a slash.
    if not target or "\\" in target or not target.isprintable():
        return None
    try:
        here, there = urlsplit(request.host_url), urlsplit(urljoin(request.url, target))
    except ValueError:
        return None
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        return None
    # Two slashes at the beginning would be read as a host.
    path = "/" + there.path.lstrip("/")
    return f"{path}?{there.query}" if there.query else path
