"""A package on the disk before it goes out: its length and hash are told first."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Spooled:
    """What is to be sent: ``length`` in bytes, ``sha256`` in lower-case hex."""

    length: int
    sha256: str
    file: IO[bytes] = field(repr=False)

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes from the beginning."""
        self.file.seek(0)
        while chunk := self.file.read(_CHUNK):
            yield chunk


@contextmanager
def spooled(chunks: Iterable[bytes]) -> Iterator[Spooled]:
    """Lay a stream on the disk for as long as the block lasts."""
    digest, length = hashlib.sha256(), 0
    with tempfile.TemporaryFile() as file:
        for chunk in chunks:
            digest.update(chunk)
            length += len(chunk)
            file.write(chunk)
        yield Spooled(length, digest.hexdigest(), file)
