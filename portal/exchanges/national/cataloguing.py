"""Pulls the national portal's catalogues: call (no transaction open) → keep (short transaction)."""

from connectors.errors import ConnectorError
from portal import log
from portal.domain.catalogues import KINDS
from portal.models import CataloguePull
from portal.runtime import Runtime
from portal.services.catalogues import keeping

_log = log.get()


def pull_all(rt: Runtime) -> dict[str, str]:
    """Pull every catalogue, if there is a way to the national portal; says what became of each."""
    if not rt.settings.national:
        return {}
    return {kind: pull(rt, kind).outcome for kind in KINDS}


def pull(rt: Runtime, kind: str) -> CataloguePull:
    """Pull one catalogue; a failure is kept like a success, and keeps no other from its turn."""
    try:
        pulled = rt.partners.national().catalogue(kind)
    except ConnectorError as error:
        _log.warning("catalogue_not_pulled", kind=kind, error=str(error))
        with rt.db.write() as session:
            row = keeping.keep_failure(session, kind, error)
            session.expunge(row)
            return row
    with rt.db.write() as session:
        row = keeping.keep(session, kind, pulled)
        session.expunge(row)
    _log.info("catalogue_pulled", kind=kind, outcome=row.outcome, version=row.version)
    return row


def pull_record(rt: Runtime, code: str) -> CataloguePull:
    """Pull all the national portal says of one procedure (LayThuTuc)."""
    try:
        pulled = rt.partners.national().catalogue(keeping.RECORD, maTTHC=code)
    except ConnectorError as error:
        with rt.db.write() as session:
            row = keeping.keep_failure(session, keeping.RECORD, error, code)
            session.expunge(row)
            return row
    with rt.db.write() as session:
        row = keeping.keep_record(session, code, pulled)
        session.expunge(row)
        return row
