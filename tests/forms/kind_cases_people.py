"""Kinds about people and places, and those that hold other questions or none."""

from forms.spec import Question, Text
from tests.forms.kind_case import KindCase

INNER = (Question("inner", "text", Text("Bên trong", "Inside")),)
VINH = {
    "province": "40",
    "province_name": "Nghệ An",
    "commune": "16681",
    "commune_name": "Phường Thành Vinh",
}
CASES = [
    KindCase(
        "citizen_number",
        good=[
            ("000190001234", "000190001234", "000190001234"),
            ("000 190 001 234", "000190001234", "000190001234"),
        ],
        bad=[
            ("04019000123A", "", "Số định danh cá nhân gồm đúng 12 chữ số"),
            ("181234567", "", "Số định danh cá nhân gồm đúng 12 chữ số"),
            ("0401900012345", "", "Số định danh cá nhân gồm đúng 12 chữ số"),
            (40190001234, "", "Số định danh cá nhân gồm đúng 12 chữ số"),
        ],
    ),
    KindCase(
        "id_document",
        good=[
            (
                {"type": "passport", "number": "c 1234567"},
                {"type": "passport", "number": "C1234567"},
                "Hộ chiếu: C1234567",
            ),
            (
                {"type": "old_id", "number": "181.234.567"},
                {"type": "old_id", "number": "181234567"},
                "Chứng minh nhân dân 9 số: 181234567",
            ),
        ],
        bad=[
            (
                {"type": "old_id", "number": "12"},
                "number",
                "Số chứng minh nhân dân cũ gồm đúng 9 chữ số",
            ),
            (
                {"type": "citizen_number", "number": "1"},
                "number",
                "Số định danh cá nhân gồm đúng 12 chữ số",
            ),
            ({"number": "C1234567"}, "type", "Chọn loại giấy tờ"),
            ({"type": ["passport"], "number": "C1234567"}, "type", "Chọn loại giấy tờ"),
            ({"type": "passport", "number": 12345678}, "number", "Nhập số giấy tờ"),
            ("C1234567", "", "Câu trả lời không đúng dạng"),
        ],
    ),
    KindCase(
        "phone",
        settings={"mobile": True},
        good=[
            ("0912 345 678", "+84912345678", "0912 345 678"),
            ("+84 912-345-678", "+84912345678", "0912 345 678"),
            ("0912.345.678", "+84912345678", "0912 345 678"),
        ],
        bad=[
            (
                "0238 384 4444",
                "",
                "Nhập số điện thoại di động để nhận được tin nhắn, ví dụ 0912 345 678",
            ),
            ("123", "", "Nhập số điện thoại di động để nhận được tin nhắn, ví dụ 0912 345 678"),
        ],
    ),
    KindCase(
        "phone",
        good=[("0238 384 4444", "+842383844444", "0238 3844 444")],
        bad=[("không có", "", "Nhập số điện thoại, ví dụ 0912 345 678")],
    ),
    KindCase(
        "email",
        good=[("ten@Example.VN", "ten@example.vn", "ten@example.vn")],
        bad=[
            ("ten@", "", "Nhập địa chỉ thư điện tử, ví dụ ten@example.vn"),
            ("a b@example.vn", "", "Nhập địa chỉ thư điện tử, ví dụ ten@example.vn"),
            ("a@b", "", "Nhập địa chỉ thư điện tử, ví dụ ten@example.vn"),
            ("a" * 250 + "@example.vn", "", "Nhập địa chỉ thư điện tử, ví dụ ten@example.vn"),
        ],
    ),
    KindCase(
        "place",
        good=[
            ({"province": "40", "commune": "16681"}, VINH, "Phường Thành Vinh, Nghệ An"),
            (
                {"province": "nghệ an", "commune": "thanh vinh", "street": " Số 5 "},
                VINH | {"street": "Số 5"},
                "Số 5, Phường Thành Vinh, Nghệ An",
            ),
        ],
        bad=[
            ({"street": "Số 5"}, "province", "Chọn tỉnh, thành phố"),
            ({"province": "40"}, "commune", "Chọn xã, phường, đặc khu"),
            (
                {"province": "40", "commune": "00004"},
                "commune",
                "Phường Ba Đình không thuộc Nghệ An. Chọn lại xã, phường",
            ),
            (
                {"province": "40", "commune": "", "street": "Xã Nam Anh, huyện Nam Đàn"},
                "commune",
                "Từ ngày 01/7/2025 không còn cấp huyện. Chọn xã, phường hiện nay",
            ),
            (
                {"province": "01", "commune": "16681x", "street": "x" * 251},
                "street",
                "Địa chỉ chi tiết dài 251 ký tự, tối đa 250 ký tự",
            ),
            ("Nghệ An", "", "Chọn câu hỏi gồm tỉnh, thành phố và xã, phường"),
            ({"province": ["40"]}, "", "Chọn câu hỏi gồm tỉnh, thành phố và xã, phường"),
        ],
    ),
    KindCase(
        "place",
        settings={"loose": True},
        good=[({"street": "Berlin, Đức"}, {"street": "Berlin, Đức"}, "Berlin, Đức")],
        bad=[({"province": "99", "street": "Berlin"}, "province", "Chọn tỉnh, thành phố")],
    ),
    KindCase(
        "place",
        settings={"street": "required"},
        good=[
            (
                {"province": "40", "commune": "16681", "street": "Khối 3"},
                VINH | {"street": "Khối 3"},
                "Khối 3, Phường Thành Vinh, Nghệ An",
            )
        ],
        bad=[
            ({"province": "40", "commune": "16681"}, "street", "Nhập số nhà, đường hoặc thôn, xóm")
        ],
    ),
    KindCase(
        "group",
        settings={"min_items": 1, "max_items": 2},
        questions=INNER,
        good=[([{"inner": "x"}], [{"inner": "x"}], "1 mục")],
        bad=[
            ("x", "", "Câu hỏi phải là một danh sách"),
            (["x"], "", "Câu hỏi phải là một danh sách"),
            ([{"inner": "x"}] * 3, "", "“Câu hỏi” có 3 mục, tối đa 2 mục"),
            ([{"inner": " "}], "", "Thêm ít nhất 1 mục vào “Câu hỏi”"),
        ],
    ),
    KindCase("info", good=[], bad=[("x", "", "Câu trả lời không đúng dạng")]),
]
