"""Seals of agencies: taken in once, never readable again, set under a PDF for all to check."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pypdf import PdfReader

from portal import clock
from portal.domain.errors import Unacceptable
from portal.domain.signatures import SignatureState
from portal.models import Agency, AgencySeal
from portal.runtime import Runtime
from portal.services.operations.deeds import Actor
from portal.services.seals import keeping, signing
from portal.services.signatures import trust
from portal.services.signatures.judging import judge
from tests.furnished import signed
from tests.furnished.papers import pdf
from tests.furnished.signed import OFFICE, Holder, Wish

ROOT = signed.root()
SEAL = signed.issue(Wish(), ROOT)
WHO = Actor("Quản trị (mẫu)", reason="con dấu mới")
PASSWORD = "mật khẩu mẫu"


def p12(holder: Holder, password: str = PASSWORD) -> bytes:
    """Pack a seal as its maker hands it over."""
    kept = BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(
        b"seal", holder.key, holder.certificate, list(holder.chain), kept
    )


def bring(rt: Runtime, agency: Agency, content: bytes, password: str = PASSWORD) -> AgencySeal:
    """Bring a seal as an administrator does."""
    with rt.db.write() as session:
        row = keeping.bring(session, rt, agency, (content, password), WHO)
    return row


def test_a_sealed_result_is_valid_and_says_who_and_when(
    rt: Runtime, agency: Agency, tmp_path: Path
) -> None:
    row = bring(rt, agency, p12(SEAL))
    made = signing.sign(keeping.opened(rt, row), pdf("kết quả"), OFFICE)
    found = judge(io.BytesIO(made), trust.read(signed.trusted(tmp_path / "roots", ROOT.pem)))
    (signer,) = found.signers
    assert (found.state, signer.name) == (SignatureState.VALID, OFFICE)
    assert signer.signed_at is not None and abs(signer.signed_at - clock.now()) < timedelta(hours=1)
    first = PdfReader(io.BytesIO(made)).pages[0]
    words = " ".join(str(each.get_object()["/AP"]["/N"]) for each in first["/Annots"])
    assert "/Type" in words
    # What was there is there, byte for byte: the signature was added behind it.
    assert made.startswith(pdf("kết quả").rstrip(b"\n")[:200])


def test_a_second_signature_leaves_the_first_one_whole(
    rt: Runtime, agency: Agency, tmp_path: Path
) -> None:
    material = keeping.opened(rt, bring(rt, agency, p12(SEAL)))
    clerk = signed.sign(pdf("kết quả"), signed.issue(Wish("Cán bộ Mẫu"), ROOT))
    both = signing.sign(material, signing.sign(material, clerk, OFFICE), OFFICE)
    found = judge(io.BytesIO(both), trust.read(signed.trusted(tmp_path / "roots", ROOT.pem)))
    assert (found.state, len(found.signers)) == (SignatureState.VALID, 3)


def test_the_key_lies_sealed_and_the_password_nowhere(rt: Runtime, agency: Agency) -> None:
    row = bring(rt, agency, p12(SEAL))
    assert b"PRIVATE KEY" not in row.sealed and PASSWORD.encode() not in row.sealed
    assert "PRIVATE" not in repr(keeping.opened(rt, row))


def test_a_new_seal_retires_the_one_before(rt: Runtime, agency: Agency) -> None:
    bring(rt, agency, p12(SEAL))
    second = bring(rt, agency, p12(signed.issue(Wish("Dấu mới"), ROOT)))
    with rt.db.read() as session:
        assert [each.retired_at is None for each in keeping.history(session, agency.id)] == [
            True,
            False,
        ]
        usable = keeping.usable(session, agency.id)
    assert usable is not None and usable.id == second.id


def test_a_seal_that_runs_out_soon_is_named_with_its_agency(rt: Runtime, agency: Agency) -> None:
    bring(rt, agency, p12(SEAL))
    with rt.db.read() as session:
        assert not keeping.ending(session, timedelta(days=300))
        ((_, code),) = keeping.ending(session, timedelta(days=400))
    assert code == agency.code


def test_a_retired_seal_signs_nothing(rt: Runtime, agency: Agency) -> None:
    bring(rt, agency, p12(SEAL))
    with rt.db.write() as session:
        keeping.retire(session, agency, WHO)
        assert keeping.usable(session, agency.id) is None


def _over() -> Holder:
    day = timedelta(days=1)
    return signed.issue(Wish(since=clock.now() - 9 * day, until=clock.now() - day), ROOT)


def _weak() -> Holder:
    return Holder(rsa.generate_private_key(65537, 1024), SEAL.certificate)


@pytest.mark.parametrize(
    ("content", "password", "reason"),
    [
        (b"", PASSWORD, "unreadable"),
        (b"no key store at all", PASSWORD, "unreadable"),
        (p12(SEAL), "another", "unreadable"),
        (p12(_over()), PASSWORD, "over"),
        (p12(signed.root("Chỉ để chứng thực")), PASSWORD, "not_signing"),
    ],
)
def test_what_is_no_seal_of_today_is_refused_by_name(
    rt: Runtime, agency: Agency, content: bytes, password: str, reason: str
) -> None:
    with pytest.raises(Unacceptable) as refused:
        bring(rt, agency, content, password)
    assert refused.value.reason == reason


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nonsense", b"\xff\xd8\xff photo", pdf()[:300]])
def test_what_is_no_whole_pdf_is_not_signed(rt: Runtime, agency: Agency, data: bytes) -> None:
    material = keeping.opened(rt, bring(rt, agency, p12(SEAL)))
    with pytest.raises(Unacceptable) as refused:
        signing.sign(material, data, OFFICE)
    assert refused.value.reason == "not_pdf"
