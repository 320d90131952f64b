"""Opens and seals what a dossier holds, with the dossier's own key."""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain.errors import NotFound
from portal.models import DossierKey
from portal.runtime import Runtime


@dataclass(frozen=True)
class Safe:
    """The open safe of one dossier. What was sealed as one thing cannot be opened as another."""

    dossier_id: uuid.UUID
    key: bytes = field(repr=False)

    def seal(self, what: str, plain: bytes) -> bytes:
        """Seal bytes as ``what``."""
        return crypto.seal(self.key, plain, self._context(what))

    def open(self, what: str, sealed: bytes) -> bytes:
        """Open bytes sealed as ``what``.

        :raises crypto.Unsealable: if they were not.
        """
        return crypto.unseal(self.key, sealed, self._context(what))

    def seal_json(self, what: str, value: Any) -> bytes:
        """Seal a value that JSON can hold."""
        return self.seal(what, json.dumps(value, ensure_ascii=False).encode())

    def open_json(self, what: str, sealed: bytes) -> Any:
        """Open a value sealed with ``seal_json``."""
        return json.loads(self.open(what, sealed))

    def seal_stream(self, what: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Seal a file as it streams by."""
        return crypto.seal_stream(self.key, chunks, self._context(what))

    def open_stream(self, what: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Open a file as it streams by."""
        return crypto.unseal_stream(self.key, chunks, self._context(what))

    @property
    def salt(self) -> bytes:
        """The salt of this dossier's commitments: it dies with the key."""
        return crypto.derive(self.key, "evidence")

    def _context(self, what: str) -> str:
        return f"{self.dossier_id}/{what}"


@dataclass(frozen=True)
class Place:
    """Where a dossier is kept: its home agency, its id, the month it was born in (YYYYMM)."""

    home_agency_id: uuid.UUID
    dossier_id: uuid.UUID
    birth_month: int

    @property
    def columns(self) -> dict[str, Any]:
        """The columns by which every table of a dossier begins."""
        return {
            "home_agency_id": self.home_agency_id,
            "dossier_id": self.dossier_id,
            "birth_month": self.birth_month,
        }


def birth_month() -> int:
    """Say which month a dossier begun now is born in."""
    today = clock.today()
    return today.year * 100 + today.month


def make(session: Session, rt: Runtime, place: Place) -> Safe:
    """Make the key of a new dossier."""
    safe = fresh(place)
    keep(session, rt, place, safe)
    return safe


def fresh(place: Place) -> Safe:
    """Make a safe for what comes before its row: nothing in it is lost if it is never kept."""
    return Safe(place.dossier_id, crypto.new_key())


def keep(session: Session, rt: Runtime, place: Place, safe: Safe) -> None:
    """Keep the key of a safe that was made before, wrapped."""
    key_id, wrapped = rt.keyring.wrap(safe.key, str(place.dossier_id))
    session.add(
        DossierKey(
            **place.columns,
            key_id=key_id,
            algorithm=crypto.ALGORITHM,
            format=crypto.FORMAT,
            wrapped=wrapped,
            made_at=clock.now(),
            erased_at=None,
        )
    )


def unlock(session: Session, rt: Runtime, home_agency_id: uuid.UUID, dossier_id: uuid.UUID) -> Safe:
    """Open a dossier's safe.

    :raises NotFound: if there is no such dossier, or its key has been erased.
    """
    row = session.get(DossierKey, (home_agency_id, dossier_id))
    if row is None or row.wrapped is None:
        raise NotFound(f"key of {dossier_id}")
    return Safe(dossier_id, rt.keyring.unwrap(row.key_id, row.wrapped, str(dossier_id)))


def erase(session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID) -> None:
    """Erase a dossier's key, and with it all content; the chain of evidence stays."""
    row = session.get(DossierKey, (home_agency_id, dossier_id), with_for_update=True)
    if row is None:
        raise NotFound(f"key of {dossier_id}")
    row.wrapped, row.erased_at = None, clock.now()
