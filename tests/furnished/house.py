"""A furnished house: a calendar, one small form, an agency, a citizen, and what they do with it."""

import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import News, NewsKind
from forms.loader import load
from portal import clock
from portal.domain.calendar_seed import seed
from portal.models import Agency, CodeCounter, Dossier, Event, Promise
from portal.runtime import Runtime
from portal.services import (
    agencies,
    attachments,
    calendars,
    citizens,
    drafts,
    publishing,
    submission,
)
from portal.services.agencies import NewAgency
from portal.services.attachments import Upload
from portal.services.citizens import Identity, Signed
from portal.services.drafts import Beginning
from tests.furnished.papers import pdf

SOURCE = (Path(__file__).parent / "small.yaml").read_text()
PROCEDURE = "9.000101"
MONDAY = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
KEY_ID, SECRET = "khoa-1", "a secret both sides of the test know"
NOWHERE = "http://127.0.0.1:1"
PDF = pdf()
PROFILE = {
    "full_name": "Nguyễn Thị Mẫu",
    "citizen_number": "000190000011",
    "birth_date": "1990-05-01",
    "gender": "female",
    "phone": "0912345678",
}
ANSWERS = {"for_whom": "me", "phone": "0912 345 678"}
# Dossiers of different tests have different codes, since they may meet at one sandbox agency.
_NUMBERS = itertools.count(100, 50)


@dataclass
class Hands:
    """A clock whose hands a test may turn; until then it stands still."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        """Say what moment it is."""
        return self.now

    def turn(self, **by: float) -> None:
        """Turn the hands on."""
        self.now += timedelta(**by)


class Ahead:
    """A clock that runs, and may be put ahead."""

    def __init__(self) -> None:
        self.by = timedelta(0)

    def __call__(self) -> datetime:
        """Say what moment it is."""
        return datetime.now(UTC) + self.by


def furnish(rt: Runtime) -> None:
    """Put a calendar and the small form in, as it was done long before."""
    with clock.at(lambda: LONG_AGO), rt.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "test")
        calendars.publish(session, seed(2025, 2028), "test")


def add_agency(rt: Runtime, code: str = "H41.90.01", url: str = NOWHERE, **more: Any) -> Agency:
    """Add a commune that takes dossiers at an address."""
    new = NewAgency(
        code=code,
        name=f"UBND xã mẫu {code}",
        name_en="Sample commune",
        level="commune",
        place="00004",
        connector="one_stop",
        endpoint={"base_url": f"{url}/agencies/{code}" if url != NOWHERE else url},
        secret={"key_id": KEY_ID, "secret": SECRET},
        **more,
    )
    with rt.db.write() as session:
        agency = agencies.add(session, rt, new)
        first = next(_NUMBERS)
        for day in (clock.today(), clock.today() + timedelta(days=1)):
            session.add(CodeCounter(agency_id=agency.id, day=day, last=first))
    return agency


def sign_in(
    rt: Runtime, subject: str = "mau", *, rehearsal: bool = False, **profile: str
) -> Signed:
    """Let somebody sign in; by another subject it is somebody else."""
    told = {**PROFILE, **profile}
    identity = Identity("https://issuer.example", subject, "2", rehearsal, told)
    with rt.db.write() as session:
        return citizens.signed(rt, citizens.recognise(session, rt, identity))


def begin(
    rt: Runtime, citizen: Signed, agency: Agency, procedure: str = PROCEDURE, case: str = "usual"
) -> "Paper":
    """Begin a draft."""
    with rt.db.write() as session:
        draft = drafts.start(session, rt, citizen, Beginning(procedure, case, agency.id, "vi"))
    return Paper(rt, citizen, draft.id)


class Paper:
    """A draft in its citizen's hands."""

    def __init__(self, rt: Runtime, citizen: Signed, draft_id: uuid.UUID) -> None:
        self.rt, self.citizen, self.id = rt, citizen, draft_id

    def open(self) -> drafts.Open:
        """Look at it."""
        with self.rt.db.read() as session:
            return drafts.load(session, self.rt, self.citizen, self.id)

    def fill(self, **answers: str) -> "Paper":
        """Type answers; without any, those that make it whole."""
        with self.rt.db.write() as session:
            opened = drafts.load(session, self.rt, self.citizen, self.id, lock=True)
            drafts.save(session, opened, answers or ANSWERS, opened.draft.row_version)
        return self

    def attach(self, data: bytes = PDF, document: str = "proof", name: str = "giấy.pdf") -> "Paper":
        """Upload a file."""
        opened = self.open()
        upload = Upload(document, name, iter([data]))
        stored = attachments.receive(self.rt, opened.safe, opened.place, upload)
        with self.rt.db.write() as session:
            fresh = drafts.load(session, self.rt, self.citizen, self.id, lock=True)
            drafts.attach(session, self.rt, fresh, stored)
        return self

    def submit(self) -> Dossier:
        """Hand it in."""
        with self.rt.db.write() as session:
            return submission.submit(session, self.rt, self.citizen, self.id)


def submit_new(rt: Runtime, citizen: Signed, agency: Agency) -> Dossier:
    """Hand in a whole new dossier."""
    return begin(rt, citizen, agency).fill().attach().submit()


def again(rt: Runtime, dossier: Dossier) -> Dossier:
    """Read a dossier as it stands now."""
    with rt.db.read() as session:
        return session.get_one(Dossier, key(dossier))


def key(dossier: Dossier) -> tuple[uuid.UUID, uuid.UUID]:
    """Give the key of a dossier's row."""
    return dossier.home_agency_id, dossier.id


def chain(session: Session, dossier: Dossier) -> list[Event]:
    """Give a dossier's events in order."""
    query = sa.select(Event).where(Event.dossier_id == dossier.id).order_by(Event.seq)
    return list(session.scalars(query))


def promised(rt: Runtime, dossier: Dossier, destination: str = "") -> list[Promise]:
    """Give a dossier's promises in order, of one destination or all."""
    query = sa.select(Promise).where(Promise.dossier_id == dossier.id)
    if destination:
        query = query.where(Promise.destination.startswith(destination))
    with rt.db.read() as session:
        return list(session.scalars(query.order_by(Promise.seq, Promise.destination)))


def tell(dossier: Dossier, kind: str, seq: int | None, **more: Any) -> News:
    """Make a piece of news."""
    given = {"id": f"{kind}-{seq}", "occurred_at": clock.now(), **more}
    return News(dossier=dossier.code, kind=NewsKind(kind), seq=seq, **given)


def pieces(data: bytes, size: int = 1000) -> Iterator[bytes]:
    """Give bytes piece by piece."""
    return (data[start : start + size] for start in range(0, len(data), size))
