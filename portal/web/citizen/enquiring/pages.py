"""Draws the form of a question or complaint, and reads what was typed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from forms.characters import one_line
from portal.domain import codes
from portal.domain.enquiries import EnquiryKind
from portal.models import Agency
from portal.services.enquiries.dealing import LONGEST
from portal.web.citizen import addresses
from portal.web.citizen.confirming.phones import read_phone
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.formats import number

NAMES = ("kind", "agency", "words", "dossier", "name", "phone", "publish")
_LONGEST_NAME = 100
_MOST_TYPED = 10_000


@dataclass(frozen=True)
class EnquiryPage:
    """The form: its questions, and ``once``, the mark by which it is taken once."""

    action: str
    once: str
    fields: tuple[Field, ...]

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(line for each in self.fields for line in each.errors())


@dataclass(frozen=True)
class Typed:
    """What was typed, as typed; what it comes to; and what is wrong with it by question."""

    raw: Mapping[str, str] = field(repr=False)
    phone: str = field(default="", repr=False)
    dossier: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def read(given: Mapping[str, str], agencies: Sequence[Agency], lang: str) -> Typed:
    """Read a form that was sent."""
    raw = {name: given.get(name, "")[:_MOST_TYPED] for name in NAMES}
    errors: dict[str, str] = {}
    if raw["kind"] not in set(EnquiryKind):
        errors["kind"] = _("Chọn hỏi, hay phản ánh, kiến nghị")
    if raw["agency"] not in {one.code for one in agencies}:
        errors["agency"] = _("Chọn cơ quan bạn muốn viết đến")
    if len(raw["words"].strip()) < 10:
        errors["words"] = _("Viết rõ điều bạn muốn hỏi hoặc phản ánh, ít nhất 10 ký tự")
    elif len(raw["words"].strip()) > LONGEST:
        errors["words"] = _("Viết gọn lại, tối đa %(limit)s ký tự", limit=number(LONGEST))
    dossier, errors["dossier"] = _code(raw["dossier"])
    if not 2 <= len(one_line(raw["name"])) <= _LONGEST_NAME:
        errors["name"] = _("Nhập họ và tên của bạn")
    phone = read_phone(raw["phone"], lang) if raw["phone"].strip() else None
    errors["phone"] = phone.error if phone else ""
    wrong = {name: said for name, said in errors.items() if said}
    return Typed(raw, phone.phone if phone else "", dossier, wrong)


def _code(typed: str) -> tuple[str, str]:
    """Read the code of the dossier it is about; whether there is one is told to nobody here."""
    if not typed.strip():
        return "", ""
    try:
        return str(codes.parse(typed)), ""
    except codes.CodeMalformed:
        return "", _("Mã hồ sơ có dạng H41.12.34-261205-0001. Không nhớ thì để trống")


def page(once: str, typed: Typed, agencies: Sequence[Agency]) -> EnquiryPage:
    """Draw the form with what was typed."""
    return EnquiryPage(
        addresses.ENQUIRE, once, (*_matter(typed, agencies), *_content(typed), *_person(typed))
    )


def _matter(typed: Typed, agencies: Sequence[Agency]) -> tuple[Field, ...]:
    kinds = (
        Option(EnquiryKind.QUESTION, _("Tôi muốn hỏi")),
        Option(EnquiryKind.COMPLAINT, _("Tôi muốn phản ánh, kiến nghị")),
    )
    offices = tuple(Option(one.code, one.name) for one in agencies)
    return (
        _field(typed, "kind", "radio", _("Bạn viết về việc gì?"), options=kinds),
        _field(
            typed,
            "agency",
            "select",
            _("Gửi cơ quan nào?"),
            options=offices,
            hint=_("Chưa chắc thì chọn cơ quan gần nhất: nơi đó chuyển đến đúng cơ quan."),
        ),
    )


def _content(typed: Typed) -> tuple[Field, ...]:
    return (
        _field(
            typed,
            "words",
            "long_text",
            _("Nội dung"),
            hint=_("Đừng ghi số định danh, tài khoản ngân hàng hay chuyện riêng của người khác."),
            max_length=LONGEST,
        ),
        _field(
            typed,
            "dossier",
            "text",
            _("Mã hồ sơ"),
            hint=_("Nếu là về một hồ sơ đã nộp. Ví dụ: H41.12.34-261205-0001"),
            required=False,
        ),
    )


def _person(typed: Typed) -> tuple[Field, ...]:
    return (
        _field(typed, "name", "text", _("Họ và tên"), autocomplete="name"),
        _field(
            typed,
            "phone",
            "phone",
            _("Số điện thoại"),
            hint=_("Có số thì chúng tôi nhắn liên kết theo dõi và báo khi có trả lời."),
            required=False,
        ),
        _field(
            typed,
            "publish",
            "consent",
            _("Tôi đồng ý cho đăng câu hỏi và câu trả lời để người khác cùng đọc"),
            hint=_("Cán bộ xem lại trước khi đăng; không đăng tên và số điện thoại của bạn."),
            required=False,
        ),
    )


def _field(typed: Typed, name: str, kind: str, label: str, **more: object) -> Field:
    told = {"value": typed.raw.get(name, ""), "error": typed.errors.get(name, ""), **more}
    return Field(name, kind, label, **told)  # type: ignore[arg-type]
