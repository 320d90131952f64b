"""Keeps what was pulled of a catalogue: the answers as they came, and a version if anything is new.

A version waits for an operator; the portal never applies one by itself.
"""

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.errors import ConnectorError
from connectors.national_messages import Catalogue
from portal import clock, crypto
from portal.db import insert_once
from portal.domain.catalogues import REPLACED, WAITING, Doubt, Entry, sorted_out
from portal.models import CataloguePull, CatalogueVersion

FRESH, SAME, FAILED = "fresh", "same", "failed"
RECORD = "procedure"
"""The kind of pull that is one procedure's whole record."""


def keep(session: Session, kind: str, pulled: Catalogue) -> CataloguePull:
    """Keep a catalogue that was pulled; it makes a version if it differs from the last one.

    What waited before is replaced by it: it is older and was never applied.
    """
    body = _body(pulled)
    mark = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    last = latest(session, kind)
    if last is not None and last.hash == mark:
        return _note(session, kind, SAME, version=last.version)
    number = last.version + 1 if last else 1
    made = insert_once(
        session,
        CatalogueVersion,
        kind=kind,
        version=number,
        state=WAITING,
        hash=mark,
        body=body,
        pulled_at=clock.now(),
    )
    if not made:
        # Somebody else pulled at the same moment; theirs stands, and the next pull compares anew.
        return _note(session, kind, SAME, version=number)
    replace_older(session, kind, number)
    return _note(session, kind, FRESH, version=number, raw=pulled.raw)


def keep_record(session: Session, code: str, pulled: Catalogue) -> CataloguePull:
    """Keep what the national portal says of one procedure, as it came."""
    return _note(session, RECORD, FRESH, code=code, raw=pulled.raw)


def keep_failure(
    session: Session, kind: str, error: ConnectorError, code: str = ""
) -> CataloguePull:
    """Keep that a catalogue could not be had, why, and what was answered instead."""
    raw = (error.raw.body,) if error.raw.body else ()
    return _note(session, kind, FAILED, code=code, said=str(error)[:500], raw=raw)


def raw_of(pull: CataloguePull) -> bytes:
    """Give the answers of a pull as they came, one a line; nothing if they came before."""
    return zlib.decompress(pull.raw) if pull.raw else b""


def latest(session: Session, kind: str) -> CatalogueVersion | None:
    """Give the newest version of a catalogue, whatever became of it."""
    query = sa.select(CatalogueVersion).where(CatalogueVersion.kind == kind)
    return session.scalars(query.order_by(CatalogueVersion.version.desc()).limit(1)).first()


def replace_older(session: Session, kind: str, number: int) -> None:
    """Let a newer version take the place of those that wait."""
    session.execute(
        sa.update(CatalogueVersion)
        .where(
            CatalogueVersion.kind == kind,
            CatalogueVersion.version < number,
            CatalogueVersion.state == WAITING,
        )
        .values(state=REPLACED, settled_at=clock.now())
    )


def _body(pulled: Catalogue) -> dict[str, Any]:
    rows = [
        (
            Entry(
                one.code,
                one.name,
                one.body,
                one.since.isoformat() if one.since else "",
                one.until.isoformat() if one.until else "",
            ),
            one.wrong_day,
        )
        for one in pulled.entries
    ]
    entries, doubts = sorted_out(rows)
    return {
        "entries": [entry.to_data() for entry in entries.values()],
        "doubts": [_doubt(one) for one in doubts],
    }


def _doubt(one: Doubt) -> dict[str, str]:
    return {"code": one.code, "wrong": one.wrong, "said": one.said}


def _note(
    session: Session, kind: str, outcome: str, *, raw: Sequence[bytes] = (), **more: Any
) -> CataloguePull:
    row = CataloguePull(
        id=crypto.uuid7(),
        kind=kind,
        at=clock.now(),
        outcome=outcome,
        raw=zlib.compress(b"\n".join(raw)) if raw else None,
        **{"code": "", "said": "", **more},
    )
    session.add(row)
    session.flush()
    return row
