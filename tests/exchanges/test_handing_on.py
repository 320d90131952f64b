"""A dossier that its agency hands on: the other gets it once, with what follows, and is heard."""

import pytest
import sqlalchemy as sa

from connectors.messages import Heard, NewsKind
from portal.domain.errors import Unacceptable
from portal.domain.states import State
from portal.exchanges import news, reconcile
from portal.models import PromiseState, Tally
from portal.services import dossiers, events
from portal.services.desk import dealing, queue, transferring
from portal.services.desk.dealing import Desk
from portal.services.desk.queue import Tray, Wanted
from portal.services.desk.rules import Deed
from portal.services.desk.transferring import Where
from portal.services.handling import handing_on
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
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


@pytest.fixture
def at_desk(rt, agency, submitted):
    """Give an office of our desk, and a dossier its agency's system handed on to it."""
    office = add_desk(rt, "H41.77.01")
    drain(rt)
    hear(rt, agency, submitted, "accepted", id="a-1")
    told = tell(submitted, "transferred", 1, to_agency=office.code, note="Thuộc thẩm quyền xã bên.")
    assert news.hear(rt, agency, told) == Heard.APPLIED
    assert news.hear(rt, agency, told) == Heard.DUPLICATE
    drain(rt)
    return office, submitted


def lies(rt, at, tray):
    with rt.db.read() as session:
        page = queue.page(session, rt, at, Wanted(tray=tray))
        return [line.code for line in page.lines], page.counts[tray]


def where(rt, office, dossier):
    return Where(office, hire(rt, office), dossier.code, house.again(rt, dossier).seq)


def test_an_office_at_our_desk_gets_it_once_with_its_slip_and_works_to_the_end(
    rt, agency, citizen, at_desk
):
    office, dossier = at_desk
    assert lies(rt, office, Tray.ARRIVING) == ([dossier.code], 1)
    # Brought once more, as after a worker's death, it neither comes twice nor moves.
    with rt.db.write() as session:
        promise = handing_on.went(session, dossier, f"agency:{office.code}")
        promise.state, promise.unsure, promise.settled_at = PromiseState.WAITING, True, None
        promise.leased_by = promise.leased_until = None
    drain(rt)
    write_to = where(rt, office, dossier)
    with rt.db.write() as session:
        (move,) = transferring.all_of(session, dossier)
        assert (move.slip, move.kind) == (f"PBG-{dossier.code}-1", "transferred")
        assert (move.from_agency_id, move.to_agency_id) == (agency.id, office.id)
        with pytest.raises(Unacceptable, match="not_now"):
            transferring.send_back(session, rt, write_to, "Không thuộc nơi này")
        transferring.take_over(session, rt, write_to)
    _work_to_the_end(rt, citizen, Desk(office, write_to.officer), dossier)
    assert lies(rt, office, Tray.READY) == ([dossier.code], 1)
    assert {one.state for one in house.promised(rt, dossier, "agency:")} == {PromiseState.DONE}
    with rt.db.read() as session:
        assert events.check_chain(house.chain(session, dossier)) is None
        counted = session.execute(sa.select(Tally.agency_id, sa.func.sum(Tally.count))
                                  .group_by(Tally.agency_id)).tuples().all()  # fmt: skip
    assert counted == [(agency.id, 1)]


def _work_to_the_end(rt, citizen, desk, dossier):
    for kind in ("in_process", "supplement_requested", "in_process", "decided"):
        seen = house.again(rt, dossier).seq
        deed = Deed(kind=NewsKind(kind), seen=seen, words="Ảnh mờ, xin chụp lại")
        with rt.db.write() as session:
            dealing.do(session, rt, desk, dossier.code, (deed, ()))
        if kind == "supplement_requested":
            write(rt, citizen, dossier, "Tôi gửi lại ảnh.", house.PDF)
            send(rt, citizen, dossier)
            drain(rt)


def test_what_goes_on_from_a_desk_lies_there_no_more(rt, agency, second, at_desk):
    office, dossier = at_desk
    far = add_desk(rt, "H41.77.02")
    told = tell(dossier, "transferred", 2, id="t-2", to_agency=far.code)
    assert news.hear(rt, agency, told) == Heard.APPLIED
    drain(rt)
    assert lies(rt, office, Tray.ARRIVING) == ([], 0)
    assert lies(rt, far, Tray.ARRIVING) == ([dossier.code], 1)
    told = tell(dossier, "transferred", 3, id="t-3", to_agency=CODES[1])
    assert news.hear(rt, agency, told) == Heard.APPLIED
    drain(rt)
    assert lies(rt, far, Tray.ARRIVING) == ([], 0)
    assert second[1].taken(dossier.code) == 1
