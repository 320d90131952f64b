"""People who write and approve reports, and reports on their way."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from portal.models import Agency, Report
from portal.runtime import Runtime
from portal.services.operations import staff
from portal.services.operations.staff import APPROVER, REPORTER, Member, Person, Role
from portal.services.reports import freezing, opening, owing, working
from portal.services.reports.moving import Which
from portal.services.reports.opening import Opened
from portal.services.reports.owing import Owing
from portal.services.reports.working import At
from tests.furnished import counted
from tests.furnished.counted import Past, vn
from tests.furnished.desks import ADMIN, ISSUER

REGIME = "II.06a/VPCP/KSTT"
Q1 = date(2026, 3, 1)
"""An obligation since this day begins with the first quarter of 2026."""
AFTER_Q1 = vn("2026-03-16 08:00")
LATE = Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), vn("2026-01-09 09:00"))
OPEN = Past(vn("2026-03-13 08:00"), vn("2026-03-18 17:00"))


@dataclass(frozen=True)
class Office:
    """An agency that owes reports, with somebody who writes and somebody who approves them."""

    rt: Runtime
    agency: Agency
    writer: Member
    approver: Member

    def freeze(self) -> Report:
        """Freeze what is over, and give this agency's latest report."""
        with self.rt.db.write() as session:
            for owed in freezing.uncounted(session):
                freezing.freeze(session, self.rt, owed)
        return self.report()

    def report(self) -> Report:
        """Give its latest report as it is now."""
        with self.rt.db.read() as session:
            query = sa.select(Report).where(Report.home_agency_id == self.agency.id)
            return session.scalars(query.order_by(Report.last.desc()).limit(1)).one()

    def at(self, member: Member | None = None, seen: int | None = None) -> At:
        """Let somebody be at work on it, its writer if nobody else is named."""
        report = self.report()
        which = Which(report.home_agency_id, report.id, seen)
        return At(self.agency, member or self.writer, which)

    def opened(self, number: int | None = None) -> Opened:
        """Open it."""
        with self.rt.db.read() as session:
            return opening.open_(session, self.rt, self.agency, self.at().which, number)

    def do(self, deed, member: Member | None = None, *words) -> Report:
        """Do something with it."""
        with self.rt.db.write() as session:
            deed(session, self.rt, self.at(member), *words)
        return self.report()

    def sign(self, words: str = "") -> Report:
        """Bring it from draft to signed."""
        self.do(working.hand_in, None, words)
        self.do(working.approve, self.approver)
        return self.do(working.sign, self.approver)


def office(rt: Runtime, agency: Agency, parent: str | None = None, **more) -> Office:
    """Let an agency owe its reports since the first quarter of 2026, and hire two people for it."""
    with rt.db.write() as session:
        said = Owing(agency.code, REGIME, since=Q1, parent=parent, **more)
        owing.owe(session, said, ADMIN)
    return Office(rt, agency, hire(rt, agency, REPORTER), hire(rt, agency, APPROVER))


def hire(rt: Runtime, agency: Agency, role: str, subject: str = "") -> Member:
    """Let somebody write an agency's reports, or approve them."""
    person = Person(ISSUER, subject or f"{role}-{agency.code}", f"Nguyễn Thị {role} (mẫu)")
    with rt.db.write() as session:
        staff.give(session, person, Role(role, agency.id), ADMIN)
        member = staff.recognise(session, person)
    assert member is not None
    return member


def put(rt: Runtime, agency: Agency, *pasts: Past) -> None:
    """Let an agency have had dossiers."""
    with rt.db.write() as session:
        counted.put(session, agency, pasts)
