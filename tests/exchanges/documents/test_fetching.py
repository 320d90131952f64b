"""What waits at the axis is kept once, answered, and settled; nothing that comes is lost."""

import hashlib
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.domain.documents import Deed, Standing
from portal.domain.errors import Unacceptable
from portal.exchanges.documents import fetching
from portal.models import DocumentLine, DossierKey, InboxMessage
from portal.services.documents import arriving, showing
from tests.connectors.codecs.edxml import samples
from tests.furnished import signed
from tests.furnished.axis import OURS, THEIRS
from tests.furnished.documents import days, do, documents, lay_line, one, package, said, trace
from tests.furnished.partners import drain

DIALECTS = ("national_axis", "provincial_axis")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_document_is_registered_with_its_files_and_its_sender_is_told(rt, axis, at, dialect):
    lay_line(rt, axis, at[0], dialect)
    axis.put(package())
    assert fetching.poll_all(rt) == 1
    document = one(rt)
    assert (document.standing, document.docid) == (Standing.ARRIVED, samples.CODE)
    assert (document.organ, document.number, document.notation) == (THEIRS, "2491", "STC-BCTC")
    kept = said(rt, document)
    assert kept.says["subject"] == "V/v báo cáo & quyết toán"
    assert [file.sha256 for file in kept.files] == [hashlib.sha256(samples.PDF).hexdigest()]
    assert "quyết toán" not in repr([document.__dict__])
    assert drain(rt) == 1
    assert axis.statuses(samples.CODE) == ["01"]
    assert one(rt).acknowledged_at is not None
    assert days(rt) == {"sent": 0, "received": 1, "signed": 0, "acknowledged": 1, "online": 0}
    assert trace(rt, document) == ["arrived", "status_told 01", "status_sent 01"]


def test_a_package_that_is_listed_again_is_taken_once(rt, axis, at):
    axis.put(package())
    fetching.poll_all(rt)
    axis.faults(listed_again=True)
    assert fetching.poll_all(rt) == 0
    assert len(documents(rt)) == 1 and days(rt)["received"] == 1


def test_a_package_that_fails_as_nobody_foresaw_keeps_no_other_waiting(rt, axis, at):
    axis.put(package())
    (lying,) = axis.packages()
    with rt.db.write() as session:
        room = arriving.begin(session, rt, at[0], str(lying["id"]))
        session.get_one(DossierKey, (at[0].id, room.place.dossier_id)).wrapped = b"?"
    axis.put(package(DocumentId="<edXML:DocumentId>2</edXML:DocumentId>"))
    fetching.poll_all(rt)
    assert one(rt).docid == "2"
    with rt.db.read() as session:
        assert session.scalars(sa.select(DocumentLine)).one().fault


def test_a_document_sent_twice_stands_there_twice_with_a_warning(rt, axis, at):
    for _ in range(2):
        axis.put(package())
        fetching.poll_all(rt)
    first, second = documents(rt)
    assert (first.duplicate_of, second.duplicate_of) == (None, first.id)


def test_a_recall_is_no_second_document_and_freezes_the_first(rt, axis, at):
    axis.put(package())
    fetching.poll_all(rt)
    recall = {"DocumentId": f"<edXML:DocumentId>{THEIRS},2020/11/02,9/TH</edXML:DocumentId>"}
    code = samples.FIELDS["Code"].replace("2491", "9").replace("STC-BCTC", "TH")
    axis.put(package(trace=samples.business(1), Code=code, **recall))
    fetching.poll_all(rt)
    first, second = documents(rt)
    assert (first.asked_back, second.kind, second.duplicate_of) == ("recall", "recall", None)
    with rt.db.read() as session:
        asked = showing.shown(session, rt, at[0], first.id).steps[-1]
        about = showing.shown(session, rt, at[0], second.id).about
    assert (asked.kind, asked.asked, asked.words) == ("asked_back", "recall", "Gửi nhầm")
    assert [row.id for row in about] == [first.id]
    with pytest.raises(Unacceptable):
        do(rt, at, first, Deed.ACCEPT)
    do(rt, at, first, Deed.AGREE)
    drain(rt)
    assert documents(rt)[0].standing == Standing.TAKEN_BACK
    assert axis.statuses(samples.CODE) == ["01", "15"]


