"""Uploads that break off: what is kept, what is gone on with, what becomes of them."""

import hashlib
import io
from threading import Thread

import pytest
import sqlalchemy as sa
from werkzeug.exceptions import ClientDisconnected

from portal.jobs import scheduler
from portal.models import Attachment, PendingUpload, UploadPart
from portal.services.uploads.parts import PIECE
from portal.web.citizen.tus.appending import pieces
from tests.furnished import signed
from tests.furnished.meeting import meeting
from tests.furnished.papers import pdf, photo, picture
from tests.web.citizen.tus.conftest import Sender, kept
from tests.web.citizen.tus.test_protocol import told

PDF = pdf(size=3000)
LONG = pdf(size=3_500_000)


def rows(rt, table):
    """Give all rows of a table."""
    with rt.db.read() as session:
        return list(session.scalars(sa.select(table)))


class Torn(io.RawIOBase):
    """A body that breaks off after some bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        """Read on, until the connection is gone."""
        if read := self.data.read(size):
            return read
        raise ClientDisconnected


def test_a_long_file_is_the_same_at_its_end_as_at_its_beginning(sender, rt):
    path = sender.begun(len(LONG))
    assert sender.patch(path, LONG[:2_000_000]).status_code == 204
    assert [row.size for row in rows(rt, UploadPart)] == [PIECE, 2_000_000 - PIECE]
    assert sender.patch(path, LONG[2_000_000:], 2_000_000).status_code == 204
    (file,) = rows(rt, Attachment)
    digest = hashlib.sha256(LONG).hexdigest()
    assert (file.received_sha256, file.sha256, file.size) == (digest, digest, len(LONG))
    assert (rows(rt, UploadPart), kept(rt)) == ([], [file.blob])


def test_what_stands_in_the_store_is_sealed(sender, rt):
    sender.patch(sender.begun(3000), PDF[:2000])
    (blob,) = kept(rt)
    stored = (rt.settings.data_dir / "blobs" / blob).read_bytes()
    assert stored.startswith(b"LT\x01\x01") and b"%PDF" not in stored
    (row,) = rows(rt, PendingUpload)
    assert "nhà".encode() not in row.sealed_about


def test_a_piece_that_breaks_off_is_kept_as_far_as_it_came(sender):
    path = sender.begun(3000)
    broken = sender.torn(path, PDF[:1234], 3000)
    assert (broken.status_code, sender.offset(path)) == (400, 1234)
    assert sender.patch(path, PDF[1234:], 1234).status_code == 204
    assert sender.files() == ["nhà.pdf"]


def test_of_a_piece_with_a_checksum_that_breaks_off_nothing_is_kept(sender, rt):
    path = sender.begun(len(LONG))
    whole = told("sha256", LONG[:3_000_000])
    broken = sender.torn(path, LONG[:2_000_000], 3_000_000, upload_checksum=whole)
    assert (broken.status_code, sender.offset(path), kept(rt)) == (400, 0, [])


@pytest.mark.parametrize("whole", [True, False])
def test_a_body_is_cut_in_pieces_and_its_torn_end_kept_unless_it_is_wanted_whole(whole):
    found = []
    with pytest.raises(ClientDisconnected):
        for piece in pieces(Torn(bytes(PIECE + 5)), whole=whole):
            found.append(len(piece))
    assert found == [PIECE] if whole else [PIECE, 5]


def test_two_browsers_that_send_the_same_piece_leave_it_there_once(sender, rt):
    path = sender.begun(3000)
    answers = []

    def send() -> None:
        answers.append(sender.patch(path, PDF[:2000]).status_code)

    with meeting(rt, "FROM uploads"):
        both = [Thread(target=send) for _ in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    assert sorted(answers) == [204, 409]
    assert (sender.offset(path), len(kept(rt)), len(rows(rt, UploadPart))) == (2000, 1, 1)


def test_two_browsers_that_send_the_last_piece_make_one_file(sender, rt):
    path = sender.begun(3000)
    answers = []

    def send() -> None:
        answers.append(sender.patch(path, PDF).status_code)

    with meeting(rt, "FROM uploads"):
        both = [Thread(target=send) for _ in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    assert sorted(answers) == [204, 409]
    assert (sender.files(), len(kept(rt)), sender.offset(path)) == (["nhà.pdf"], 1, 3000)


def test_the_last_piece_sent_again_is_answered_as_before(sender):
    path = sender.begun(3000)
    sender.patch(path, PDF)
    assert sender.offset(path) == 3000
    assert sender.patch(path, b"", 3000).status_code == 204
    assert sender.files() == ["nhà.pdf"]


def test_the_same_file_chosen_again_goes_on_where_it_was(sender, enter):
    told_of = {"sha256": hashlib.sha256(PDF).hexdigest()}
    path = sender.begun(3000, **told_of)
    sender.patch(path, PDF[:2000])
    phone = Sender(enter(), sender.page)
    again = phone.begin(3000, **told_of)
    assert (again.headers["Location"], again.headers["Upload-Offset"]) == (path, "2000")
    assert phone.patch(path, PDF[2000:], 2000).status_code == 204
    assert phone.begun(3000, **told_of) != path


def test_a_file_that_is_another_in_the_end_is_not_taken(sender, rt):
    path = sender.begun(3000, sha256="0" * 64)
    answer = sender.patch(path, PDF)
    assert (answer.status_code, answer.json["error"]) == (422, "changed")
    assert "Tệp “nhà.pdf” đã thay đổi" in answer.json["message"]
    assert (sender.files(), kept(rt)) == ([], [])


def test_a_piece_that_is_lost_is_asked_for_again(sender, rt):
    path = sender.begun(3000)
    for start in (0, 1000):
        sender.patch(path, PDF[start : start + 1000], start)
    lost = next(row for row in rows(rt, UploadPart) if row.start == 1000)
    rt.blobs.delete(lost.blob)
    assert sender.patch(path, PDF[2000:], 2000).status_code == 409
    assert sender.offset(path) == 1000
    assert sender.patch(path, PDF[1000:], 1000).status_code == 204
    assert sender.files() == ["nhà.pdf"]


def test_a_session_that_runs_out_stops_no_upload(sender, hands):
    path = sender.begun(3000)
    hands.now = hands.now.replace(hour=4)
    assert sender.browser.open("/ho-so").status == 303
    assert sender.patch(path, PDF).status_code == 204


def test_a_file_that_cannot_be_taken_is_named_and_gone(sender, rt):
    path = sender.begun(3000)
    answer = sender.patch(path, b"MZ" + bytes(2998))
    assert answer.status_code == 422
    assert answer.json == {
        "error": "type",
        "message": "Tệp “nhà.pdf” không phải PDF hay ảnh",
        "field": "file-proof",
        "file": "nhà.pdf",
    }
    assert (sender.ask("HEAD", path).status_code, kept(rt), rows(rt, PendingUpload)) == (
        404,
        [],
        [],
    )


@pytest.mark.parametrize(
    ("length", "metadata", "status", "said"),
    [
        (0, {}, 422, "Tệp “nhà.pdf” trống, không có nội dung"),
        (4_000_001, {}, 413, "Tệp “nhà.pdf” nặng 3,8 MB. Mỗi tệp tối đa 3,8 MB"),
        (3000, {"document": "letter"}, 422, "Không nhận được tệp “nhà.pdf” cho giấy tờ này"),
        (3000, {"document": ""}, 422, "Không nhận được tệp “nhà.pdf” cho giấy tờ này"),
    ],
)
def test_what_cannot_fit_is_told_before_it_is_sent(sender, length, metadata, status, said):
    answer = sender.begin(length, **metadata)
    assert (answer.status_code, answer.json["message"]) == (status, said)


def test_a_document_that_is_full_takes_no_more(sender):
    for name in ("1.pdf", "2.pdf"):
        assert sender.patch(sender.begun(3000, filename=name), PDF).status_code == 204
    answer = sender.begin(3000, filename="3.pdf")
    assert (answer.status_code, answer.json["file"]) == (422, "3.pdf")
    assert "giấy tờ này nhận tối đa 2 tệp" in answer.json["message"]


def test_uploads_under_way_are_held_to_the_room_that_was_left(sender):
    paths = [sender.begun(3000, filename=f"{number}.pdf") for number in range(3)]
    for number, path in enumerate(paths):
        sender.patch(path, PDF)
        assert len(sender.files()) == min(number + 1, 2)


def test_what_nobody_ends_makes_room_for_what_is_begun(sender, rt):
    first = sender.begun(3_900_000)
    sender.patch(first, LONG[:1000])
    second = sender.begun(3_900_000)
    third = sender.begun(3_900_000)
    found = [sender.ask("HEAD", path).status_code for path in (first, second, third)]
    assert (found, kept(rt)) == ([404, 200, 200], [])


def test_a_photo_is_drawn_anew_and_both_fingerprints_are_kept(sender, rt):
    data = photo(drawn=picture(1200, 800))
    path = sender.begun(len(data), filename="ảnh.heic", filetype="image/heic")
    assert sender.patch(path, data).status_code == 204
    (file,) = rows(rt, Attachment)
    assert file.received_sha256 == hashlib.sha256(data).hexdigest() != file.sha256
    assert sender.files() == ["ảnh.jpg"]


def test_what_ran_out_is_swept_and_told_of_for_a_week(sender, rt, hands, enter):
    path = sender.begun(3000)
    sender.patch(path, PDF[:1000])
    hands.now = hands.now.replace(day=25)
    scheduler.forget(rt)
    assert (kept(rt), rows(rt, UploadPart)) == ([], [])
    assert Sender(enter(), sender.page).ask("HEAD", path).status_code == 410
    hands.now = hands.now.replace(month=12, day=3)
    scheduler.forget(rt)
    assert rows(rt, PendingUpload) == []


def test_a_draft_that_is_thrown_away_takes_its_uploads_along(sender, rt, draft):
    sender.patch(sender.begun(3000), PDF[:1000])
    sender.browser.send(sender.browser.open("/ho-so"), {}, action=f"{draft}/xoa")
    scheduler.forget(rt)
    assert kept(rt) == []


def test_bytes_no_row_names_are_swept_and_others_are_not(sender, rt, hands):
    sender.patch(sender.begun(3000), PDF[:1000])
    (named,) = kept(rt)
    left = f"{named[:-4]}0000"
    rt.blobs.put(left, iter([b"left by a crash"]))
    hands.now = hands.now.replace(year=2036)
    scheduler.sweep(rt)
    assert kept(rt) == [named]


def test_a_file_is_handed_in_as_its_citizen_says(sender, rt):
    for said in ("original", "gold"):
        path = sender.begun(len(PDF), document="deed", presented_as=said)
        sender.patch(path, PDF)
    assert [row.presented_as for row in rows(rt, Attachment)] == ["original", "original"]


def test_a_certified_copy_that_comes_in_pieces_is_looked_at_as_any_other(sender, rt):
    data = signed.copy(signed.issue(signed.Wish()))
    sender.patch(sender.begun(len(data)), data)
    assert [row.signature for row in rows(rt, Attachment)] == ["unverifiable"]
