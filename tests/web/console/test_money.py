"""Money that waits for a person, on the console: seen, and closed only with a reason."""

import pytest

from portal.models import Agency
from portal.runtime import Runtime
from portal.services.paying import payees, statements
from portal.services.paying.statements import Line
from tests.furnished.priced import ACCOUNT
from tests.web.citizen.browsing import Browser

HERE = "/console/tien"
WHY = {"reason": "Đã trả lại người chuyển"}


@pytest.fixture
def transfer(rt: Runtime, agency: Agency) -> str:
    """Let money come that nobody knows the purpose of."""
    with rt.db.write() as session:
        payees.keep(session, agency.id, ACCOUNT)
    statements.take_all(rt, agency, [Line("FT1", 15_000, "khong ro")])
    return f"line/{agency.code}/FT1"


def test_money_nobody_knows_is_told_first_and_closed_with_a_reason(
    an: Browser, transfer: str
) -> None:
    assert "1 khoản tiền cần người xem" in an.open("/console").text
    page = an.open(HERE)
    assert "FT1 · 15.000 đồng" in page.text
    lacking = an.send(page, {"item": [transfer]})
    assert (lacking.status, set(lacking.errors)) == (422, {"reason"})
    assert lacking.tree.xpath("//input[@name='item'][@checked]")
    assert set(an.send(page, WHY).errors) == {"items"}
    done = an.follow(an.send(page, {"item": [transfer], **WHY}))
    assert "Đã khép." in done.text and "FT1" not in done.text
    assert an.send(page, {"item": [transfer], **WHY}).status == 409
    assert "khoản tiền" not in an.open("/console").text
