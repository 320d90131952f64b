"""The cash book: no number twice, none left out, nothing changed; what is taken back is owed."""

import io
from datetime import timedelta

import pypdf
import pytest

from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Payment
from portal.services import content, events
from portal.services.cash import book, taking_back
from portal.services.desk import money, slips
from portal.services.desk.dealing import Desk
from portal.services.desk.opening import Seen
from portal.services.operations.staff import Person
from portal.services.paying import refunds
from portal.services.paying.receipts import finding, register
from tests.furnished import house, priced
from tests.furnished.desks import ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain

OTHER = Person(ISSUER, "chi", "Đỗ Thị Chi Mẫu")


@pytest.fixture
def at(agency, officer):
    return Desk(agency, officer)


@pytest.fixture
def costly(rt, citizen, agency):
    def made(where=agency):
        dossier = priced.submit(rt, citizen, where)
        drain(rt)
        return house.again(rt, dossier)

    return made


def receive(rt, at, dossier, number=1):
    """Take what a dossier owes, and give what the book says of it last."""
    with rt.db.write() as session:
        seen = Seen(dossier.code, house.again(rt, dossier).seq)
        money.receive(session, rt, at, seen, number)
        return book.of(session, at.agency, dossier)[-1]


def back(rt, at, entry, why="Ghi nhầm hồ sơ"):
    with rt.db.write() as session:
        who = (at.agency, at.officer)
        return taking_back.take_back(session, rt, who, (entry.year, entry.number), why)


def printed(rt, agency, dossier, entry):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        pressed = slips.cash_slip(session, rt, found, (agency, entry))
    return pypdf.PdfReader(io.BytesIO(pressed)).pages[0].extract_text()


def day(rt, at, days=0):
    with rt.db.read() as session:
        return book.day(session, at.agency, clock.today() - timedelta(days=days))


def test_numbers_run_on_by_agency_and_a_day_is_summed_by_officer(rt, at, agency, costly):
    elsewhere = add_desk(rt, "H41.77.02")
    chi = Desk(agency, hire(rt, agency, person=OTHER))
    first = receive(rt, at, costly())
    left_out = costly()
    with pytest.raises(KeyboardInterrupt), rt.db.write() as session:
        money.receive(session, rt, at, Seen(left_out.code, left_out.seq), 1)
        raise KeyboardInterrupt
    second, third = receive(rt, chi, costly()), receive(rt, at, left_out)
    foreign = receive(rt, Desk(elsewhere, hire(rt, elsewhere)), costly(elsewhere))
    year = clock.today().year
    labels = [f"PT-{year}-{number:06}" for number in (1, 2, 3)]
    assert [one.label for one in (first, second, third)] == labels and foreign.number == 1
    found = day(rt, at)
    assert [one.label for one in found.entries] == labels
    assert [(one.officer, one.taken, one.left) for one in found.sums] == [
        (at.officer.name, 30_000, 30_000),
        (OTHER.name, 15_000, 15_000),
    ]
    assert found.left == 45_000 and not day(rt, at, 1).entries


def test_what_is_taken_back_stays_in_the_book_and_is_owed_again(rt, at, agency, costly):
    dossier = costly()
    entry = receive(rt, at, dossier)
    chi = Desk(agency, hire(rt, agency, person=OTHER))
    with pytest.raises(Unacceptable, match="reason"):
        back(rt, at, entry, "  ")
    undone = back(rt, chi, entry)
    assert (undone.label[:3], undone.amount, undone.corrected_label) == (
        "PC-",
        -15_000,
        entry.label,
    )
    states = [str(owed.notice.state) for owed in priced.owed(rt, dossier)]
    assert states == ["replaced", "open"] and house.again(rt, dossier).fee_due == 15_000
    assert [str(one.state) for one in priced.payments(rt, dossier)] == ["failed"]
    for wrong, said in ((entry, "again"), (undone, "counter")):
        with pytest.raises(Unacceptable, match=said):
            back(rt, at, wrong)
    again = receive(rt, at, dossier, number=2)
    found = day(rt, at)
    with rt.db.read() as session:
        told = [(one.number, register.state(one)) for one in finding.of(session, dossier)]
    assert told == [(1, "cancelled"), (2, "cancelled"), (3, "issued"), (4, "issued")]
    assert again.number == 3 and found.undone == {entry.label} and found.left == 15_000
    assert [(one.taken, one.back) for one in found.sums] == [(30_000, 0), (0, 15_000)]
    with rt.db.read() as session:
        assert events.check_chain(house.chain(session, dossier)) is None
    taken, given = printed(rt, agency, dossier, entry), printed(rt, agency, dossier, undone)
    assert entry.label in taken and "15.000 đồng" in taken and "PHIẾU THU" in taken
    assert undone.label in given and entry.label in given and "PHIẾU CHI" in given


def test_another_desk_takes_nothing_back_and_money_never_goes_back_twice(rt, at, costly):
    dossier = costly()
    entry = receive(rt, at, dossier)
    elsewhere = add_desk(rt, "H41.77.02")
    with pytest.raises(NotFound):
        back(rt, Desk(elsewhere, at.officer), entry)
    with rt.db.write() as session:
        locked = events.lock(session, *house.key(dossier))
        payment = session.get_one(Payment, (*house.key(dossier), entry.payment_id))
        refunds.ask(session, rt, locked, payment, refunds.OFFICER)
    with pytest.raises(Unacceptable, match="refund"):
        back(rt, at, entry)
    other = costly()
    undone = receive(rt, at, other)
    back(rt, at, undone)
    with pytest.raises(Unacceptable, match="not_paid"), rt.db.write() as session:
        locked = events.lock(session, *house.key(other))
        payment = session.get_one(Payment, (*house.key(other), undone.payment_id))
        refunds.ask(session, rt, locked, payment, refunds.OFFICER)
