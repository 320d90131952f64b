"""What a dossier needs besides answers: documents, fees, time, who acts and who confirms."""

from forms.needs.acting import Authorisation, acting_text, actor, authorisation
from forms.needs.confirming import Confirmer, confirmers, unreachable
from forms.needs.costs import FeeDue, FeeLine, fee
from forms.needs.papers import MEDIA_TYPES, File, Limits, Needed, State, documents
from forms.needs.results import result_code, results
from forms.needs.terms import notices, processing

__all__ = [
    "MEDIA_TYPES",
    "Authorisation",
    "Confirmer",
    "FeeDue",
    "FeeLine",
    "File",
    "Limits",
    "Needed",
    "State",
    "acting_text",
    "actor",
    "authorisation",
    "confirmers",
    "documents",
    "fee",
    "notices",
    "processing",
    "result_code",
    "results",
    "unreachable",
]
