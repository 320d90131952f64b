"""What can be known to be wrong before anything is started, each in one clear line."""

import fcntl
import os
import shutil
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.jobs.supervise.plan import CannotRun, figures


@contextmanager
def sole_use(data_dir: Path) -> Iterator[None]:
    """Make the data folder and hold it; a second supervisor on the same folder is refused.

    :raises CannotRun: if the folder cannot be written or is held by another supervisor.
    """
    try:
        for folder in (data_dir / "log", data_dir / "run", data_dir / "broker"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(
            data_dir / "run" / "supervisor", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
        )
    except OSError as error:
        raise CannotRun(
            f"cannot write to the data folder {data_dir} ({error.strerror}): "
            "set DATA_DIR to another one"
        ) from None
    try:
        _hold(lock, data_dir)
        # Figures are those since the start, and none of a process that is long gone.
        shutil.rmtree(figures(data_dir), ignore_errors=True)
        figures(data_dir).mkdir(mode=0o700)
        yield
    finally:
        os.close(lock)


def _hold(lock: int, data_dir: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(lock, 20, 0).decode().strip() or "unknown"
        raise CannotRun(
            f"the data folder {data_dir} is in use by another portal (process {holder}): "
            "stop that one, or set DATA_DIR and PORT for this one"
        ) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)


def free(ports: Iterable[int]) -> None:
    """See that nobody listens where the children will.

    :raises CannotRun: at the first port that is taken.
    """
    for port in ports:
        with socket.socket() as probe:
            # As servers do; without it a port rests for a minute after its last connection.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CannotRun(
                    f"port {port} cannot be used ({error.strerror}): stop what listens there, "
                    "or set PORT to another one"
                ) from None
            except OverflowError:
                raise CannotRun(f"port {port} does not exist: set PORT to at most 65532") from None
