"""From submission to delivery: woken at once with a broker, swept without one."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from redis import Redis

from portal.domain.states import Delivery
from portal.jobs import wakeups
from portal.layout import ROOT
from portal.wake import QUEUE
from tests.furnished import house
from tests.furnished.partners import drain
from tests.servers.waiting import until


@contextmanager
def process(rt, name, **more):
    """Run a background process of the portal on the test's store until the block ends."""
    settings, ready = rt.settings, rt.settings.data_dir / f"ready.{name}"
    ready.unlink(missing_ok=True)
    told = {
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "SMS_URL": settings.sms_url,
        "READY_FILE": str(ready),
        **more,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", f"portal.jobs.{name}"], cwd=ROOT, env={**os.environ, **told}
    )
    try:
        until(ready.exists)
        yield child
    finally:
        child.kill()
        child.wait()


def delivered(rt, dossier):
    return house.again(rt, dossier).delivery == Delivery.DELIVERED


def test_a_worker_keeps_the_promise_as_soon_as_it_is_woken(rt, office, paper):
    with process(rt, "worker") as child:
        dossier = paper.submit()
        until(lambda: delivered(rt, dossier))
        child.send_signal(signal.SIGTERM)
        assert child.wait(20) == 0
    assert office.taken(dossier.code) == 1


def test_without_a_broker_the_citizen_gets_a_number_and_the_relay_delivers(
    rt, office, paper, broker_url
):
    with Redis.from_url(broker_url) as broker:
        broker.config_set("min-replicas-to-write", 1)
        try:
            dossier = paper.submit()
            assert dossier.code
            assert broker.llen(f"rq:queue:{QUEUE}") == 0
            with process(rt, "relay", SWEEP_SECONDS="0.1") as child:
                until(lambda: delivered(rt, dossier))
                child.send_signal(signal.SIGTERM)
                assert child.wait(20) == 0
        finally:
            broker.config_set("min-replicas-to-write", 0)
    assert office.taken(dossier.code) == 1


@pytest.mark.parametrize("fault", ["slow", "hang"])
def test_a_worker_killed_during_the_hand_over_leads_to_one_delivery(rt, office, paper, fault):
    # Slow: the agency took it and nobody heard. Hang: it took nothing.
    office.faults(**{fault: True if fault == "hang" else 2})
    short = {"SWEEP_SECONDS": "0.1", "LEASE_SECONDS": "2"}
    dossier = paper.submit()
    with process(rt, "relay", **short) as child:
        until(lambda: house.promised(rt, dossier, "agency:")[0].leased_by)
        if fault == "slow":
            until(lambda: office.taken(dossier.code))
        child.kill()
        child.wait()
    office.well()
    (promise,) = house.promised(rt, dossier, "agency:")
    assert promise.attempts == 1
    assert promise.leased_by is not None
    assert not delivered(rt, dossier)
    until(lambda: (drain(rt), delivered(rt, dossier))[1])
    assert [entry["outcome"] for entry in office.ledger(dossier.code)] == ["accepted"]
    assert house.promised(rt, dossier, "agency:")[0].attempts == 2


def test_a_drain_outside_a_worker_says_so():
    before = wakeups._begun.rt
    assert before is None
    with pytest.raises(RuntimeError, match="portal.jobs.worker"):
        wakeups.drain("outbox")
