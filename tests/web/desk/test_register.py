"""The register as a file: whole, of one agency, deaf to formulas, and written down."""

import csv
import io
import zipfile

import pytest
import sqlalchemy as sa

from portal.models import StaffDeed
from portal.papers import tables
from portal.services.desk import register
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.partners import drain

REGISTER = "/desk/H41.77.01/so-theo-doi"
DAYS = {"tu": "01/11/2026", "den": "30/11/2026"}


def take(browser, kind, **days):
    """Ask for the register and take it along."""
    page = browser.open(REGISTER)
    given = {"csrf_token": page.value("csrf_token"), **DAYS, **days}
    return browser.client.post(f"{REGISTER}/{kind}", data=given)


def lines(answer):
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_it_holds_every_dossier_of_the_days_and_none_of_another_agency(rt, binh, citizen, lying):
    other = add_desk(rt, "H41.77.02")
    house.submit_new(rt, citizen, other)
    drain(rt)
    answer = take(binh, "csv")
    head, *rows = lines(answer)
    assert tuple(head) == register.TITLES
    assert [row[1] for row in rows] == [lying.code]
    assert rows[0][3] == "Nguyễn Thị Mẫu" and rows[0][12] == "Chờ tiếp nhận"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert lines(take(binh, "csv", tu="01/10/2026", den="31/10/2026"))[1:] == []


def test_a_workbook_holds_the_same_and_real_dates(binh, lying):
    answer = take(binh, "xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert book.testzip() is None
    for words in (lying.code, "Nguyễn Thị Mẫu", "SỔ THEO DÕI HỒ SƠ", "Từ ngày 01/11/2026"):
        assert words in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize("typed", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1"])
def test_nothing_somebody_typed_calculates(typed):
    _, row = csv.reader(io.StringIO(b"".join(tables.as_csv(["a"], [[typed]])).decode()))
    assert row == [f"'{typed}"]
    book = b"".join(tables.as_xlsx(["đầu"], ["a"], [[typed]]))
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        assert "<f>" not in opened.read("xl/worksheets/sheet1.xml").decode()


def test_that_it_was_taken_is_written_down(rt, binh, lying):
    take(binh, "csv")
    with rt.db.read() as session:
        (deed,) = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "register_taken"))
        assert deed.detail == {"from": "2026-11-01", "to": "2026-11-30", "as": "csv"}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"tu": "31/02/2026"}, "Nhập ngày, ví dụ"),
        ({"den": "01/10/2026"}, "Ngày cuối phải sau ngày đầu"),
        ({"tu": "01/01/2020"}, "không quá một năm"),
    ],
)
def test_days_that_make_no_sense_are_said_so_and_kept(binh, lying, days, said):
    answer = take(binh, "csv", **days)
    assert answer.status_code == 422 and said in answer.text
    assert all(day in answer.text for day in days.values())


def test_there_is_no_other_kind(binh):
    assert take(binh, "pdf").status_code == 404


def test_what_the_queue_shows_is_taken_along_and_written_down(rt, binh, lying):
    queue = "/desk/H41.77.01"
    page = binh.open(f"{queue}?tim=nguyen+thi+mau")
    given = {"csrf_token": page.form().pairs[0][1], "tim": "nguyen thi mau"}
    assert [
        row[1] for row in lines(binh.client.post(f"{queue}/danh-sach/csv", data=given))[1:]
    ] == [lying.code]
    done = {"csrf_token": given["csrf_token"], "khay": "done"}
    assert lines(binh.client.post(f"{queue}/danh-sach/csv", data=done))[1:] == []
    book = binh.client.post(f"{queue}/danh-sach/xlsx", data=given).data
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        assert lying.code in opened.read("xl/worksheets/sheet1.xml").decode()
    assert binh.client.post(f"{queue}/danh-sach/exe", data=given).status_code == 404
    with rt.db.read() as session:
        first, *_ = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "queue_taken"))
    assert first.detail == {"tray": "new", "searched": True, "as": "csv"}
