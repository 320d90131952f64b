"""Numbers of the registers (số đến, số đi): one sequence a year, never given twice.

Source: Nghị định 30/2020/NĐ-CP Đ.15, 22 (from 01 on 1 January to 31 December).
"""

import uuid
from datetime import date

from sqlalchemy.orm import Session

from portal.db import insert_for
from portal.domain.documents import Direction
from portal.models import Document, DocumentNumber


def take(session: Session, agency_id: uuid.UUID, year: int, direction: Direction) -> int:
    """Take the next number of a register; if the transaction fails, nobody has seen it."""
    key = {"agency_id": agency_id, "year": year, "direction": direction}
    statement = insert_for(session, DocumentNumber).values(**key, last=1)
    raised = statement.on_conflict_do_update(
        index_elements=list(key), set_={"last": DocumentNumber.last + 1}
    )
    return session.execute(raised.returning(DocumentNumber.last)).scalar_one()


def enter(session: Session, document: Document, on: date) -> None:
    """Enter a document into its register on a day; one that has its number keeps it."""
    if document.register_number is None:
        number = take(session, document.home_agency_id, on.year, document.direction)
        document.register_year, document.register_number = on.year, number
