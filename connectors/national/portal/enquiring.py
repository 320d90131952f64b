"""Write how a question or complaint stands: as DongBoHoiDap takes it, or, if it was asked there,
as DongBoKetQuaHoiDapGuiTuDVCQG does.

Whoever wrote it is never named. What a field is called, and the codes, are tables of the dialect.
"""

from connectors.enquiry_messages import Enquired
from connectors.messages import Json
from connectors.national.portal import moments
from connectors.national.portal.tables import Tables


def entry(told: Enquired, tables: Tables) -> dict[str, Json]:
    """Write the entry of an enquiry, which replaces the one before."""
    said = {
        "code": told.code,
        "kind": tables.code("enquiry_kinds", told.kind),
        "state": tables.code("enquiry_states", told.state),
        "dossier": told.dossier,
        "agency": told.agency,
        "agency_name": told.agency_name,
        "question": told.question,
        "answer": told.answer,
        "received_at": moments.write(told.received_at),
        "due_at": moments.write(told.due_at),
        "answered_at": moments.write(told.answered_at),
        "revision": str(told.revision),
    }
    names = tables.codes["enquiry"]
    return {names[name]: value for name, value in said.items()}


OVER = frozenset({"answered", "refused"})
"""The states in which one has its answer, or why there is none."""


def result(told: Enquired, tables: Tables) -> dict[str, Json]:
    """Write what became of one that was asked there: both codes, and no word of whoever asked."""
    said = {
        "code": told.national_code,
        "own_code": told.code,
        "state": tables.code("enquiry_states", told.state),
        "agency": told.agency,
        "agency_name": told.agency_name,
        "answer": told.answer,
        "due_at": moments.write(told.due_at),
        "answered_at": moments.write(told.answered_at),
        "revision": str(told.revision),
    }
    names = tables.codes["enquiry_result"]
    return {names[name]: value for name, value in said.items()}
