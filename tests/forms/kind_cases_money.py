"""Kinds about money that is paid: tax codes and bank accounts."""

from tests.forms.kind_case import KindCase

ACCOUNT = {"bank": "970436", "number": "0011001234567", "holder": "NGUYEN VAN AN"}
CLEAN = ACCOUNT | {"bank_name": "Vietcombank"}
LENGTH = (
    "Mã số thuế gồm 10 chữ số, 13 chữ số với chi nhánh, hoặc 12 chữ số của số định danh cá nhân"
)
SLIP = "Mã số thuế này có chữ số chưa đúng. Bạn vui lòng xem lại từng chữ số"
NUMBER = "Nhập số tài khoản, gồm 4 đến 19 chữ số hoặc chữ cái"
LETTERS = "Tên chủ tài khoản chỉ gồm chữ cái và chữ số, tối đa 120 ký tự"

CASES = [
    KindCase(
        "tax_code",
        good=[
            ("0100233488", "0100233488", "0100233488"),
            ("01.00.233.488", "0100233488", "0100233488"),
            ("0314409058-002", "0314409058002", "0314409058-002"),
            ("０３１４４０９０５８ 002", "0314409058002", "0314409058-002"),
            ("000190001234", "000190001234", "000190001234"),
        ],
        bad=[
            ("0100233480", "", SLIP),
            ("0314409058-000", "", SLIP),
            ("0000000000", "", SLIP),
            ("010023348", "", LENGTH),
            ("010023348A", "", LENGTH),
            ("01002334881", "", LENGTH),
            (100233488, "", LENGTH),
            (["0100233488"], "", LENGTH),
        ],
    ),
    KindCase(
        "tax_code",
        settings={"allow": ("enterprise",)},
        good=[("0100233488", "0100233488", "0100233488")],
        bad=[
            ("000190001234", "", "Mã số thuế của doanh nghiệp, tổ chức gồm đúng 10 chữ số"),
            ("0314409058-002", "", "Mã số thuế của doanh nghiệp, tổ chức gồm đúng 10 chữ số"),
        ],
    ),
    KindCase(
        "bank_account",
        good=[
            (ACCOUNT, CLEAN, "Vietcombank, 0011001234567, NGUYEN VAN AN"),
            (
                {"bank": "vietcombank", "number": "0011 0012.345-67", "holder": " Nguyễn  Văn An "},
                CLEAN | {"holder": "Nguyễn Văn An"},
                "Vietcombank, 0011001234567, Nguyễn Văn An",
            ),
            (
                {"bank": "TMCP Quân đội", "number": "tran2026", "holder": "CT TNHH A&B (VN)"},
                {
                    "bank": "970422",
                    "bank_name": "MB",
                    "number": "TRAN2026",
                    "holder": "CT TNHH A&B (VN)",
                },
                "MB, TRAN2026, CT TNHH A&B (VN)",
            ),
        ],
        bad=[
            (ACCOUNT | {"bank": "999999"}, "bank", "Chọn ngân hàng"),
            (ACCOUNT | {"bank": ["970436"]}, "bank", "Chọn ngân hàng"),
            (ACCOUNT | {"number": "123"}, "number", NUMBER),
            (ACCOUNT | {"number": "1" * 20}, "number", NUMBER),
            (ACCOUNT | {"number": 11001234567}, "number", NUMBER),
            (ACCOUNT | {"number": "<script>"}, "number", NUMBER),
            (
                {"bank": "970436", "number": "0011001234567"},
                "holder",
                "Nhập tên chủ tài khoản, ví dụ NGUYEN VAN AN",
            ),
            (ACCOUNT | {"holder": "<b>An</b>"}, "holder", LETTERS),
            (ACCOUNT | {"holder": "A" * 121}, "holder", LETTERS),
            ("970436", "", "Câu trả lời không đúng dạng"),
        ],
    ),
    KindCase(
        "bank_account",
        settings={"holder": "none"},
        good=[
            (
                ACCOUNT,
                {"bank": "970436", "bank_name": "Vietcombank", "number": "0011001234567"},
                "Vietcombank, 0011001234567",
            )
        ],
        bad=[({"number": "0011001234567"}, "bank", "Chọn ngân hàng")],
    ),
]
