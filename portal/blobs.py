"""Files, in a folder or in any S3-like store: the same calls for both.

What is kept here is sealed already; this room knows nothing of keys or people.
"""

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

if TYPE_CHECKING:
    from obstore.store import RetryConfig

CHUNK = 256 * 1024
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system says when there is no room left: on a disk, for a user, in a file."""
_SPOOL = 4 * 1024 * 1024
# Somebody may be waiting: what fails for longer than this is tried again by whoever called.
_PATIENCE: "RetryConfig" = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}
_FILE = "file://"


class BlobMissing(OSError):
    """A blob that a row names is not in the store."""


class BlobsAway(OSError):
    """The store does not answer; later it will."""


class BlobsFull(BlobsAway):
    """The store has no room left; what was to be kept is not there."""


@dataclass(frozen=True)
class Stored:
    """What was written: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


class Blobs:
    """A store of blobs by key. Keys are paths of our own making, never anybody's file names."""

    def __init__(self, url: str) -> None:
        # Taken as it stands: a folder's name may hold what an address would have to escape.
        self._folder = Path(url.removeprefix(_FILE)) if url.startswith(_FILE) else None
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store: ObjectStore = LocalStore(self._folder)
        else:
            self._store = from_url(url, retry_config=_PATIENCE)

    def put(self, key: str, chunks: Iterable[bytes]) -> Stored:
        """Keep a stream under a key, whole or not at all, and on disk before this returns.

        What the stream raises comes through, and nothing is kept then.

        :raises BlobsFull: if there is no room left, here or in the store.
        :raises BlobsAway: if the store does not answer.
        """
        digest, size = hashlib.sha256(), 0
        # Gathered first, never handed over as a stream: the store would read that inside its own
        # runtime, where a stream that comes out of a store brings the process down; and of one
        # that breaks off half way, S3 would keep the parts.
        with SpooledTemporaryFile(max_size=_SPOOL) as whole:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                with _answering(key):
                    whole.write(chunk)
            with _answering(key):
                whole.seek(0)
                obstore.put(self._store, key, whole)
                if self._folder is not None:
                    _sync(self._folder / key, self._folder)
        return Stored(size, digest.hexdigest())

    def get(self, key: str) -> Iterator[bytes]:
        """Stream a blob.

        :raises BlobMissing: before the first byte, if there is none under this key.
        :raises BlobsAway: at any byte, if the store does not answer.
        """
        with _answering(key):
            found = obstore.get(self._store, key)
        return _streamed(key, found)

    def delete(self, key: str) -> None:
        """Let a blob go; one that is gone already is as good."""
        try:
            with _answering(key):
                obstore.delete(self._store, key)
        except BlobMissing:
            pass

    def older_than(self, moment: datetime) -> Iterator[str]:
        """List the keys of what was stored before a moment."""
        with _answering("the list"):
            for page in obstore.list(self._store):
                yield from (entry["path"] for entry in page if entry["last_modified"] < moment)


@contextmanager
def _answering(key: str) -> Iterator[None]:
    """Put what went wrong at the store into words callers know."""
    try:
        yield
    except (FileNotFoundError, NotFoundError) as error:
        raise BlobMissing(key) from error
    except (BaseError, OSError) as error:
        kind = BlobsFull if _is_full(error) else BlobsAway
        raise kind(f"{key}: {type(error).__name__}") from error


def _is_full(error: Exception) -> bool:
    """Whether an error is one of room; the store tells what its system said in words alone."""
    if getattr(error, "errno", None) in FULL:
        return True
    return any(f"os error {code}" in str(error) for code in FULL)


def _streamed(key: str, found: "obstore.GetResult") -> Iterator[bytes]:
    with _answering(key):
        for chunk in found.stream(min_chunk_size=CHUNK):
            yield bytes(chunk)


def _sync(path: Path, top: Path) -> None:
    """Make a file and all names on the way to it survive a power cut."""
    above = [folder for folder in path.parents if folder.is_relative_to(top)]
    for target in (path, *above):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
