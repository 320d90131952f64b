"""Dossiers that wait for others: a form that asks two people, and those people."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from forms.loader import load
from portal import clock
from portal.models import Agency, Confirmation, ConfirmationLink, Dossier
from portal.runtime import Runtime
from portal.services import publishing
from portal.services.citizens import Signed
from portal.services.confirming import answering, links, requests, steering
from portal.services.confirming.answering import Answer, Request
from tests.furnished import house

SOURCE = (Path(__file__).parent / "asking.yaml").read_text()
PROCEDURE = "9.000102"
HEAD, OWNER = "000060004444", "000070007777"
ANSWERS = {
    "phone": "0912 345 678",
    "place": "Số 1 phố Mẫu",
    "how": "sign_in",
    "head_name": "Trần Văn Chủ",
    "head_number": HEAD,
    "head_phone": "0912 000 444",
    "owner_name": "Hoàng Thị Nhà",
    "owner_number": OWNER,
    "owner_phone": "0912 000 777",
}


def publish(rt: Runtime) -> None:
    """Put the form in, as it was done long before."""
    with clock.at(lambda: house.LONG_AGO), rt.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "test")


def submit(rt: Runtime, citizen: Signed, agency: Agency, case: str = "owned", **answers: str):
    """Hand in a dossier that asks the householder and, in the case ``owned``, the owner."""
    paper = house.begin(rt, citizen, agency, PROCEDURE, case)
    return paper.fill(**{**ANSWERS, **answers}).submit()


@dataclass(frozen=True)
class People:
    """The two who may be asked."""

    head: Signed
    owner: Signed


def rows(rt: Runtime, dossier: Dossier) -> list[Confirmation]:
    """Give what a dossier asks of others."""
    with rt.db.read() as session:
        return list(requests.of(session, dossier))


def token(rt: Runtime, dossier: Dossier, number: int = 1) -> str:
    """Give the token of somebody's link, as their message holds it."""
    with rt.db.write() as session:
        row = requests.one(session, dossier, number)
        return links.link(session, rt, row).address.rsplit("/", 1)[1]


def all_links(rt: Runtime, dossier: Dossier) -> list[ConfirmationLink]:
    """Give every link of a dossier, the oldest first."""
    query = sa.select(ConfirmationLink).where(ConfirmationLink.dossier_id == dossier.id)
    with rt.db.read() as session:
        return list(session.scalars(query.order_by(ConfirmationLink.made_at)))


YES = Answer(True)


def answer(rt: Runtime, who: Signed, token: str, said: Answer = YES) -> Request:
    """Let somebody answer at a link."""
    with rt.db.write() as session:
        return answering.answer(session, rt, who, token, said)


def steer(rt: Runtime, citizen: Signed, dossier: Dossier, deed, *told):
    """Let the submitter do something about a dossier that waits."""
    with rt.db.write() as session:
        waiting = steering.load(session, rt, citizen, dossier.code, lock=True)
        if deed in (steering.remind, steering.correct):
            return deed(session, rt, waiting, *told)
        return deed(session, waiting, *told)


@pytest.fixture
def asking(rt: Runtime) -> None:
    """Have the form that asks others; it goes with whatever else a test has left."""
    publish(rt)


@pytest.fixture
def people(rt: Runtime, asking: None) -> People:
    """Give the two who may be asked, signed in."""
    return People(
        house.sign_in(rt, "chu-ho", full_name="Trần Văn Chủ", citizen_number=HEAD),
        house.sign_in(rt, "chu-nha", full_name="Hoàng Thị Nhà", citizen_number=OWNER),
    )


@pytest.fixture
def waiting(rt: Runtime, citizen: Signed, agency: Agency, people: People) -> Dossier:
    """Give a dossier that waits for two people."""
    return submit(rt, citizen, agency)
