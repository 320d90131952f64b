"""Compares with an agency what both hold, keeps the differences in sight, repairs what it may."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from connectors.base import AgencyConnector
from connectors.errors import ConnectorError
from connectors.messages import Held
from portal import clock, log
from portal.domain.reconciliation import REPAIRS, Difference, Entry, Repair, compare
from portal.domain.states import State
from portal.exchanges import polling
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import reconciling
from portal.services.handling import handing_on
from portal.services.hopping import hops

_log = log.get()


@dataclass(frozen=True)
class Compared:
    """A comparison: how many each side has, and the codes they differ about."""

    ours: int
    theirs: int
    found: Mapping[str, Difference]


def compare_with(rt: Runtime, agency: Agency) -> Compared:
    """Compare what an agency holds with what we say it holds, and keep what differs.

    :raises ConnectorError: if the agency cannot be asked; nothing is noted then.
    """
    with rt.db.read() as session:
        ours = reconciling.book(session, rt, agency)
        passed = handing_on.codes(session, agency) | hops.codes(session, agency)
    connector = rt.partners.agency(agency)
    theirs = _listed(connector) or _asked(connector, ours)
    # Two hold what was handed on, or goes on elsewhere, each in a state of its own: there is
    # nothing to compare.
    found = {code: kind for code, kind in compare(ours, theirs).items() if code not in passed}
    moving = frozenset(code for code, mine in ours.items() if mine.moving)
    with rt.db.write() as session:
        reconciling.note(session, agency, found, moving)
    return Compared(len(ours), len(theirs), found)


def _listed(connector: AgencyConnector) -> dict[str, Entry] | None:
    """Read an agency's whole book by its cursor; None if it does not offer that."""
    cursor = ""
    theirs: dict[str, Entry] = {}
    while True:
        page = connector.inventory(cursor)
        if page is None:
            return None
        items, following = page
        theirs |= {held.code: _entry(held) for held in items}
        if not items or following == cursor:
            return theirs
        cursor = following


def _asked(connector: AgencyConnector, ours: Mapping[str, Entry]) -> dict[str, Entry]:
    """Ask for each dossier by itself: what we do not know of is not found so."""
    answers = {code: connector.ask(code) for code in ours}
    return {code: _entry(held) for code, held in answers.items() if held is not None}


def _entry(held: Held) -> Entry:
    state = State(held.state) if held.state else None
    lately = held.changed_at is not None and clock.now() - held.changed_at < reconciling.STILL
    return Entry(held.content_hash, state, moving=lately)


def repair(rt: Runtime, agency: Agency) -> dict[Repair, int]:
    """Do what is proposed where it can do no harm; says how often.

    :raises ConnectorError: if the agency's news cannot be fetched.
    """
    done: dict[Repair, int] = {}
    with rt.db.write() as session:
        rows = reconciling.standing(session, agency)
        wanted = {row.code: REPAIRS[Difference(row.kind)] for row in rows}
        for row in rows:
            again = wanted[row.code] == Repair.SEND_AGAIN
            if again and reconciling.send_again(session, agency, row.code):
                row.repaired_at = clock.now()
                done[Repair.SEND_AGAIN] = done.get(Repair.SEND_AGAIN, 0) + 1
    if Repair.FETCH_NEWS in wanted.values():
        done[Repair.FETCH_NEWS] = polling.fetch(rt, agency)
    return done


def compare_all(rt: Runtime) -> dict[str, int]:
    """Compare with every agency; one that cannot be asked keeps nobody waiting."""
    with rt.db.read() as session:
        agencies = session.execute(sa.select(Agency).order_by(Agency.code)).scalars().all()
    found = {}
    for agency in agencies:
        try:
            found[agency.code] = len(compare_with(rt, agency).found)
        except ConnectorError as error:
            _log.warning("comparison_failed", agency=agency.code, error=str(error))
        except Exception:
            _log.exception("comparison_failed", agency=agency.code)
    for code, count in found.items():
        if count:
            _log.error("agency_differs", agency=code, dossiers=count)
    return found
