"""Measures bytes while they pass: how many there are, and what they are known by."""

import hashlib
from collections.abc import Iterable, Iterator

from portal.domain.errors import Unacceptable


class Measure:
    """Counts and fingerprints a stream as it passes, and stops one that is too long."""

    def __init__(self, chunks: Iterable[bytes], limit: int) -> None:
        self._chunks, self._limit = chunks, limit
        self.size, self.digest = 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > self._limit:
                raise Unacceptable("too_big", limit=self._limit)
            self.digest.update(chunk)
            yield chunk
