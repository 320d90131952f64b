"""Cover at a desk as an operator arranges it for somebody who cannot."""

from datetime import timedelta

import sqlalchemy as sa

from portal import clock
from portal.models import StaffDeed
from portal.services.operations.staff import Person
from tests.furnished.desks import ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.web.console.test_administration import AGENCIES, WHY


def test_an_operator_lets_an_officer_cover_another_and_ends_it_with_a_reason(an, rt):
    place = add_desk(rt)
    binh, chi = hire(rt, place), hire(rt, place, person=Person(ISSUER, "chi", "Phạm Thị Chi Mẫu"))
    here = f"{AGENCIES}/{place.code}/xu-ly-thay"
    assert an.open(f"{AGENCIES}/{place.code}").tree.xpath(f"//a[@href='{here}']")
    wrong = an.send(an.open(here), {"first": "mai", "reason": ""}, action=here)
    assert set(wrong.errors) == {"covered", "covering", "first", "last", "reason"}
    assert wrong.status == 422 and dict(wrong.form(here).pairs)["first"] == "mai"
    last = f"{clock.today() + timedelta(days=2):%d/%m/%Y}"
    told = {"covered": str(binh.id), "covering": str(binh.id), "last": last, **WHY}
    assert set(an.send(an.open(here), told, action=here).errors) == {"covering"}
    told["covering"] = str(chi.id)
    page = an.follow(an.send(an.open(here), told, action=here))
    assert "Phạm Thị Chi Mẫu" in page.text and "giao xử lý thay" in page.text
    (one,) = page.tree.xpath(f"//tbody//a[starts-with(@href, '{here}/')]/@href")
    assert "reason" in an.send(an.open(one), {"reason": ""}, action=one).errors
    page = an.follow(an.send(an.open(one), WHY, action=one))
    assert "Đã kết thúc xử lý thay" in page.text and an.open(one).status == 404
    with rt.db.read() as session:
        query = sa.select(StaffDeed).where(StaffDeed.deed.startswith("cover"))
        found = {deed.deed: deed.reason for deed in session.scalars(query)}
    assert found == {"cover_made": WHY["reason"], "cover_ended": WHY["reason"]}
