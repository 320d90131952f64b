"""Kinds that are chosen from."""

from forms.spec import Option, Text
from tests.forms.kind_case import KindCase

OPTIONS = (
    Option("a", Text("An", "Ann")),
    Option("b", Text("Bình", "Ben")),
    Option("none", Text("Không ai", "Nobody"), exclusive=True),
)

CASES = [
    KindCase(
        "yes_no",
        good=[("yes", True, "Có"), ("no", False, "Không"), (False, False, "Không")],
        bad=[
            ("maybe", "", "Chọn một trong các lựa chọn của “Câu hỏi”"),
            (1, "", "Chọn một trong các lựa chọn của “Câu hỏi”"),
        ],
    ),
    *(
        KindCase(
            kind,
            options=OPTIONS,
            good=[("b", "b", "Bình")],
            bad=[
                ("z", "", "Chọn một trong các lựa chọn của “Câu hỏi”"),
                (["a"], "", "Chọn câu hỏi trong danh sách"),
            ],
        )
        for kind in ("radio", "select")
    ),
    KindCase(
        "select",
        settings={"list": "householder_relations"},
        good=[
            ("child", {"code": "child", "name": "Con"}, "Con"),
            (" cha, me ", {"code": "parent", "name": "Cha, mẹ"}, "Cha, mẹ"),
        ],
        bad=[
            ("cousin", "", "Chọn một trong các lựa chọn của “Câu hỏi”"),
            ({"code": "child"}, "", "Chọn câu hỏi trong danh sách"),
        ],
    ),
    KindCase(
        "same_person",
        options=(
            Option("submitter", Text("Tôi", "Me")),
            Option("other", Text("Người khác", "Another")),
        ),
        settings={"person": "mother"},
        good=[("submitter", "submitter", "Tôi"), ("other", "other", "Người khác")],
        bad=[
            ("father", "", "Chọn một trong các lựa chọn của “Câu hỏi”"),
            ({"role": "submitter"}, "", "Chọn câu hỏi trong danh sách"),
        ],
    ),
    KindCase(
        "checkboxes",
        options=OPTIONS,
        good=[
            (["b", "a"], ["a", "b"], "An; Bình"),
            ("a", ["a"], "An"),
            (["a", "a"], ["a"], "An"),
            (["none"], ["none"], "Không ai"),
        ],
        bad=[
            (["a", "z"], "", "Chọn một trong các lựa chọn của “Câu hỏi”"),
            (["none", "a"], "", "Chỉ chọn “Không ai”, hoặc chọn các mục khác"),
            ([{"a": 1}], "", "Chọn câu hỏi trong danh sách"),
        ],
    ),
    KindCase(
        "consent",
        good=[("yes", True, "Đã đồng ý"), (True, True, "Đã đồng ý")],
        bad=[("maybe", "", "Đánh dấu vào ô này để tiếp tục")],
    ),
    KindCase(
        "country",
        good=[("VN", "VN", "Việt Nam"), ("viet nam", "VN", "Việt Nam"), ("Germany", "DE", "Đức")],
        bad=[("Atlantis", "", "Chọn câu hỏi trong danh sách, ví dụ Việt Nam")],
    ),
    KindCase(
        "nationality",
        good=[("de", "DE", "Đức"), ("Lào", "LA", "Lào")],
        bad=[
            ("ZZ", "", "Chọn câu hỏi trong danh sách, ví dụ Việt Nam"),
            (84, "", "Chọn câu hỏi trong danh sách"),
        ],
    ),
    KindCase(
        "computed",
        good=[("Tại Số 5,\r\nphường Vinh", "Tại Số 5,\nphường Vinh", "Tại Số 5,\nphường Vinh")],
        bad=[
            (5, "", "Câu trả lời không đúng dạng"),
            ("x" * 5000, "", "Câu trả lời không đúng dạng"),
            (["x"], "", "Câu trả lời không đúng dạng"),
        ],
    ),
    *(
        KindCase(
            "computed",
            settings={"as": sort},
            good=[(16000, 16000, whole), (0.5, 0.5, half)],
            bad=[("16000", "", "Câu trả lời không đúng dạng")],
        )
        for sort, whole, half in (
            ("number", "16.000", "0,5"),
            ("money", "16.000 đồng", "0,5 đồng"),
        )
    ),
    KindCase(
        "ethnic_group",
        good=[("01", "01", "Kinh"), ("ê đê", "12", "Ê-đê"), ("Cơ Lao", "47", "Cơ Lao")],
        bad=[("55", "", "Chọn câu hỏi trong danh sách 54 dân tộc, ví dụ Kinh")],
    ),
]
