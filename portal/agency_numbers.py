"""Numbers that agencies' systems give dossiers themselves: each kept before it goes out."""

from sqlalchemy.orm import Session

from portal.db import Database, insert_once
from portal.models import Agency, Dossier, DossierCode


class AgencyNumbers:
    """Which dossiers an agency's own numbers stand for; implements ``connectors.base.Numbers``.

    A number is kept in a transaction of its own, before it goes out with the dossier: whoever
    tries again, in whatever process, finds it.
    """

    def __init__(self, db: Database, agency: Agency) -> None:
        self._db, self._agency_id = db, agency.id
        self._source = f"agency:{agency.code}"

    def keep(self, code: str, number: str) -> str:
        """Keep a number for the dossier of this code, and say which one stands.

        :raises ValueError: if there is no such dossier, or the number stands for another.
        """
        with self._db.write() as session:
            dossier = self._dossier(session, code)
            if dossier is None:
                raise ValueError("there is no such dossier of this agency")
            if dossier.agency_reference is not None:
                return dossier.agency_reference
            place = {"home_agency_id": dossier.home_agency_id, "dossier_id": dossier.id}
            if not insert_once(session, DossierCode, source=self._source, code=number, **place):
                raise ValueError("it stands for another dossier")
            dossier.agency_reference = number
        return number

    def let_go(self, code: str, number: str) -> None:
        """Forget the number kept for a dossier, unless the dossier has been delivered under it."""
        with self._db.write() as session:
            dossier = self._dossier(session, code)
            row = session.get(DossierCode, (self._source, number))
            if dossier is None or row is None or dossier.delivered_at is not None:
                return
            if dossier.agency_reference == number:
                dossier.agency_reference = None
                session.delete(row)

    def number(self, code: str) -> str | None:
        """Give the number that stands for the dossier of this code."""
        with self._db.read() as session:
            dossier = self._dossier(session, code, lock=False)
            return dossier.agency_reference if dossier else None

    def code(self, number: str) -> str | None:
        """Give the code of the dossier this number stands for."""
        with self._db.read() as session:
            row = session.get(DossierCode, (self._source, number))
            dossier = row and session.get(Dossier, (row.home_agency_id, row.dossier_id))
            return dossier.code if dossier else None

    def _dossier(self, session: Session, code: str, *, lock: bool = True) -> Dossier | None:
        """Find a dossier of this agency; another agency's is as good as none."""
        row = session.get(DossierCode, (DossierCode.OWN, code))
        if row is None or row.home_agency_id != self._agency_id:
            return None
        key = (row.home_agency_id, row.dossier_id)
        return session.get(Dossier, key, with_for_update=lock or None)
