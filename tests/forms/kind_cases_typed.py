"""Kinds that are typed: texts, names, numbers, dates."""

from datetime import date

from forms.spec import Text
from tests.forms.kind_case import KindCase

MARKED = Text("Mã gồm hai chữ", "A code has two letters")
DECOMPOSED = "Nguye\u0302\u0303n Va\u0306n Sáng"

CASES = [
    KindCase(
        "text",
        good=[
            ("Số 5", "Số 5", "Số 5"),
            ("  Số \u00a0 5\t", "Số 5", "Số 5"),
            ("a\u202eb\u200bc\x00d", "abcd", "abcd"),
        ],
        bad=[
            ("x" * 251, "", "Câu hỏi dài 251 ký tự, tối đa 250 ký tự"),
            (7, "", "Câu hỏi phải là chữ bạn nhập vào"),
            ("\u200b", "", "Nhập câu hỏi"),
        ],
    ),
    KindCase(
        "text",
        settings={"pattern": "[A-Z]{2}", "pattern_message": MARKED, "max": 5, "min": 2},
        good=[("AB", "AB", "AB")],
        bad=[
            ("abc", "", "Mã gồm hai chữ"),
            ("A", "", "Câu hỏi cần ít nhất 2 ký tự"),
        ],
    ),
    KindCase(
        "long_text",
        good=[("một\r\nhai\n\n\n\nba ", "một\nhai\n\nba", "một\nhai\n\nba")],
        bad=[("x" * 2001, "", "Câu hỏi dài 2001 ký tự, tối đa 2000 ký tự")],
    ),
    KindCase(
        "person_name",
        good=[
            (DECOMPOSED, "Nguyễn Văn Sáng", "Nguyễn Văn Sáng"),
            ("  Trần   Thị\u200e Bình ", "Trần Thị Bình", "Trần Thị Bình"),
            ("H’Hen Niê", "H’Hen Niê", "H’Hen Niê"),
            ("Anne-Marie O'Neill", "Anne-Marie O'Neill", "Anne-Marie O'Neill"),
            ("A" * 120, "A" * 120, "A" * 120),
        ],
        bad=[
            ("A" * 300, "", "Câu hỏi dài 300 ký tự, tối đa 120 ký tự"),
            ("<script>", "", "Câu hỏi chỉ gồm chữ cái, ví dụ Nguyễn Văn An"),
            ("An 2", "", "Câu hỏi chỉ gồm chữ cái, ví dụ Nguyễn Văn An"),
            ("- -", "", "Câu hỏi chỉ gồm chữ cái, ví dụ Nguyễn Văn An"),
            (["An"], "", "Câu hỏi phải là chữ bạn nhập vào"),
        ],
    ),
    KindCase(
        "whole_number",
        settings={"min": 1, "max": 2000},
        good=[
            ("2", 2, "2"),
            (" 1.234 ", 1234, "1.234"),
            ("1,234", 1234, "1.234"),
            ("０９", 9, "9"),
            (5, 5, "5"),
        ],
        bad=[
            ("0", "", "Câu hỏi từ 1 trở lên"),
            ("2001", "", "Câu hỏi tối đa 2.000"),
            ("1,5", "", "Câu hỏi là số nguyên, ví dụ 2"),
            ("hai", "", "Nhập câu hỏi bằng chữ số, ví dụ 2"),
            ("9" * 40, "", "Nhập câu hỏi bằng chữ số, ví dụ 2"),
            (True, "", "Nhập câu hỏi bằng chữ số, ví dụ 2"),
            (1.0, "", "Nhập câu hỏi bằng chữ số, ví dụ 2"),
        ],
    ),
    KindCase(
        "money",
        good=[
            ("8.000", 8000, "8.000 đồng"),
            ("8 000 đ", 8000, "8.000 đồng"),
            ("8000đồng", 8000, "8.000 đồng"),
            ("1,500,000 VND", 1500000, "1.500.000 đồng"),
        ],
        bad=[
            ("-1", "", "Câu hỏi từ 0 đồng trở lên"),
            ("đ", "", "Nhập câu hỏi bằng chữ số, ví dụ 8.000"),
        ],
    ),
    KindCase(
        "date",
        settings={"not_future": True},
        good=[
            ("2/3/2020", "2020-03-02", "02/03/2020"),
            ("02-03-2020", "2020-03-02", "02/03/2020"),
            ("020320", "2020-03-02", "02/03/2020"),
            ("02032020", "2020-03-02", "02/03/2020"),
            ("2.3.20", "2020-03-02", "02/03/2020"),
            ("2 3 2020", "2020-03-02", "02/03/2020"),
            ("ngày 2 tháng 3 năm 2020", "2020-03-02", "02/03/2020"),
            ("2020-03-02", "2020-03-02", "02/03/2020"),
            ("20200302", "2020-03-02", "02/03/2020"),
            ("01/01/90", "1990-01-01", "01/01/1990"),
            ("29/02/2024", "2024-02-29", "29/02/2024"),
        ],
        bad=[
            ("31/02/2020", "", "Ngày 31/02/2020 không có trong lịch"),
            ("29/2/2023", "", "Ngày 29/02/2023 không có trong lịch"),
            ("13/25/2020", "", "Ngày 13/25/2020 không có trong lịch"),
            ("0/0/2020", "", "Ngày 00/00/2020 không có trong lịch"),
            ("hôm qua", "", "Nhập câu hỏi theo thứ tự ngày, tháng, năm, ví dụ 27/3/1990"),
            ("2020", "", "Nhập câu hỏi theo thứ tự ngày, tháng, năm, ví dụ 27/3/1990"),
            (20200302, "", "Nhập câu hỏi theo thứ tự ngày, tháng, năm, ví dụ 27/3/1990"),
            ("24/11/2026", "", "Câu hỏi không được sau hôm nay"),
            ("31/12/1899", "", "Câu hỏi phải từ ngày 01/01/1900 trở đi"),
        ],
    ),
    KindCase(
        "date",
        settings={"not_past": True, "latest": date(2030, 1, 1)},
        good=[("23/11/2026", "2026-11-23", "23/11/2026"), ("1/1/27", "2027-01-01", "01/01/2027")],
        bad=[
            ("22/11/2026", "", "Câu hỏi không được trước hôm nay"),
            ("2/1/2030", "", "Câu hỏi phải trước hoặc vào ngày 01/01/2030"),
        ],
    ),
    KindCase(
        "partial_date",
        settings={"not_future": True},
        good=[
            ("1990", "1990", "1990"),
            ("3/1990", "1990-03", "03/1990"),
            ("1990-03", "1990-03", "03/1990"),
            ("năm 1945", "1945", "1945"),
            ("27/3/1990", "1990-03-27", "27/03/1990"),
            ("11/2026", "2026-11", "11/2026"),
        ],
        bad=[
            ("13/1990", "", "Tháng 13 không có trong lịch"),
            ("2027", "", "Câu hỏi không được sau hôm nay"),
            ("1899", "", "Câu hỏi phải từ ngày 01/01/1900 trở đi"),
            (
                "khoảng 1950",
                "",
                "Nhập câu hỏi, ví dụ 27/3/1990. Nếu không nhớ, chỉ cần tháng và năm, hoặc năm",
            ),
        ],
    ),
]
