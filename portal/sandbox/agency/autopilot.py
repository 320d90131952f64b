"""The autopilot: an agency that decides every dossier by itself, for rehearsals."""

import io

from portal.sandbox.agency.files import Files
from portal.sandbox.agency.news import Deed
from portal.sandbox.agency.result import ready
from portal.sandbox.shell.moments import after_working_days, now
from portal.sandbox.shell.paper import make_paper

WORKING_DAYS = 1
OFFICER = "Cán bộ Mẫu"
UNIT = "Bộ phận Một cửa (mẫu)"


def deeds(files: Files, agency: str, code: str) -> list[Deed]:
    """Accept with a due date one working day ahead, work, decide with a result, return it."""
    result = keep_result(files, agency, code)
    due = after_working_days(now(), WORKING_DAYS)
    return [
        Deed("accepted", due_at=due, officer=OFFICER, unit=UNIT),
        Deed("in_process", officer=OFFICER, unit=UNIT),
        Deed("decided", officer=OFFICER, unit=UNIT, files=(result,)),
        Deed("returned", officer=OFFICER, unit=UNIT),
    ]


def keep_result(files: Files, agency: str, code: str) -> dict[str, object]:
    """Make a sample result, keep it, and describe it as news do."""
    data = make_paper(code)
    described = ready(f"ket-qua-{code}.pdf", "application/pdf", data)
    files.put(agency, str(described["sha256"]), io.BytesIO(data), "application/pdf")
    return described
