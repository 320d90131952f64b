"""A dossier goes from office to office: on one desk at a time, seen by those it concerns alone."""

import pytest
import sqlalchemy as sa

from connectors.messages import NewsKind
from portal import clock
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.domain.states import State
from portal.models import Tally
from portal.services import events, vault
from portal.services.desk import dealing, handing_over, queue, register, transferring
from portal.services.desk.dealing import Desk
from portal.services.desk.handing_over import Receiver
from portal.services.desk.opening import Seen
from portal.services.desk.queue import Tray, Wanted
from portal.services.desk.register import Days
from portal.services.desk.rules import Deed
from portal.services.desk.transferring import Forwarding, Where
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire

FAR = "H41.77.02"


@pytest.fixture
def far(rt, agency):
    return add_desk(rt, FAR)


@pytest.fixture
def hand(rt, officer):
    """Do one of the deeds of a hand-over at an office, having seen all there is."""

    def handed(deed, at, dossier, *more, seen=None):
        seq = house.again(rt, dossier).seq if seen is None else seen
        with rt.db.write() as session:
            deed(session, rt, Where(at, officer, dossier.code, seq), *more)
        with rt.db.read() as session:
            assert events.check_chain(house.chain(session, dossier)) is None
        return house.again(rt, dossier)

    return handed


@pytest.fixture
def offices(agency, far):
    """Give both offices: where it was handed in, and where it goes."""
    return agency, far


@pytest.fixture
def deal(rt, officer):
    """Do an ordinary deed at an office."""

    def dealt(at, dossier, kind, **more):
        deed = Deed(kind=NewsKind(kind), seen=house.again(rt, dossier).seq, **more)
        with rt.db.write() as session:
            dealing.do(session, rt, Desk(at, officer), dossier.code, (deed, ()))
        return house.again(rt, dossier)

    return dealt


@pytest.fixture
def tray(rt):
    def lies(at, dossier):
        with rt.db.read() as session:
            found = [
                one
                for one in Tray
                if dossier.code
                in [line.code for line in queue.page(session, rt, at, Wanted(tray=one)).lines]
            ]
            counted = queue.counts(session, at)
        assert [one for one in Tray if counted.get(one)] == found
        return found

    return lies


@pytest.fixture
def forwarded(hand, deal, agency, far, lying):
    """Give a dossier that was accepted and handed to the office that decides."""
    deal(agency, lying, "accepted")
    return hand(transferring.forward, agency, lying, Forwarding(FAR, words="Đúng thẩm quyền"))


def roles(rt, dossier):
    with rt.db.read() as session:
        return transferring.roles(session, dossier)


def test_what_is_forwarded_lies_there_alone_and_is_seen_by_both(rt, agency, far, tray, forwarded):
    assert tray(agency, forwarded) == [Tray.ELSEWHERE]
    assert tray(far, forwarded) == [Tray.ARRIVING]
    found = roles(rt, forwarded)
    assert found == {"receiving": agency.id, "competent": far.id, "returning": agency.id}
    with rt.db.read() as session:
        (slip,) = transferring.all_of(session, forwarded)
        safe = vault.unlock(session, rt, *house.key(forwarded))
        told = events.private(safe, house.chain(session, forwarded)[-1])
    assert slip.slip == f"PBG-{forwarded.code}-1" and slip.taken_at is None
    assert told["note"] == "Đúng thẩm quyền"


def test_it_is_taken_over_worked_on_and_its_result_comes_back(hand, deal, offices, tray, forwarded):
    agency, far = offices
    with pytest.raises(Unacceptable, match="elsewhere"):
        deal(agency, forwarded, "in_process")
    with pytest.raises(Unacceptable, match="arriving"):
        deal(far, forwarded, "in_process")
    hand(transferring.take_over, far, forwarded)
    assert tray(far, forwarded) == [Tray.WORK]
    deal(far, forwarded, "in_process")
    deal(far, forwarded, "decided")
    assert tray(far, forwarded) == [Tray.ELSEWHERE] and tray(agency, forwarded) == [Tray.ARRIVING]
    hand(transferring.take_over, agency, forwarded)
    assert tray(agency, forwarded) == [Tray.READY]


def _hand_over(rt, at, dossier):
    seen = Seen(dossier.code, house.again(rt, dossier).seq)
    member = hire(rt, at)
    with rt.db.write() as session:
        comer = Receiver("Trần Văn Mẫu", "000190000022")
        handing_over.at_counter(session, rt, Desk(at, member), seen, comer)
    return house.again(rt, dossier)


def test_the_deciding_office_may_return_the_result_itself(rt, hand, deal, offices, lying):
    agency, far = offices
    hand(transferring.forward, agency, lying, Forwarding(FAR, returns_there=True))
    hand(transferring.take_over, far, lying)
    deal(far, lying, "accepted")
    deal(far, lying, "decided")
    assert roles(rt, lying)["returning"] == far.id
    assert _hand_over(rt, far, lying).state == State.RETURNED


def test_what_is_not_theirs_is_sent_back_with_a_reason(rt, hand, offices, tray, forwarded):
    agency, far = offices
    with pytest.raises(Unacceptable, match="words"):
        hand(transferring.send_back, far, forwarded, "ERR")
    hand(transferring.send_back, far, forwarded, "Thuộc thẩm quyền nơi cư trú")
    assert tray(agency, forwarded) == [Tray.ARRIVING] and tray(far, forwarded) == []
    assert set(roles(rt, forwarded).values()) == {agency.id}


def test_it_is_counted_once_where_it_was_handed_in(rt, agency, far, hands, forwarded):
    with rt.db.read() as session:
        query = sa.select(Tally.agency_id, sa.func.sum(Tally.count)).group_by(Tally.agency_id)
        assert session.execute(query).tuples().all() == [(agency.id, 1)]
        today = clock.today()
        day = Days(today, today)
        listed = {at.code: len(list(register.rows(session, rt, at, day))) for at in (agency, far)}
    assert listed == {"H41.77.01": 1, FAR: 0}


def test_a_third_office_sees_and_does_nothing(rt, hand, tray, forwarded):
    third = add_desk(rt, "H41.77.03")
    assert tray(third, forwarded) == []
    for deed, more in (
        (transferring.take_over, ()),
        (transferring.send_back, ("Không phải của chúng tôi",)),
        (transferring.forward, (Forwarding(FAR),)),
    ):
        with pytest.raises(NotFound):
            hand(deed, third, forwarded, *more)


@pytest.mark.parametrize("to", ["H41.77.01", "H99.99", "H41.90.01"])
def test_nothing_is_handed_where_nobody_can_take_it(hand, agency, far, lying, to):
    with pytest.raises(Unacceptable, match="to"):
        hand(transferring.forward, agency, lying, Forwarding(to))


def test_nothing_is_handed_on_over_what_was_not_seen(hand, agency, far, lying):
    with pytest.raises(Conflict):
        hand(transferring.forward, agency, lying, Forwarding(FAR), seen=lying.seq - 1)


def test_what_is_decided_is_not_forwarded_any_more(hand, deal, agency, far, lying):
    deal(agency, lying, "accepted")
    deal(agency, lying, "decided")
    with pytest.raises(Unacceptable, match="not_now"):
        hand(transferring.forward, agency, lying, Forwarding(FAR))
