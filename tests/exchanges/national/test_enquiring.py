"""Questions and complaints go to the national portal once each, in order, and without a name."""

from datetime import timedelta

import pytest
import requests
import sqlalchemy as sa

from portal import clock
from portal.domain.enquiries import EnquiryDeed, EnquiryKind
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Enquiry, Notice, Promise, StaffDeed
from portal.services import events
from portal.services.enquiries import dealing, showing, taking
from portal.services.enquiries.dealing import Wish
from portal.services.enquiries.taking import Written
from portal.services.enquiries.trace import Said
from portal.services.operations import health
from tests.furnished import desks, house
from tests.furnished.partners import drain

SAID = Said("Trần Văn Ẩn Danh", "+84912345678", "Bao giờ có kết quả của tôi?")


def take(rt, agency, once="một", said=SAID):
    written = Written(once, EnquiryKind.COMPLAINT, said, "H41.90.01-261123-0007")
    with rt.db.write() as session:
        taking.take(session, rt, agency, written, None)
    with rt.db.read() as session:
        return session.scalars(sa.select(Enquiry).order_by(Enquiry.code.desc()).limit(1)).one()


def do(rt, at, code, deed, seen, **more):
    with rt.db.write() as session:
        return dealing.do(session, rt, at, code, Wish(EnquiryDeed(deed), seen, **more))


def told(there, code):
    return requests.get(f"{there.url}/control/enquiries/{code}", timeout=10).json()["entries"]


def test_an_enquiry_is_told_once_in_order_and_names_nobody(rt, there, agency, ahead):
    officer = desks.officer(rt, agency)
    first = take(rt, agency)
    assert take(rt, agency).id == first.id
    assert first.code.startswith("H41.90.01-PA")
    there.faults(drop_after_enquiry=True)
    drain(rt)
    there.faults(drop_after_enquiry=False)
    do(rt, (agency, officer), first.code, "verify", 1)
    with pytest.raises(Conflict):
        do(rt, (agency, officer), first.code, "answer", 1, words="Đã có kết quả")
    with pytest.raises(Unacceptable):
        do(rt, (agency, officer), first.code, "answer", 2, words=" ")
    do(rt, (agency, officer), first.code, "answer", 2, words="Đã có kết quả")
    ahead.by = timedelta(hours=1)
    drain(rt)
    entries = told(there, first.code)
    assert [one["TrangThai"] for one in entries] == ["1", "2", "3"]
    assert [one["LanCapNhat"] for one in entries] == ["1", "2", "3"]
    assert entries[-1]["NoiDungTraLoi"] == "Đã có kết quả" and not entries[0]["NoiDungTraLoi"]
    assert "Ẩn Danh" not in str(entries) and "912345678" not in str(entries)
    with rt.db.read() as session:
        open_ones = session.scalars(sa.select(Promise).where(Promise.kind == "enquiry"))
        assert {one.state for one in open_ones} == {"done"}
        deeds = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "enquiry_deed"))
        assert [one.detail["kind"] for one in deeds] == ["verify", "answer"]
        assert events.check_chain(house.chain(session, first)) is None
    assert "untold" not in _wrong(rt)


def _wrong(rt):
    with rt.db.read() as session:
        return {one.kind for one in health.problems(session, ())}


def test_clocks_count_working_days_and_what_is_late_is_seen(rt, there, hands):
    agency, other = house.add_agency(rt), house.add_agency(rt, "H41.90.02")
    officer = desks.officer(rt, agency, other)
    row = take(rt, agency)
    # Monday the 23rd, and nobody works on the 24th: two days to take it, then five or fifteen.
    assert f"{clock.local(row.due_at):%d/%m}" == "26/11"
    row = do(rt, (agency, officer), row.code, "take", 1)
    assert f"{clock.local(row.due_at):%d/%m}" == "01/12"
    assert "enquiry" not in _wrong(rt)
    hands.turn(days=9)
    assert "enquiry" in _wrong(rt)
    with rt.db.read() as session:
        line = showing.shown(session, rt, agency, row.code).line
    assert line.clock.overdue and line.clock.days == 1
    with pytest.raises(Unacceptable):
        do(rt, (agency, officer), row.code, "hand_over", 2, words="Không thuộc", to=agency.code)
    do(rt, (agency, officer), row.code, "hand_over", 2, words="Thuộc xã khác", to=other.code)
    with pytest.raises(NotFound):
        do(rt, (agency, officer), row.code, "take", 3)
    row = do(rt, (other, officer), row.code, "verify", 3)
    assert f"{clock.local(row.due_at):%d/%m}" == "23/12"
    # An agency of which nothing is told: no promise to the national portal waits anywhere.
    with rt.db.read() as session:
        kinds = set(session.scalars(sa.select(Promise.kind)))
    assert kinds == {"enquiry_text"}


def test_one_telephone_is_not_flooded(rt, there, hands):
    agency = house.add_agency(rt)
    for number in range(taking.MOST_MESSAGES + 2):
        take(rt, agency, f"lần {number}")
    with rt.db.read() as session:
        count = session.scalar(sa.select(sa.func.count()).select_from(Promise))
        rows = session.scalar(sa.select(sa.func.count()).select_from(Enquiry))
        assert session.scalar(sa.select(sa.func.count()).select_from(Notice)) == 0
    assert (count, rows) == (taking.MOST_MESSAGES, taking.MOST_MESSAGES + 2)
