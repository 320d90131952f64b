"""The tus protocol, header by header: what is answered to what is asked rightly and wrongly."""

import base64
import hashlib

import pytest

from tests.furnished.papers import pdf
from tests.web.citizen.tus.conftest import Sender, encoded, kept

PDF = pdf(size=3000)


def told(algorithm: str, data: bytes) -> str:
    """Write a checksum as the protocol has it."""
    return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def test_what_is_spoken_is_told_to_anybody(stranger, sender):
    answer = stranger.client.open(sender.door, method="OPTIONS")
    assert answer.status_code == 204
    told = {name: answer.headers[name] for name in answer.headers.keys() if name.startswith("Tus")}
    assert told == {
        "Tus-Version": "1.0.0",
        "Tus-Resumable": "1.0.0",
        "Tus-Extension": "creation,expiration,checksum,termination",
        "Tus-Max-Size": "4000000",
        "Tus-Checksum-Algorithm": "sha256,sha1",
    }


def test_a_file_comes_in_pieces_of_any_length(sender):
    path, at = sender.begun(3000), 0
    for length in (1, 999, 1500, 500):
        answer = sender.patch(path, PDF[at : at + length], at)
        at += length
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(at))
        assert sender.offset(path) == at
    assert sender.files() == ["nhà.pdf"]


def test_an_upload_tells_how_long_it_is_and_until_when_it_waits(sender):
    path = sender.begun(3000)
    answer = sender.ask("HEAD", path)
    assert (answer.status_code, answer.headers["Upload-Length"]) == (200, "3000")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Upload-Expires"] == "Tue, 24 Nov 2026 02:41:00 GMT"


@pytest.mark.parametrize("version", ["", "0.9.0", "1.0.1"])
@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH", "DELETE"])
def test_another_version_is_not_spoken(sender, version, method):
    path = sender.begun(3000)
    asked = "" if method == "POST" else path
    answer = sender.ask(method, asked, tus_resumable=version)
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")
    assert sender.offset(path) == 0


@pytest.mark.parametrize("kind", ["", "application/octet-stream", "text/plain"])
def test_a_piece_of_another_kind_is_not_taken(sender, kind):
    path = sender.begun(3000)
    assert sender.patch(path, PDF, content_type=kind).status_code == 415
    assert sender.offset(path) == 0


@pytest.mark.parametrize("offset", [1, 500, 3000])
def test_a_piece_from_elsewhere_conflicts(sender, offset):
    path = sender.begun(3000)
    sender.patch(path, PDF[:499])
    assert sender.patch(path, PDF[offset : offset + 10], offset).status_code == 409
    assert sender.offset(path) == 499


@pytest.mark.parametrize("said", ["", "-1", "1e3", "ba", "٣", "9" * 30])
@pytest.mark.parametrize("header", ["upload_length", "upload_offset"])
def test_a_number_that_is_none_is_refused(sender, header, said):
    path = sender.begun(3000)
    sent = said.encode().decode("latin-1")
    if header == "upload_length":
        answer = sender.ask("POST", upload_length=sent, upload_metadata=encoded({}))
    else:
        answer = sender.patch(path, PDF, upload_offset=sent)
    assert answer.status_code == 400
    assert sender.offset(path) == 0


def test_more_than_was_announced_is_refused(sender, rt):
    path = sender.begun(2000)
    assert sender.patch(path, PDF).status_code == 413
    assert (sender.offset(path), kept(rt)) == (0, [])


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_bytes_that_add_up_are_taken_and_others_leave_nothing(sender, rt, algorithm):
    path = sender.begun(3000)
    wrong = sender.patch(path, PDF[:1000], upload_checksum=told(algorithm, PDF[:999]))
    assert (wrong.status_code, sender.offset(path), kept(rt)) == (460, 0, [])
    right = sender.patch(path, PDF[:1000], upload_checksum=told(algorithm, PDF[:1000]))
    assert (right.status_code, sender.offset(path)) == (204, 1000)


