"""Gives signs of life while a process's body runs, from a thread of its own."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from portal import log
from portal.runtime import Runtime
from portal.services.operations import signs

_log = log.get()
_MB = 1024 * 1024


@contextmanager
def beating(rt: Runtime, role: str) -> Iterator[None]:
    """Give signs until the block ends; the last word is that the process has gone as it should."""
    name, over = f"{role}@{socket.gethostname()}", threading.Event()
    thread = threading.Thread(target=_beat, args=(rt, name, over), name="pulse", daemon=True)
    thread.start()
    try:
        yield
        over.set()
        thread.join()
        _try(rt, name, leaving=True)
    finally:
        over.set()


def _beat(rt: Runtime, name: str, over: threading.Event) -> None:
    while True:
        _try(rt, name)
        if over.wait(signs.EVERY.total_seconds()):
            return


def _try(rt: Runtime, name: str, leaving: bool = False) -> None:
    """Write down how things are; a database that is away is told of by everything else."""
    try:
        with rt.db.write() as session:
            if leaving:
                signs.take_along(session, name)
                return
            disk = shutil.disk_usage(rt.settings.data_dir)
            signs.give(session, name, disk.free // _MB, disk.free / disk.total)
    except Exception as error:
        _log.warning("no_sign_given", process=name, error=str(error))
