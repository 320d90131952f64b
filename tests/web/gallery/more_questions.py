"""More sample questions: measures, times, tax codes, bank accounts; alone and in a group."""

from dataclasses import replace

from forms.kinds import KINDS
from forms.lookups.nations import countries
from portal.web.citizen.present import Field, Item, Option
from tests.web.gallery.questions import SOURCE

BANKS = tuple(Option(one.value, one.label) for one in KINDS["bank_account"].choices(None))
PEOPLE = (
    Option("submitter", "Chính tôi", "Thông tin của bạn được lấy lại, bạn không cần nhập."),
    Option("other", "Người khác"),
)
COUNTRIES = tuple(Option(code, name) for code, name in countries("vi").items())
COMPOSED = "Đăng ký tạm trú tại Số 3 ngõ 10, Phường Cầu Giấy, Thành phố Hà Nội"
SPELLED = "Ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín mươi"


def account(at: str, values: tuple[str, str, str], errors: tuple[str, str, str]) -> Field:
    """A bank account in three parts."""
    texts = zip(("bank", "number", "holder"), values, errors, strict=True)
    bank, number, holder = (
        Field(f"{at}.{name}", "text", "", value=value, error=error) for name, value, error in texts
    )
    return Field(
        at,
        "bank_account",
        "Tài khoản nhận trợ cấp",
        hint="Tiền được chuyển vào tài khoản này khi hồ sơ có kết quả.",
        parts=(
            replace(bank, kind="select", label="Ngân hàng", options=BANKS),
            replace(number, label="Số tài khoản", inputmode="numeric"),
            replace(
                holder,
                label="Chủ tài khoản",
                hint="Ghi như ngân hàng ghi, ví dụ NGUYEN VAN AN",
            ),
        ),
    )


_NOTHING = ("", "", "")
_ACCOUNT = ("970436", "0011001234567", "NGUYEN VAN AN")

EMPTY: tuple[Field, ...] = (
    Field("area", "decimal", "Diện tích nhà ở", hint="Tính bằng mét vuông, ví dụ 62,5"),
    Field("hour", "time", "Giờ sinh", hint="Ví dụ: 7:30 hoặc 7 giờ rưỡi", required=False),
    Field("tax_code", "tax_code", "Mã số thuế", hint="Gồm 10, 12 hoặc 13 chữ số."),
    Field("spelled", "date_in_words", "Ngày sinh ghi bằng chữ", hint="Ví dụ: 27/3/1990"),
    account("account", _NOTHING, _NOTHING),
    Field("mother_is", "same_person", "Người mẹ là", options=PEOPLE),
    Field("homeland", "country", "Quốc gia nơi sinh", options=COUNTRIES),
    Field("summary", "computed", "Nội dung đề nghị", hint="Cổng ghép từ những gì bạn điền."),
)

_TYPED = {
    "area": "62,5",
    "hour": "7h30",
    "tax_code": "0314409058-002",
    "spelled": "27/3/1990",
    "mother_is": "submitter",
    "homeland": "DE",
}

_WRONG = {
    "area": ("1,234", "Diện tích nhà ở có tối đa 2 chữ số sau dấu phẩy"),
    "hour": ("25:00", "Không có 25:00 trong ngày. Giờ từ 00:00 đến 23:59"),
    "tax_code": (
        "0100233480",
        "Mã số thuế này có chữ số chưa đúng. Bạn vui lòng xem lại từng chữ số",
    ),
    "homeland": ("", "Chọn quốc gia nơi sinh trong danh sách, ví dụ Việt Nam"),
    "mother_is": ("", "Chọn người mẹ là ai"),
    "spelled": ("ngày 31 tháng tư năm 1990", "Ngày 31/04/1990 không có trong lịch"),
}


def filled() -> tuple[Field, ...]:
    """Every kind with a good answer."""
    made = [replace(each, value=_TYPED.get(each.name, "")) for each in EMPTY]
    made[3] = replace(made[3], text=SPELLED)
    made[7] = replace(made[7], text=COMPOSED)
    return (*made[:4], account("account", _ACCOUNT, _NOTHING), *made[5:])


def in_error() -> tuple[Field, ...]:
    """Every kind refused, with what was typed kept."""
    made = [
        replace(each, value=_WRONG[each.name][0], error=_WRONG[each.name][1])
        for each in EMPTY
        if each.name in _WRONG
    ]
    errors = ("Chọn ngân hàng", "Nhập số tài khoản, gồm 4 đến 19 chữ số hoặc chữ cái", "")
    return (*made, account("account", ("", "12", "NGUYEN VAN AN"), errors))


def locked() -> tuple[Field, ...]:
    """Every kind as something nobody can change here."""
    told = {
        **_TYPED,
        "mother_is": "Chính tôi",
        "homeland": "Đức",
        "summary": COMPOSED,
        "account": "Vietcombank, 0011001234567, NGUYEN VAN AN",
    }
    return tuple(
        replace(each, locked=True, locked_source=SOURCE, text=told[each.name], parts=())
        for each in filled()
    )


def repeating(*rounds: tuple[Field, ...]) -> tuple[Field, ...]:
    """Questions inside a group, once for each round."""
    items = tuple(
        Item(number, tuple(_moved(each, f"heirs.{number - 1}") for each in fields))
        for number, fields in enumerate(rounds, 1)
    )
    group = Field("heirs", "group", "Những người nhận", item_label="Người nhận", items=items)
    return (group,)


def _moved(each: Field, to: str) -> Field:
    parts = tuple(_moved(part, to) for part in each.parts)
    return replace(each, name=f"{to}.{each.name}", parts=parts)
