"""What the pages of a submitted dossier are given to show: where it stands and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from portal.domain.states import Delivery
from portal.web.citizen.correspondence.present import Thread

SUPPLEMENTED = "supplemented"
"""How a dossier stands whose supplement was sent, while the agency has not gone on."""


PAID = "paid"
"""How a dossier stands whose fee was paid, while the agency has not gone on."""


class Mark(StrEnum):
    """How a moment is drawn on the line: behind, here, ahead, waiting for you, the end."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    WAIT = "wait"
    STOP = "stop"


@dataclass(frozen=True)
class Moment:
    """Something that happened to a dossier, or will.

    ``code`` names it: a delivery state (held, delivered, confirmed), a state of the dossier, or
    ``supplemented``, ``extended``, ``note`` and more; the words come from the template. ``note``
    and ``reasons`` are the agency's own words, or what the citizen wrote to it.
    """

    code: str
    mark: Mark
    at: datetime | None = None
    unit: str = ""
    note: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Due:
    """When the result is due (ngày hẹn trả); ``original`` if the day was moved.

    ``late``: the agency moved it past the original day, for which it apologises.
    """

    on: date
    original: date | None = None
    late: bool = False
    paused: bool = False


@dataclass(frozen=True)
class Task:
    """The one thing the citizen has to do now; ``code`` is supplement, pay, confirm or collect."""

    code: str
    href: str = ""
    by: date | None = None
    items: tuple[str, ...] = ()
    amount: int = 0
    note: str = ""


@dataclass(frozen=True)
class Download:
    """A paper to take along; ``code`` is confirmation, declaration, receipt, result, or
    the name of a notice (services.notices).
    """

    code: str
    href: str
    name: str = ""
    size: int = 0


@dataclass(frozen=True)
class Giving:
    """How the result comes back, on the dossier's page; ``way`` is empty if nothing was chosen.

    ``choose_href`` is where it can still be chosen, ``to`` where a parcel goes.
    """

    way: str = ""
    parcel: str = ""
    consignment: str = ""
    to: str = field(default="", repr=False)
    fee: int = 0
    choose_href: str = ""


@dataclass(frozen=True)
class Reused:
    """A paper of the citizen's store in a dossier: from which dossier, agreed to when.

    One of the ``national`` store comes from no dossier here: ``agency`` is who keeps it.
    """

    name: str
    origin: str
    at: datetime
    national: bool = False
    agency: str = ""


@dataclass(frozen=True)
class DossierPage:
    """Where a dossier stands. The status page of the SMS link and the look-up show the same, with
    nothing personal: they leave out ``procedure``, ``people``, ``downloads`` and the notes.

    ``phone_fault``: the last SMS did not arrive. ``notice`` is a word about what was just tried;
    ``answered_at`` is when the supplement was sent that the agency now looks at,
    ``withdrawal_asked_at`` when the dossier was asked back, ``paid_at`` when the fee was paid that
    the agency had asked for, ``fee_word`` that an exemption from it is claimed, or was granted
    (exempted); ``fees_href`` leads to what was asked and paid. ``unread`` counts the
    agency's messages that the citizen has not seen, whose words stand in ``thread`` alone. ``hops``
    says in a sentence each where the dossier is worked on besides.
    """

    code: str
    state: str
    moments: tuple[Moment, ...]
    submitted_at: datetime
    agency: str = ""
    procedure: str = ""
    due: Due | None = None
    task: Task | None = None
    downloads: tuple[Download, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    phone: str = ""
    phone_fault: bool = False
    held_up: bool = False
    notice: str = ""
    answered_at: datetime | None = None
    withdrawal_asked_at: datetime | None = None
    withdraw_href: str = ""
    paid_at: datetime | None = None
    fee_word: str = ""
    fees_href: str = ""
    reused: tuple[Reused, ...] = ()
    thread: Thread | None = None
    giving: Giving | None = None
    joined_href: str = ""
    joined: bool = False
    rate_href: str = ""
    rated: bool = False
    unread: int = 0
    sign_in_href: str = ""
    rehearsal: bool = False
    hops: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubmittedPage:
    """The confirmation right after submission; ``phone`` is masked (09•• ••• 678).

    ``waits_for`` names the people who have to confirm before the dossier goes on, ``on_paper`` what
    still has to be brought.
    """

    code: str
    procedure: str
    agency: str
    submitted_at: datetime
    dossier_href: str
    confirmation_href: str = ""
    reply_hours: int = 8
    phone: str = ""
    fee: str = ""
    declaration_href: str = ""
    pay_href: str = ""
    waits_for: tuple[str, ...] = ()
    on_paper: tuple[str, ...] = ()
    return_href: str = ""


@dataclass(frozen=True)
class DraftRow:
    """A draft (hồ sơ nháp) in the list; ``step`` says how far it is.

    ``phone`` (masked) is where its citizen is told before it is erased, ``given`` if they typed
    that number themselves; ``told_at`` is when they were; ``fault`` says why they could not be.
    """

    procedure: str
    href: str
    saved_at: datetime
    step: str = ""
    expires_on: date | None = None
    phone: str = ""
    given: bool = False
    told_at: datetime | None = None
    fault: str = ""
    remove_action: str = ""


@dataclass(frozen=True)
class DossierRow:
    """A dossier in the list."""

    code: str
    procedure: str
    href: str
    state: str
    submitted_at: datetime
    agency: str = ""
    due: Due | None = None
    task: Task | None = None


@dataclass(frozen=True)
class MyDossiersPage:
    """Everything of the signed-in citizen: what waits for them first, drafts, then dossiers."""

    drafts: tuple[DraftRow, ...]
    dossiers: tuple[DossierRow, ...]


DELIVERY_ORDER = (Delivery.HELD, Delivery.DELIVERED, Delivery.CONFIRMED)


def delivery_moments(times: Mapping[str, datetime]) -> tuple[Moment, ...]:
    """Draw the three honest states of a dossier's way to the agency, from when each was reached.

    The last one reached is where we are, those before it are behind us, the others ahead. Once the
    agency has confirmed, all three are behind us: its own news goes on from there.
    """
    reached = [state for state in DELIVERY_ORDER if state in times]
    marks = {state: Mark.DONE for state in reached}
    if reached and len(reached) < len(DELIVERY_ORDER):
        marks[reached[-1]] = Mark.NOW
    return tuple(
        Moment(state, marks.get(state, Mark.NEXT), times.get(state)) for state in DELIVERY_ORDER
    )


def settle(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Make the last thing that happened *now*, if nothing else on the line says where we are."""
    if any(each.mark in (Mark.NOW, Mark.WAIT, Mark.STOP) for each in moments):
        return moments
    happened = [index for index, each in enumerate(moments) if each.mark is Mark.DONE]
    if not happened or moments[-1].mark is Mark.DONE and moments[-1].code == "returned":
        return moments
    last = happened[-1]
    return (*moments[:last], replace(moments[last], mark=Mark.NOW), *moments[last + 1 :])
