"""Whether a dossier is fit to be synchronised: what is missing is said, and never made up."""

import re
from collections.abc import Iterator

from connectors.errors import Reason, Rejected
from connectors.messages import State
from connectors.national_messages import Standing, Step
from connectors.organisations import is_dossier_code

_PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}", re.ASCII)
_CITIZEN = re.compile(r"[0-9]{12}", re.ASCII)
_TAX = re.compile(r"[0-9]{10}(?:-?[0-9]{3})?|[0-9]{12}", re.ASCII)
# From here on the agency has taken it, and owes it by a day.
_TAKEN = frozenset({State.ACCEPTED, State.IN_PROCESS, State.DECIDED, State.RETURNED})


def check(standing: Standing, steps: tuple[Step, ...]) -> None:
    """Let what is fit to be sent pass.

    :raises Rejected: naming everything that is not.
    """
    faults = (*_about(standing), *_owner(standing), *_dates(standing), *_steps(steps))
    if faults:
        raise Rejected("the dossier is not fit to be synchronised", reasons=faults)


def _about(standing: Standing) -> Iterator[Reason]:
    if not is_dossier_code(standing.code):
        yield Reason("MaHoSo", "is no dossier code")
    if not _PROCEDURE.fullmatch(standing.matter.code):
        yield Reason("MaTTHC", "is no national code of a procedure")
    if not standing.matter.name:
        yield Reason("TenTTHC", "is missing")
    if not standing.matter.field_code or not standing.matter.field_name:
        yield Reason("MaLinhVuc", "is missing")


def _owner(standing: Standing) -> Iterator[Reason]:
    owner = standing.owner
    if not owner.full_name:
        yield Reason("ChuHoSo", "is missing")
    if owner.citizen_number and not _CITIZEN.fullmatch(owner.citizen_number):
        yield Reason("DinhDanhCHS", "a citizen number has twelve digits")
    if owner.tax_code and not _TAX.fullmatch(owner.tax_code):
        yield Reason("DinhDanhCHS", "a tax code has 10, 12 or 13 digits")


def _dates(standing: Standing) -> Iterator[Reason]:
    dates = standing.dates
    told = (dates.submitted, dates.received, dates.due, dates.finished, dates.returned)
    if any(moment is not None and moment.tzinfo is None for moment in told):
        yield Reason("NgayNopHoSo", "a moment has no time zone")
    if standing.state in _TAKEN and dates.received is None:
        yield Reason("NgayTiepNhan", "is missing of a dossier that was accepted")
    if standing.state in _TAKEN and dates.due is None:
        yield Reason("NgayHenTra", "is missing of a dossier that was accepted")


def _steps(steps: tuple[Step, ...]) -> Iterator[Reason]:
    if any(not step.text for step in steps):
        yield Reason("NoiDungXuLy", "is missing")