def test_a_last_piece_that_does_not_add_up_makes_no_file(sender):
    path = sender.begun(3000)
    assert sender.patch(path, PDF, upload_checksum=told("sha256", b"other")).status_code == 460
    assert (sender.offset(path), sender.files()) == (0, [])


@pytest.mark.parametrize("said", ["md5 AAAA", "sha256", "sha256 ???", "sha256 AAAA", ""])
def test_a_checksum_that_cannot_be_read_is_refused(sender, said):
    path = sender.begun(3000)
    headers = {**sender.headers, "Upload-Offset": "0", "Upload-Checksum": said}
    headers["Content-Type"] = "application/offset+octet-stream"
    answer = sender.browser.client.patch(path, data=PDF, headers=headers)
    assert (answer.status_code, sender.offset(path)) == (400, 0)


@pytest.mark.parametrize(
    "said", ["filename ***", "filename /w==", "a YQ==,a YQ==", "a " + "A" * 9000]
)
def test_metadata_that_cannot_be_read_is_refused(sender, said):
    answer = sender.ask("POST", upload_length="3000", upload_metadata=said)
    assert answer.status_code == 400


def test_what_ran_out_is_told_so_and_what_never_was_is_not_there(sender, hands, enter):
    path = sender.begun(3000)
    sender.patch(path, PDF[:1000])
    hands.now = hands.now.replace(day=24, hour=2, minute=42)
    sender = Sender(enter(), sender.page)
    assert sender.ask("HEAD", path).status_code == 410
    assert sender.patch(path, PDF[1000:], 1000).status_code == 410
    nowhere = path[:-1] + ("0" if path[-1] != "0" else "1")
    assert sender.ask("HEAD", nowhere).status_code == 404
    assert sender.patch(nowhere, PDF).status_code == 404


def test_an_upload_of_somebody_else_is_not_there(sender, enter, draft):
    path = sender.begun(3000)
    other = Sender.__new__(Sender)
    other.browser, other.page, other.headers = enter("binh"), sender.page, dict(sender.headers)
    token = dict(other.browser.open("/tra-cuu").form().pairs)["csrf_token"]
    other.headers["X-Csrftoken"] = token
    assert other.begin(3000).status_code == 404
    answers = (other.ask("HEAD", path), other.patch(path, PDF), other.ask("DELETE", path))
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert sender.offset(path) == 0


def test_a_forged_request_is_refused(sender):
    path = sender.begun(3000)
    forged = {"x_csrftoken": ""}
    answers = (
        sender.ask("POST", upload_length="3000", **forged),
        sender.patch(path, PDF, **forged),
        sender.ask("DELETE", path, **forged),
    )
    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert sender.offset(path) == 0


def test_a_stranger_is_told_to_sign_in(sender, stranger):
    path = sender.begun(3000)
    token = dict(stranger.open("/tra-cuu").form().pairs)["csrf_token"]
    headers = {**sender.headers, "X-Csrftoken": token}
    answer = stranger.client.post(sender.door, headers=headers)
    assert (answer.status_code, answer.json["error"]) == (401, "signed_out")
    assert stranger.client.head(path, headers=headers).status_code == 401


def test_an_upload_can_be_given_up(sender, rt):
    path = sender.begun(3000)
    sender.patch(path, PDF[:1000])
    assert len(kept(rt)) == 1
    assert sender.ask("DELETE", path).status_code == 204
    assert (sender.ask("HEAD", path).status_code, kept(rt)) == (404, [])


def test_a_browser_that_only_knows_post_says_what_it_means(sender):
    path = sender.begun(3000)
    kind = "application/offset+octet-stream"
    told = {"x_http_method_override": "PATCH", "upload_offset": "0", "content_type": kind}
    assert sender.ask("POST", path, PDF, **told).status_code == 204
    assert sender.files() == ["nhà.pdf"]
    assert sender.ask("POST", path).status_code == 405
