"""Reports somebody asks for once: their days, their way to whoever collects them, never two."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal.domain.errors import NotFound, Unacceptable
from portal.domain.reporting import PeriodUnknown
from portal.models import Report
from portal.services import agencies, outbox
from portal.services.operations import health
from portal.services.reports import (
    asking,
    collecting,
    freezing,
    listing,
    opening,
    sending,
    working,
)
from portal.services.reports.asking import Asking
from portal.services.reports.moving import Which
from tests.furnished import house, reporting
from tests.furnished.counted import vn
from tests.furnished.desks import ADMIN
from tests.furnished.reporting import LATE, OPEN, Office

REGIME = "II.06a/VPCP/KSTT"
DAYS = date(2026, 1, 1), date(2026, 3, 13)


def wanted(*codes: str, **changes) -> Asking:
    given = {"kind": "ad_hoc", "days": DAYS, "due": date(2026, 3, 17), "regime": REGIME}
    given |= {"document": "12/VPCP-KSTT (mẫu)", "subject": "Hồ sơ quá hạn", "agencies": codes}
    return Asking(**given | changes)


@pytest.fixture
def asked(rt, hands, agency) -> Office:
    """An agency that is asked on Friday the 13th, its parent, and somebody at each."""
    hands.now = vn("2026-03-13 08:00")
    reporting.put(rt, agency, LATE, OPEN)
    house.add_agency(rt, "H41")
    made = (reporting.hire(rt, agency, role) for role in ("reporter", "approver"))
    office = Office(rt, agency, *made)
    with rt.db.write() as session:
        said = wanted(agency.code, parent="H41", sums_up=True)
        asking.ask(session, said, ADMIN)
    return office


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        # Saturday, Sunday and the Monday that has to lie between are no day to be due on.
        ({"due": date(2026, 3, 16)}, PeriodUnknown, "it cannot be due before 2026-03-17"),
        ({"days": DAYS[::-1]}, PeriodUnknown, "before it begins"),
        ({"days": (DAYS[0], date(2026, 3, 1)), "due": date(2026, 3, 12)}, Unacceptable, "over"),
        ({"document": " "}, Unacceptable, "unsaid"),
        ({"parent": "H41.90.01"}, Unacceptable, "parent_asked"),
        ({}, Unacceptable, "owed"),
        ({"agencies": ["H99.1"]}, NotFound, "H99.1"),
    ],
)
def test_a_request_that_does_not_fit_asks_nobody(asked, changes, error, said):
    said_of = {"agencies": [asked.agency.code], **changes}
    with pytest.raises(error, match=said), asked.rt.db.write() as session:
        asking.ask(session, wanted(**said_of), ADMIN)
    with asked.rt.db.read() as session:
        assert len(list(asking.of_agency(session, asked.agency))) == 1


def test_it_is_frozen_once_when_its_days_are_over_and_goes_to_whoever_asked(asked, hands):
    rt = asked.rt
    with rt.db.read() as session:
        assert freezing.uncounted(session) == []
        (line,) = listing.lines(session, asked.agency)
    assert (line.open, line.due, line.request.subject) == (True, date(2026, 3, 17), "Hồ sơ quá hạn")
    hands.now = vn("2026-03-14 00:01")
    for _ in range(2):
        asked.freeze()
    with rt.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Report)) == 2
    assert asked.opened().rows[0].values["c3"] == 2
    asked.sign()
    told = working.signed(asked.opened()).decode()
    assert '"kind":"ADHOC"' in told and '"type":"CUSTOM"' in told
    assert '"document":"12/VPCP-KSTT (mẫu)"' in told
    asked.do(sending.submit, asked.approver)
    with rt.db.read() as session:
        mine = session.scalars(
            sa.select(Report).where(Report.home_agency_id != asked.agency.id)
        ).one()
        parent = agencies.by_id(session, mine.home_agency_id)
        it = opening.open_(session, rt, parent, Which(mine.home_agency_id, mine.id))
        standing = collecting.standing(session, it)
        assert [child.arrived for child in standing.children] == [True]
        # What the child reports is not counted by its parent as well.
        assert it.revision.figures["own"][0]["values"]["c3"] == 0
        collecting.sum_up(session, it)
        assert it.revision.figures["rows"][0]["values"]["c3"] == 2
        assert collecting.owner(session, parent, asked.report().id) == asked.agency.id


def test_somebody_is_reminded_of_it_and_told_when_it_is_late(asked, hands):
    hands.now = vn("2026-03-14 08:00")
    asked.freeze()
    name = f"H41.90.01 II.06a {DAYS[0]}_{DAYS[1]}"
    for moment, kind in (("2026-03-14 08:00", "report_due"), ("2026-03-18 00:00", "report_late")):
        hands.now = vn(moment)
        with asked.rt.db.read() as session:
            found = health.problems(session, outbox.health(session))
            (line,) = listing.lines(session, asked.agency)
        assert (kind, name) in [(one.kind, one.about) for one in found]
        assert line.late == (kind == "report_late")


def test_a_request_that_is_taken_back_is_frozen_for_nobody(asked, hands):
    with asked.rt.db.write() as session:
        (owed,) = asking.of_agency(session, asked.agency)
        asking.withdraw(session, owed.request_id, ADMIN)
        with pytest.raises(NotFound):
            asking.withdraw(session, owed.request_id, ADMIN)
    hands.now += timedelta(days=2)
    with asked.rt.db.read() as session:
        assert freezing.uncounted(session) == []
        assert listing.lines(session, asked.agency) == []
