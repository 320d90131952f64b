"""Which of our kinds a component type becomes: the one table to extend as kinds come."""

from forms.kinds import KINDS

TYPES: dict[str, str] = {
    "textfield": "text",
    "textarea": "long_text",
    "number": "whole_number",
    "currency": "money",
    "checkbox": "yes_no",
    "radio": "radio",
    "select": "select",
    "selectboxes": "checkboxes",
    "day": "date",
    "date": "date",
    "datetime": "date",
    "time": "time",
    "email": "email",
    "phoneNumber": "phone",
    "address": "place",
    "datagrid": "group",
    "editgrid": "group",
    "tags": "text",
    "url": "text",
    "signature": "consent",
    "iban": "text",
    "postcode": "text",
}

# Types that hold no answer of a citizen, or one nobody here can take: Vietnamese, English.
WITHOUT_EQUAL: dict[str, tuple[str, str]] = {
    "hidden": ("không ai thấy để trả lời", "nobody sees it to answer"),
    "password": ("biểu mẫu không hỏi mật khẩu", "a form asks for no password"),
    "captcha": ("cổng tự chặn máy tự động", "the portal keeps robots out itself"),
    "recaptcha": ("cổng tự chặn máy tự động", "the portal keeps robots out itself"),
    "form": ("biểu mẫu nằm ở tệp khác", "the form stands in another file"),
    "resource": ("dữ liệu nằm ở hệ thống khác", "its data stand in another system"),
    "datasource": ("dữ liệu lấy từ địa chỉ ngoài", "its data come from outside"),
    "dataSource": ("dữ liệu lấy từ địa chỉ ngoài", "its data come from outside"),
    "custom": ("do người dùng tự viết mã", "somebody's own code"),
    "unknown": ("do người dùng tự viết mã", "somebody's own code"),
    "datamap": ("cặp khóa và giá trị tùy ý", "keys of one's own choosing"),
    "tree": ("cây không giới hạn tầng", "a tree of any depth"),
    "location": ("vị trí lấy từ bản đồ ngoài", "a place on somebody else's map"),
    "map": ("vị trí lấy từ bản đồ ngoài", "a place on somebody else's map"),
    "sketchpad": ("thành phần trả phí", "a premium component"),
    "tagpad": ("thành phần trả phí", "a premium component"),
    "datatable": ("thành phần trả phí", "a premium component"),
    "dynamicWizard": ("thành phần trả phí", "a premium component"),
    "reviewpage": ("cổng luôn có trang kiểm tra", "the portal always has a page to check"),
    "modal": ("hộp thoại không dùng được khi tắt JavaScript", "it needs JavaScript"),
    "bsn": ("số định danh của nước khác", "another country's citizen number"),
    "cosign": ("người khác xác nhận bằng cách riêng", "others confirm in a way of their own"),
    "licenseplate": ("biển số của nước khác", "another country's plates"),
}

# These read an answer in their own way; what a form adds to that is a rule of its own.
SELF_CHECKING = frozenset(
    "person_name citizen_number phone email tax_code place time date_in_words bank_account".split()
)


def needed_by_default(kind: str) -> bool:
    """Whether a question of this kind wants an answer unless its file says otherwise."""
    return KINDS[kind].has_value and not KINDS[kind].computed
