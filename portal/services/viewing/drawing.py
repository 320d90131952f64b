"""Has a page of a file drawn by a process apart: bounded in time and memory, one at a time."""

import json
import subprocess  # nosec: runs our own script
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from portal import log
from portal.domain.errors import Unacceptable

LARGEST = 60 * 1024 * 1024
"""Bytes of a file that is drawn at all; larger ones are to be taken along and opened elsewhere."""
LONGEST = 1800
"""Pixels of a page's longer side: small print on A4 can be read."""
KINDS = frozenset({"application/pdf", "image/jpeg", "image/png"})
_SECONDS, _PATIENCE = 20, 15
_CHILD = Path(__file__).with_name("child.py")
# As child.py says it; whatever else ends it (a signal, its limits) was too much for it.
_SAID = {3: "broken", 4: "locked", 5: "no_page"}
_DRAWING = threading.Lock()
_log = log.get()


@dataclass(frozen=True)
class Drawn:
    """A page as a picture (JPEG), and how many pages there are."""

    pages: int
    picture: bytes = field(repr=False)


def draw(chunks: Iterable[bytes], page: int) -> Drawn:
    """Draw a page (from 1) of a PDF, a JPEG or a PNG.

    :raises Unacceptable: ``broken``, ``locked`` (a password), ``no_page``, ``too_heavy`` (in size,
        time or memory) or ``busy`` (others are looking just now).
    """
    data = _held(chunks)
    if not _DRAWING.acquire(timeout=_PATIENCE):
        raise Unacceptable("busy")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD), str(page), str(LONGEST)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise Unacceptable("too_heavy") from error
    finally:
        _DRAWING.release()
    if done.returncode:
        reason = _SAID.get(done.returncode, "too_heavy")
        _log.info("page_not_drawn", reason=reason, code=done.returncode)
        raise Unacceptable(reason)
    told, _line, picture = done.stdout.partition(b"\n")
    return Drawn(json.loads(told)["pages"], picture)


def _held(chunks: Iterable[bytes]) -> bytes:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > LARGEST:
            raise Unacceptable("too_heavy")
    return bytes(held)
