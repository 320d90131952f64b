"""The file a backup is: a tar of the database, all sealed files, and a manifest of their hashes.

Nothing in it can be read without the secrets file, which is never part of it.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Self, cast

FORMAT = 1
DATABASE, MANIFEST, FILES = "portal.db", "manifest.json", "blobs/"
_CHUNK = 256 * 1024
_SPOOL = 8 * 1024 * 1024
_LONGEST_MANIFEST = 256 * 1024 * 1024


class BackupUnusable(Exception):
    """A file is no backup of ours, or not as it was written; the message says what is wrong."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: SHA-256 in hex by member, and how far the database had come.

    ``made_at`` is ISO 8601 in UTC, ``layout`` the migration the database stood at, ``keys`` tells
    the wrapping keys it was made under without telling them, ``missing`` the files that rows
    named and the store did not have.
    """

    format: int
    made_at: str
    layout: str
    keys: Mapping[str, str]
    dossiers: int
    members: Mapping[str, str]
    missing: tuple[str, ...] = ()

    def pack(self) -> bytes:
        """Write it as JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def unpack(cls, text: bytes) -> Self:
        """Read it.

        :raises BackupUnusable: if it is no manifest of a format this program knows.
        """
        try:
            said = json.loads(text)
            found = cls(**{**said, "missing": tuple(said.get("missing", ()))})
        except (ValueError, TypeError, AttributeError) as error:
            raise BackupUnusable(f"its {MANIFEST} cannot be read") from error
        if found.format != FORMAT:
            raise BackupUnusable(f"it is of format {found.format}, this program knows {FORMAT}")
        return found


@dataclass
class Writing:
    """A backup being written; ``members`` fills with what was put in."""

    tar: tarfile.TarFile = field(repr=False)
    members: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Put a stream in; what the stream raises comes through, and nothing is put in then."""
        digest, size = hashlib.sha256(), 0
        # A tar says a member's size before its bytes.
        with SpooledTemporaryFile(_SPOOL) as whole:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                whole.write(chunk)
            whole.seek(0)
            self._add(name, size, cast(IO[bytes], whole))
        self.members[name] = digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Put the manifest in, last: a backup that broke off has none."""
        text = manifest.pack()
        self._add(MANIFEST, len(text), io.BytesIO(text))

    def _add(self, name: str, size: int, content: IO[bytes]) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.tar.addfile(entry, content)


def read_file(path: Path) -> Iterator[bytes]:
    """Read a file piece by piece."""
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_CHUNK), b"")


class Reading:
    """A backup being read: checked whole first, so that nothing is unpacked of a damaged one."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._found = {entry.name: entry for entry in tar if entry.isfile()}
        entry = self._found.pop(MANIFEST, None)
        if entry is None or entry.size > _LONGEST_MANIFEST:
            raise BackupUnusable("it is not whole: it has no manifest at its end")
        self.manifest = Manifest.unpack(b"".join(self._chunks(entry)))
        if set(self._found) != set(self.manifest.members):
            raise BackupUnusable("its members are not those of its manifest")

    def check(self) -> None:
        """Compare every byte with the manifest.

        :raises BackupUnusable: naming the first member that is not as it was.
        """
        for name, expected in self.manifest.members.items():
            digest = hashlib.sha256()
            for chunk in self.chunks(name):
                digest.update(chunk)
            if digest.hexdigest() != expected:
                raise BackupUnusable(f"{name} is damaged")

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give a member's bytes piece by piece."""
        return self._chunks(self._found[name])

    def _chunks(self, entry: tarfile.TarInfo) -> Iterator[bytes]:
        content = self._tar.extractfile(entry)
        assert content is not None
        with content:
            yield from iter(lambda: content.read(_CHUNK), b"")
