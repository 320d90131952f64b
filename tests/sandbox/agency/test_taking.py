"""What the agency takes, what it refuses, and that its ledger tells the truth."""

import json
import sqlite3
import time
from pathlib import Path

import pytest
import requests

from tests.sandbox.agency.dossiers import described, hashed, make_dossier
from tests.sandbox.agency.hand import CODE, PILOTED, Hand, sha256


def test_a_signed_dossier_is_taken_and_can_be_asked_for(hand):
    dossier = make_dossier()
    answer = hand.hand_in(dossier)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "accepted")
    held = hand.call("GET", f"/dossiers/{dossier['code']}").json()
    assert held["reference"] == answer.json()["reference"]
    assert held["content_hash"] == dossier["content_hash"]
    assert held["state"] == "received" and held["received_at"].endswith("Z")


def test_an_unknown_dossier_is_404(hand):
    assert hand.call("GET", f"/dossiers/{CODE}-261123-9999").status_code == 404


def test_the_same_dossier_twice_is_one_dossier_and_two_lines_of_the_ledger(hand):
    dossier = make_dossier()
    first, second = hand.hand_in(dossier).json(), hand.hand_in(dossier).json()
    assert second == {"outcome": "duplicate", "reference": first["reference"]}
    assert hand.hand_in(dossier, key="another-promise").json() == second
    lines = [
        (line["attempt"], line["outcome"], line["taken"]) for line in hand.ledger(dossier["code"])
    ]
    assert lines == [(1, "accepted", True), (2, "duplicate", False), (3, "duplicate", False)]


def test_the_same_code_or_key_with_other_content_is_a_conflict(hand):
    dossier = make_dossier()
    hand.hand_in(dossier, key="k-conflict")
    changed = hashed(dossier | {"channel": "postal"})
    assert hand.hand_in(changed).status_code == 409
    other = make_dossier()
    assert hand.hand_in(other, key="k-conflict").json() == {"error": "conflict"}
    assert hand.call("GET", f"/dossiers/{other['code']}").status_code == 404


CONSENT = {
    "id": "householder",
    "role": "householder",
    "name": "Chủ hộ",
    "statement": "Tôi đồng ý.",
    "outcome": "confirmed",
    "at": "2026-11-23T03:41:00Z",
    "full_name": "Trần Văn Chủ",
    "citizen_number": "000060004444",
    "assurance": "2",
    "document": "",
}


def test_what_others_confirmed_is_taken_with_the_dossier(hand):
    assert hand.hand_in(make_dossier(confirmations=[CONSENT])).status_code == 200


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "confirmations"),
        (["yes"], "confirmations.0"),
        ([CONSENT | {"at": "yesterday"}], "confirmations.0.at"),
        ([CONSENT | {"citizen_number": ""}], "confirmations.0"),
        ([CONSENT | {"outcome": "on_paper", "document": "KQ9"}], "confirmations.0.document"),
        ([CONSENT | {"outcome": "perhaps"}], "confirmations.0.outcome"),
        ([{name: value for name, value in CONSENT.items() if name != "at"}], "confirmations.0"),
    ],
)
def test_a_confirmation_that_says_too_little_is_refused(hand, given, field):
    answer = hand.hand_in(make_dossier(confirmations=given))
    assert answer.status_code == 422
    assert [reason["field"] for reason in answer.json()["reasons"]] == [field]


