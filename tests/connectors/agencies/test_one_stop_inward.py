"""News and files that a one-stop system brings to us."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors.agencies.one_stop import OneStop, OneStopConfig
from connectors.base import Surroundings
from connectors.codecs.signed import Key, Signable, sign
from connectors.errors import Misconfigured, NotAuthentic, Unavailable, Unreadable
from connectors.fees import FeeKind, FeeLine
from connectors.messages import Heard, NewsKind
from connectors.steps import ProcessStep

PATH = "/api/v1/agencies/H41.12/news"
SETTINGS = {"base_url": "https://agency.example", "key_id": "k1", "secret": "s" * 32}
OTHER = "t" * 32
KEY = Key("k1", "s" * 32)


@pytest.fixture
def connector(around):
    return OneStop(OneStopConfig.from_mapping(SETTINGS), around)


@pytest.fixture
def signed(around):
    def make(body, key=KEY, method="POST", path=PATH, surroundings=around):
        what = Signable(method, path, hashlib.sha256(body).hexdigest())
        return sign(key, what, surroundings)

    return make


def news(**more):
    said = {
        "id": "n1",
        "dossier": "H41.12-261123-0001",
        "kind": "accepted",
        "occurred_at": "2026-11-23T15:00:00+07:00",
        "seq": 3,
        "due_at": "2026-12-05T17:00:00+07:00",
        "officer": "Lê Thị Bình",
        "unit": "Tư pháp",
        "note": "Đã nhận",
        "reasons": [],
        "content_hash": None,
        "files": [],
    }
    return json.dumps({**said, **more}).encode()


def test_news_is_read_in_our_words(connector, signed):
    entry = {"name": "kq.pdf", "media_type": "application/pdf", "size": 3, "sha256": "AB" * 32}
    body = news(kind="decided", files=[{**entry, "document": "KQ.1"}], surprise={"a": 1})
    (read,) = connector.read(signed(body), "POST", PATH, body)
    assert read.kind is NewsKind.DECIDED
    assert read.occurred_at == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert read.due_at == datetime(2026, 12, 5, 10, tzinfo=UTC)
    assert (read.officer, read.unit, read.note) == ("Lê Thị Bình", "Tư pháp", "Đã nhận")
    assert read.files[0].sha256 == "ab" * 32
    assert read.raw == body


@pytest.mark.parametrize("kind", [kind for kind in NewsKind if kind is not NewsKind.UNKNOWN])
def test_every_kind_of_the_contract_is_known(connector, signed, kind):
    claim = {"answers": "id.message.4", "claim": {"outcome": "waived"}}
    body = news(kind=kind.value, step={"name": "Thẩm định"}, to_agency="H41.13", **claim)
    assert connector.read(signed(body), "POST", PATH, body)[0].kind is kind


def test_a_message_names_what_it_answers_and_is_never_empty(connector, signed):
    body = news(kind="message", answers="id.message.4")
    assert connector.read(signed(body), "POST", PATH, body)[0].answers == "id.message.4"
    empty = news(kind="message", note=None)
    with pytest.raises(Unreadable) as caught:
        connector.read(signed(empty), "POST", PATH, empty)
    assert set(caught.value.fields) == {"note"}


def test_fees_are_told_line_by_line_and_a_step_by_its_dates(connector, signed):
    fee = {"name": "Lệ phí hộ tịch", "kind": "le_phi", "amount": 8000, "code": None}
    until = "2026-11-25T17:00:00+07:00"
    body = news(kind="fee_requested", fees=[fee], step={"name": "Thẩm định", "until": until})
    (read,) = connector.read(signed(body), "POST", PATH, body)
    assert read.fees == (FeeLine("", "Lệ phí hộ tịch", FeeKind.DUTY, 8000),)
    assert read.step == ProcessStep("Thẩm định", None, datetime(2026, 11, 25, 10, tzinfo=UTC))


@pytest.mark.parametrize("kind", ["archived", "unknown", "ACCEPTED"])
def test_an_unknown_kind_is_handed_on_to_be_parked(connector, signed, kind):
    body = news(kind=kind, seq="not even a number")
    (read,) = connector.read(signed(body), "POST", PATH, body)
    assert read.kind is NewsKind.UNKNOWN
    assert (read.id, read.dossier) == ("n1", "H41.12-261123-0001")
    assert kind in read.problem


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id": None}, "id"),
        ({"id": " "}, "id"),
        ({"id": 5}, "id"),
        ({"dossier": "x" * 101}, "dossier"),
        ({"occurred_at": "2026-11-23T15:00:00"}, "occurred_at"),
        ({"occurred_at": "31/02/2026"}, "occurred_at"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at"),
        ({"seq": None}, "seq"),
        ({"seq": True}, "seq"),
        ({"seq": 1.5}, "seq"),
        ({"seq": -1}, "seq"),
        ({"seq": 2**53}, "seq"),
        ({"due_at": 5}, "due_at"),
        ({"note": "x" * 4001}, "note"),
        ({"reasons": "one"}, "reasons"),
        ({"reasons": ["ok", 5]}, "reasons.1"),
        ({"content_hash": "abc"}, "content_hash"),
        ({"files": [{}]}, "files.0.sha256"),
        ({"files": [5]}, "files.0._schema"),
        ({"files": {}}, "files"),
        ({"fees": [{"name": "Phí", "kind": "khác", "amount": 1}]}, "fees.0.kind"),
        ({"fees": [{"name": "Phí", "kind": "phi", "amount": 1.5}]}, "fees.0.amount"),
        ({"fees": [{"name": "Phí", "kind": [], "amount": 1}]}, "fees.0.kind"),
        ({"kind": "step"}, "step"),
        ({"kind": "transferred"}, "to_agency"),
        ({"kind": "transferred", "to_agency": "xã bên"}, "to_agency"),
        ({"step": {"since": "hôm qua"}}, "step.name"),
    ],
)
def test_what_is_wrong_is_said_by_field_in_two_languages(connector, signed, change, where):
    body = news(**change)
    with pytest.raises(Unreadable) as caught:
        connector.read(signed(body), "POST", PATH, body)
    assert where in caught.value.fields
    reply = connector.reply(caught.value)
    assert reply.status == 422
    assert all("(" in said for lines in json.loads(reply.body)["errors"].values() for said in lines)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b'{"a":NaN}',
        b'{"id":"n1","id":"n2","dossier":"H41.12-261123-0001","kind":"note"}',
        b'{"a":"\\u0000"}',
        b'{"a":"\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_json_object_is_said_so(connector, signed, body):
    with pytest.raises(Unreadable) as caught:
        connector.read(signed(body), "POST", PATH, body)
    assert connector.reply(caught.value).status == 422


def test_a_body_changed_after_signing_is_not_authentic(connector, signed):
    with pytest.raises(NotAuthentic) as caught:
        connector.read(signed(news()), "POST", PATH, news(seq=4))
    reply = connector.reply(caught.value)
    assert (reply.status, json.loads(reply.body)) == (401, {"error": "signature"})


def test_news_brought_twice_under_one_nonce_is_refused(connector, signed):
    body, headers = news(), signed(news())
    connector.read(headers, "POST", PATH, body)
    with pytest.raises(NotAuthentic, match="replayed"):
        connector.read(headers, "POST", PATH, body)


def test_news_for_another_agency_is_refused(connector, signed):
    with pytest.raises(NotAuthentic, match="signature"):
        connector.read(signed(news()), "POST", PATH.replace("12", "13"), news())


def test_two_keys_are_good_while_one_is_being_changed(around, signed):
    settings = {**SETTINGS, "accepted_keys": {"old": "s" * 32, "new": OTHER}}
    connector = OneStop(OneStopConfig.from_mapping(settings), around)
    for key in (Key("old", "s" * 32), Key("new", OTHER)):
        assert connector.read(signed(news(), key), "POST", PATH, news())[0].id == "n1"
    with pytest.raises(NotAuthentic, match="key"):
        connector.read(signed(news()), "POST", PATH, news())


@pytest.mark.parametrize(("seconds", "fresh"), [(-301, False), (301, False), (-299, True)])
def test_news_is_good_for_300_seconds(around, signed, seconds, fresh):
    now = datetime(2026, 11, 23, tzinfo=UTC)
    here = Surroundings(lambda: now, around.seen)
    there = replace(here, clock=lambda: now + timedelta(seconds=seconds))
    connector = OneStop(OneStopConfig.from_mapping(SETTINGS), here)
    headers = signed(news(), surroundings=there)
    if fresh:
        assert connector.read(headers, "POST", PATH, news())[0].seq == 3
    else:
        with pytest.raises(NotAuthentic, match="stale"):
            connector.read(headers, "POST", PATH, news())


FILE = b"%PDF result"
FILE_PATH = f"/api/v1/agencies/H41.12/files/{hashlib.sha256(FILE).hexdigest()}"


def test_a_file_is_checked_before_and_after_it_arrives(connector, signed):
    headers = {**signed(FILE, method="PUT", path=FILE_PATH), "Content-Type": "application/pdf"}
    arriving = connector.read_file(headers, "PUT", FILE_PATH, iter([FILE[:4], FILE[4:]]))
    assert arriving.media_type == "application/pdf"
    assert arriving.sha256 == hashlib.sha256(FILE).hexdigest()
    assert b"".join(arriving.chunks) == FILE


def test_no_byte_is_taken_of_a_file_that_is_not_authentic(connector, signed):
    def chunks():
        raise AssertionError("a byte was taken")
        yield b""

    with pytest.raises(NotAuthentic):
        connector.read_file(signed(b"other", method="PUT"), "PUT", FILE_PATH, chunks())


@pytest.mark.parametrize("content", [FILE[:-1], FILE + b"x", b""])
def test_a_file_that_differs_fails_at_its_end(connector, signed, content):
    headers = signed(FILE, method="PUT", path=FILE_PATH)
    arriving = connector.read_file(headers, "PUT", FILE_PATH, iter([content]))
    with pytest.raises(Unreadable, match="sha256"):
        list(arriving.chunks)


def test_a_file_that_is_too_big_is_cut_off(around, signed):
    connector = OneStop(OneStopConfig.from_mapping({**SETTINGS, "file_limit": 5}), around)
    headers = signed(FILE, method="PUT", path=FILE_PATH)
    with pytest.raises(Unreadable, match="file"):
        list(connector.read_file(headers, "PUT", FILE_PATH, iter([FILE])).chunks)


@pytest.mark.parametrize("path", ["/files/abc", "/files/" + "A" * 64, FILE_PATH + "?x=1"])
def test_an_address_without_a_hash_is_said_so(connector, path):
    with pytest.raises(Unreadable, match="sha256"):
        connector.read_file({}, "PUT", path, iter([]))


@pytest.mark.parametrize(
    ("heard", "status", "said"),
    [
        (Heard.APPLIED, 200, {"outcome": "applied"}),
        (Heard.DUPLICATE, 200, {"outcome": "duplicate"}),
        (Heard.STALE, 200, {"outcome": "stale"}),
        (Heard.PARKED, 200, {"outcome": "parked"}),
        (Heard.NO_SUCH_DOSSIER, 404, {"error": "dossier"}),
        (Heard.FILE_STORED, 201, {"outcome": "stored"}),
        (Heard.FILE_ALREADY_THERE, 200, {"outcome": "duplicate"}),
        (Misconfigured("x"), 503, {"error": "try_again"}),
    ],
)
def test_what_became_of_it_is_said_in_their_words(connector, heard, status, said):
    reply = connector.reply(heard)
    assert (reply.status, json.loads(reply.body)) == (status, said)
    assert reply.headers["Cache-Control"] == "no-store"


def test_trouble_of_ours_says_when_to_come_back(connector):
    reply = connector.reply(Unavailable("busy", retry_after=12.7))
    assert (reply.status, reply.headers["Retry-After"]) == (503, "12")
