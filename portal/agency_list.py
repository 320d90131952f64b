"""What an agency that fetches has confirmed of its list: looked up whenever a promise is tried."""

import sqlalchemy as sa

from connectors.base import Confirmed
from portal.db import Database
from portal.models import Agency, DossierCode, ListedItem


class AgencyList:
    """Implements ``connectors.base.Fetched`` for one agency."""

    def __init__(self, db: Database, agency: Agency) -> None:
        self._db, self._agency_id = db, agency.id

    def taken(self, key: str) -> Confirmed | None:
        """Give what was confirmed of what lay under an idempotency key."""
        return self._confirmed(ListedItem.key == key)

    def held(self, code: str) -> Confirmed | None:
        """Give what was confirmed of the dossier of this code."""
        of = sa.select(DossierCode.dossier_id).where(
            DossierCode.source == DossierCode.OWN, DossierCode.code == code
        )
        return self._confirmed(
            ListedItem.dossier_id == of.scalar_subquery(), ListedItem.kind == "deliver"
        )

    def _confirmed(self, *which: sa.ColumnElement[bool]) -> Confirmed | None:
        query = sa.select(ListedItem).where(
            ListedItem.agency_id == self._agency_id, ListedItem.confirmed_at.is_not(None), *which
        )
        with self._db.read() as session:
            row = session.scalars(query.order_by(ListedItem.position.desc()).limit(1)).first()
            return Confirmed(row.reference or "", row.content_hash) if row else None
