"""What a dossier needs besides answers: documents, fees, time, and who acts, for one case."""

from forms.needs.acting import Authorisation, acting_text, actor, authorisation
from forms.needs.costs import FeeDue, FeeLine, fee
from forms.needs.papers import MEDIA_TYPES, File, Limits, Needed, State, documents
from forms.needs.terms import notices, processing

__all__ = [
    "MEDIA_TYPES",
    "Authorisation",
    "FeeDue",
    "FeeLine",
    "File",
    "Limits",
    "Needed",
    "State",
    "acting_text",
    "actor",
    "authorisation",
    "documents",
    "fee",
    "notices",
    "processing",
]
