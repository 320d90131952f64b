"""Receipts: numbered with the payment and without a gap, sealed, cancelled, never deleted."""

import io
import threading

import pytest
import sqlalchemy as sa
from lxml import etree
from pypdf import PdfReader

from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.signatures import SignatureState
from portal.models import Event, FeeReceipt
from portal.services import attachments, content, events
from portal.services.operations.deeds import Actor
from portal.services.paying import attempts, payees
from portal.services.paying.receipts import cancelling, finding, late, papers, register
from portal.services.paying.receipts.cancelling import Wish
from portal.services.paying.receipts.issuing import Said
from portal.services.seals import keeping
from portal.services.signatures import trust
from portal.services.signatures.judging import judge
from tests.domain.test_xml_seal import valid
from tests.furnished import desks, house, priced, signed
from tests.furnished.partners import drain
from tests.services.seals.test_seals import PASSWORD, p12

WHO = Actor("Trần Văn Mẫu", reason="Biên bản hủy số 1: ghi sai tên người nộp")
ROOT = signed.root()
SEAL = signed.issue(signed.Wish(), ROOT)


@pytest.fixture
def dossier(rt, citizen, agency):
    return priced.submit(rt, citizen, agency)


def pay(rt, citizen, dossier, times=1):
    with rt.db.write() as session:
        started = attempts.begin(session, rt, citizen, dossier.code, 1)
    for _ in range(times):
        with rt.db.write() as session:
            said = priced.said(started.payment)
            attempts.hear(session, rt, said.transaction, said)


def receipts(rt, dossier):
    with rt.db.read() as session:
        return list(finding.of(session, dossier))


def seal(rt, agency):
    with rt.db.write() as session:
        keeping.bring(session, rt, agency, (p12(SEAL), PASSWORD), WHO)


def paper(rt, dossier, file_id):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
    held = next(one for one in found.files if one.id == file_id)
    return b"".join(attachments.opened(rt, found.safe, held))


def cancel(rt, agency, receipt, payer="", by=WHO):
    with rt.db.write() as session:
        return cancelling.cancel(session, rt, agency, Wish(receipt.id, payer), by)


def test_a_payment_heard_three_times_has_one_receipt_for_each_kind(rt, citizen, dossier):
    pay(rt, citizen, dossier, times=3)
    made = receipts(rt, dossier)
    told = [(one.kind, one.symbol, one.number, one.amount) for one in made]
    assert told == [("phi", "MAU/26E", 1, 8_000), ("le_phi", "MAU/26E", 2, 7_000)]
    with rt.db.read() as session:
        chain = house.chain(session, dossier)
        assert events.check_chain(chain) is None
    assert [one["number"] for one in chain[-1].facts["receipts"]] == [1, 2]
    assert [one.kind for one in house.promised(rt, dossier, "receipts")] == ["fee_receipt"]


def test_a_number_that_was_taken_in_vain_is_given_again(rt, citizen, agency, dossier):
    with rt.db.write() as session:
        started = attempts.begin(session, rt, citizen, dossier.code, 1)
    said = priced.said(started.payment)
    with pytest.raises(RuntimeError), rt.db.write() as session:
        attempts.hear(session, rt, said.transaction, said)
        raise RuntimeError("the process ends before the commit")
    assert receipts(rt, dossier) == []
    pay(rt, citizen, dossier)
    other = priced.submit(rt, house.sign_in(rt, "khac"), agency)
    pay(rt, house.sign_in(rt, "khac"), other)
    assert [one.number for one in receipts(rt, dossier) + receipts(rt, other)] == [1, 2, 3, 4]


def test_paid_at_the_same_moment_no_number_is_given_twice_or_left_out(rt, agency):
    people = [house.sign_in(rt, f"nguoi-{number}") for number in range(4)]
    paid = [(one, priced.submit(rt, one, agency)) for one in people]
    threads = [threading.Thread(target=pay, args=(rt, *each)) for each in paid]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    numbers = sorted(one.number for _, each in paid for one in receipts(rt, each))
    assert numbers == list(range(1, 9))


def test_its_papers_are_made_once_and_bear_the_agencys_seal(rt, citizen, agency, dossier, tmp_path):
    seal(rt, agency)
    pay(rt, citizen, dossier)
    drain(rt)
    charge = receipts(rt, dossier)[0]
    pdf = paper(rt, dossier, charge.pdf_id)
    found = judge(io.BytesIO(pdf), trust.read(signed.trusted(tmp_path / "roots", ROOT.pem)))
    assert found.state == SignatureState.VALID and charge.seal
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    for words in ("BIÊN LAI THU PHÍ", "0000001", "Tám nghìn đồng", dossier.code):
        assert words in text, text
    root = etree.fromstring(paper(rt, dossier, charge.xml_id))
    assert valid(root)
    root.find(f"{{{papers.NAMESPACE}}}TongTien").text = "80000"
    assert not valid(root)


def test_cancelled_it_stays_and_the_one_in_its_place_names_it(rt, citizen, agency, dossier):
    pay(rt, citizen, dossier)
    charge = receipts(rt, dossier)[0]
    with pytest.raises(Unacceptable, match="reason"):
        cancel(rt, agency, charge, "Công ty Mẫu", Actor("Trần Văn Mẫu"))
    made = cancel(rt, agency, charge, "Công ty Mẫu")
    with pytest.raises(Unacceptable, match="cancelled"):
        cancel(rt, agency, charge)
    before, _, after = receipts(rt, dossier)
    assert (before.replaced_by, register.state(before)) == (made.id, "replaced")
    assert (after.number, after.version, after.amount) == (3, 2, 8_000)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        said = Said.read(found.safe, after)
        lines = list(register.rows(session, rt, agency, (day := clock.day(after.issued_at), day)))
        assert events.check_chain(house.chain(session, dossier)) is None
    assert (said.payer, said.replaces) == ("Công ty Mẫu", "MAU/26E số 0000001")
    assert [line[3] for line in lines] == ["0000001", "0000002", "0000003"]
    assert lines[0][11] == "Đã hủy, có biên lai thay" and WHO.reason in lines[0]
    drain(rt)
    assert all(one.pdf_id and one.xml_id for one in receipts(rt, dossier))


def test_another_agency_finds_none_of_it(rt, citizen, dossier):
    pay(rt, citizen, dossier)
    stranger = desks.add_desk(rt, "H41.90.55")
    with pytest.raises(NotFound):
        cancel(rt, stranger, receipts(rt, dossier)[0])
    with rt.db.read() as session:
        kinds = session.scalars(sa.select(Event.kind).where(Event.dossier_id == dossier.id)).all()
        assert cancelling.CANCELLED not in kinds
        assert session.scalar(sa.select(sa.func.count()).select_from(FeeReceipt)) == 2


def test_without_a_symbol_there_is_none_until_it_is_made_up_for_once(rt, citizen, agency, dossier):
    with rt.db.write() as session:
        payees.keep(session, agency.id, {**priced.ACCOUNT, "symbol": ""})
    pay(rt, citizen, dossier)
    assert receipts(rt, dossier) == []
    with rt.db.write() as session:
        payees.keep(session, agency.id, {**priced.ACCOUNT, "symbol": "MAU/{yy}E"})
        (notice,) = late.lacking(session, agency.id)
    made = []
    for _ in range(2):
        with rt.db.write() as session:
            made.append(late.issue(session, rt, notice))
    assert made == [2, 0]
    year = clock.today().year % 100
    assert {one.symbol for one in receipts(rt, dossier)} == {f"MAU/{year}E"}
    with rt.db.read() as session:
        assert late.lacking(session, agency.id) == []
