"""Goes into a process of the portal: kills it in a window, or plants a bug the harness must see.

The portal itself knows nothing of this: its processes are started through ``nursery`` and ``web``,
which call ``install`` before anything runs.
"""

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from connectors.agencies.one_stop.handing import Handing
from portal import clock, crypto
from portal.exchanges import deliver, dispatch, outcome
from portal.models import Promise
from portal.services import hearing, promises

_LINE = "x\n"


@dataclass(frozen=True)
class Windows:
    """Where processes die by their own hand: one in so many times, and so often in all."""

    folder: Path
    quota: int
    drawn: random.Random

    def pass_through(self, window: str) -> None:
        """Die here, perhaps: written down first, then without a chance to clean up."""
        if self.drawn.random() > 0.2:
            return
        file = self.folder / window
        if file.exists() and file.stat().st_size >= self.quota * len(_LINE):
            return
        with file.open("a") as counted:
            counted.write(_LINE)
        os.kill(os.getpid(), signal.SIGKILL)


def windows(role: str) -> Windows:
    """Read from the environment how this process may die."""
    seed, folder = os.environ["CHAOS_SEED"], Path(os.environ["CHAOS_DIR"])
    return Windows(folder, int(os.environ["CHAOS_QUOTA"]), random.Random(f"{seed}/{role}"))


def hits(folder: Path, window: str) -> int:
    """Count how often processes died in a window."""
    file = folder / window
    return file.stat().st_size // len(_LINE) if file.exists() else 0


def install(role: str) -> None:
    """Open the windows of this process, and plant the bug the environment names."""
    opened = windows(role)
    fulfil, record = dispatch.fulfil, outcome.record

    def fulfilling(rt: Any, leased: Any) -> bool:
        opened.pass_through("leased_not_sent")
        return fulfil(rt, leased)

    def recording(rt: Any, leased: Any, tried: Any) -> bool:
        if tried.error is None:
            opened.pass_through("sent_not_recorded")
        return record(rt, leased, tried)

    dispatch.fulfil = fulfilling
    vars(dispatch)["record"] = recording
    bug = os.environ.get("CHAOS_BUG")
    if bug:
        _PLANTED[bug]()


def _no_key() -> None:
    """Send each time under another key, and ask nobody what an earlier try has come to."""
    submit, fulfil = Handing.submit, deliver.fulfil

    def submitting(self: Handing, dossier: Any, key: str) -> Any:
        return submit(self, dossier, f"{key}.{crypto.uuid7()}")

    def fulfilling(rt: Any, leased: Any) -> Any:
        return fulfil(rt, replace(leased, unsure=False))

    Handing.submit = submitting  # type: ignore[method-assign]
    dispatch.HANDLERS["deliver"] = fulfilling


def _no_lease() -> None:
    """Let everybody take what somebody is at."""
    lease = promises.lease

    def leasing(session: Any, worker: str, seconds: int, room: Any) -> Any:
        taken = lease(session, worker, seconds, room)
        session.flush()
        session.execute(
            sa.update(Promise)
            .where(Promise.leased_by == worker)
            .values(leased_by=None, leased_until=clock.now())
        )
        return taken

    def holding(session: Any, leased: Any) -> Any:
        row = session.get(Promise, leased.row, with_for_update=True, populate_existing=True)
        return row if row is not None and row.state == "waiting" else None

    promises.lease, promises.held = leasing, holding


def _no_order() -> None:
    """Send what is promised later before what was promised first, and hear news as it comes."""
    due = promises._due

    def anything(now: Any, full: Any) -> Any:
        found = due(now, full)
        assert found.whereclause is not None
        rules = [rule for rule in found.whereclause.clauses if "EXISTS" not in str(rule)]
        found = sa.select(Promise).where(*rules)
        return found.order_by(Promise.seq.desc(), Promise.next_at)

    promises._due = anything
    hearing._out_of_turn = lambda dossier, told: None


_PLANTED: dict[str, Callable[[], None]] = {
    "no-key": _no_key,
    "no-lease": _no_lease,
    "no-order": _no_order,
}
