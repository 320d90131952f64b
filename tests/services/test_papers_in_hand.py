"""What a citizen holds in hand: an acknowledgement and a root that anybody checks with openssl."""

import io
import json
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pypdf import PdfReader

from portal import clock, crypto
from portal.domain import evidence
from portal.domain.errors import NotFound
from portal.domain.states import State
from portal.models import Agency
from portal.services import content, events, receipts, roots, tracking, vault
from portal.services.events import Occurrence
from tests.furnished import house


def verified(rt, folder: Path, statement: bytes, signature: bytes) -> bool:
    """Let openssl check a signature with the key that is published."""
    seed = rt.settings.secrets.key("acknowledgement")
    pem = crypto.public_key(seed).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for name, data in {"key": pem, "statement": statement, "signature": signature}.items():
        (folder / name).write_bytes(data)
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-rawin", "-in", "statement",
         "-sigfile", "signature"],
        cwd=folder, capture_output=True,
    )  # fmt: skip
    return done.returncode == 0


def opened(rt, dossier):
    with rt.db.read() as session:
        return content.read(session, rt, *house.key(dossier))


def accept(rt, dossier):
    with rt.db.write() as session:
        locked = events.lock(session, *house.key(dossier))
        safe = vault.unlock(session, rt, *house.key(dossier))
        private = {"unit": "Bộ phận Một cửa", "officer": "Cán bộ Mẫu"}
        what = Occurrence("accepted", clock.now(), State.ACCEPTED, private=private)
        tracking.move(session, safe, locked, what)


def test_openssl_verifies_the_acknowledgement_with_the_published_key(rt, submitted, tmp_path):
    kept = json.loads(receipts.acknowledgement(submitted))
    statement, signature = kept["statement"].encode(), bytes.fromhex(kept["signature"])
    assert verified(rt, tmp_path, statement, signature)
    changed = statement.replace(submitted.code.encode(), b"H41.90.01-261123-9999")
    assert changed != statement
    assert not verified(rt, tmp_path, changed, signature)


def test_the_acknowledgement_names_what_was_handed_in_and_nobody(rt, submitted):
    kept = json.loads(receipts.acknowledgement(submitted))
    told = json.loads(kept["statement"])
    with rt.db.read() as session:
        first = house.chain(session, submitted)[0]
    assert told == {
        "portal": rt.settings.base_url,
        "code": submitted.code,
        "submitted_at": evidence.stamp(submitted.submitted_at),
        "content": submitted.content_commitment,
        "event": first.hash,
    }
    assert kept["statement"].encode() == crypto.canonical(told)


def test_openssl_verifies_the_daily_root_with_the_published_key(rt, hands, submitted, tmp_path):
    hands.turn(days=1)
    with rt.db.write() as session:
        row = roots.anchor(session, rt, date(2026, 11, 23))
        assert roots.heads(session, row.day) == {str(submitted.id): submitted.head}
    assert row.root == evidence.root({str(submitted.id): submitted.head})
    assert verified(rt, tmp_path, roots.statement(row.day, row.root), row.signature)
    other = roots.statement(row.day + timedelta(days=1), row.root)
    assert not verified(rt, tmp_path, other, row.signature)


def test_a_root_anchors_the_last_event_of_each_chain_that_grew_that_day(
    rt, hands, submitted, citizen, agency
):
    accept(rt, submitted)
    other = house.submit_new(rt, citizen, agency)
    with rt.db.read() as session:
        first_day = roots.heads(session, date(2026, 11, 23))
    assert first_day == {
        str(dossier.id): house.again(rt, dossier).head for dossier in (submitted, other)
    }
    hands.turn(days=1)
    house.submit_new(rt, citizen, agency)
    with rt.db.read() as session:
        assert roots.heads(session, date(2026, 11, 23)) == first_day
        assert len(roots.heads(session, date(2026, 11, 24))) == 1


def test_a_day_is_anchored_when_all_its_events_have_been_written_down(rt, hands, submitted):
    hands.now = house.MONDAY.replace(hour=17, minute=59)  # 0:59 on Tuesday in Hà Nội
    with rt.db.read() as session:
        assert roots.missing(session) == []
    hands.turn(minutes=2)
    with rt.db.read() as session:
        assert roots.missing(session) == [date(2026, 11, 23)]


def test_nothing_is_anchored_before_anything_has_happened(rt):
    with rt.db.read() as session:
        assert roots.missing(session) == []


def test_the_confirmation_is_pressed_the_same_each_time(rt, submitted):
    first, second = (receipts.confirmation(rt, opened(rt, submitted)) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF-")


def test_there_is_no_receipt_before_the_agency_has_accepted(rt, hands, submitted):
    with rt.db.read() as session, pytest.raises(NotFound):
        receipts.receipt(session, rt, opened(rt, submitted))
    accept(rt, submitted)
    with rt.db.read() as session:
        assert receipts.receipt(session, rt, opened(rt, submitted)).startswith(b"%PDF-")


def test_papers_are_headed_as_the_agency_says_by_the_office_that_took_it(rt, hands, submitted):
    accept(rt, submitted)
    with rt.db.write() as session:
        row = session.get(Agency, submitted.home_agency_id)
        head = {"above": "Tỉnh Mẫu", "unit": "Không phải nơi này", "place": "Vinh Mẫu"}
        row.letterhead = {**head, "return_at": "Quầy số 3", "contact": "Bà Mẫu"}
    with rt.db.read() as session:
        pressed = receipts.receipt(session, rt, opened(rt, submitted))
    read = " ".join(PdfReader(io.BytesIO(pressed)).pages[0].extract_text().split())
    for words in ("TỈNH MẪU", "BỘ PHẬN MỘT CỬA", "Vinh Mẫu, ngày", "Quầy số 3", "Bà Mẫu"):
        assert words in read


@pytest.mark.parametrize(
    "phone, shown",
    [("+84912345678", "09•• ••• 678"), ("0912345678", "09•• ••• 678"), ("", ""), ("12", "")],
)
def test_a_phone_number_is_shown_masked(phone, shown):
    assert receipts.masked(phone) == shown
