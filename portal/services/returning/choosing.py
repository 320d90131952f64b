"""Choosing the way a result comes back (cách nhận kết quả): the citizen's choice, until it goes."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

import phonenumbers
from sqlalchemy.orm import Session

from forms.characters import many_lines, one_line, plain_digits
from portal import clock, desk
from portal.domain import returning, states
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.returning import Parcel, Way
from portal.models import Agency, Dossier, DossierReturn
from portal.runtime import Runtime
from portal.services import agencies, dossiers, events, vault
from portal.services.citizens import Signed
from portal.services.events import Occurrence
from portal.services.vault import Safe

CHOSEN = "return_chosen"
"""The event by which a way is chosen."""
LONGEST = 300
"""Characters of a name or an address."""


@dataclass(frozen=True)
class Recipient:
    """Who a parcel is for, and where."""

    full_name: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(repr=False)

    @property
    def faults(self) -> Iterator[str]:
        """Name what is missing or cannot be."""
        for name in ("full_name", "address"):
            if not 0 < len(getattr(self, name)) <= LONGEST:
                yield name
        if not self.phone:
            yield "phone"


NOBODY = Recipient("", "", "")


@dataclass(frozen=True)
class Wish:
    """The way somebody wants; ``to`` counts for a parcel alone."""

    way: Way
    to: Recipient = NOBODY


@dataclass(frozen=True)
class Standing:
    """How a result goes back, as far as it is known; by whom it was received, if it was."""

    way: Way | None = None
    parcel: Parcel | None = None
    to: Recipient | None = field(default=None, repr=False)
    carrier: str = ""
    consignment: str = ""
    fee: int = 0
    receiver: str = field(default="", repr=False)


def ways(agency: Agency) -> tuple[Way, ...]:
    """List the ways an agency offers. One with a system of its own returns results as that says."""
    return returning.offered(agency.endpoint) if agency.connector == desk.NAME else ()


def of(session: Session, safe: Safe, dossier: Dossier) -> Standing:
    """Tell how the result of a dossier goes back."""
    row = row_of(session, dossier)
    if row is None:
        return Standing()
    receiver = safe.open_json("return/receiver", row.sealed_receiver) if row.sealed_receiver else {}
    return Standing(
        way=row.way,
        parcel=row.parcel,
        to=Recipient(**safe.open_json("return/to", row.sealed_to)) if row.sealed_to else None,
        carrier=row.carrier,
        consignment=row.consignment or "",
        fee=row.fee,
        receiver=receiver.get("full_name", ""),
    )


def row_of(session: Session, dossier: Dossier) -> DossierReturn | None:
    """Give the row that says so, None if nothing was chosen."""
    return session.get(DossierReturn, (dossier.home_agency_id, dossier.id))


def open_to_choice(dossier: Dossier, parcel: Parcel | None) -> bool:
    """Say whether the way may still be chosen: not once the result has gone, or never will."""
    return dossier.state in states.OPEN and parcel not in returning.UNDER_WAY


def choose(session: Session, rt: Runtime, citizen: Signed, code: str, wish: Wish) -> Dossier:
    """Choose how the result of one's own dossier comes back; the last word counts.

    :raises NotFound: if it is not this citizen's, or its agency offers no choice.
    :raises Unacceptable: ``way`` if it is not offered, ``recipient`` (with ``fields``) if a parcel
        could not arrive, ``too_late`` if the result has gone.
    """
    found = dossiers.own(session, citizen, code)
    agency = agencies.by_id(session, found.home_agency_id)
    if not ways(agency):
        raise NotFound(code)
    if wish.way not in ways(agency):
        raise Unacceptable("way")
    dossier = events.lock(session, found.home_agency_id, found.id)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    settle(session, safe, dossier, wish, "citizen")
    return dossier


def settle(session: Session, safe: Safe, dossier: Dossier, wish: Wish, by: str) -> DossierReturn:
    """Write down the way of a locked dossier; said again it is not said twice.

    :raises Unacceptable: ``recipient`` or ``too_late``, as ``choose`` does.
    """
    to = _tidy(wish.to) if wish.way == Way.POST else None
    if to is not None and list(to.faults):
        raise Unacceptable("recipient", fields=list(to.faults))
    row = row_of(session, dossier)
    if not open_to_choice(dossier, row.parcel if row else None):
        raise Unacceptable("too_late")
    if row is None:
        row = begun(session, dossier, wish.way)
    elif (row.way, of(session, safe, dossier).to) == (wish.way, to):
        return row
    row.way, row.chosen_by, row.chosen_at = wish.way, by, clock.now()
    row.sealed_to = safe.seal_json("return/to", asdict(to)) if to else None
    what = Occurrence(
        kind=CHOSEN,
        occurred_at=row.chosen_at,
        facts={"way": wish.way, "by": by},
        private={"to": asdict(to) if to else None},
    )
    events.record(session, safe, dossier, what)
    return row


def begun(session: Session, dossier: Dossier, way: Way) -> DossierReturn:
    """Make the row of a locked dossier of which nobody has chosen anything yet."""
    row = DossierReturn(
        home_agency_id=dossier.home_agency_id,
        dossier_id=dossier.id,
        birth_month=dossier.birth_month,
        way=way,
        chosen_by="officer",
        chosen_at=clock.now(),
        carrier="",
        fee=0,
    )
    session.add(row)
    return row


def _tidy(to: Recipient) -> Recipient:
    lines = (line.strip(" ,") for line in many_lines(to.address).split("\n"))
    address = ", ".join(line for line in lines if line)
    return Recipient(one_line(to.full_name), _telephone(to.phone), address)


def _telephone(typed: str) -> str:
    """Read a telephone number as +84…; nothing if it is none."""
    try:
        number = phonenumbers.parse(plain_digits(typed), "VN")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
