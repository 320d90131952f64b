"""Sets the agency's seal under a signed report's PDF: read, make without a transaction, keep."""

import uuid

from portal import log
from portal.domain.errors import Unacceptable
from portal.services.reports import sealing
from portal.web.context import reading, rt, writing
from portal.web.reports.guard import member
from portal.web.reports.report import opened

_log = log.get()


def seal(agency: str, report_id: uuid.UUID) -> bool:
    """Seal the version asked for, if it is signed and there is a seal; says whether all is well.

    What fails is made good by whoever takes the PDF next: the report itself is signed already.
    """
    with reading() as session:
        wanted = sealing.order(session, rt(), opened(session, agency, report_id))
    if wanted is None:
        return True
    try:
        made = sealing.make(rt(), wanted)
    except Unacceptable as error:
        _log.warning("report_not_sealed", report=str(report_id), error=repr(error.__cause__))
        return False
    with writing() as session:
        it = opened(session, agency, report_id)
        sealing.keep(session, it, wanted, made, member().acting())
    return True
