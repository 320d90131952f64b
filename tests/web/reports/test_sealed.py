"""The PDF of a signed report: with the agency's seal, once and byte for byte, or it says so."""

import io
from datetime import UTC, datetime

import pypdf
import pytest
import sqlalchemy as sa

from portal.models import ReportRevision, StaffDeed
from portal.services.reports import sealing, working
from portal.services.seals import keeping
from portal.services.signatures import trust
from portal.services.signatures.judging import judge
from tests.furnished import signed
from tests.furnished.desks import ADMIN
from tests.furnished.reporting import Office
from tests.furnished.signed import Wish
from tests.services.seals.test_seals import PASSWORD, p12
from tests.web.citizen.browsing import Browser

ROOT = signed.root()
UNSEALED = "không có chữ ký số của cơ quan"


def words(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
def path(frozen: Office) -> str:
    """Where the report is, approved."""
    frozen.do(working.hand_in, None, "")
    frozen.do(working.approve, frozen.approver)
    return f"/bao-cao/H41.90.01/{frozen.report().id}"


def sign(approver: Browser, path: str) -> None:
    page = approver.open(f"{path}/viec/sign")
    assert approver.send(page, {}, action=f"{path}/viec/sign").status == 303


def bring(frozen: Office) -> None:
    rt = frozen.rt
    with rt.db.write() as session:
        content = p12(signed.issue(Wish(since=datetime(2025, 1, 1, tzinfo=UTC)), ROOT))
        keeping.bring(session, rt, frozen.agency, (content, PASSWORD), ADMIN)


def test_a_signed_report_is_sealed_once_when_there_is_a_seal(
    writer, approver, frozen, path, tmp_path
):
    sign(approver, path)
    # Nobody has a seal yet: page and paper say so, and the report is signed all the same.
    assert "chưa nạp con dấu số" in approver.open(path).text
    assert UNSEALED in words(approver.client.get(f"{path}/tep.pdf").data)
    bring(frozen)
    first = approver.client.get(f"{path}/tep.pdf").data
    found = judge(io.BytesIO(first), trust.read(signed.trusted(tmp_path / "roots", ROOT.pem)))
    assert found.state == "valid" and UNSEALED not in words(first)
    assert writer.client.get(f"{path}/tep.pdf").data == first
    page = approver.open(path)
    assert "Bản PDF có chữ ký số của cơ quan." in page.text
    assert "Có chữ ký số, chưa xác minh được" in page.text
    with frozen.rt.db.read() as session:
        made = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "report_sealed")).all()
    assert len(made) == 1


def test_what_is_opened_again_loses_its_sealed_paper(approver, frozen, path):
    bring(frozen)
    sign(approver, path)
    first = sealing.pdf(frozen.opened())
    assert first is not None
    frozen.do(working.reopen, frozen.approver, "Sót một dòng")
    with frozen.rt.db.read() as session:
        row = session.scalars(sa.select(ReportRevision)).one()
    assert (row.sealed_pdf, row.pdf_seal) == (None, None)
    frozen.do(working.hand_in, None, "")
    frozen.do(working.approve, frozen.approver)
    sign(approver, path)
    assert sealing.pdf(frozen.opened()) not in (None, first)
