"""Write a question or complaint as DongBoHoiDap takes it: how it stands, what was said.

Whoever wrote it is never named. What a field is called, and the codes, are tables of the dialect.
"""

from connectors.messages import Json
from connectors.national.portal import moments
from connectors.national.portal.tables import Tables
from connectors.national_messages import Enquired


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
