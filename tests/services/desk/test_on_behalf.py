"""Whatever is done with a covered colleague's dossier says in whose place, wherever it stands."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from connectors.messages import NewsKind
from portal import clock
from portal.domain.digitising import Facts, Source
from portal.models import StaffDeed
from portal.services import acting, content, dossiers, events
from portal.services.cash import book, taking_back
from portal.services.desk import dealing, digitising, handing_over, money, transferring
from portal.services.desk.dealing import Desk
from portal.services.desk.handing_over import Receiver
from portal.services.desk.opening import Seen
from portal.services.desk.rules import Deed
from portal.services.desk.transferring import Forwarding, Where
from portal.services.officers import covering
from portal.services.officers.covering import Asked
from portal.services.operations.staff import Person
from portal.services.paying.receipts import cancelling, finding
from portal.services.paying.receipts.cancelling import Wish
from portal.services.returning.choosing import Recipient
from portal.services.returning.choosing import Wish as Way
from portal.services.returning.parcels import Posting
from tests.furnished import house, priced
from tests.furnished.desks import ADMIN, BINH, ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain

CHI = Person(ISSUER, "chi", "Phạm Thị Chi Mẫu")
FAR = "H41.77.02"
WHY = "Biên bản 01 ngày 05/12/2026"


@dataclass
class Place:
    """A desk where Chi covers Bình, who has taken a dossier."""

    rt: Any
    agency: Any
    binh: Any
    chi: Any
    dossier: Any
    since: int = 0
    deeds: set[Any] = field(default_factory=set)

    def _do(self, officer, deed, *more):
        seen = Seen(self.dossier.code, house.again(self.rt, self.dossier).seq)
        with self.rt.db.write() as session:
            return deed(session, self.rt, Desk(self.agency, officer), seen, *more)

    def alone(self, deed, *more):
        """Let Bình do something before the cover."""
        return self._do(self.binh, deed, *more)

    def instead(self, deed, *more):
        """Let Chi do something, and remember what was there before."""
        with self.rt.db.write() as session:
            days = (clock.today(), clock.today() + timedelta(days=2))
            asked = Asked(self.binh.id, self.chi.id, *days)
            covering.make(session, self.agency, asked, ADMIN)
            self.since = session.get_one(type(self.dossier), house.key(self.dossier)).seq
            self.deeds = set(session.scalars(sa.select(StaffDeed.id)))
        return self._do(self.chi, deed, *more)

    def written(self):
        """Give in whose place each event and each line of the journal was done since."""
        with self.rt.db.read() as session:
            assert events.check_chain(house.chain(session, self.dossier)) is None
            happened = dossiers.happenings(session, self.rt, self.dossier, private=True)
            told = {one.kind: one.on_behalf for one in happened if one.seq > self.since}
            rows = session.scalars(sa.select(StaffDeed)).all()
        lines = {one.deed: one.detail.get(acting.WORD) for one in rows if one.id not in self.deeds}
        return told, lines


def deal(kind):
    def done(session, rt, desk, seen):
        deed = Deed(NewsKind(kind), seen.seq)
        return dealing.do(session, rt, desk, seen.code, (deed, ()))

    return done


def take(session, rt, desk, seen):
    deed = Deed(NewsKind.ASSIGNED, seen.seq, officer_id=desk.officer.id)
    return dealing.do(session, rt, desk, seen.code, (deed, ()))


@pytest.fixture
def place(rt, citizen, agency, officer):
    dossier = priced.submit(rt, citizen, agency)
    drain(rt)
    made = Place(rt, agency, officer, hire(rt, agency, person=CHI), house.again(rt, dossier))
    made.alone(take)
    return made


def paid(place):
    """Let Bình take the cash, and give its entry in the book."""
    place.alone(money.receive, 1)
    with place.rt.db.read() as session:
        return book.of(session, place.agency, place.dossier)[-1]


def decided(place):
    place.alone(money.receive, 1)
    place.alone(deal("accepted"))
    place.alone(deal("decided"))


def cash(place):
    place.instead(money.receive, 1)
    return {"fee_paid"}, {"fee_received"}


def waiver(place):
    place.instead(money.waive, (1, frozenset({1}), WHY))
    return {"fee_replaced"}, {"fee_waived"}


def taken_back(place):
    entry = paid(place)

    def back(session, rt, desk, _seen):
        who, number = (desk.agency, desk.officer), (entry.year, entry.number)
        taking_back.take_back(session, rt, who, number, WHY)

    place.instead(back)
    return {"receipt_cancelled"}, {"cash_taken_back"}


def cancelled(place):
    paid(place)

    def cancel(session, rt, desk, _seen):
        row = finding.of(session, place.dossier)[0]
        cancelling.cancel(session, rt, desk.agency, Wish(row.id), desk.officer.acting(WHY))

    place.instead(cancel)
    return {"receipt_cancelled"}, {"receipt_cancelled"}


def refund(place):
    paid(place)
    place.instead(money.ask_back, (1, WHY))
    return {"refund_asked"}, {"refund_asked"}


def forwarded(place):
    add_desk(place.rt, FAR)

    def forward(session, rt, desk, seen):
        at = Where(desk.agency, desk.officer, seen.code, seen.seq)
        transferring.forward(session, rt, at, Forwarding(FAR))

    place.instead(forward)
    return {"forwarded"}, {"desk_deed"}


def recorded(place):
    def record(session, rt, desk, seen):
        file = content.read(session, rt, *house.key(place.dossier)).files[0]
        digitising.record(session, rt, desk, seen, (file.id, Facts(Source.SCAN)))

    place.instead(record)
    return {"digitised"}, {"paper_digitised"}


def handed_over(place):
    decided(place)
    place.instead(handing_over.at_counter, Receiver("Trần Văn Mẫu", "000190000022", "proxy"))
    return {"returned", "handed_over"}, {"desk_deed"}


def posted(place):
    decided(place)
    home = Recipient("Nguyễn Thị Mẫu", "0912 345 678", "12 Phố Mẫu, Xã Mẫu")
    place.instead(handing_over.post, (Way("post", home), Posting("EA000000001VN", 0)))
    return {"parcel_posted"}, {"desk_deed"}


DEEDS = (cash, waiver, taken_back, cancelled, refund, forwarded, recorded, handed_over, posted)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_a_deed_on_a_covered_colleagues_dossier_says_so_in_history_and_journal(place, deed):
    happened, journal = deed(place)
    told, lines = place.written()
    assert happened <= set(told) and set(told.values()) == {BINH.name}
    assert journal <= set(lines) and {lines[one] for one in journal} == {BINH.name}


def test_ones_own_dossier_is_dealt_with_in_nobodys_place(place):
    place.alone(money.receive, 1)
    told, lines = place.written()
    assert set(told.values()) == {""} and set(lines.values()) == {None}


def test_what_is_said_of_one_dossier_counts_for_no_other(rt, place, citizen):
    other = priced.submit(rt, citizen, place.agency)
    drain(rt)

    def both(session, rt, desk, seen):
        money.receive(session, rt, desk, seen, 1)
        own = Seen(other.code, session.get_one(type(other), house.key(other)).seq)
        money.receive(session, rt, desk, own, 1)

    place.instead(both)
    with rt.db.read() as session:
        happened = dossiers.happenings(session, rt, other, private=True)
    assert {one.on_behalf for one in happened} == {""}
