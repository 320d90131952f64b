"""Sample values of progress: the country in figures, one without any, a unit, an indicator."""

from dataclasses import replace
from datetime import UTC, date, datetime

from forms.lookups import VietnamProvinces
from portal.models import ProgressUnit
from portal.services.outbox import Health
from portal.services.progress.watching import Freshness
from portal.web.progress.drawing import (
    GAP,
    GRID,
    STEP,
    TILE_HIGH,
    TILE_WIDE,
    Bar,
    Chart,
    Grid,
    Tile,
    short,
)
from portal.web.progress.operators import Row
from portal.web.progress.present import (
    Card,
    Choice,
    Connection,
    Frame,
    IndicatorPage,
    Input,
    LevelRow,
    OverviewPage,
    Points,
    Section,
    UnitRow,
)
from tests.web.gallery.shapes import operates, shows

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
HERE = "/progress/chi-so/on_time"
NO_DOSSIER = "Trong kỳ chưa có hồ sơ nào để tính"
ON_TIME = Card("Giải quyết đúng hạn", HERE, "91,25 %", "73 trên 80", "", NO_DOSSIER, None)
ONLINE = Card(
    "Hồ sơ trực tuyến", HERE, "61,3 %", "49 trên 80", "Mục tiêu 50 %: đã đạt", NO_DOSSIER, True
)
COMMUNES = Card(
    "Xã, phường, đặc khu", HERE, "24,1 %", "49 trên 203", "Mục tiêu 30 %: chưa đạt", "", False
)
UNKNOWN = Card(
    "Thanh toán trực tuyến", HERE, "", "", "Mục tiêu 80 %", "Cổng chưa ghi nhận thanh toán", None
)
FRAME = Frame(
    title="Cả nước",
    period="năm 2026",
    periods=(Choice("2026", "Năm 2026", True), Choice("2026-11", "Tháng 11/2026", False)),
    node="",
    demo=True,
    action="/progress",
    data_json="/progress/so-lieu.json",
    data_csv="/progress/so-lieu.csv",
)
VALUES = (None, 41.5, 44.0, 48.2, 51.0, 55.5, 61.0, 66.4, 70.1, 78.0, 84.9, 91.25)
CHART = Chart(
    code="on_time",
    title="Giải quyết đúng hạn",
    href=HERE,
    bars=[
        Bar(f"Tháng {n}/2026", f"{v} %" if v else "", "73 trên 80" if v else "", (n - 1) * STEP,
            v * 0.6 if v else None)
        for n, v in enumerate(VALUES, start=1)
    ],
    most="100 %",
    aim=12.0,
    latest="91,25 %",
    missing=NO_DOSSIER,
)  # fmt: skip
EMPTY_CHART = replace(
    CHART, bars=[replace(b, value="", sides="", high=None) for b in CHART.bars], aim=None, latest=""
)
TILES = Grid(
    "Giải quyết đúng hạn",
    [
        Tile(
            code=place.code,
            name=place.name,
            short=short(place.code, place.name),
            value=f"{60 + n},{n} %" if n % 5 else "",
            sides="73 trên 80" if n % 5 else "",
            href=f"/progress/tinh/{place.code}",
            x=GRID[place.code][0] * (TILE_WIDE + GAP),
            y=GRID[place.code][1] * (TILE_HIGH + GAP),
            band=n % 5,
        )
        for n, place in enumerate(VietnamProvinces().provinces())
    ],
)
SECTIONS = (
    Section("headline", "Tổng quan", (ON_TIME, ONLINE)),
    Section("units", "Đơn vị xử lý văn bản, hồ sơ công việc trên mạng", (COMMUNES,)),
    Section("connections", "Kết nối", (ONLINE,)),
    Section("timeliness", "Tiến độ giải quyết", (ON_TIME,), Points("18,25", 20, 1, 1)),
    Section("digitisation", "Số hóa hồ sơ", (ONLINE, UNKNOWN), Points("11", 22, 1, 2)),
    Section("payment", "Thanh toán trực tuyến", (UNKNOWN,), Points("", 10, 0, 1)),
)
ROWS = (
    UnitRow(
        "Bộ Tư pháp (mẫu)", "Bộ, cơ quan ngang bộ", "/progress/don-vi/Y02",
        ("Cổng", "Trục liên thông văn bản"), "1.204", "91,2 %", "3.410",
    ),
    UnitRow("Bộ Y tế (mẫu)", "Bộ, cơ quan ngang bộ", "/progress/don-vi/Y05", (), "", "", ""),
)  # fmt: skip
COUNTRY = OverviewPage(
    frame=FRAME,
    sections=SECTIONS,
    charts=(CHART, EMPTY_CHART),
    rows=ROWS,
    levels=(LevelRow("Ủy ban nhân dân xã, phường, đặc khu", 203, 150, 121, 60, 58),),
    grid=TILES,
    shown=(Choice("on_time", "Giải quyết đúng hạn", True),),
    total="29,25 trên 42",
)
_UNKNOWN_SECTIONS = tuple(
    replace(one, cards=(UNKNOWN,), points=one.points and replace(one.points, points="", known=0))
    for one in SECTIONS
)
# A unit of which nothing is known but that it is there.
UNIT = replace(
    COUNTRY,
    frame=replace(
        FRAME,
        title="Sở Tư pháp, tỉnh Nghệ An (mẫu)",
        node="X40.01",
        action="/progress/don-vi/X40.01",
        parents=(("Cả nước", "/progress"), ("Nghệ An", "/progress/tinh/40")),
        demo=False,
    ),
    sections=_UNKNOWN_SECTIONS,
    charts=(EMPTY_CHART,),
    rows=(),
    levels=(),
    total="",
    level="Sở và tương đương",
    grid=None,
    shown=(),
    connections=(
        Connection("Cổng", date(2026, 3, 2), NOON),
        Connection("Trục liên thông văn bản", date(2026, 3, 2), None),
        Connection("Hệ thống báo cáo", None, None),
    ),
)
INDICATOR = IndicatorPage(
    frame=replace(FRAME, title="Giải quyết đúng hạn", action=HERE, parents=UNIT.frame.parents),
    code="on_time",
    card=ON_TIME,
    definition="Tỷ lệ hồ sơ xong trong kỳ không sau ngày hẹn trả",
    written="Đúng hạn / (đã xong + đang quá hạn) × 100 %",
    source="Quyết định 766/QĐ-TTg ngày 23/6/2022, chỉ số 2.1",
    sure="Theo tài liệu tóm tắt văn bản; cần đối chiếu bản gốc",
    inputs=(
        Input("finished", "Hồ sơ đã xong", "80", "Ngày kết thúc xử lý"),
        Input("overdue_open", "Hồ sơ đang quá hạn", "", "Đã tiếp nhận, qua ngày hẹn trả"),
    ),
    chart=CHART,
    grid=None,
)
UNKNOWN_INDICATOR = replace(INDICATOR, card=UNKNOWN, chart=EMPTY_CHART, inputs=())
_UNIT = ProgressUnit(code="H41.90", name="UBND phường (mẫu)", level="commune")
OPERATORS = {
    "here": "progress",
    "fresh": Freshness(NOON, 3),
    "rows": (
        Row("UBND phường (mẫu)", "/progress/don-vi/H41.90", _UNIT, NOON,
            Health("agency:H41.90", 12, 1, NOON, None, NOON, NOON, None)),
        Row("UBND xã (mẫu)", "/progress/don-vi/H41.91", _UNIT, None, None),
    ),
}  # fmt: skip

PAGES = {
    "progress": shows("progress/overview.html", COUNTRY, False),
    "progress-unit": shows("progress/overview.html", UNIT, False),
    "progress-indicator": shows("progress/indicator.html", INDICATOR, False),
    "progress-unknown": shows("progress/indicator.html", UNKNOWN_INDICATOR, False),
    "console-progress": operates("progress", **OPERATORS),
}
