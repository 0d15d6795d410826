"""The secret key: made at the first start, readable by its owner alone."""

import os
import secrets

from quizzes.settings import BadSetting, Settings


def make_key(settings: Settings) -> None:
    """Write a new key into the data folder with mode 0600, unless one is there."""
    file = settings.data / "secret-key"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(32))


def read_key(settings: Settings) -> str:
    """The key of this data folder; raises BadSetting where none was made."""
    file = settings.data / "secret-key"
    try:
        return file.read_text("ascii")
    except FileNotFoundError:
        raise BadSetting(f"{file} is missing; start the program with `pathdeck serve`, which makes it") from None