def test_content_that_changed_on_the_way_is_refused(hand):
    dossier = make_dossier()
    dossier["submitter"] = dossier["submitter"] | {"full_name": "Nguyễn Thị Khác"}
    answer = hand.hand_in(dossier)
    assert answer.status_code == 422
    assert [reason["field"] for reason in answer.json()["reasons"]] == ["content_hash"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"version": 2}, "version"),
        ({"agency": "H41.90.02"}, "agency"),
        ({"owner": None}, "owner"),
        ({"answers": [{"name": "x"}]}, "answers.label"),
        ({"submitted_at": "hôm qua"}, "submitted_at"),
        ({"code": ""}, "code"),
        ({"code": "\ud800"}, "code"),
    ],
)
def test_a_dossier_with_a_wrong_field_is_refused_by_name(hand, changed, field):
    dossier = make_dossier() | changed
    answer = hand.hand_in(dossier, key="wrong-field")
    assert answer.status_code == 422
    assert field in [reason["field"] for reason in answer.json()["reasons"]]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff"])
def test_what_is_not_a_json_object_is_400(hand, body):
    answer = hand.call("POST", "/dossiers", body, **{"Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()) == (400, {"error": "json"})


def test_a_dossier_needs_a_promises_key(hand):
    answer = hand.call("POST", "/dossiers", json.dumps(make_dossier()).encode())
    assert answer.status_code == 400


def test_a_file_is_stored_once_and_comes_back_whole(hand):
    data = b"\x89PNG" + bytes(range(256)) * 2000
    assert hand.put(data).status_code == 201
    assert hand.put(data).status_code == 200
    back = hand.call("GET", f"/files/{sha256(data)}")
    assert (back.content, back.headers["Content-Type"]) == (data, "image/png")


def test_a_file_whose_bytes_differ_from_its_address_is_refused(hand):
    url = f"{hand.base}/files/{sha256(b'one')}"
    headers = hand.signed("PUT", url, sha256(b"one"))
    assert requests.put(url, data=b"other", headers=headers, timeout=10).status_code == 422
    assert hand.call("GET", f"/files/{sha256(b'one')}").status_code == 404


def test_a_dossier_whose_file_did_not_come_is_refused_until_it_does(hand):
    data = b"a certificate"
    dossier = make_dossier(files=[described(data)])
    answer = hand.hand_in(dossier)
    assert answer.json()["reasons"][0]["field"] == "files.0.sha256"
    hand.put(data)
    assert hand.hand_in(dossier).json()["outcome"] == "accepted"


def test_files_and_dossiers_of_one_agency_are_not_the_others(hand, office):
    hand.put(b"only for one")
    other = Hand(office.url, PILOTED)
    assert other.call("GET", f"/files/{sha256(b'only for one')}").status_code == 404


def test_a_signature_must_be_right_fresh_and_new(hand):
    url = f"{hand.base}/news"
    empty = sha256(b"")
    good = hand.signed("GET", url, empty)
    assert requests.get(url, headers=good, timeout=10).ok
    refused = {
        "replayed": good,
        "stale": hand.signed("GET", url, empty, moment=str(int(time.time()) - 301)),
        "signature": hand.signed("POST", url, empty),
        "key": hand.signed("GET", url, empty, **{"X-LT-Key": "ai-do"}),
    }
    for word, headers in refused.items():
        answer = requests.get(url, headers=headers, timeout=10)
        assert (answer.status_code, answer.json()) == (401, {"error": word})
    assert requests.get(url, timeout=10).status_code == 401


def test_a_signature_covers_the_query_and_the_body(hand):
    signed = hand.signed("GET", f"{hand.base}/news?after=0", sha256(b""))
    answer = requests.get(f"{hand.base}/news?after=1", headers=signed, timeout=10)
    assert answer.json() == {"error": "signature"}
    signed = hand.signed("POST", f"{hand.base}/dossiers", sha256(b"{}"))
    answer = requests.post(f"{hand.base}/dossiers", b"{ }", headers=signed, timeout=10)
    assert answer.json() == {"error": "signature"}


def test_nobody_can_rewrite_the_ledger(hand, office):
    hand.hand_in(make_dossier())
    db = sqlite3.connect(Path(office.env["SANDBOX_DIR"]) / "agency.sqlite3")
    for statement in ("DELETE FROM ledger", "UPDATE ledger SET taken = 0"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()
