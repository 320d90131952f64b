"""Form 06: through whose hands a dossier went, and whether its result was there in time."""

import io
from datetime import timedelta

import pypdf
import pytest

from portal.services import content
from portal.services.desk import control
from tests.furnished import house


def read(rt, dossier):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        pages = pypdf.PdfReader(io.BytesIO(control.control_slip(session, rt, found))).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_each_hand_it_went_through_is_a_line(rt, do, lying):
    do(lying, "accepted", unit="Quầy 1")
    do(lying, "assigned", officer="Trần Văn Mẫu", unit="Hộ tịch")
    do(lying, "in_process")
    do(lying, "decided")
    do(lying, "returned")
    said = read(rt, lying)
    for words in ("Mẫu số 06", lying.code, "Phân công", "Trần Văn Mẫu, Hộ tịch", "Trả kết quả"):
        assert words in said, said
    assert "Lê Thị Bình Mẫu, Quầy 1" in said and "Người nộp hồ sơ" in said
    assert said.index("Tiếp nhận") < said.index("Phân công") < said.index("Trả kết quả")


@pytest.mark.parametrize(
    "case",
    [
        (timedelta(days=1), "Trước hạn"),
        (timedelta(minutes=1), "Đúng hạn"),
        (-timedelta(minutes=1), "Quá hạn"),
    ],
)
def test_a_result_is_early_on_time_or_late(rt, hands, do, lying, case):
    before, words = case
    due = do(lying, "accepted").due_current
    do(lying, "in_process")
    assert words not in read(rt, lying)
    hands.now = due - before
    do(lying, "decided")
    assert words in read(rt, lying)


def test_before_it_is_accepted_it_tells_only_that_it_came(rt, lying):
    assert "Hồ sơ đến bàn một cửa" in read(rt, lying)
