"""What digital signatures in PDFs are worth: with real keys, offline, whatever a PDF does."""

import io
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, cast

import pytest

from portal.domain.signatures import NONE, Signature, SignatureState
from portal.services.signatures import recognise, trust
from portal.services.signatures.judging import MOST, judge
from tests.furnished import signed
from tests.furnished.papers import locked_pdf, pdf
from tests.furnished.signed import OFFICE, Holder, Wish

DAY = timedelta(days=1)
NOW = datetime.now(UTC)
ROOT = signed.root()
CLERK = signed.issue(Wish(), ROOT)
SEAL = signed.issue(Wish("Con dấu UBND phường Mẫu"), ROOT)
STRANGER = signed.issue(Wish("Người Lạ Mẫu"))
PAST = signed.issue(Wish("UBND xã Cũ", NOW - 100 * DAY, NOW - 10 * DAY), ROOT)
STAMP = signed.issue(Wish("Dấu thời gian Mẫu", NOW - 400 * DAY, stamps=True), ROOT)
COPY = signed.copy(CLERK)


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    """A trust list of one root, laid out as an operator does."""
    return signed.trusted(tmp_path / "roots", ROOT.pem)


def found(data: bytes, place: Path | None) -> Signature:
    """Judge a file in this process."""
    return judge(io.BytesIO(data), trust.read(place))


def told(data: bytes, place: Path | None) -> tuple[str, str]:
    """Give the state of a file, and why."""
    signature = found(data, place)
    return str(signature.state), signature.reason


def spooled(data: bytes) -> IO[bytes]:
    """Hold a file as an upload is held."""
    spool = cast(IO[bytes], tempfile.SpooledTemporaryFile(1 << 20))
    spool.write(data)
    return spool


def test_a_certified_copy_is_valid_and_says_who_signed_and_when(roots: Path) -> None:
    signature = found(COPY, roots)
    (signer,) = signature.signers
    assert (signature.state, signature.certifies) == (SignatureState.VALID, True)
    assert (signer.name, signer.issuer, signer.timestamped) == (OFFICE, "CA gốc Mẫu", False)
    assert signer.signed_at is not None and abs(signer.signed_at - NOW) < DAY


def test_without_a_trust_list_nothing_is_ever_valid() -> None:
    assert told(COPY, None) == ("unverifiable", "no_trust_list")


def test_a_file_nobody_signed_has_no_signature(roots: Path) -> None:
    assert found(pdf(), roots) == NONE
    assert found(signed.with_fields(3), roots) == NONE


@pytest.mark.parametrize(
    ("data", "state", "reason"),
    [
        (signed.tampered(COPY), "broken", "changed"),
        (signed.revised(COPY), "broken", "revision_added"),
        (signed.sign(signed.revised(COPY), SEAL, "2"), "broken", "revision_added"),
        (signed.copy(STRANGER), "unverifiable", "unknown_issuer"),
        (signed.copy(signed.issue(Wish(), signed.root())), "unverifiable", "unknown_issuer"),
        (signed.copy(signed.issue(Wish(), signed.root("Khác"))), "unverifiable", "unknown_issuer"),
        (signed.copy(PAST), "expired", ""),
        (
            signed.copy(signed.issue(Wish(since=NOW + DAY), ROOT)),
            "unverifiable",
            "not_yet_valid",
        ),
        (COPY[:-300], "unverifiable", "damaged"),
    ],
    ids=[
        "changed in place",
        "revision added",
        "revision added, then signed by another",
        "vouched for by itself",
        "a root of the same name",
        "another root",
        "certificate run out",
        "certificate of tomorrow",
        "cut short",
    ],
)
def test_what_cannot_be_relied_on_is_told_by_its_own_name(
    data: bytes, state: str, reason: str, roots: Path
) -> None:
    assert told(data, roots) == (state, reason)


def test_a_certificate_that_was_taken_back_is_revoked(tmp_path: Path) -> None:
    place = signed.trusted(tmp_path / "roots", ROOT.pem, signed.revocations(ROOT, CLERK))
    assert told(COPY, place) == ("revoked", "")
    assert told(signed.copy(SEAL), place) == ("valid", "")


def test_a_time_stamp_of_while_it_was_good_outlives_a_certificate(roots: Path) -> None:
    good = signed.sign(pdf(), PAST, stamper=STAMP.stamper(NOW - 50 * DAY))
    late = signed.sign(pdf(), PAST, stamper=STAMP.stamper(NOW - 5 * DAY))
    foreign = signed.issue(Wish("Dấu thời gian lạ", NOW - 400 * DAY, stamps=True))
    doubtful = signed.sign(pdf(), PAST, stamper=foreign.stamper(NOW - 50 * DAY))
    signature = found(good, roots)
    assert (signature.state, signature.signers[0].timestamped) == (SignatureState.VALID, True)
    assert abs(signature.signers[0].signed_at - (NOW - 50 * DAY)) < DAY
    assert (told(late, roots)[0], told(doubtful, roots)[0]) == ("expired", "expired")


