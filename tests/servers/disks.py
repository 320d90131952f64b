"""A disk without room: a file system of its own, as small as is asked for."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
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


def left(folder: Path) -> list[Path]:
    """List the files of a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
