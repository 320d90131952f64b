"""Until when a draft is kept, and where its citizen is told before it goes: shown, never silent."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.models import Draft
from portal.services.expiry import announcing


def kept(browser):
    """What the list says of the keeping of the one draft."""
    (card,) = browser.open("/ho-so").tree.xpath("//section[@aria-labelledby='drafts']//li")
    return " ".join(
        " ".join(line.text_content().split()) for line in card.xpath("./p[position()>1]")
    )


def announce(rt, hands, fault=None):
    """Live up to the week before the draft's end, and let its notice come to something."""
    hands.now += timedelta(days=rt.settings.draft_days - 7)
    with rt.db.write() as session:
        (key,) = announcing.due(session, rt.settings.draft_notice_days)
        announcing.announce(session, rt, key)
    with rt.db.write() as session:
        announcing.note(session, key, fault)


def test_the_list_says_until_when_and_to_which_number(ha, draft):
    assert kept(ha) == (
        "Hồ sơ nháp được giữ đến 22/01/2027."
        " Trước khi xóa, chúng tôi nhắn đến 09•• ••• 678, số ở tài khoản định danh."
    )
    ha.send(ha.open(f"{draft}/nguoi-nop"), {"phone": "0987 654 321", "relation": "owner"})
    assert "nhắn đến 09•• ••• 321, số bạn đã khai" in kept(ha)


def test_a_draft_without_a_number_says_so(enter, draft):
    other = enter("khong-so", phone="")
    page = other.open("/thu-tuc/9.000002/bat-dau")
    agency = page.tree.xpath("string(//input[@name='agency']/@value)")
    other.send(page, {"case": "usual", "agency": agency})
    assert "Chúng tôi chưa có số điện thoại để nhắn bạn trước khi xóa." in kept(other)


@pytest.mark.parametrize(
    "became",
    [(None, "Đã nhắn bạn lúc 09:41"), ("failed", "Chưa nhắn được cho bạn đến số 09•• ••• 678.")],
)
def test_what_became_of_the_notice_stands_there(enter, rt, hands, draft, became):
    fault, said = became
    announce(rt, hands, fault)
    assert said in kept(enter())


def test_opening_a_draft_keeps_it_longer_and_makes_no_new_version(enter, rt, hands, draft):
    announce(rt, hands, None)
    ha = enter()
    with rt.db.read() as session:
        before = session.scalars(sa.select(Draft)).one()
    assert ha.open(draft).status == 303
    with rt.db.read() as session:
        after = session.scalars(sa.select(Draft)).one()
    assert after.expires_at == hands.now + timedelta(days=rt.settings.draft_days)
    assert after.row_version == before.row_version
    assert "Trước khi xóa" in kept(ha)


def test_the_link_in_the_message_leads_through_sign_in_to_the_draft(stranger, draft):
    led = stranger.open(draft)
    assert led.status == 303 and led.leads_to == f"/dang-nhap?tiep={draft}"
