"""What goes between `pathdeck publish --to` and a server, as values on both ends."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A bank to plan or to publish: its bytes as text, the path that it names, and what its author has seen.

    `base` is the revision that the plan was made against; `known` the one that the file was begun from, if it was said.
    """

    yaml: str
    path_text: str | None = None
    path_file: str = ""
    base: int = 0
    known: int | None = None
    retire: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a request came to nothing, in words for whoever runs the command."""

    error: str
