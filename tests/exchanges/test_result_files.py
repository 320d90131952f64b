"""Result files: taken in signed and sealed, brought under the dossier's key, given back whole."""

import hashlib
import os
import secrets
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from connectors.errors import ConnectorError, Rejected
from connectors.messages import Heard, ResultFile
from portal import clock
from portal.blobs import BlobMissing
from portal.domain.errors import NotFound
from portal.exchanges import news, parked_news, result_files
from portal.exchanges.callers import Call
from portal.models import Attachment, IncomingFile
from portal.services import attachments, vault
from portal.services.attachments import RESULT
from portal.services.operations.deeds import Actor
from tests.furnished import house
from tests.furnished.house import KEY_ID, SECRET, pieces, tell
from tests.furnished.partners import drain
from tests.sandbox.agency.hand import openssl_mac, text_to_sign

DATA = b"%PDF-1.7 the result" + bytes(5000)
SHA = hashlib.sha256(DATA).hexdigest()
BASE = "/api/v1/agencies/H41.90.01"


def signed(method, target, body_hash, secret=SECRET, nonce=""):
    """Make a call as an agency's system makes it; openssl signs."""
    moment, nonce = str(int(time.time())), nonce or secrets.token_urlsafe(24)
    mac = openssl_mac(text_to_sign(method, target, moment, nonce, body_hash), secret)
    headers = {"X-LT-Key": KEY_ID, "X-LT-Timestamp": moment, "X-LT-Nonce": nonce}
    return Call(method, target, headers | {"X-LT-Signature": f"v1={mac}"})


def put(rt, data=DATA, sha=SHA, **more):
    call = signed("PUT", f"{BASE}/files/{sha}", sha, **more)
    return result_files.receive(rt, "H41.90.01", call, pieces(data))


def described(data=DATA):
    sha = hashlib.sha256(data).hexdigest()
    return ResultFile("kết quả.pdf", "application/pdf", len(data), sha, "KQ1")


def rows(rt, table):
    with rt.db.read() as session:
        return session.scalars(sa.select(table)).all()


def blobs(rt):
    folder = rt.settings.data_dir / "blobs"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_stored_once_and_sealed(rt, agency):
    before = blobs(rt)
    assert [put(rt).status, put(rt).status] == [201, 200]
    (row,) = rows(rt, IncomingFile)
    assert blobs(rt) - before == {row.blob}
    assert DATA[:19] not in b"".join(rt.blobs.get(row.blob))


def test_news_that_was_parked_brings_its_file_when_it_is_tried_again(rt, agency, submitted):
    put(rt)
    early = tell(submitted, "decided", None, files=(described(),))
    assert news.hear(rt, agency, early) == Heard.PARKED
    for kind in ("accepted", "in_process"):
        news.hear(rt, agency, tell(submitted, kind, None))
    who = Actor("An", reason="đã tiếp nhận")
    assert parked_news.apply_again(rt, agency.code, early.id, who) == Heard.APPLIED
    with rt.db.read() as session:
        safe = vault.unlock(session, rt, *house.key(submitted))
        (held,) = attachments.held(session, safe, agency.id, RESULT)
    assert held.sha256 == SHA


def test_the_news_brings_its_file_under_the_dossiers_key(rt, agency, submitted):
    put(rt)
    told = tell(submitted, "accepted", 1, files=(described(),))
    assert news.hear(rt, agency, told) == Heard.APPLIED
    with rt.db.read() as session:
        safe = vault.unlock(session, rt, *house.key(submitted))
        (held,) = attachments.held(session, safe, agency.id, RESULT)
    assert (held.name, held.sha256, held.event_seq) == ("kết quả.pdf", SHA, 2)
    assert b"".join(attachments.opened(rt, safe, held)) == DATA


def test_news_that_is_not_applied_leaves_no_bytes_behind(rt, agency, submitted):
    put(rt)
    before = blobs(rt)
    assert news.hear(rt, agency, tell(submitted, "decided", 1, files=(described(),))) == "parked"
    assert news.hear(rt, agency, tell(submitted, "decided", 9, files=(described(),))) == "held"
    assert blobs(rt) == before


def test_a_file_nobody_brought_is_fetched_from_the_agency(rt, agency, office, submitted):
    from_there = office_file(rt, office, submitted)
    told = tell(submitted, "accepted", 1, files=(from_there,))
    assert news.hear(rt, agency, told) == Heard.APPLIED
    assert [row.sha256 for row in rows(rt, Attachment) if row.origin == RESULT] == [
        from_there.sha256
    ]


