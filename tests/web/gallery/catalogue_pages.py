"""Sample values of shared catalogues."""

import uuid
from datetime import UTC, datetime

from portal.domain.catalogues import Change, Doubt, Field
from portal.models import CataloguePull, CatalogueVersion
from portal.services.catalogues.reading import Line
from portal.web.console.administration.typed import Typed
from tests.web.gallery import code_list_pages

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
VERSION = CatalogueVersion(kind="procedures", version=3, state="waiting", pulled_at=NOON)
APPLIED = CatalogueVersion(kind="fees", version=1, state="applied", pulled_at=NOON)
PULL = CataloguePull(
    id=uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b"), at=NOON, outcome="fresh", said=""
)
FAILED = CataloguePull(at=NOON, outcome="failed", said="page 2 ends at 2 of 6")
CHANGES = (
    Change("gone", "1.000656", "Đăng ký khai tử"),
    Change(
        "changed",
        "1.001193",
        "Đăng ký khai sinh (sửa đổi)",
        (Field("TENTTHC", "Đăng ký khai sinh", "Đăng ký khai sinh (sửa đổi)"),),
    ),
    Change("added", "1.000894", "Đăng ký kết hôn"),
)
PAGES = {
    "catalogues": (
        "catalogues",
        {
            "lines": (
                Line("procedures", 5, VERSION, PULL),
                Line("communes", 0, None, FAILED),
                Line("fees", 2, APPLIED, None),
            ),
            "typed": Typed({"code": "12"}, 0, {"code": "Nhập mã thủ tục, ví dụ 1.001193"}),
            "done": "record",
            "record": "1.001193",
        },
    ),
    "catalogue-version": (
        "catalogue_version",
        {
            "row": VERSION,
            "changes": CHANGES,
            "counts": {"gone": 1, "changed": 1, "added": 1},
            "doubts": (Doubt("1.004222", "wrong_day", "31/02/2026"),),
            "running": {"1.000656": 4},
            "typed": Typed({}, 0, {"reason": "Ghi lý do, để người sau hiểu vì sao"}),
        },
    ),
    **code_list_pages.PAGES,
}
