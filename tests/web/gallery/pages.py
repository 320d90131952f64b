"""Every page of the gallery: a template and the values it is shown with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from portal.web.citizen.present import StepLink, StepPage
from tests.web.gallery import questions

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """A template, its context, and whether somebody is signed in."""

    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    signed_in: bool = True


STEPS = (
    StepLink("Người đi đăng ký", "/nhap/1/nguoi-nop", done=True),
    StepLink("Thông tin của trẻ", "/nhap/1/tre", current=True),
    StepLink("Cha và mẹ"),
    StepLink("Giấy tờ"),
    StepLink("Kiểm tra và nộp"),
)


def step(fields: tuple, **more: object) -> Page:
    """A form step with these questions."""
    page = StepPage(
        title="Thông tin của trẻ",
        procedure="Đăng ký khai sinh",
        action="/nhap/1/tre",
        number=2,
        total=5,
        fields=fields,
        version=3,
        back_href="/nhap/1/nguoi-nop",
        communes_href="/api/v1/places/{province}/communes",
        steps=STEPS,
        **more,
    )
    return Page("step.html", {"page": page})


PAGES = {
    "step-empty": step(questions.EMPTY),
    "step-filled": step(questions.filled(), saved_at=NOON, autosave_href="/nhap/1/tre/luu"),
    "step-error": step(questions.in_error()),
    "step-locked": step(questions.locked(), notice="Có thêm câu hỏi cho lựa chọn của bạn."),
}
