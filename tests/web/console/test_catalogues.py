"""Catalogues on the console: differences are seen before anything counts."""

import pytest
from flask import Flask

from connectors.national_messages import Catalogue, CatalogueEntry
from portal.models import Agency
from portal.runtime import Runtime
from portal.services.catalogues import keeping
from tests.web.citizen.browsing import Browser

HERE = "/console/quan-tri/danh-muc"
RAW = b'{"error_code": 0, "result": {"MATTHC": "1.001193", "TENTTHC": "Khai sinh"}}'


def pulled(rt: Runtime, *names: str) -> None:
    """Keep procedures 9.000101 and on, as if the national portal had given them."""
    entries = [
        CatalogueEntry(f"9.00010{number}", name, {"TENTTHC": name})
        for number, name in enumerate(names, 1)
    ]
    with rt.db.write() as session:
        keeping.keep(session, "procedures", Catalogue(tuple(entries), (b"{}",)))


def test_a_version_is_applied_or_refused_with_a_reason_after_its_differences(
    an: Browser, rt: Runtime, agency: Agency, submitted: object
) -> None:
    pulled(rt, "Thủ tục mẫu", "Thủ tục khác")
    assert "1 danh mục có bản mới" in an.open("/console/quan-tri").text
    page = an.open(f"{HERE}/procedures/1")
    lacking = an.send(page, {"action": "apply"})
    assert (lacking.status, set(lacking.errors)) == (422, {"reason"})
    done = an.follow(an.send(page, {"action": "apply", "reason": "đã đối chiếu"}))
    assert "Đã áp dụng." in done.text
    again = an.send(page, {"action": "refuse", "reason": "đã đối chiếu"})
    assert again.status == 409
    pulled(rt, "Thủ tục mẫu (sửa)")
    page = an.open(f"{HERE}/procedures/2")
    assert "Hết: 1 · Sửa: 1 · Thêm: 0" in page.text
    assert "TENTTHC: Thủ tục mẫu Thủ tục mẫu (sửa)" in " ".join(page.text.split())
    assert "1 hồ sơ đang giải quyết vẫn theo mục cũ" in page.text
    an.follow(an.send(page, {"action": "refuse", "reason": "chờ công văn"}))
    assert "chờ công văn" in an.open(f"{HERE}/procedures/2").text
    assert an.open(f"{HERE}/procedures/9").status == 404
    assert "không áp dụng bản mới của danh mục" in an.open("/console/nhat-ky").text


def test_a_record_makes_a_skeleton_and_a_wrong_code_is_told_and_kept(
    an: Browser, rt: Runtime, app: Flask
) -> None:
    page = an.open(HERE)
    wrong = an.send(page, {"code": "khai sinh"}, action=f"{HERE}/thu-tuc")
    assert (wrong.status, set(wrong.errors)) == (422, {"code"})
    assert wrong.tree.xpath("//input[@name='code']/@value") == ["khai sinh"]
    assert an.open(f"{HERE}/thu-tuc/1.001193/khung.yaml").status == 404
    with rt.db.write() as session:
        keeping.keep_record(session, "1.001193", Catalogue((), (RAW,)))
    told = an.client.get(f"{HERE}/thu-tuc/1.001193/khung.yaml")
    assert told.status_code == 200 and "1.001193" in told.text
    assert app.test_client().get(HERE).status_code == 303


@pytest.mark.parametrize("kind", ["procedures", "khong-co"])
def test_pulling_without_a_way_is_told_on_its_line(an: Browser, kind: str) -> None:
    page = an.open(HERE)
    sent = an.send(page, {"kind": kind})
    if kind == "khong-co":
        assert sent.status == 404
    else:
        assert "không lấy được" in an.follow(sent).text
