"""An agency that has no system, its desk, and officers who work there."""

from portal.models import Agency
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.agencies import NewAgency
from portal.services.operations import staff
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import OFFICER, Member, Person, Role

ISSUER = "https://staff.example"
BINH = Person(ISSUER, "binh", "Lê Thị Bình Mẫu")
ADMIN = Actor("admin", reason="giao việc")


def add_desk(rt: Runtime, code: str = "H41.77.01") -> Agency:
    """Add a commune that works at a desk."""
    new = NewAgency(
        code=code,
        name=f"UBND xã mẫu {code}",
        name_en="Sample commune",
        level="commune",
        place="00004",
        connector="desk",
        endpoint={},
        secret={},
    )
    with rt.db.write() as session:
        return agencies.add(session, rt, new)


def officer(rt: Runtime, *served: Agency, person: Person = BINH) -> Member:
    """Let somebody work at desks."""
    with rt.db.write() as session:
        for agency in served:
            staff.give(session, person, Role(OFFICER, agency.id), ADMIN)
        member = staff.recognise(session, person)
    assert member is not None
    return member
