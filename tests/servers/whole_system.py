"""``portal run`` as a stranger starts it, on free ports and in a folder of its own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.jobs.houses import House, living
from tests.servers.ports import free_ports

_UNSET = ("DATABASE_URL", "REDIS_URL", "BLOB_URL", "BASE_URL")


@contextmanager
def whole_system(folder: Path) -> Iterator[tuple[House, str]]:
    """Run the system until the block ends; give it and its address."""
    port = free_ports(7)[0]
    argv = [str(Path(sys.executable).with_name("portal")), "run"]
    given = {"DATA_DIR": str(folder / "var"), "PORT": str(port), **dict.fromkeys(_UNSET, "")}
    with living(House(folder, argv, **given)) as running:
        running.says("Ready in", seconds=90)
        yield running, f"http://127.0.0.1:{port}"
