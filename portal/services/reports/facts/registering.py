"""Takes the register of procedures agencies deal with: what nothing the portal holds could tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal import clock
from portal.models import ProcedureCoverage
from portal.services import agencies
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor


@dataclass(frozen=True)
class Covered:
    """A line of the register; ``process`` is the decision the internal process stands in, or ""."""

    agency: str
    procedure: str
    name: str
    one_stop: bool
    process: str
    since: date
    until: date | None = None


def register(session: Session, lines: Sequence[Covered], actor: Actor) -> None:
    """Write lines down; one of the same agency and procedure takes the place of the one before.

    :raises NotFound: if there is no such agency.
    """
    for line in lines:
        agency_id = agencies.by_code(session, line.agency).id
        key = (agency_id, line.procedure)
        row = session.get(ProcedureCoverage, key) or ProcedureCoverage(
            agency_id=agency_id, procedure_code=line.procedure
        )
        row.name, row.one_stop, row.process = line.name, line.one_stop, line.process
        row.since, row.until = line.since, line.until
        row.set_by, row.set_at = actor.name, clock.now()
        session.add(row)
    told = {"lines": len(lines)}
    for code in sorted({line.agency for line in lines}):
        deeds.record(session, actor, "procedures_registered", f"agency:{code}", told)
