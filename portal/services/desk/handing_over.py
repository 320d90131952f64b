"""Handing a result over (trả kết quả): at the counter, online, or to the post.

Source: Nghị định 118/2025/NĐ-CP; docs/rules.md says how sure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from forms.characters import one_line
from portal import clock, crypto
from portal.domain import returning
from portal.domain.errors import Unacceptable
from portal.domain.returning import Parcel, Way
from portal.domain.states import State
from portal.models import Dossier
from portal.runtime import Runtime
from portal.services import attachments, events, vault
from portal.services.desk import dealing, lying, opening
from portal.services.desk.dealing import Desk
from portal.services.desk.opening import Seen
from portal.services.desk.rules import Deed
from portal.services.events import Occurrence
from portal.services.operations import deeds
from portal.services.returning import choosing, parcels
from portal.services.returning.choosing import Wish
from portal.services.returning.parcels import Posting, Tracked
from portal.services.vault import Safe

HANDED_OVER = "handed_over"
"""The event that says how a result was handed over, and to whom."""
BY_HAND = (Parcel.ON_WAY, Parcel.FAILED, Parcel.BACK, Parcel.DELIVERED)
"""What an officer writes down where the post tells nobody but them."""


ROLES = ("owner", "submitter", "proxy")
"""As what somebody may come for a result."""


@dataclass(frozen=True)
class Receiver:
    """Who has come for a result: their name, the number of the paper they showed, and as what."""

    full_name: str = field(repr=False)
    paper: str = field(repr=False)
    role: str = "owner"


def at_counter(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, receiver: Receiver
) -> Dossier:
    """Hand a result to whoever has come for it and signs; their paper's number is kept masked.

    :raises Unacceptable: ``receiver`` (with ``fields``) if it is not said who they are.
    """
    name, paper = one_line(receiver.full_name), one_line(receiver.paper)
    missing = [one for one, said in (("receiver", name), ("paper", paper)) if not said]
    if missing or receiver.role not in ROLES or len(name + paper) > choosing.LONGEST:
        raise Unacceptable("receiver", fields=missing or ["receiver"])
    told = {"full_name": name, "paper": returning.masked(paper), "role": receiver.role}
    return _hand_over(session, rt, desk, seen, (Way.COUNTER, told))


def online(session: Session, rt: Runtime, desk: Desk, seen: Seen) -> Dossier:
    """Leave a result in its citizen's hands on the portal: the files are there already.

    :raises Unacceptable: ``no_file`` if there is no result file to read there.
    """
    dossier, _ = dealing.case(session, desk.agency, seen.code)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    held = attachments.held(session, safe, dossier.home_agency_id)
    if not any(file.origin == attachments.RESULT for file in held):
        raise Unacceptable("no_file")
    return _hand_over(session, rt, desk, seen, (Way.ONLINE, {}))


def post(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, sent: tuple[Wish, Posting]
) -> Dossier:
    """Give a result to the post, with the number it has given; it is returned once it arrives.

    :raises Unacceptable: ``recipient``, ``consignment`` or ``not_now``.
    """
    wish, posting = sent
    dossier, safe = _opened(session, rt, desk, seen)
    row = choosing.row_of(session, dossier)
    if row is None or row.parcel != Parcel.ASKED:
        choosing.settle(session, safe, dossier, wish, "officer")
    parcels.posted(session, safe, dossier, posting)
    _written(session, desk, dossier, "post")
    return dossier


def fetch(session: Session, rt: Runtime, desk: Desk, seen: Seen, wish: Wish) -> Dossier:
    """Have the post fetch a result: promised, and asked for once whatever happens on the way.

    :raises Unacceptable: ``recipient`` or ``not_now``.
    """
    dossier, safe = _opened(session, rt, desk, seen)
    choosing.settle(session, safe, dossier, wish, "officer")
    parcels.ask_carrier(session, safe, dossier)
    _written(session, desk, dossier, "parcel_asked")
    return dossier


def told(session: Session, rt: Runtime, desk: Desk, seen: Seen, said: tuple[str, str]) -> Dossier:
    """Write down what the post has told an officer of a parcel: the step, and words if any.

    :raises Unacceptable: ``step`` if it is none that follows.
    """
    dossier, safe = _opened(session, rt, desk, seen)
    row = choosing.row_of(session, dossier)
    step = Parcel(said[0]) if said[0] in set(BY_HAND) else None
    if row is None or row.consignment is None or step is None:
        raise Unacceptable("step")
    word = Tracked(f"desk-{crypto.uuid7()}", step, clock.now(), one_line(said[1])[:1000])
    if parcels.heard(session, safe, dossier, word) is None:
        raise Unacceptable("step")
    _written(session, desk, dossier, f"parcel_{step}")
    return dossier


def _hand_over(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, how: tuple[Way, Mapping[str, str]]
) -> Dossier:
    way, receiver = how
    deed = Deed(kind=NewsKind.RETURNED, seen=seen.seq)
    dossier = dealing.do(session, rt, desk, seen.code, (deed, ()))
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    row = choosing.row_of(session, dossier) or choosing.begun(session, dossier, way)
    row.way = way
    row.sealed_receiver = safe.seal_json("return/receiver", dict(receiver)) if receiver else None
    what = Occurrence(HANDED_OVER, clock.now(), facts={"way": way}, private=dict(receiver))
    events.record(session, safe, dossier, what)
    return dossier


def _opened(session: Session, rt: Runtime, desk: Desk, seen: Seen) -> tuple[Dossier, Safe]:
    dossier, held = opening.opened(session, desk.agency, desk.officer, seen)
    ours = lying.here(held, desk.agency.id) and held.arriving_since is None
    if dossier.state != State.DECIDED or not ours:
        raise Unacceptable("not_now")
    return dossier, vault.unlock(session, rt, dossier.home_agency_id, dossier.id)


def _written(session: Session, desk: Desk, dossier: Dossier, what: str) -> None:
    deeds.record(
        session, desk.officer.acting(), "desk_deed", f"dossier:{dossier.id}", {"kind": what}
    )
