"""Finds out whether a PDF is signed and what that is worth, whatever the PDF does about it.

Most are not signed, which a look for one word tells. Of the others a process of its own reads the
signatures; one that takes too long is stopped, and the citizen is told that an officer will look.
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from portal import log
from portal.domain.signatures import NONE, Signature, SignatureState
from portal.services.signatures import CPU_SECONDS

# Of any signature, in plain letters: readers have to find what it covers before they parse it.
_MARK = b"/ByteRange"
_MARKS = 64
_PIECE = 1024 * 1024
# A machine with other work to do may take long over those few seconds.
SECONDS = 6 * CPU_SECONDS
# What two cores can do beside their pages.
_AT_ONCE = threading.BoundedSemaphore(2)
_KEPT_OF_ENVIRONMENT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")
_log = log.get()


def look(file: IO[bytes], trust_roots: Path | None) -> Signature:
    """Look for signatures in a PDF and verify them, offline; takes seconds at most.

    :param file: a real file or a spooled one; it is left at its beginning.
    """
    marks = _marks(file)
    if not marks:
        return NONE
    found = (
        Signature(SignatureState.UNVERIFIABLE, "too_many")
        if marks > _MARKS
        else _examined(file, trust_roots)
    )
    file.seek(0)
    _log.info("signatures_examined", state=str(found.state), reason=found.reason)
    return found


def _marks(file: IO[bytes]) -> int:
    """Count what may be signatures, without reading the file as a PDF."""
    file.seek(0)
    count, tail = 0, b""
    while piece := file.read(_PIECE):
        count += (tail + piece).count(_MARK)
        tail = (tail + piece)[1 - len(_MARK) :]
    file.seek(0)
    return count


def _examined(file: IO[bytes], trust_roots: Path | None) -> Signature:
    command = [sys.executable, "-m", "portal.services.signatures.examine"]
    with _AT_ONCE:
        try:
            done = subprocess.run(
                [*command, *([str(trust_roots)] if trust_roots else [])],
                stdin=_descriptor(file),
                capture_output=True,
                timeout=SECONDS,
                env={k: os.environ[k] for k in _KEPT_OF_ENVIRONMENT if k in os.environ},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Signature(SignatureState.UNVERIFIABLE, "too_complex")
    if done.returncode:
        # It was stopped by a limit, or something is wrong here; the file's own faults are answers.
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2][:200]
        _log.warning("signatures_not_examined", code=done.returncode, error=last)
        reason = "too_complex" if done.returncode < 0 else "not_examined"
        return Signature(SignatureState.UNVERIFIABLE, reason)
    return Signature.of(json.loads(done.stdout))


def _descriptor(file: IO[bytes]) -> int:
    """Give the file as another process can read it: one in memory goes to the disk for that."""
    descriptor = file.fileno()
    file.flush()
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
