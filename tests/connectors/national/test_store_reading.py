"""What the national store says is read tolerantly, and nothing of it is made up."""

import pytest

from connectors.errors import Raw, Rejected, Unavailable
from connectors.national.store import reading, tables

TABLES = tables.read({})
FILE = {"TenTep": "giấy.pdf", "DuongDan": "/a/b.pdf"}
PAPER = {
    "MaKetQua": "KQ.G15.004389",
    "TenGiayTo": "Giấy chứng sinh",
    "SoKyHieu": 118,
    "CoQuanChuQuan": "H41",
    "DanhSachTepDinhKem": [FILE],
}


@pytest.mark.parametrize(
    "result",
    [
        {"DanhSachGiayToKetQua": [PAPER]},
        {"DanhSachGiayToKetQua": PAPER},
        {"DanhSachGiayToKetQua": {**PAPER, "DanhSachTepDinhKem": FILE}},
        [PAPER],
    ],
)
def test_one_object_stands_for_a_list_of_one(result):
    (paper,) = reading.papers(result)
    assert (paper.number, paper.files[0].path) == ("118", "/a/b.pdf")


@pytest.mark.parametrize(
    "result",
    [
        None,
        "",
        [],
        {},
        {"DanhSachGiayToKetQua": None},
        {"DanhSachGiayToKetQua": ["KQ"]},
        {"DanhSachGiayToKetQua": [{**PAPER, "MaKetQua": None}]},
        {"DanhSachGiayToKetQua": [{**PAPER, "DanhSachTepDinhKem": []}]},
        {"DanhSachGiayToKetQua": [{**PAPER, "DanhSachTepDinhKem": [{"TenTep": "x"}]}]},
        {"DanhSachGiayToKetQua": [{**PAPER, "DanhSachTepDinhKem": [{"DuongDan": "x" * 2001}]}]},
    ],
)
def test_what_cannot_be_fetched_is_no_paper(result):
    assert reading.papers(result) == ()


def test_a_file_without_a_name_has_that_of_its_paper():
    (paper,) = reading.papers([{**PAPER, "DanhSachTepDinhKem": {"DuongDan": "/a"}}])
    assert paper.files[0].name == "Giấy chứng sinh"


def test_no_more_papers_are_read_than_anybody_has():
    assert len(reading.papers([PAPER] * 500)) == reading.MOST_PAPERS


@pytest.mark.parametrize("code", [0, "0", "00", " 0 "])
def test_a_yes_is_a_code_however_it_is_typed(code):
    assert reading.said({"errorCode": code}, Raw(), TABLES).want_yes().code.strip("0") == ""


def test_a_message_is_never_a_yes():
    said = reading.said({"errorCode": "7", "message": "Không thành công"}, Raw(), TABLES)
    with pytest.raises(Rejected) as caught:
        said.want_yes()
    assert caught.value.reasons[0].message == "Không thành công"


def test_being_asked_to_wait_is_no_refusal():
    with pytest.raises(Unavailable):
        reading.said({"errorCode": 9, "message": "Vui lòng thử lại sau"}, Raw(), TABLES).want_yes()


@pytest.mark.parametrize("whole", [{}, {"errorCode": True}, {"errorCode": None}, {"code": []}])
def test_an_answer_without_a_code_is_as_good_as_none(whole):
    with pytest.raises(Unavailable):
        reading.said(whole, Raw(), TABLES)
