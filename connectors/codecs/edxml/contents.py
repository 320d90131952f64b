"""Files inside a package: base64 as it streams by, then out of their single-entry ZIP.

Everything stands on disk, in a folder the caller owns; nothing is named by what a sender wrote.
"""

import binascii
import errno
import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from connectors.codecs.edxml.parsing import FILE
from connectors.codecs.edxml.refusing import MOST_BYTES, refused
from connectors.errors import Unreadable

_CHUNK = 64 * 1024
_BLANK = re.compile(r"\s+")
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_END_SIZE, _LONGEST_COMMENT = 22, 0xFFFF
# Real files are packed to a tenth, plain text to a hundredth; only bombs go far beyond.
_MOST_RATIO, _HARMLESS = 200, 1024 * 1024
# A list of entries is looked through up to this length: its names, and what they would unpack to.
_LONGEST_LIST = 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that came: where its bytes are, and how it was packed (``entries`` None: not)."""

    path: Path = field(repr=False)
    size: int
    sha256: str
    entries: int | None
    entry_name: str = field(default="", repr=False)

    def open(self) -> Iterator[bytes]:
        """Give its bytes from the beginning."""
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


class Contents:
    """Takes the texts of a package's files, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.kept: list[Kept] = []
        self._folder = folder
        self._left = MOST_BYTES
        self._file: IO[bytes] | None = None
        self._rest = ""
        self._padded = False

    def begin(self) -> int:
        """Begin a file; returns its number."""
        self._file = self._path("packed").open("wb")
        self._rest, self._padded = "", False
        return len(self.kept)

    def feed(self, text: str) -> None:
        """Take more of its base64; blanks and line breaks do not count.

        :raises connectors.errors.Unreadable: if it is no base64.
        """
        assert self._file is not None
        whole = self._rest + _BLANK.sub("", text)
        cut = len(whole) - len(whole) % 4
        self._rest, block = whole[cut:], whole[:cut]
        if block:
            self._file.write(self._decoded(block))

    def finish(self) -> None:
        """End the file, and take it out of its ZIP if it is in one.

        :raises connectors.errors.Unreadable: if it is cut off, damaged, or a trap.
        """
        assert self._file is not None
        self._file.close()
        if self._rest:
            raise refused(FILE, "base64 bị cắt giữa chừng (truncated base64)")
        packed = self._path("packed")
        self.kept.append(self._unpacked(packed))
        with suppress(FileNotFoundError):
            packed.unlink()

    def close(self) -> None:
        """Let go of what is open when reading ends halfway."""
        if self._file is not None:
            self._file.close()

    def _decoded(self, block: str) -> bytes:
        if self._padded:
            raise refused(FILE, "base64 còn chữ sau dấu = (base64 goes on after its end)")
        try:
            data = binascii.a2b_base64(block.encode("ascii"), strict_mode=True)
        except ValueError as error:
            raise refused(FILE, f"không phải base64 (no base64): {error}") from error
        self._padded = block.endswith("=")
        self._spend(len(data))
        return data

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise refused(FILE, f"các tệp lớn hơn {MOST_BYTES} byte (files too large)")

    def _path(self, what: str) -> Path:
        return self._folder / f"{len(self.kept):04d}.{what}"

    def _unpacked(self, packed: Path) -> Kept:
        entries, kept = _entries(packed), self._path("file")
        if entries is None:
            packed.rename(kept)
            return Kept(kept, *_measure(kept), None)
        with _reading(), zipfile.ZipFile(packed) as archive:
            listed = archive.infolist()
            for entry in listed:
                _check(entry)
            if len(listed) == 1:
                with archive.open(listed[0]) as source, kept.open("wb") as target:
                    self._copy(source, target, listed[0].file_size)
                return Kept(kept, *_measure(kept), 1, listed[0].filename)
        # Several files in one are no wrapping: a spreadsheet, or an archive that was meant as one.
        packed.rename(kept)
        return Kept(kept, *_measure(kept), entries)

    def _copy(self, source: IO[bytes], target: IO[bytes], promised: int) -> None:
        came = 0
        while chunk := source.read(_CHUNK):
            came += len(chunk)
            if came > promised:
                raise refused(FILE, "ZIP giải ra nhiều hơn đã khai (more than the ZIP says)")
            self._spend(len(chunk))
            target.write(chunk)


@contextmanager
def _reading() -> Iterator[None]:
    """Turn what a damaged ZIP raises into a refusal."""
    try:
        yield
    except Unreadable:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        struct.error,
        ValueError,
    ) as error:
        raise refused(FILE, f"ZIP bị hỏng (damaged ZIP): {error}") from error
    except OSError as error:
        # A list of entries that says it stands before the beginning of the file.
        if error.errno != errno.EINVAL:
            raise
        raise refused(FILE, f"ZIP bị hỏng (damaged ZIP): {error}") from error


def _entries(packed: Path) -> int | None:
    """Count the entries of a ZIP by its end record alone; None if it is no ZIP.

    The list of entries is never read before its length is known: it may be the trap.
    """
    with packed.open("rb") as file:
        if file.read(4) != _ZIP:
            return None
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
        tail = file.read()
    at = tail.rfind(_ZIP_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise refused(FILE, "ZIP bị cắt hoặc hỏng (a ZIP without its end)")
    _, _, _, entries, length, _ = struct.unpack("<HHHHII", tail[at + 4 : at + 20])
    if length > _LONGEST_LIST:
        raise refused(FILE, "mục lục ZIP dài bất thường (the list of the ZIP is too long)")
    return int(entries)


def _check(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry that is a trap, before a byte of it is unpacked by us or by anybody after."""
    if entry.flag_bits & 0x1:
        raise refused(FILE, "ZIP có mật khẩu (an encrypted ZIP)")
    if entry.compress_type not in _METHODS:
        raise refused(FILE, "kiểu nén của ZIP không được nhận (unknown compression)")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise refused(FILE, "trong ZIP không phải là tệp (the entry is no file)")
    if tricky(entry.orig_filename):
        raise refused(FILE, "tên trong ZIP trỏ ra ngoài (the entry's name leads elsewhere)")
    bomb = entry.file_size > _MOST_RATIO * max(1, entry.compress_size)
    if entry.file_size > MOST_BYTES or (bomb and entry.file_size > _HARMLESS):
        raise refused(FILE, "bom ZIP (a ZIP bomb)")


def tricky(name: str) -> bool:
    """Say whether a file's name would lead out of a folder if anybody used it as a path."""
    parts = name.replace("\\", "/").split("/")
    return "\0" in name or ".." in parts or name.startswith(("/", "\\")) or bool(_DRIVE.match(name))


def _measure(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return file.tell(), digest.hexdigest()
