"""``portal documents read``: a package as JSON, or a reason and status 2."""

import hashlib
import json

import pytest

from tests.connectors.codecs.edxml import samples
from tests.connectors.codecs.edxml.samples import PDF
from tests.furnished import signed
from tests.furnished.signed import OFFICE, Wish


@pytest.fixture
def read(portal, tmp_path):
    def typed(data, *more):
        file = tmp_path / "goi.edxml"
        file.write_bytes(data)
        return portal("documents", "read", file, *more)

    return typed


def test_a_document_is_printed_with_its_files_by_size_and_hash(read):
    done = read(samples.package(signature=samples.SIGNATURE))
    told = json.loads(done.stdout)
    assert done.exit_code == 0
    assert (told["kind"], told["header"]["id"]) == ("new", samples.CODE)
    assert told["header"]["sender"]["id"] == "000.00.11.H53"
    assert told["header"]["day"] == "2020-10-30"
    (file,) = told["attachments"]
    assert (file["name"], file["size"]) == ("cv2491.pdf", len(PDF))
    assert file["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert file["signature"] == {"state": "absent", "reason": "", "signers": []}
    assert told["signature"] == {"state": "unverifiable", "signed_by": "CN=Sở mẫu"}
    assert "signature_sha1" in [oddity["code"] for oddity in told["oddities"]]


def test_a_status_is_printed_as_one(read):
    told = json.loads(read(samples.status("02")).stdout)
    assert (told["kind"], told["header"]["code"], told["attachments"]) == ("status", "02", [])


def test_a_signature_inside_is_verified_against_the_trust_list(read, tmp_path):
    root = signed.root()
    copy = signed.copy(signed.issue(Wish(), root))
    data = samples.package(files=samples.attachment(packed=samples.zipped(copy)))
    roots = signed.trusted(tmp_path / "roots", root.pem)
    told = [json.loads(read(data, *more).stdout) for more in ((), ("--trust-roots", roots))]
    found = [one["attachments"][0]["signature"] for one in told]
    assert [one["state"] for one in found] == ["unverifiable", "valid"]
    assert (found[0]["reason"], found[1]["signers"]) == ("no_trust_list", [OFFICE])


def test_a_trap_is_refused_with_a_reason_and_status_2(read):
    done = read(samples.package(doctype="<!DOCTYPE edXML>"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "DTD" in done.stderr


def test_a_file_that_is_not_there_is_said_so(portal, tmp_path):
    done = portal("documents", "read", tmp_path / "none.edxml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "none.edxml" in done.stderr
