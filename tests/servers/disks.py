"""A disk without room: a file system of its own, as small as is asked for."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def tiny_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """Mount a disk of so many bytes until the block ends; where that is not allowed, skip."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tiny", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a file system cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def taking_no_writing(disk: Path) -> Iterator[None]:
    """Let a mounted disk be read alone until the block ends."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Let a disk have no byte left until the block ends."""
    ballast = disk / "ballast"
    # Unbuffered: what did not fit would be written, and fail, once more at the end.
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(64 * 1024))
    try:
        yield
    finally:
        ballast.unlink()


def left(folder: Path) -> list[Path]:
    """List the files of a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