def test_a_clerk_and_the_seal_sign_one_copy(roots: Path) -> None:
    signature = found(signed.sign(COPY, SEAL, "Dau"), roots)
    assert signature.certifies
    assert [one.name for one in signature.signers] == [OFFICE, "Con dấu UBND phường Mẫu"]


def test_an_office_vouches_for_a_paper_that_a_stranger_had_signed(roots: Path) -> None:
    signature = found(signed.sign(signed.copy(STRANGER), CLERK, "Dau"), roots)
    assert (signature.certifies, [one.name for one in signature.signers]) == (True, [OFFICE])


def test_whoever_signs_after_the_office_leaves_it_in_doubt(roots: Path) -> None:
    assert told(signed.sign(COPY, STRANGER, "Sau"), roots) == ("unverifiable", "unknown_issuer")


def test_links_on_the_way_to_a_root_come_from_the_list_or_from_the_file(
    roots: Path, tmp_path: Path
) -> None:
    between = signed.issue(Wish("CA trung gian Mẫu", authority=True), ROOT)
    office = signed.issue(Wish(), between)
    silent = Holder(office.key, office.certificate)
    assert told(signed.copy(office), roots) == ("valid", "")
    assert told(signed.copy(silent), roots) == ("unverifiable", "unknown_issuer")
    both = signed.trusted(tmp_path / "both", ROOT.pem, between.pem)
    assert told(signed.copy(silent), both) == ("valid", "")
    bundle = tmp_path / "bundle.pem"
    bundle.write_bytes(ROOT.pem + between.pem)
    assert told(signed.copy(silent), bundle) == ("valid", "")


def test_a_copy_that_opens_without_a_password_is_verified_though_it_is_encrypted(
    roots: Path,
) -> None:
    assert told(signed.sign(locked_pdf(), CLERK), roots) == ("valid", "")
    assert told(signed.sign(locked_pdf("mat-khau"), CLERK, password=b"mat-khau"), roots) == (
        "unverifiable",
        "damaged",
    )


@pytest.mark.parametrize(
    "said", [b"", b"0", b"-1 9 99999999999999 7", b"0 9 8 %PDF", b"0 0 0 0", b"0 10 20 99999999"]
)
def test_nonsense_about_what_is_covered_is_no_signature_to_rely_on(
    said: bytes, roots: Path
) -> None:
    assert told(signed.misplaced(COPY, said), roots)[0] in ("unverifiable", "broken")


def test_nothing_may_hide_beside_a_signature(roots: Path) -> None:
    assert told(signed.with_a_wider_gap(COPY), roots)[0] in ("unverifiable", "broken")


def test_more_signatures_than_a_paper_has_are_not_looked_into(roots: Path) -> None:
    assert told(signed.with_fields(MOST + 1, COPY), roots) == ("unverifiable", "too_many")


@pytest.mark.parametrize(
    "make",
    [
        lambda: signed.with_fields(10_000),
        lambda: signed.with_fields(10_000, COPY),
        lambda: pdf() + b"/ByteRange [0 1 2 3]" * 10_000,
        lambda: b"%PDF-1.7\n/ByteRange " + b"[" * 100_000,
        lambda: b"%PDF-1.7\n/ByteRange " + b"<<" * 100_000,
    ],
    ids=["empty fields", "one signature in all", "ranges only", "nested lists", "nested tables"],
)
def test_a_hostile_file_is_never_more_than_unverifiable(
    make: Callable[[], bytes], roots: Path
) -> None:
    with spooled(make()) as file:
        state = recognise.look(file, roots).state
    assert state in (SignatureState.ABSENT, SignatureState.UNVERIFIABLE)


def test_a_process_of_its_own_says_the_same(roots: Path) -> None:
    with spooled(COPY) as file:
        assert recognise.look(file, roots) == found(COPY, roots)
        assert file.read() == COPY
    with spooled(pdf()) as file:
        assert recognise.look(file, roots) == NONE


def test_a_file_that_takes_too_long_is_given_up(
    roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognise, "SECONDS", 0.01)
    with spooled(COPY) as file:
        signature = recognise.look(file, roots)
    assert signature == Signature(SignatureState.UNVERIFIABLE, "too_complex")


def test_a_trust_list_that_cannot_be_read_makes_nothing_valid(tmp_path: Path) -> None:
    wrong = tmp_path / "roots.pem"
    wrong.write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    with pytest.raises(trust.Unreadable, match="roots.pem"):
        trust.read(wrong)
    with spooled(COPY) as file:
        assert recognise.look(file, wrong).reason == "not_examined"


@pytest.mark.parametrize("contents", [b"", b"nothing", CLERK.pem])
def test_a_trust_list_without_a_root_is_named(tmp_path: Path, contents: bytes) -> None:
    place = signed.trusted(tmp_path / "roots", contents)
    with pytest.raises(trust.Unreadable):
        trust.read(place)


def test_what_was_found_can_be_kept_and_read_back(roots: Path) -> None:
    signature = found(COPY, roots)
    assert Signature.of(signature.plain()) == signature
    with pytest.raises(ValueError):
        Signature.of({"state": "valid"})


def test_who_signed_stays_out_of_logs(roots: Path) -> None:
    assert OFFICE not in repr(found(COPY, roots))
