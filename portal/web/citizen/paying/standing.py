"""What a dossier's own page says of its fees."""

from datetime import datetime

from portal.domain.states import State
from portal.models import Dossier
from portal.services import supplements
from portal.services.paying import notices
from portal.web.citizen import addresses


def href(dossier: Dossier) -> str:
    """Lead to all that was asked and paid for a dossier, if anything was."""
    costs = dossier.fee_due or dossier.fee_paid_at
    return addresses.paying(dossier.code) if costs else ""


def paid_at(dossier: Dossier) -> datetime | None:
    """Say when the fee was paid that an agency waits for, while it has not gone on."""
    waits = dossier.state == State.AWAITING_PAYMENT
    return dossier.fee_paid_at if waits else None


def way(dossier: Dossier) -> str:
    """Give where the citizen does what is to be done."""
    if supplements.awaited(dossier):
        return addresses.supplement(dossier.code)
    return addresses.paying(dossier.code) if notices.to_pay(dossier) else ""
