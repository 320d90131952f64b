"""A dossier that its agency hands on: the other gets it once, with what follows, and is heard."""

import pytest

from connectors.messages import Heard
from portal.domain.states import State
from portal.exchanges import news, reconcile
from portal.models import PromiseState
from portal.services import dossiers, events
from tests.furnished import house
from tests.furnished.house import tell
from tests.furnished.partners import CODES, Office, drain
from tests.services.test_supplements import hear, send, write


@pytest.fixture
def second(rt, agency_sandbox):
    """Give the office of another agency, and let the portal know it."""
    agency = house.add_agency(rt, CODES[1], agency_sandbox.url)
    office = Office(agency_sandbox.url, CODES[1])
    yield agency, office
    office.well()


@pytest.fixture
def handed(rt, office, agency, submitted, second):
    """Give a dossier that its agency accepted and handed on."""
    drain(rt)
    hear(rt, agency, submitted, "accepted", id="a-1")
    told = tell(submitted, "transferred", None, to_agency=CODES[1], note="Thuộc thẩm quyền xã bên.")
    assert news.hear(rt, agency, told) == Heard.APPLIED
    return submitted


def test_the_other_agency_gets_it_once_whatever_happens_on_the_way(rt, handed, second):
    _, office = second
    office.faults(drop_after_taking={"value": True, "times": 1})
    drain(rt)
    promise = next(one for one in house.promised(rt, handed) if one.kind == "transfer")
    assert promise.state == PromiseState.WAITING and promise.unsure
    with rt.db.write() as session:
        session.merge(promise).next_at = promise.made_at
    drain(rt)
    assert office.taken(handed.code) == 1
    assert office.holds(handed.code)["body"]["agency"] == CODES[1]
    with rt.db.read() as session:
        chain = house.chain(session, handed)
        assert events.check_chain(chain) is None
        assert [one.kind for one in chain][-1] == "transfer_delivered"


def test_what_the_citizen_sends_then_goes_to_the_other_and_its_news_is_heard(
    rt, citizen, handed, second
):
    other, office = second
    drain(rt)
    told = tell(handed, "supplement_requested", 7, id="b-1", reasons=("Ảnh mờ",))
    assert news.hear(rt, other, told) == Heard.APPLIED
    write(rt, citizen, handed, "Tôi gửi lại ảnh.", house.PDF)
    send(rt, citizen, handed)
    drain(rt)
    assert [one["kind"] for one in office.holds(handed.code)["letters"]] == ["supplement"]
    assert news.hear(rt, other, tell(handed, "in_process", 8, id="b-2")) == Heard.APPLIED
    assert house.again(rt, handed).state == State.IN_PROCESS


def test_the_citizen_is_told_to_whom_and_both_may_still_speak(rt, agency, handed):
    assert [one.kind for one in house.promised(rt, handed, "sms")][-1] == "notify"
    with rt.db.read() as session:
        last = dossiers.happenings(session, rt, handed, private=False)[-1]
    assert (last.kind, last.to) == ("transferred", f"UBND xã mẫu {CODES[1]}")
    assert news.hear(rt, agency, tell(handed, "in_process", None, id="a-9")) == Heard.APPLIED


def test_the_other_may_confirm_what_it_holds_and_nobody_calls_it_a_difference(rt, handed, second):
    other, office = second
    drain(rt)
    held = office.holds(handed.code)["content_hash"]
    for id, content_hash, heard in (("c-1", held, Heard.APPLIED), ("c-2", "0" * 64, Heard.PARKED)):
        told = tell(handed, "confirmed", None, id=id, content_hash=content_hash)
        assert news.hear(rt, other, told) == heard
    assert handed.code not in reconcile.compare_with(rt, other).found


def test_an_agency_nobody_here_knows_is_named_and_gets_nothing_from_us(
    rt, office, agency, submitted
):
    drain(rt)
    told = tell(submitted, "transferred", 1, to_agency="H26.77")
    assert news.hear(rt, agency, told) == Heard.APPLIED
    assert "transfer" not in [one.kind for one in house.promised(rt, submitted)]
    with rt.db.read() as session:
        assert dossiers.happenings(session, rt, submitted, private=False)[-1].to == "H26.77"


def test_a_stranger_is_not_heard_and_what_is_over_is_not_handed_on(rt, agency, submitted, second):
    other, _ = second
    assert news.hear(rt, other, tell(submitted, "accepted", 1)) == Heard.NO_SUCH_DOSSIER
    news.hear(rt, agency, tell(submitted, "refused", 1, reasons=("Không thuộc thẩm quyền",)))
    told = tell(submitted, "transferred", 2, to_agency=CODES[1])
    assert news.hear(rt, agency, told) == Heard.PARKED
