"""A file a partner brings us, while it is still coming."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ArrivingFile:
    """A file on its way in: keep it only after ``chunks`` has ended without an error.

    The last step of ``chunks`` compares the hash and raises ``errors.Unreadable`` if it differs.
    """

    sha256: str
    media_type: str
    chunks: Iterator[bytes] = field(repr=False)
