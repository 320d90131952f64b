"""Scheduled duties: by one machine at a time, and caught up when nobody was there."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import crypto
from portal.jobs import scheduler
from portal.jobs.scheduler import Duty
from portal.models import Attachment, DailyRoot, Draft, IncomingFile, Lease, SeenNonce
from portal.services import leases
from tests.furnished import house
from tests.furnished.meeting import meeting

HOUR = timedelta(hours=1)


def rows(rt, table):
    with rt.db.read() as session:
        return session.scalars(sa.select(table)).all()


def stored(rt):
    folder = rt.settings.data_dir / "blobs"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def announced(rt, hands):
    """Live through the announcement of drafts' end, and to a day after it."""
    hands.turn(days=rt.settings.draft_days - 7)
    count = scheduler.announce_drafts(rt)
    hands.turn(days=8)
    return count


@pytest.fixture
def done():
    """Give the list of those a duty was done by, in order."""
    return []


@pytest.fixture
def duty(done):
    return Duty("test", HOUR, done.append)


def test_a_duty_is_done_when_it_comes_round_and_not_before(rt, hands, duty, done):
    assert scheduler.once(rt, duty, "one")
    assert not scheduler.once(rt, duty, "one")
    assert not scheduler.once(rt, duty, "two")
    hands.turn(hours=1)
    assert scheduler.once(rt, duty, "two")
    assert len(done) == 2


@pytest.mark.parametrize("time", ["first", "second"])
def test_of_many_at_once_one_does_a_duty(rt, hands, duty, done, time):
    if time == "second":
        scheduler.once(rt, duty, "before")
        done.clear()
        hands.turn(hours=1)
    start, said = threading.Barrier(5), []

    def look(owner):
        start.wait()
        said.append(scheduler.once(rt, duty, owner))

    threads = [threading.Thread(target=look, args=(f"o{n}",)) for n in range(5)]
    with meeting(rt, "FROM leases", 5):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (said.count(True), len(done)) == (1, 1)


def test_while_one_is_at_it_nobody_else_begins_and_one_that_died_is_replaced(rt, hands, duty, done):
    with rt.db.write() as session:
        assert leases.take(session, duty.name, "dies")
    assert not scheduler.once(rt, duty, "other")
    hands.turn(minutes=11)
    assert scheduler.once(rt, duty, "other")
    with rt.db.write() as session:
        # Whoever comes back late ends nothing that is another's by now.
        assert leases.take(session, duty.name, "x") is False
        leases.done(session, duty.name, "dies", hands.now)
    assert not scheduler.once(rt, duty, "dies")


def test_a_duty_that_fails_comes_round_again_and_harms_no_other(rt, hands, done):
    def fails(_):
        raise ConnectionError("the partner is away")

    assert scheduler.once(rt, Duty("fails", HOUR, fails), "one")
    assert scheduler.once(rt, Duty("other", HOUR, done.append), "one")
    hands.turn(hours=1)
    assert scheduler.once(rt, Duty("fails", HOUR, done.append), "one")
    assert len(done) == 2


def test_every_duty_has_a_name_of_its_own_and_can_be_done_in_an_empty_house(rt):
    assert all(scheduler.once(rt, duty, "one") for duty in scheduler.DUTIES)
    assert {lease.name for lease in rows(rt, Lease)} == {duty.name for duty in scheduler.DUTIES}
    assert len({duty.name for duty in scheduler.DUTIES}) == len(scheduler.DUTIES)


def test_days_without_anybody_are_anchored_later(rt, hands, submitted):
    hands.turn(days=4)
    assert scheduler.anchor_days(rt) == 4
    assert scheduler.anchor_days(rt) == 0
    roots = sorted(rows(rt, DailyRoot), key=lambda root: root.day)
    assert [root.chains for root in roots] == [1, 0, 0, 0]


def test_all_drafts_whose_time_is_over_go_however_many_there_are(rt, hands, agency, monkeypatch):
    monkeypatch.setattr("portal.services.retention.BATCH", 2)
    monkeypatch.setattr("portal.services.expiry.announcing.BATCH", 2)
    nobody = house.sign_in(rt, "khong-so", phone="")
    for _ in range(5):
        house.begin(rt, nobody, agency)
    assert announced(rt, hands) == 5
    assert scheduler.forget(rt)["drafts"] == 5
    assert rows(rt, Draft) == []


def test_files_of_what_was_thrown_away_go_a_week_later(rt, hands, agency, submitted):
    before = stored(rt)
    other = house.begin(rt, house.sign_in(rt, "khong-so", phone=""), agency).attach()
    announced(rt, hands)
    scheduler.forget(rt)
    assert len(stored(rt)) == len(before) + 1
    hands.turn(days=8)
    assert scheduler.forget(rt)["files"] == 1
    assert stored(rt) == before
    assert [file.dossier_id for file in rows(rt, Attachment)] == [submitted.id]
    assert other.id != submitted.id


def test_what_has_run_out_is_forgotten_and_the_rest_is_not(rt, hands):
    with rt.db.write() as session:
        for nonce, left in (("old", -1), ("new", 1)):
            until = hands.now + timedelta(minutes=left)
            session.add(SeenNonce(key_id="k", nonce=nonce, expires_at=until))
    assert scheduler.forget(rt)["nonces"] == 1
    assert [row.nonce for row in rows(rt, SeenNonce)] == ["new"]


def test_bytes_no_row_names_are_swept_after_a_day(rt, ahead, agency, submitted):
    named = stored(rt)
    month, home, dossier, _ = next(iter(named)).split("/")
    lost = [f"{month}/{home}/{dossier}/{crypto.uuid7()}", f"incoming/{home}/{crypto.uuid7()}"]
    for key in (*lost, "somebody/elses.txt"):
        rt.blobs.put(key, iter([b"x"]))
    assert scheduler.sweep(rt) == 0
    ahead.by += timedelta(hours=25)
    assert scheduler.sweep(rt) == 2
    assert stored(rt) == named | {"somebody/elses.txt"}


def test_a_file_an_agency_has_put_is_not_swept_before_it_is_forgotten(rt, ahead, agency):
    key = f"incoming/{agency.id}/{crypto.uuid7()}"
    rt.blobs.put(key, iter([b"x"]))
    with rt.db.write() as session:
        session.add(IncomingFile(
            agency_id=agency.id, sha256="0" * 64, blob=key, key_id="k1", size=1,
            media_type="", received_at=ahead(),
        ))  # fmt: skip
    ahead.by += timedelta(days=6)
    assert scheduler.sweep(rt) == scheduler.forget(rt)["files"] == 0
    assert stored(rt) == {key}
    ahead.by += timedelta(days=2)
    assert scheduler.forget(rt)["files"] == 1
    assert stored(rt) == set()
