"""A file looked at on the desk: a picture that can do nothing, for its officers, written down."""

import sqlalchemy as sa

from portal.models import StaffDeed
from portal.services.operations.staff import Person
from tests.furnished.desks import ISSUER, add_desk
from tests.furnished.desks import officer as hire


def opened(rt):
    with rt.db.read() as session:
        rows = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "file_opened"))
        return [(row.by, row.detail["how"]) for row in rows]


def test_an_officer_looks_at_a_file_page_by_page_and_it_is_written_down(rt, enter, binh, lying):
    case = f"/desk/H41.77.01/ho-so/{lying.code}"
    seen = next(link for link in binh.open(case).tree.xpath("//a/@href") if link.endswith("/xem"))
    page = binh.open(seen)
    assert page.status == 200 and "Trang 1/1" in page.text
    (source,) = page.tree.xpath("//img/@src")
    drawn = binh.open(source).answer
    assert drawn.data[:3] == b"\xff\xd8\xff" and drawn.mimetype == "image/jpeg"
    assert drawn.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in drawn.headers["Cache-Control"]
    beyond = binh.open(f"{seen}?trang=7")
    assert beyond.status == 422 and "không có trang đó" in beyond.text
    saved = binh.open(seen.removesuffix("/xem")).answer
    assert saved.data[:4] == b"%PDF" and "attachment" in saved.headers["Content-Disposition"]
    assert [how for _by, how in opened(rt)] == ["seen", "saved"]
    other = enter(hire(rt, add_desk(rt, "H41.77.02"), person=Person(ISSUER, "an", "Vũ Thị An Mẫu")))
    for path in (seen, source, seen.removesuffix("/xem")):
        assert other.open(path).status == 404
    assert len(opened(rt)) == 2