def office_file(rt, office, dossier):
    """Let the agency hold a result file: it makes one when it decides."""
    drain(rt)
    decided = office.act(dossier.code, "decided")
    return ResultFile(**decided["files"][0])


def test_a_file_that_cannot_be_had_refuses_the_news_and_leaves_nothing(rt, agency, submitted):
    put(rt)
    before = blobs(rt)
    told = tell(submitted, "accepted", 1, files=(described(), described(b"nobody has this")))
    with pytest.raises(Rejected):
        news.hear(rt, agency, told)
    assert blobs(rt) == before
    assert house.again(rt, submitted).seq == 1


def test_bytes_that_are_not_what_their_hash_says_are_refused_and_not_kept(rt, agency):
    before = blobs(rt)
    assert put(rt, data=DATA + b"!").status == 422
    assert rows(rt, IncomingFile) == []
    assert blobs(rt) == before


def test_a_file_that_is_too_big_is_refused_and_not_kept(rt, agency):
    big = os.urandom(rt.settings.file_limit + 1)
    before = blobs(rt)
    reply = put(rt, data=big, sha=hashlib.sha256(big).hexdigest())
    assert (reply.status, b"larger than" in reply.body) == (422, True)
    assert blobs(rt) == before


@pytest.mark.parametrize("wrong", ["signature", "replayed"])
def test_whoever_cannot_prove_to_be_the_agency_leaves_nothing(rt, agency, wrong):
    nonce = secrets.token_urlsafe(24)
    if wrong == "replayed":
        assert put(rt, nonce=nonce).status == 201
        reply = put(rt, nonce=nonce)
    else:
        reply = put(rt, secret="somebody else's secret of thirty-two signs")
    assert (reply.status, wrong.encode() in reply.body) == (401, True)
    assert len(rows(rt, IncomingFile)) == (1 if wrong == "replayed" else 0)


def test_one_agencys_file_is_not_anothers(rt, agency, submitted, citizen):
    put(rt)
    other = house.add_agency(rt, "H41.90.02")
    theirs = house.submit_new(rt, citizen, other)
    with pytest.raises(ConnectorError):
        news.hear(rt, other, tell(theirs, "accepted", 1, files=(described(),)))


def test_an_unknown_agency_is_not_found(rt):
    with pytest.raises(NotFound):
        result_files.receive(rt, "H41.00", Call("PUT", f"/files/{SHA}", {}), pieces(DATA))


def test_a_file_put_again_is_kept_as_long_as_a_new_one(rt, agency, ahead):
    put(rt)
    (first,) = rows(rt, IncomingFile)
    ahead.by += timedelta(seconds=60)
    put(rt)
    (again,) = rows(rt, IncomingFile)
    assert again.received_at - first.received_at >= timedelta(seconds=60)


def test_a_lost_copy_is_fetched_again(rt, agency, office, submitted):
    from_there = office_file(rt, office, submitted)
    with rt.db.write() as session:
        session.add(IncomingFile(
            agency_id=agency.id, sha256=from_there.sha256, blob="incoming/lost",
            key_id=rt.keyring.current, size=1, media_type="", received_at=clock.now(),
        ))  # fmt: skip
    with pytest.raises(BlobMissing):
        rt.blobs.get("incoming/lost")
    told = tell(submitted, "accepted", 1, files=(from_there,))
    assert news.hear(rt, agency, told) == Heard.APPLIED


def test_news_is_read_only_from_whoever_signs_as_the_agency(rt, agency, submitted):
    body = (
        f'{{"id":"n1","dossier":"{submitted.code}","kind":"accepted","seq":1,'
        f'"occurred_at":"{clock.now().isoformat()}"}}'
    ).encode()
    digest = hashlib.sha256(body).hexdigest()
    call = signed("POST", f"{BASE}/news", digest)
    forged = Call(call.method, call.target, call.headers | {"X-LT-Signature": f"v1={'0' * 64}"})
    assert news.receive(rt, "H41.90.01", forged, body).status == 401
    assert news.receive(rt, "H41.90.01", call, body + b" ").status == 401
    assert house.again(rt, submitted).seq == 1
    reply = news.receive(rt, "H41.90.01", call, body)
    assert (reply.status, b"applied" in reply.body) == (200, True)
    assert news.receive(rt, "H41.90.01", call, body).status == 401
