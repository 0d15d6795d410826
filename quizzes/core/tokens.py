"""Secrets that stand in an address or a cookie: stored as a hash only."""

from hashlib import sha256


def token_hash(token: str) -> str:
    """What a table holds of a token; enough for 256 random bits, which nobody can guess in any order."""
    return sha256(token.encode()).hexdigest()
