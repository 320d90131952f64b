"""Case B: a worker is killed while it hands over; its lease ends, and another does it once."""

from datetime import timedelta

import pytest

from portal.domain.states import Delivery
from portal.models import PromiseState
from tests.exchanges.test_deliver import attempts, delivery
from tests.furnished import house
from tests.furnished.background import process
from tests.furnished.partners import drain
from tests.servers.waiting import until


def kill_during_hand_over(rt, office, paper, *, sent):
    """Hand in, and kill the worker before the agency took it or after; give the dossier."""
    office.faults(slow=2, hang=not sent)
    with process(rt, "worker") as worker:
        dossier = paper.submit()
        until(lambda: delivery(rt, dossier).leased_by)
        if sent:
            until(lambda: office.taken(dossier.code))
        worker.kill()
        worker.wait()
    office.well()
    return dossier


@pytest.mark.parametrize("sent", [False, True], ids=["after leasing", "after sending"])
def test_case_b_a_worker_killed_during_the_hand_over_leads_to_one_delivery_by_another(
    rt, office, ahead, paper, sent
):
    dossier = kill_during_hand_over(rt, office, paper, sent=sent)
    # It tells dossiers apart by the key alone, so that sending again with another would show.
    office.faults(naive=True)
    assert office.taken(dossier.code) == int(sent)
    drain(rt, "another")
    left = delivery(rt, dossier)
    assert (left.state, left.attempts) == (PromiseState.WAITING, 1)
    assert left.leased_by not in (None, "another")
    ahead.by += timedelta(seconds=rt.settings.lease_seconds + 1)
    drain(rt, "another")
    assert house.again(rt, dossier).delivery == Delivery.DELIVERED
    assert [entry["outcome"] for entry in office.ledger(dossier.code)] == ["accepted"]
    (told,) = attempts(rt, dossier)
    assert (told.worker, told.outcome, told.number) == ("another", "done", 2)
