"""Kinds that are measured and spelled out: decimals, times of day, dates in words."""

from datetime import time
from decimal import Decimal

from forms.spec import Text
from tests.forms.kind_case import KindCase

AREA = {"min": Decimal("0.5"), "max": Decimal(100000), "unit": Text("m²", "m²")}
SPELLED = "Ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín mươi"
HOURS = "Nhập câu hỏi theo giờ và phút, ví dụ 7:30"

CASES = [
    KindCase(
        "decimal",
        settings=AREA,
        good=[
            ("62,5", 62.5, "62,5 m²"),
            ("62.5 m²", 62.5, "62,5 m²"),
            ("1.234,5", 1234.5, "1.234,5 m²"),
            ("1,234.5", 1234.5, "1.234,5 m²"),
            ("1 234,50", 1234.5, "1.234,5 m²"),
            ("1.234", 1234, "1.234 m²"),
            ("70,00", 70, "70 m²"),
            ("６２,５", 62.5, "62,5 m²"),
            (62.5, 62.5, "62,5 m²"),
            (70, 70, "70 m²"),
        ],
        bad=[
            ("1,234", "", "Câu hỏi có tối đa 2 chữ số sau dấu phẩy"),
            (0.123, "", "Câu hỏi có tối đa 2 chữ số sau dấu phẩy"),
            ("0,4", "", "Câu hỏi từ 0,5 m² trở lên"),
            ("100.000,5", "", "Câu hỏi tối đa 100.000 m²"),
            ("1,2,3", "", "Nhập câu hỏi bằng chữ số, ví dụ 62,5"),
            ("1e9", "", "Nhập câu hỏi bằng chữ số, ví dụ 62,5"),
            ("9" * 16, "", "Nhập câu hỏi bằng chữ số, ví dụ 62,5"),
            (float("inf"), "", "Nhập câu hỏi bằng chữ số, ví dụ 62,5"),
            (True, "", "Nhập câu hỏi bằng chữ số, ví dụ 62,5"),
            ("hai", "", "Nhập câu hỏi bằng chữ số, ví dụ 62,5"),
        ],
    ),
    KindCase(
        "decimal",
        settings={"min": Decimal(-10), "places": 3},
        good=[
            ("-2,125", -2.125, "-2,125"),
            ("0.125", 0.125, "0,125"),
            ("1,234", 1.234, "1,234"),
            ("123456789012,345", 123456789012.345, "123.456.789.012,345"),
        ],
        bad=[("-10,5", "", "Câu hỏi từ -10 trở lên")],
    ),
    KindCase(
        "time",
        good=[
            ("7:30", "07:30", "07:30"),
            ("7h30", "07:30", "07:30"),
            ("07.30", "07:30", "07:30"),
            ("0730", "07:30", "07:30"),
            ("7 giờ 30 phút", "07:30", "07:30"),
            ("7 giờ rưỡi", "07:30", "07:30"),
            ("19h", "19:00", "19:00"),
            ("3 giờ chiều", "15:00", "15:00"),
            ("7:30 tối", "19:30", "19:30"),
            ("12 giờ trưa", "12:00", "12:00"),
            ("12 giờ đêm", "00:00", "00:00"),
            ("11 giờ đêm", "23:00", "23:00"),
            ("7:30 SA", "07:30", "07:30"),
            ("７：３０", "07:30", "07:30"),
        ],
        bad=[
            ("25:00", "", "Không có 25:00 trong ngày. Giờ từ 00:00 đến 23:59"),
            ("7:60", "", "Không có 07:60 trong ngày. Giờ từ 00:00 đến 23:59"),
            ("7", "", HOURS),
            ("sáng sớm", "", HOURS),
            ("7:30:15", "", HOURS),
            (730, "", HOURS),
        ],
    ),
    KindCase(
        "time",
        settings={"earliest": time(7, 30), "latest": time(17)},
        good=[("17:00", "17:00", "17:00")],
        bad=[
            ("7:29", "", "Câu hỏi phải từ 07:30 trở đi"),
            ("17:01", "", "Câu hỏi phải trước hoặc đúng 17:00"),
        ],
    ),
    KindCase(
        "date_in_words",
        settings={"not_future": True},
        good=[
            ("27/3/1990", "1990-03-27", SPELLED),
            (SPELLED, "1990-03-27", SPELLED),
            ("ngay hai muoi bay thang ba nam 1990", "1990-03-27", SPELLED),
            (
                "mồng năm tháng tư năm hai ngàn lẻ năm",
                "2005-04-05",
                "Ngày năm tháng tư năm hai nghìn không trăm linh năm",
            ),
            (
                "2024-02-29",
                "2024-02-29",
                "Ngày hai mươi chín tháng hai năm hai nghìn không trăm hai mươi bốn",
            ),
        ],
        bad=[
            (
                "ngày ba mươi mốt tháng tư năm một nghìn chín trăm chín mươi",
                "",
                "Ngày 31/04/1990 không có trong lịch",
            ),
            (
                "ngày rằm tháng bảy năm ngoái",
                "",
                "Nhập câu hỏi bằng chữ hoặc bằng số, ví dụ 27/3/1990",
            ),
            ("24/11/2026", "", "Câu hỏi không được sau hôm nay"),
        ],
    ),
]
