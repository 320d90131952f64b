"""A table of a code list: read as people make them, each wrong line told."""

import pytest

from portal.domain.code_lists import Listed, is_list_code, read_table, write_table


def test_a_table_reads_back_as_it_was_written() -> None:
    rows = [
        Listed("01", "Đất ở", "Residential land", "", "2026-01-01", "2026-12-31"),
        Listed("01.1", "Đất ở, nông thôn", parent="01"),
    ]
    assert read_table("\ufeff" + write_table(rows)) == (rows, [])


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_headings_may_be_vietnamese_and_marks_what_a_spreadsheet_writes(mark: str) -> None:
    text = f"Mã{mark}Tên{mark}Hiệu lực từ\r\n01{mark}Đất ở{mark}05/12/2026\r\n\r\n"
    assert read_table(text) == ([Listed("01", "Đất ở", valid_from="2026-12-05")], [])


def test_every_wrong_line_is_told_with_what_stands_there() -> None:
    lines = [
        "code,name,parent,valid_from,valid_to",
        "01,Đất ở,,,",
        ",Không mã,,,",
        "02,,,,",
        "01,Lần nữa,,,",
        "03,Mồ côi,99,,",
        "04,Sai ngày,,31/02/2026,",
        "05,Ngược,,2026-02-01,2026-01-01",
        "06,=1+1,,,",
    ]
    _rows, faults = read_table("\n".join(lines))
    told = [(fault.line, fault.wrong) for fault in faults]
    assert told == [
        (3, "code"),
        (4, "name"),
        (5, "doubled"),
        (6, "parent"),
        (7, "day"),
        (8, "order"),
        (9, "active"),
    ]
    assert next(fault for fault in faults if fault.wrong == "doubled").said == "2"


@pytest.mark.parametrize("text", ["", "mã\n01", "code,name,name\n01,a,b"])
def test_without_its_columns_a_table_is_none(text: str) -> None:
    rows, faults = read_table(text)
    assert (rows, [fault.wrong for fault in faults]) == ([], ["columns"])


def test_a_list_is_called_by_a_short_plain_code() -> None:
    assert is_list_code("loai_dat")
    assert not any(map(is_list_code, ("Loai", "loại", "1a", "a", "a" * 41, "a-b")))
