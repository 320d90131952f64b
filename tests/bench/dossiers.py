"""How fast dossiers are submitted, and how fast they are delivered, on one store."""

import itertools
import socket
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
import urllib3

from portal import clock
from portal.jobs.drain import THREADS, Drain
from portal.models import Promise, SeenNonce
from portal.runtime import Runtime
from portal.services import notifications, submission
from tests.bench.figures import Figure, Timed, compared, run
from tests.furnished import house
from tests.furnished.house import Paper
from tests.servers.children import running
from tests.servers.ports import free_port

ALONE, TOGETHER = 40, 96
_AGENCIES = 4


@contextmanager
def one_stop(folder: Path) -> Iterator[str]:
    """Run the system that takes everything; give its address."""
    port = free_port()

    def listens() -> bool:
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", port)) == 0

    argv = [sys.executable, "-m", "tests.bench.one_stop", str(port)]
    with running(argv, listens, folder / "one_stop.log"):
        yield f"http://127.0.0.1:{port}"


def measure(store: str, rt: Runtime, partner: str) -> list[Figure]:
    """Submit dossiers one after the other and side by side, then deliver them all."""
    citizen = house.sign_in(rt)
    codes = [f"H41.90.0{number}" for number in range(1, _AGENCIES + 1)]
    agencies = itertools.cycle([house.add_agency(rt, code, partner) for code in codes])
    papers = [
        house.begin(rt, citizen, next(agencies)).fill().attach() for _ in range(ALONE + TOGETHER)
    ]
    figures = []
    for threads, some in ((1, papers[:ALONE]), (8, papers[ALONE:])):
        bare = run(lambda _: _three_rows(rt), some, threads)
        submitted = run(lambda paper: _submit(rt, paper), some, threads)
        figures += compared(f"Submission, {threads} at a time", submitted, bare, store)
    return [*figures, _deliveries(store, rt, partner)]


def _submit(rt: Runtime, paper: Paper) -> None:
    with rt.db.write() as session:
        submission.submit(session, rt, paper.citizen, paper.id)


def _three_rows(rt: Runtime) -> None:
    until = clock.now() + timedelta(minutes=1)
    with rt.db.write() as session:
        for _ in range(3):
            row = {"key_id": "bench", "nonce": uuid.uuid4().hex, "expires_at": until}
            session.execute(sa.insert(SeenNonce).values(**row))


def _deliveries(store: str, rt: Runtime, partner: str) -> Figure:
    """Drain what was promised to agencies; each delivery is a PUT of the file and a POST."""
    with rt.db.write() as session:
        session.execute(sa.delete(Promise).where(Promise.destination == notifications.SMS))
    drain = Drain(rt, "bench")
    try:
        kept: list[int] = []
        timed = run(lambda _: kept.append(drain.run()), [None], 1)
    finally:
        drain.close()
    if kept != [ALONE + TOGETHER]:
        raise RuntimeError(f"{kept} of {ALONE + TOGETHER} dossiers were delivered")
    bare = _bare(partner, kept[0])
    return Figure("Deliveries (file and dossier)", kept[0] / timed.whole, "/s", store, bare.rate)


def _bare(partner: str, count: int) -> Timed:
    """Send as much, by bare calls."""
    body = b'{"answers":"' + b"x" * 2000 + b'"}'
    with urllib3.PoolManager(maxsize=THREADS) as pool:

        def send(_: object) -> None:
            pool.request("PUT", f"{partner}/files/x", body=house.PDF)
            pool.request("POST", f"{partner}/dossiers", body=body)

        return run(send, range(count), THREADS)
