"""What a dossier's own page says of its fees."""

from datetime import datetime

from portal.domain import states
from portal.domain.states import State
from portal.models import Dossier
from portal.services import supplements
from portal.services.paying import notices
from portal.web.citizen import addresses


def href(dossier: Dossier) -> str:
    """Lead to all that was asked and paid for a dossier, if anything was."""
    settled = dossier.fee_paid_at or dossier.fee_waived_at
    costs = dossier.fee_due or settled or dossier.claim_due
    return addresses.paying(dossier.code) if costs else ""


def paid_at(dossier: Dossier) -> datetime | None:
    """Say when the fee was paid that an agency waits for, while it has not gone on."""
    waits = dossier.state == State.AWAITING_PAYMENT
    return dossier.fee_paid_at if waits else None


def word(dossier: Dossier) -> str:
    """Say why nothing is to be paid of a fee now: ``claimed``, ``exempted``, or nothing of it."""
    if dossier.state in states.FINAL:
        return ""
    if dossier.claim_due:
        return "claimed"
    waits = dossier.state == State.AWAITING_PAYMENT
    return "exempted" if waits and dossier.fee_waived_at else ""


def settled(dossier: Dossier) -> str:
    """Name how the fee stands an agency waits for, if its citizen has nothing to do about it."""
    if dossier.state != State.AWAITING_PAYMENT:
        return ""
    return word(dossier) or ("paid" if dossier.fee_paid_at else "")


def way(dossier: Dossier) -> str:
    """Give where the citizen does what is to be done."""
    if supplements.awaited(dossier):
        return addresses.supplement(dossier.code)
    return addresses.paying(dossier.code) if notices.to_pay(dossier) else ""
