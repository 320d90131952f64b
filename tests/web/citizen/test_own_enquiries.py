"""What a signed-in citizen wrote is listed to them alone, with its state, term and answer."""

import pytest
import sqlalchemy as sa

from portal.domain.enquiries import EnquiryDeed
from portal.models import Enquiry, PublishedEnquiry
from portal.services.enquiries import dealing, publishing
from portal.services.enquiries.dealing import Wish
from portal.services.enquiries.publishing import Text
from tests.furnished import desks

MINE = "/phan-anh/cua-toi"
WROTE = {
    "kind": "complaint",
    "agency": "H41.12.34",
    "words": "Bộ phận Một cửa nghỉ trước giờ hai lần.",
}


def write(browser, rt, **more):
    """Write to the agency, and give the code."""
    browser.send(browser.open("/phan-anh"), {**WROTE, **more}, action="/phan-anh")
    with rt.db.read() as session:
        return session.scalars(sa.select(Enquiry.code).order_by(Enquiry.code.desc())).first()


def test_whoever_wrote_sees_state_term_words_and_answer(ha, enter, rt, agency):
    assert "Bạn chưa gửi" in ha.open(MINE).text
    code = write(ha, rt)
    listed = ha.open(MINE)
    assert code in listed.text and "26/11/2026" in listed.text
    page = ha.open(f"{MINE}/{code}")
    assert WROTE["words"] in page.text and "Trả lời" not in page.tree.xpath("//main//h2/text()")
    officer = desks.officer(rt, agency)
    with rt.db.write() as session:
        dealing.do(session, rt, (agency, officer), code, Wish(EnquiryDeed.TAKE, 1))
        said = Wish(EnquiryDeed.ANSWER, 2, "Đã nhắc cán bộ trực.")
        dealing.do(session, rt, (agency, officer), code, said)
    page = ha.open(f"{MINE}/{code}")
    assert "Đã nhắc cán bộ trực." in page.text and officer.name not in page.text
    assert f"{MINE}" in ha.open("/ho-so").answer.text
    other = enter("lan", full_name="Trần Thị Lan", citizen_number="000190099999")
    assert code not in other.open(MINE).text
    assert other.open(f"{MINE}/{code}").status == 404
    wish = [*other.open(MINE).token, ("agrees", "yes")]
    assert other.post(f"{MINE}/{code}/dang", wish).status == 404


@pytest.mark.parametrize("path", [MINE, f"{MINE}/H41.12.34-PA261123-0001"])
def test_nobody_sees_it_without_signing_in(stranger, rt, agency, path):
    assert stranger.open(path).status in (302, 303)


def test_whoever_agreed_can_take_it_back_and_nobody_reads_it_any_more(ha, stranger, rt, agency):
    code = write(ha, rt, publish="yes")
    officer = desks.officer(rt, agency)
    with rt.db.write() as session:
        dealing.do(session, rt, (agency, officer), code, Wish(EnquiryDeed.TAKE, 1))
        dealing.do(session, rt, (agency, officer), code, Wish(EnquiryDeed.ANSWER, 2, "Đã nhắc."))
        text = Text("Giờ làm việc", "Làm việc giờ nào?", "Đến 16 giờ 30.")
        publishing.publish(session, rt, (agency, officer), code, text)
    place = f"{MINE}/{code}"
    assert "đang được đăng" in ha.open(place).text
    assert stranger.open("/hoi-dap").tree.xpath("//main//h2/a")
    page = ha.follow(ha.send(ha.open(place), {"agrees": "no"}, action=f"{place}/dang"))
    assert "không đăng nữa" in page.text
    assert stranger.open("/hoi-dap").tree.xpath("//main//h2/a") == []
    page = ha.follow(ha.send(page, {"agrees": "yes"}, action=f"{place}/dang"))
    assert "bạn đồng ý cho đăng" in page.text
    with rt.db.read() as session:
        # That they agree again publishes nothing by itself: an officer does.
        assert session.scalars(sa.select(PublishedEnquiry)).one().withdrawn_at is not None


def test_a_long_list_has_pages(ha, rt, agency):
    for number in range(21):
        write(ha, rt, words=f"Câu hỏi thứ {number} của tôi")
    first, second = ha.open(MINE), ha.open(f"{MINE}?trang=2")
    assert (len(first.tree.xpath("//main//h2")), len(second.tree.xpath("//main//h2"))) == (20, 1)
    assert "Không có gì ở trang này" in ha.open(f"{MINE}?trang=3").text
    assert ha.open(f"{MINE}?trang=x").text == first.text