def test_only_who_issued_a_document_may_ask_it_back(rt, axis, at):
    axis.put(package())
    fetching.poll_all(rt)
    stranger = samples.organ("From", "000.00.00.G22", "Văn phòng (mẫu)")
    axis.put(package(trace=samples.business(1), From=stranger))
    fetching.poll_all(rt)
    assert documents(rt)[0].asked_back is None


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"khong phai goi", "unreadable"),
        (samples.package(doctype="<!DOCTYPE edXML>"), "unreadable"),
        (samples.status("14"), "unknown_document"),
        (samples.status("03"), "unknown_document"),
    ],
)
def test_what_cannot_be_read_or_placed_is_kept_as_it_came_for_a_person(rt, axis, at, body, problem):
    axis.put(body, to=OURS)
    axis.put(package())
    assert fetching.poll_all(rt) >= 1
    unclear = next(row for row in documents(rt) if row.standing == Standing.UNCLEAR)
    assert unclear.problem == problem
    kept = said(rt, unclear)
    assert [file.sha256 for file in kept.files] == [hashlib.sha256(body).hexdigest()]
    assert any(row.standing == Standing.ARRIVED for row in documents(rt))
    with pytest.raises(Unacceptable):
        do(rt, at, unclear, Deed.CLOSE)
    assert do(rt, at, unclear, Deed.CLOSE, words="Gói thử").standing == Standing.CLOSED


def test_a_package_that_comes_cut_stays_at_the_axis_until_all_of_it_comes(rt, axis, at):
    axis.put(package())
    axis.faults(cut_package=True)
    assert fetching.poll_all(rt) == 0
    assert documents(rt) == [] and axis.packages()[0]["state"] == "initial"
    with rt.db.read() as session:
        assert "came cut" in session.scalars(sa.select(DocumentLine)).one().fault
    axis.faults(cut_package=False)
    assert fetching.poll_all(rt) == 1
    assert one(rt).standing == Standing.ARRIVED


def test_one_that_never_comes_whole_is_kept_as_it_came_after_a_day(rt, axis, at):
    body = package()[:-400]
    axis.put(body, to=OURS)
    assert fetching.poll_all(rt) == 0
    with rt.db.write() as session:
        seen = sa.update(InboxMessage).values(received_at=clock.now() - timedelta(days=1))
        session.execute(seen)
    assert fetching.poll_all(rt) == 1
    assert one(rt).problem == "unreadable"


def test_an_axis_that_is_away_is_noted_beside_its_line_until_it_is_back(rt, axis, at):
    axis.put(package())
    axis.faults(gateway=True)
    assert fetching.poll_all(rt) == 0
    with rt.db.read() as session:
        line = session.scalars(sa.select(DocumentLine)).one()
    assert "502" in line.fault and line.fault_at is not None and line.heard_at is None
    axis.faults(gateway=False)
    assert fetching.poll_all(rt) == 1
    with rt.db.read() as session:
        line = session.scalars(sa.select(DocumentLine)).one()
    assert (line.fault, line.fault_at) == (None, None) and line.heard_at is not None


def test_signatures_of_files_are_verified_when_they_come(rt, axis, at):
    copy = signed.copy(signed.issue(signed.Wish(), signed.root()))
    axis.put(package(files=samples.attachment(packed=samples.zipped(copy))))
    fetching.poll_all(rt)
    assert one(rt).signature == "unverifiable"
    assert said(rt, one(rt)).files[0].signature.signers[0].name == signed.OFFICE
    assert days(rt)["signed"] == 1
