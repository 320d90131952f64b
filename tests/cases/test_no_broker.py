"""Case D: the broker is away or refuses at the moment of submission; nobody's dossier needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from portal.app import create_app
from portal.runtime import Runtime
from portal.wake import QUEUE
from tests.cases.conftest import Visit, enter
from tests.furnished import house
from tests.furnished.background import delivered, process
from tests.furnished.partners import drain
from tests.servers.brokers import embedded_broker, refusing
from tests.servers.waiting import until


@contextmanager
def portal_whose_broker_dies(rt: Runtime) -> Iterator[Runtime]:
    """Run a portal on the same store with a broker of its own, which is killed."""
    with embedded_broker() as url:
        runtime = Runtime.make(replace(rt.settings, redis_url=url))
        runtime.wake("outbox")
    try:
        yield runtime
    finally:
        runtime.close()


def test_case_d_while_the_broker_refuses_the_citizen_gets_the_code_and_the_sweep_delivers(
    rt, office, visit, broker_url
):
    with refusing(broker_url) as broker:
        dossier = visit.hand_in()
        assert broker.llen(f"rq:queue:{QUEUE}") == 0
        with process(rt, "relay", SWEEP_SECONDS="0.1"):
            until(lambda: delivered(rt, dossier))
    assert office.taken(dossier.code) == 1


def test_case_d_without_any_broker_the_citizen_gets_the_code_and_the_sweep_delivers(
    rt, office, citizen, paper
):
    with portal_whose_broker_dies(rt) as lonely:
        browser = enter(create_app(runtime=lonely), citizen)
        dossier = Visit(rt, browser, browser.open(f"/nhap/{paper.id}/kiem-tra")).hand_in()
    drain(rt)
    assert delivered(rt, dossier)
    assert office.taken(dossier.code) == 1


def test_case_d_once_the_broker_is_back_the_next_wake_up_delivers_what_waited(
    rt, office, visit, broker_url, agency
):
    with process(rt, "worker"):
        with refusing(broker_url):
            dossier = visit.hand_in()
        assert house.again(rt, dossier).delivery == "held"
        later = house.submit_new(rt, house.sign_in(rt, "sau"), agency)
        until(lambda: delivered(rt, dossier) and delivered(rt, later))
    assert [office.taken(one.code) for one in (dossier, later)] == [1, 1]
