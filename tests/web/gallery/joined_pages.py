"""Sample pages of joined procedures: before they are begun, and every way a branch may stand."""

from dataclasses import replace
from datetime import UTC, datetime

from portal.web.citizen.joining.views import JoinedPage, Line
from tests.web.gallery import giving_pages

NOON = datetime(2026, 12, 8, 5, tzinfo=UTC)
BEFORE = JoinedPage(
    code="H41.92-261123-0007",
    name="Liên thông: khai sinh, thường trú, bảo hiểm y tế, thẻ căn cước",
    lines=(
        Line("Đăng ký thường trú cho trẻ", "planned"),
        Line("Thẻ bảo hiểm y tế", "planned", elsewhere="Cơ quan bảo hiểm xã hội cấp thẻ."),
    ),
    begun=False,
    action="/ho-so/x/lien-thong",
    back_href="/ho-so/x",
)
BEGUN = replace(
    BEFORE,
    begun=True,
    lines=(
        Line(
            "Đăng ký thường trú",
            "dossier",
            agency="Công an phường Thành Vinh (mẫu)",
            code="H41.91-261123-0002",
            state="accepted",
            due=NOON,
            href="/ho-so/y",
        ),
        Line("Trích lục", "draft", href="/nhap/1"),
        Line("Thẻ bảo hiểm y tế", "elsewhere", elsewhere="Cơ quan bảo hiểm xã hội cấp thẻ."),
        Line("Thẻ căn cước", "failed", reason="not_offered"),
        Line("Tạm trú", "waits"),
    ),
)
PAGES = {
    "joined": ("joined.html", BEFORE),
    "joined-begun": ("joined.html", BEGUN),
    "return-way": ("return_way.html", giving_pages.CHOICE),
    "return-way-error": ("return_way.html", giving_pages.CHOICE_ERROR),
}
