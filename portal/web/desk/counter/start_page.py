"""Draws what an officer is asked before the first question, and reads what they say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from flask_babel import gettext as _

from forms.identifiers import citizen_number
from forms.messages import Lang
from forms.spec import Form
from portal import clock
from portal.domain.states import Channel
from portal.services.counter import rules
from portal.services.counter.taking import Handed
from portal.web import dates
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_pages import StartPage
from portal.web.desk import addresses

_NAMES = ("case", "channel", "day", "time", "letter_number", "full_name", "citizen_number", "phone")
_LONGEST = 200


@dataclass(frozen=True)
class Given:
    """What was typed, as typed, and what is wrong with it by field."""

    typed: Mapping[str, str] = field(repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Given":
        """Begin with somebody who stands at the counter now."""
        now = clock.local(clock.now())
        day, time = f"{now:%d/%m/%Y}", f"{now:%H:%M}"
        return cls({"channel": str(Channel.DIRECT), "day": day, "time": time})

    @classmethod
    def read(cls, sent: Mapping[str, str], form: Form) -> "Given":
        """Read what a request sends, and say what is wrong."""
        given = cls({name: sent.get(name, "").strip()[:_LONGEST] for name in _NAMES})
        return replace(given, errors=dict(given._wrong(form)))

    def case(self, form: Form) -> str:
        """Give the case; where there is one alone, nobody is asked."""
        return self.typed.get("case", "") if len(form.cases) > 1 else form.cases[0].id

    @property
    def received_at(self) -> datetime | None:
        """Give the moment of receipt, None if it is none."""
        said = f"{self.typed.get('day', '')} {self.typed.get('time', '').replace('h', ':')}"
        return dates.minute(said)

    def handed(self, form: Form) -> Handed | None:
        """Give it to the service, None as long as something has to be mended."""
        at = self.received_at
        if self.errors or at is None:
            return None
        # Whatever is typed to the minute is no later than the minute that runs.
        at = min(at, clock.now()) if at.replace(second=0) <= clock.now() else at
        channel = Channel(self.typed["channel"])
        person = ("full_name", "citizen_number", "phone")
        return Handed(
            procedure=form.code,
            case=self.case(form),
            channel=channel,
            received_at=at,
            letter_number=self.typed["letter_number"] if channel == Channel.POSTAL else "",
            person={name: self.typed[name] for name in person if self.typed[name]},
        )

    def mended(self, reason: str) -> "Given":
        """Say what the rules do not let pass."""
        said = {
            "later": ("day", _("Thời điểm nhận không thể ở sau lúc này")),
            "day": ("day", _("Hồ sơ nộp tại quầy phải được nhập ngay trong ngày nhận")),
            "long_ago": ("day", _("Thư nhận quá 15 ngày trước. Kiểm tra lại ngày nhận")),
            "letter_number": ("letter_number", _("Số hiệu bưu gửi dài quá 40 ký tự")),
        }
        name, words = said.get(reason, ("channel", _("Chọn cách nộp")))
        return replace(self, errors={name: words})

    def _wrong(self, form: Form) -> Iterator[tuple[str, str]]:
        if form.case(self.case(form)) is None:
            yield "case", _("Chọn trường hợp của hồ sơ")
        if self.typed["channel"] not in rules.CHANNELS:
            yield "channel", _("Chọn cách nộp")
        if self.received_at is None:
            yield "day", _("Nhập ngày giờ nhận, ví dụ 05/12/2026 và 09:41")
        if not self.typed["full_name"]:
            yield "full_name", _("Nhập họ và tên người nộp")
        number = self.typed["citizen_number"]
        if number and citizen_number(number) is None:
            yield "citizen_number", _("Số định danh cá nhân gồm đúng 12 chữ số")


def start_page(form: Form, given: Given, agency: str, lang: Lang) -> StartPage:
    """Draw the questions."""
    return StartPage(
        procedure=form.name.in_(lang),
        action=addresses.counter(agency, "thu-tuc", form.code),
        fields=tuple(_fields(form, given, lang)),
        back_href=addresses.counter(agency),
    )


def _fields(form: Form, given: Given, lang: Lang) -> Iterator[Field]:
    if len(form.cases) > 1:
        cases = tuple(Option(case.id, case.name.in_(lang)) for case in form.cases)
        yield replace(_field(given, "case", _("Trường hợp")), kind="radio", options=cases)
    ways = (
        Option(str(Channel.DIRECT), _("Trực tiếp tại quầy")),
        Option(str(Channel.POSTAL), _("Qua bưu chính")),
    )
    yield replace(_field(given, "channel", _("Cách nộp")), kind="radio", options=ways)
    hint = _("Thời hạn giải quyết tính từ lúc nhận, không phải lúc nhập. Ví dụ 05/12/2026")
    yield _field(given, "day", _("Ngày nhận"), hint)
    yield _field(given, "time", _("Giờ nhận"), _("Ví dụ 09:41"))
    number, when = _("Số hiệu bưu gửi"), _("Nếu qua bưu chính")
    yield _field(given, "letter_number", number, when, needed=False)
    filled = _("Điền sẵn vào tờ khai; sửa được ở các bước sau.")
    yield _field(given, "full_name", _("Họ và tên người nộp"), filled)
    yield _field(given, "citizen_number", _("Số định danh cá nhân"), needed=False)
    phone, why = _("Số điện thoại"), _("Để nhắn tin cho người nộp.")
    yield _field(given, "phone", phone, why, needed=False)


def _field(given: Given, name: str, label: str, hint: str = "", *, needed: bool = True) -> Field:
    said, error = given.typed.get(name, ""), given.errors.get(name, "")
    return Field(name, "text", label, hint=hint, required=needed, value=said, error=error)
