"""Files, in a folder or in any S3-like store: the same calls for both.

What is kept here is sealed already; this room knows nothing of keys or people.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

CHUNK = 256 * 1024


class BlobMissing(OSError):
    """A blob that a row names is not in the store."""


@dataclass(frozen=True)
class Stored:
    """What was written: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


class Blobs:
    """A store of blobs by key. Keys are paths of our own making, never anybody's file names."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._folder = Path(parts.path) if parts.scheme == "file" else None
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store: ObjectStore = LocalStore(self._folder)
        else:
            self._store = from_url(url)

    def put(self, key: str, chunks: Iterable[bytes]) -> Stored:
        """Keep a stream under a key, whole or not at all, and on disk before this returns."""
        digest, size = hashlib.sha256(), 0

        def measured() -> Iterator[bytes]:
            nonlocal size
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        obstore.put(self._store, key, measured())
        if self._folder is not None:
            _sync(self._folder / key)
        return Stored(size, digest.hexdigest())

    def get(self, key: str) -> Iterator[bytes]:
        """Stream a blob.

        :raises BlobMissing: before the first byte, if there is none under this key.
        """
        try:
            found = obstore.get(self._store, key)
        except NotFoundError as error:
            raise BlobMissing(key) from error
        return (bytes(chunk) for chunk in found.stream(min_chunk_size=CHUNK))

    def delete(self, key: str) -> None:
        """Let a blob go; one that is gone already is as good."""
        try:
            obstore.delete(self._store, key)
        except NotFoundError:
            pass


def _sync(path: Path) -> None:
    """Make a file and its name survive a power cut."""
    for target in (path, path.parent):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
