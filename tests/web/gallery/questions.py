"""Sample questions: every kind in every state, as the templates of kinds get them."""

from dataclasses import replace

from portal.web.citizen.present import Field, Item, Option

GENDERS = (Option("male", "Nam"), Option("female", "Nữ"))
YES_NO = (Option("yes", "Có"), Option("no", "Không"))
REASONS = (
    Option("marriage", "Để kết hôn", "Kể cả kết hôn ở nước ngoài"),
    Option("house", "Để mua bán nhà, đất"),
    Option("loan", "Để vay vốn ngân hàng"),
)
PROVINCES = tuple(
    Option(code, name)
    for code, name in (
        ("01", "Thành phố Hà Nội"),
        ("46", "Thành phố Huế"),
        ("48", "Thành phố Đà Nẵng"),
        ("79", "Thành phố Hồ Chí Minh"),
        ("96", "Tỉnh Cà Mau"),
    )
)
COMMUNES = (
    Option("00004", "Phường Ba Đình"),
    Option("00008", "Phường Ngọc Hà"),
    Option("00070", "Phường Hoàn Kiếm"),
)
PEOPLES = tuple(Option(name.lower(), name) for name in ("Kinh", "Tày", "Thái", "Mường", "Khmer"))
SOURCE = "Lấy từ tài khoản định danh"
LONG = "Nguyễn Phan Hoàng Thiên Tôn Nữ Bảo Ngọc Trân Châu " * 6


def place(name: str, label: str, values: tuple[str, str, str], errors: tuple[str, str]) -> Field:
    """A two-level address; communes come once a province is known."""
    province, commune, street = values
    communes = COMMUNES if province else ()
    parts = (
        Field(f"{name}.province", "select", "Tỉnh, thành phố", value=province, options=PROVINCES),
        Field(f"{name}.commune", "select", "Xã, phường", value=commune, options=communes),
        Field(f"{name}.street", "text", "Số nhà, đường, thôn", value=street, required=False),
    )
    hint = "Từ ngày 01/7/2025 địa chỉ chỉ còn hai cấp: tỉnh, thành phố và xã, phường."
    found = (*errors, "")
    told = tuple(replace(part, error=error) for part, error in zip(parts, found, strict=True))
    return Field(name, "place", label, hint=hint, parts=told)


def id_document(values: tuple[str, str, str], error: str) -> Field:
    """An identity document in three parts."""
    kind, number, day = values
    return Field(
        "paper",
        "id_document",
        "Giấy tờ tùy thân",
        parts=(
            Field(
                "paper.type",
                "radio",
                "Loại giấy tờ",
                value=kind,
                options=(Option("cccd", "Thẻ căn cước"), Option("passport", "Hộ chiếu")),
            ),
            Field("paper.number", "text", "Số giấy tờ", value=number, error=error),
            Field(
                "paper.issued_on",
                "date",
                "Ngày cấp",
                hint="Ví dụ: 27/3/2021",
                value=day,
                required=False,
            ),
        ),
    )


def member(number: int, name: str, born: str, error: str = "") -> Item:
    """One round of the repeating group."""
    at = f"members.{number - 1}"
    return Item(
        number,
        (
            Field(f"{at}.full_name", "text", "Họ, chữ đệm và tên", value=name),
            Field(
                f"{at}.birth_date",
                "date",
                "Ngày sinh",
                hint="Ví dụ: 27/3/1990",
                value=born,
                error=error,
            ),
        ),
    )


EMPTY: tuple[Field, ...] = (
    Field(
        "full_name",
        "text",
        "Họ, chữ đệm và tên",
        hint="Ghi như trong giấy chứng sinh.",
        autocomplete="name",
    ),
    Field("mother_name", "person_name", "Họ, chữ đệm và tên mẹ"),
    Field("nickname", "text", "Tên gọi khác", required=False),
    Field("note", "long_text", "Lý do", hint="Kể ngắn gọn.", max_length=500),
    Field("remark", "long_text", "Ghi chú", required=False),
    Field("copies", "whole_number", "Số bản sao", hint="Mỗi bản 8.000 đồng."),
    Field("capital", "money", "Vốn kinh doanh"),
    Field("birth_date", "date", "Ngày sinh", hint="Ví dụ: 27/3/1990"),
    Field(
        "father_birth",
        "partial_date",
        "Ngày sinh của cha",
        hint="Chỉ nhớ năm thì ghi năm, ví dụ: 1962",
    ),
    Field("wants_copy", "yes_no", "Bạn có muốn nhận bản sao giấy khai sinh không?", options=YES_NO),
    Field("gender", "radio", "Giới tính", options=GENDERS),
    Field("reasons", "checkboxes", "Bạn cần giấy để làm gì?", options=REASONS, value=()),
    Field(
        "relation",
        "select",
        "Quan hệ với người được đăng ký",
        options=(Option("mother", "Mẹ"), Option("father", "Cha")),
    ),
    place("birth_place", "Nơi sinh", ("", "", ""), ("", "")),
    Field(
        "country", "country", "Quốc gia", options=(Option("VN", "Việt Nam"), Option("LA", "Lào"))
    ),
    Field(
        "nationality",
        "nationality",
        "Quốc tịch",
        options=(Option("VN", "Việt Nam"), Option("LA", "Lào")),
    ),
    Field("people", "ethnic_group", "Dân tộc", options=PEOPLES),
    Field(
        "number",
        "citizen_number",
        "Số định danh cá nhân",
        hint="Gồm 12 chữ số, in trên thẻ căn cước.",
    ),
    id_document(("", "", ""), ""),
    Field(
        "phone",
        "phone",
        "Số điện thoại",
        hint="Chúng tôi nhắn tin khi hồ sơ có tin mới.",
        autocomplete="tel",
    ),
    Field("email", "email", "Thư điện tử", required=False, autocomplete="email"),
    Field(
        "declared",
        "consent",
        "Tôi cam đoan",
        text="Tôi cam đoan lời khai là đúng sự thật và chịu trách nhiệm trước pháp luật.",
    ),
    Field("members", "group", "Những người cùng chuyển đến", item_label="Người", required=False),
    Field(
        "advice",
        "info",
        "Trước khi khai",
        text="Cha, mẹ hoặc người thân đi đăng ký.\n\nTrong 60 ngày kể từ ngày sinh con.",
    ),
)

