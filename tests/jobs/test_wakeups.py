"""From submission to delivery: woken at once with a broker, swept without one."""

import signal

import pytest
from redis import Redis

from portal.jobs import wakeups, worker
from portal.jobs.drain import Drain
from portal.jobs.process import Stop
from portal.services.operations import signs
from portal.wake import QUEUE
from tests.furnished import house
from tests.furnished.background import delivered, process
from tests.furnished.partners import drain
from tests.servers.brokers import refusing
from tests.servers.waiting import until


def test_a_worker_keeps_the_promise_as_soon_as_it_is_woken(rt, office, paper):
    with process(rt, "worker") as child:
        dossier = paper.submit()
        until(lambda: delivered(rt, dossier))
        child.send_signal(signal.SIGTERM)
        assert child.wait(20) == 0
    assert office.taken(dossier.code) == 1


@pytest.mark.parametrize("role", ["worker", "relay", "scheduler"])
def test_a_process_gives_signs_of_life_until_it_ends_and_is_missed_when_killed(rt, role):
    def signs_of() -> list[str]:
        with rt.db.read() as session:
            return [one.name.partition("@")[0] for one in signs.all_of(session)]

    with process(rt, role) as child:
        until(lambda: signs_of() == [role])
        child.send_signal(signal.SIGTERM)
        assert child.wait(20) == 0
    assert signs_of() == []
    with process(rt, role) as child:
        until(lambda: signs_of() == [role])
        child.kill()
        child.wait()
    assert signs_of() == [role]


def test_a_worker_told_to_go_before_it_listens_goes_all_the_same(rt, broker_url):
    """The signal that comes while the library takes the handlers over is not lost."""
    stop, drain = Stop(), Drain(rt)
    with Redis.from_url(broker_url) as broker:
        late = worker._worker(broker, drain, stop)
        stop._event.set()
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            assert late.work(logging_level="WARNING") is False
        finally:
            drain.close()
            for number, handler in before.items():
                signal.signal(number, handler)
    assert late.told_to_go


def test_without_a_broker_the_citizen_gets_a_number_and_the_relay_delivers(
    rt, office, paper, broker_url
):
    with refusing(broker_url) as broker:
        dossier = paper.submit()
        assert dossier.code
        assert broker.llen(f"rq:queue:{QUEUE}") == 0
        with process(rt, "relay", SWEEP_SECONDS="0.1") as child:
            until(lambda: delivered(rt, dossier))
            child.send_signal(signal.SIGTERM)
            assert child.wait(20) == 0
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
