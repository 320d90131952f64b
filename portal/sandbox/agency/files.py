"""The files of an agency: those that came with dossiers and those it made, by their hash."""

import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import IO

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

_PIECE = 1 << 16
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Files:
    """Bytes in a folder per agency, their media types and sizes in the store."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def put(self, agency: str, sha256: str, stream: IO[bytes], media_type: str) -> bool:
        """Keep what a stream holds, if it is what its hash says; tells whether it was."""
        place = self._place(agency, sha256)
        draft = place.with_name(f"{secrets.token_hex(8)}.part")
        draft.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with draft.open("wb") as out:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                out.write(piece)
        if digest.hexdigest() != sha256:
            draft.unlink()
            return False
        os.replace(draft, place)
        with self._store.write() as db:
            db.execute(
                "INSERT OR IGNORE INTO files (agency, sha256, media_type, size, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (agency, sha256, media_type, size, stamp(now())),
            )
        return True

    def size(self, agency: str, sha256: str) -> int | None:
        """Say how many bytes a file has; None when it is not here."""
        with self._store.read() as db:
            row = db.execute(
                "SELECT size FROM files WHERE agency = ? AND sha256 = ?", (agency, sha256)
            ).fetchone()
            return None if row is None else int(row["size"])

    def read(self, agency: str, sha256: str) -> tuple[bytes, str] | None:
        """Give a file's bytes and media type."""
        with self._store.read() as db:
            row = db.execute(
                "SELECT media_type FROM files WHERE agency = ? AND sha256 = ?", (agency, sha256)
            ).fetchone()
        if row is None:
            return None
        return self._place(agency, sha256).read_bytes(), row["media_type"]

    def _place(self, agency: str, sha256: str) -> Path:
        return self._folder / agency / sha256


def is_hash(text: str) -> bool:
    """Say whether a text is a SHA-256 in hex, which also makes it safe as a file's name."""
    return _SHA256.fullmatch(text) is not None