_TYPED: dict[str, str | tuple[str, ...]] = {
    "full_name": "Nguyễn Thị Thu Hà",
    "mother_name": "Nguyễn Thị Thu Hà",
    "nickname": "Bống",
    "note": "Tôi cần giấy xác nhận để đăng ký kết hôn tại quê chồng.",
    "remark": "Không có.",
    "copies": "2",
    "capital": "150.000.000",
    "birth_date": "27/3/1990",
    "father_birth": "1962",
    "wants_copy": "yes",
    "gender": "female",
    "reasons": ("marriage", "loan"),
    "relation": "mother",
    "country": "VN",
    "nationality": "VN",
    "people": "kinh",
    "number": "000190012345",
    "phone": "0912 345 678",
    "email": "ha.nguyen@example.com",
    "declared": "yes",
}

_WRONG: dict[str, tuple[str | tuple[str, ...], str]] = {
    "full_name": (LONG, "Họ và tên dài nhất 120 ký tự"),
    "mother_name": ("Hà 2", "Họ tên chỉ gồm chữ cái"),
    "nickname": ('<script>alert("x")</script>', "Tên gọi khác chỉ gồm chữ cái"),
    "note": ("", "Nhập lý do"),
    "remark": ("x" * 200, "Ghi chú có từ quá dài"),
    "copies": ("hai", "Nhập số bản sao bằng chữ số, ví dụ 2"),
    "capital": ("-5", "Vốn kinh doanh phải lớn hơn 0 đồng"),
    "birth_date": ("31/02/2020", "Ngày 31/02/2020 không có trong lịch"),
    "father_birth": ("13/1962", "Tháng 13 không có trong lịch"),
    "wants_copy": ("", "Chọn có hoặc không"),
    "gender": ("", "Chọn giới tính"),
    "reasons": ((), "Chọn ít nhất một mục đích"),
    "relation": ("", "Chọn quan hệ"),
    "country": ("", "Chọn quốc gia"),
    "nationality": ("", "Chọn quốc tịch"),
    "people": ("", "Chọn dân tộc"),
    "number": ("00119001234a", "Số định danh cá nhân gồm đúng 12 chữ số"),
    "phone": ("0912", "Nhập số điện thoại, ví dụ 0912 345 678"),
    "email": ("ha@", "Nhập thư điện tử, ví dụ ha@vidu.vn"),
    "declared": ("", "Đánh dấu vào ô để cam đoan"),
    "members": ("", "Thêm ít nhất một người"),
}


def filled() -> tuple[Field, ...]:
    """Every kind with a good answer, one with a warning, a group with two rounds."""
    fields = tuple(replace(each, value=_TYPED.get(each.name, each.value)) for each in EMPTY)
    special = {
        "birth_place": place(
            "birth_place", "Nơi sinh", ("01", "00008", "Số 5, ngõ 12 phố Đội Cấn"), ("", "")
        ),
        "paper": id_document(("passport", "C1234567", "2/4/2019"), ""),
    }
    made = [special.get(each.name, each) for each in fields]
    for index, each in enumerate(made):
        if each.name == "members":
            made[index] = replace(
                each, items=(member(1, "Trần Minh", "5/12/1988"), member(2, "Trần An", "1/6/2015"))
            )
        elif each.name == "number":
            made[index] = replace(
                each, warning="Ba chữ số đầu không hợp với nơi đăng ký khai sinh bạn đã chọn."
            )
        elif each.name == "capital":
            made[index] = replace(each, text="một trăm năm mươi triệu đồng")
    return tuple(made)


def in_error() -> tuple[Field, ...]:
    """Every kind refused, with what was typed kept."""
    made = []
    for each in EMPTY:
        value, error = _WRONG.get(each.name, (each.value, ""))
        if each.name == "birth_place":
            errors = ("", "Từ ngày 01/7/2025 không còn cấp huyện. Chọn xã, phường hiện nay")
            each = place("birth_place", "Nơi sinh", ("01", "", "Quận Ba Đình"), errors)
        elif each.name == "paper":
            each = id_document(("cccd", "123", ""), "Số thẻ căn cước gồm đúng 12 chữ số")
        elif each.name == "members":
            items = (member(1, "Trần Minh", "30/2/1988", "Ngày 30/02/1988 không có trong lịch"),)
            each = replace(each, items=items, min_items=1, max_items=1)
        else:
            each = replace(each, value=value, error=error)
        made.append(each)
    return tuple(made)


def locked() -> tuple[Field, ...]:
    """Every kind as the identity account fills it in."""
    return tuple(
        replace(each, locked=True, locked_source=SOURCE, text=each.text or str(each.value))
        for each in filled()
        if each.kind not in ("info", "consent", "group")
    )


def alone(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Only what may stand inside a group: no group stands in another."""
    return tuple(each for each in fields if each.kind != "group")
