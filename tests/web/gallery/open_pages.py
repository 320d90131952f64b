"""Sample values of the open pages: home, search, procedure, start, look-up."""

from dataclasses import replace
from datetime import date

from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_pages import (
    DocumentNeed,
    Fact,
    HomePage,
    LegalBasis,
    LifeEvent,
    Link,
    LookupPage,
    ProcedurePage,
    StartPage,
)
from tests.web.gallery.dossiers import public
from tests.web.gallery.questions import place

EVENTS = (
    LifeEvent(
        "Sinh con",
        (Link("Đăng ký khai sinh", "/thu-tuc/1.001193"),),
        "Trong 60 ngày kể từ ngày sinh",
    ),
    LifeEvent(
        "Chuyển chỗ ở",
        (
            Link("Đăng ký thường trú", "/thu-tuc/1.004222"),
            Link("Đăng ký tạm trú", "/thu-tuc/1.004194"),
        ),
    ),
    LifeEvent(
        "Kết hôn, mua nhà, vay vốn",
        (Link("Cấp giấy xác nhận tình trạng hôn nhân", "/thu-tuc/1.004873"),),
    ),
    LifeEvent(
        "Xin lại giấy tờ",
        (Link("Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh", "/thu-tuc/2.000635"),),
    ),
)
HITS = (
    Link(
        "Đăng ký khai sinh", "/thu-tuc/1.001193", "Ủy ban nhân dân cấp xã · trong ngày · miễn phí"
    ),
    Link(
        "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh",
        "/thu-tuc/2.000635",
        "Sở Tư pháp hoặc cơ quan giữ sổ · trong ngày · 8.000 đồng một bản",
    ),
)
HOME = HomePage(EVENTS)
FOUND = HomePage(EVENTS, "làm giấy khai sinh", HITS)
NOTHING = HomePage(EVENTS, "đổi bằng lái <b>", ())

PROCEDURE = ProcedurePage(
    code="1.001193",
    name="Đăng ký khai sinh",
    summary="Khai sinh cho trẻ tại Việt Nam, nhận giấy khai sinh và số định danh cá nhân của trẻ.",
    who=(Fact("Cha, mẹ, ông, bà hoặc người thân thích của trẻ; người đang nuôi dưỡng trẻ."),),
    documents=(
        DocumentNeed("Tờ khai đăng ký khai sinh", "Khai ngay trên Cổng, không phải in."),
        DocumentNeed(
            "Giấy chứng sinh",
            "Do cơ sở y tế nơi trẻ sinh ra cấp.",
            "1 bản chính (ảnh chụp hoặc PDF)",
        ),
        DocumentNeed(
            "Văn bản xác nhận của người làm chứng", "Khi không có giấy chứng sinh.", required=False
        ),
        DocumentNeed(
            "Văn bản ủy quyền",
            "Khi người đi đăng ký không phải người thân thích.",
            required=False,
            unsure="có cần chứng thực hay không tùy quan hệ với người ủy quyền.",
        ),
    ),
    fees=(
        Fact("Miễn phí khi đăng ký đúng hạn"),
        Fact("8.000 đồng", "Mỗi bản sao", unsure="mức thu này theo nguồn thứ cấp."),
    ),
    times=(
        Fact("Trong ngày làm việc", note="Nộp sau 15 giờ thì trả vào ngày làm việc tiếp theo."),
    ),
    agency=Fact("Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ"),
    results=(Fact("Giấy khai sinh"), Fact("Số định danh cá nhân của trẻ")),
    legal=(
        LegalBasis("60/2014/QH13", "Luật Hộ tịch", date(2014, 11, 20), "https://example.com/luat"),
        LegalBasis(
            "123/2015/NĐ-CP", "Quy định chi tiết một số điều của Luật Hộ tịch", date(2015, 11, 15)
        ),
    ),
    start_href="/thu-tuc/1.001193/bat-dau",
)

_CASES = Field(
    "case",
    "radio",
    "Bạn thuộc trường hợp nào?",
    options=(
        Option("standard", "Có giấy chứng sinh", "Phần lớn mọi người"),
        Option("witness", "Không có giấy chứng sinh", "Có người làm chứng hoặc văn bản cam đoan"),
        Option("abandoned", "Trẻ bị bỏ rơi"),
    ),
    value="standard",
)
_AGENCY = place("agency", "Nộp ở đâu?", ("01", "", ""), ("", ""))
CLOSED = replace(PROCEDURE, start_href="", closed="Nộp tại Ủy ban nhân dân xã, phường.")
START = StartPage(
    "Đăng ký khai sinh", "/thu-tuc/1.001193/bat-dau", (_CASES, _AGENCY), "/thu-tuc/1.001193"
)
SIGNED_OUT_START = StartPage(
    "Đăng ký khai sinh",
    "",
    (),
    "/thu-tuc/1.001193",
    sign_in_href="/dang-nhap?next=/thu-tuc/1.001193/bat-dau",
)

_CODE = Field("code", "text", "Mã hồ sơ", hint="Ví dụ: H41.12.34-261205-0001")
_NUMBER = Field(
    "citizen_number",
    "citizen_number",
    "Số định danh của bạn",
    hint="Gồm 12 chữ số, của người nộp hoặc chủ hồ sơ.",
)
LOOKUP = LookupPage("/tra-cuu", (_CODE, _NUMBER))
LOOKUP_ERROR = LookupPage(
    "/tra-cuu",
    (
        Field(
            "code",
            "text",
            "Mã hồ sơ",
            value="H41",
            error="Nhập đủ mã hồ sơ, ví dụ H41.12.34-261205-0001",
        ),
        _NUMBER,
    ),
)
LOOKUP_NOTHING = LookupPage("/tra-cuu", (_CODE, _NUMBER), not_found=True)
LOOKUP_FOUND = LookupPage("/tra-cuu", (_CODE, _NUMBER), public())
