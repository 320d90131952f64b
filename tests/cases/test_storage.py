"""A store that takes no writing: said plainly, the draft is safe, no dossier is half there."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from portal.app import create_app
from portal.exchanges import dispatch
from portal.models import Attempt, Dossier, Event, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import promises
from tests.cases.conftest import Visit, enter
from tests.furnished import house
from tests.furnished.house import NOWHERE, Paper
from tests.servers.disks import full, taking_no_writing, tiny_disk

SORRY = "Cổng đang tạm nghỉ"


@dataclass(frozen=True)
class Kept:
    """A portal, a citizen at their last page, and the ways to keep its store from writing."""

    rt: Runtime
    paper: Paper
    visit: Visit
    disk: Path | None

    def read_only(self) -> AbstractContextManager[None]:
        """Let the database take no writing."""
        # A disk on which somebody has a file open for writing cannot be made so.
        self.rt.db.engine.dispose()
        return taking_no_writing(self.disk) if self.disk else standing_by(self.rt)

    def written(self) -> list[int]:
        """Count what there is of any dossier."""
        with self.rt.db.read() as session:
            tables = (Dossier, Event, Promise)
            counts = (session.scalar(sa.select(sa.func.count()).select_from(t)) for t in tables)
            return [count or 0 for count in counts]


@contextmanager
def standing_by(rt: Runtime) -> Iterator[None]:
    """Let PostgreSQL refuse to write, as a standby does; connections notice at their next use."""
    url = rt.db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]

    def say(mode: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            setting = f"ALTER DATABASE {name} SET default_transaction_read_only = {mode}"
            connection.execute(setting.encode())
        rt.db.engine.dispose()

    say("on")
    try:
        yield
    finally:
        say("off")


@pytest.fixture
def kept(settings, tmp_path: Path) -> Iterator[Kept]:
    """Give a furnished portal; with SQLite its database and files are on a disk of their own."""
    if settings.database_url.startswith("postgresql"):
        yield from furnished(settings, None)
        return
    with tiny_disk(tmp_path / "tiny", "24m") as disk:
        copy = disk / "portal.db"
        copy.write_bytes(Path(settings.database_url.removeprefix("sqlite:///")).read_bytes())
        there = {"database_url": f"sqlite:///{copy}", "blob_url": f"file://{disk}/blobs"}
        yield from furnished(replace(settings, **there), disk)


def furnished(settings, disk: Path | None) -> Iterator[Kept]:
    rt = Runtime.make(settings)
    try:
        house.furnish(rt)
        citizen, agency = house.sign_in(rt), house.add_agency(rt, "H41.12.34", NOWHERE)
        paper = house.begin(rt, citizen, agency).fill().attach()
        browser = enter(create_app(runtime=rt), citizen)
        review = browser.open(f"/nhap/{paper.id}/kiem-tra")
        yield Kept(rt, paper, Visit(rt, browser, review), disk)
    finally:
        rt.close()


def press(visit: Visit):
    return visit.browser.send(visit.review, {})


def test_a_read_only_database_refuses_in_words_and_submits_when_it_is_well(kept: Kept):
    before = kept.paper.open().answers
    with kept.read_only():
        refused = press(kept.visit)
        assert (refused.status, SORRY in refused.text) == (503, True)
        # SQLite writes beside its file even to read; a standby answers whoever only looks.
        looked = kept.visit.browser.open("/tro-giup").status
        assert looked == (503 if kept.disk else 200)
    assert kept.written() == [0, 0, 0]
    assert kept.paper.open().answers == before
    assert kept.visit.hand_in().code


def test_a_step_that_could_not_be_saved_changes_nothing_of_the_draft(kept: Kept):
    before = kept.paper.open()
    step = kept.visit.browser.open(f"/nhap/{kept.paper.id}/nguoi-nop")
    with kept.read_only():
        refused = kept.visit.browser.send(step, {"phone": "0987654321"})
        assert refused.status == 503
    after = kept.paper.open()
    assert after.answers == before.answers
    assert after.draft.row_version == before.draft.row_version
    assert kept.visit.browser.send(step, {"phone": "0987654321"}).status == 303


def test_a_full_disk_refuses_in_words_and_leaves_a_whole_database(kept: Kept):
    # PostgreSQL's disk is not this machine's to fill; its server refuses as a read-only one does.
    with full(kept.disk) if kept.disk else kept.read_only():
        refused = press(kept.visit)
        assert (refused.status, SORRY in refused.text) == (503, True)
    assert kept.written() == [0, 0, 0]
    if kept.disk:
        with kept.rt.db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert kept.visit.hand_in().code


def test_a_promise_that_could_not_be_recorded_is_not_parked_as_a_fault_of_ours(kept: Kept):
    kept.visit.hand_in()
    with kept.rt.db.write() as session:
        leased = promises.lease(session, "w", 60, promises.Room(1, 1))[0]
    with kept.read_only(), pytest.raises(sa.exc.OperationalError):
        dispatch.fulfil(kept.rt, leased)
    with kept.rt.db.read() as session:
        row = session.get(Promise, leased.row)
        assert (row.state, row.leased_by) == (PromiseState.WAITING, "w")
        assert session.scalars(sa.select(Attempt)).all() == []
