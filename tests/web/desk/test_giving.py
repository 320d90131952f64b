"""The page where a result is handed over; its citizen sees where it is."""

import io

import pypdf
import pytest

from portal.domain.states import State
from portal.services import vault
from portal.services.returning import choosing
from tests.cases.conftest import enter as at_home
from tests.furnished import house
from tests.web.desk.test_desk import act

HOME = {"full_name": "Nguyễn Thị Mẫu", "phone": "0912345678", "address": "12 Phố Mẫu, Xã Mẫu"}


@pytest.fixture
def case(lying):
    return f"/desk/H41.77.01/ho-so/{lying.code}"


@pytest.fixture
def decided(binh, case):
    for kind in ("accepted", "decided"):
        assert act(binh, case, kind).status == 303
    return f"{case}/tra-ket-qua"


def give(browser, where, **typed):
    page = browser.open(where)
    return browser.send(page, typed, action=where)


def test_there_is_nothing_to_hand_over_before_a_result(binh, case):
    assert binh.open(f"{case}/tra-ket-qua").status == 404


def test_whoever_comes_signs_a_slip_and_is_written_down(rt, binh, case, lying, decided):
    assert act_leads(binh, case) == decided
    slip = binh.open(f"{case}/giay/phieu-tra-ket-qua.pdf").answer.data
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(slip)).pages)
    assert "PHIẾU TRẢ KẾT QUẢ" in text and lying.code in text
    bad = give(binh, decided, way="counter", receiver=" ", paper="")
    assert bad.status == 422 and set(bad.errors) == {"receiver", "paper"}
    assert house.again(rt, lying).state == State.DECIDED
    done = give(binh, decided, way="counter", receiver="Trần Văn Mẫu", paper="000190000022")
    assert "người nhận: Trần Văn Mẫu" in binh.follow(done).text
    assert house.again(rt, lying).state == State.RETURNED


def act_leads(browser, case):
    return browser.open(f"{case}/viec/returned").leads_to


def test_a_parcel_is_followed_by_hand_and_keeps_what_was_typed(rt, binh, lying, decided):
    wrong = give(binh, decided, way="post", **HOME, consignment="", fee="30 nghìn")
    assert (wrong.status, list(wrong.errors)) == (422, ["fee"])
    assert "12 Phố Mẫu, Xã Mẫu" in wrong.answer.text and "30 nghìn" in wrong.answer.text
    assert list(give(binh, decided, way="post", **HOME).errors) == ["consignment"]
    sent = give(binh, decided, way="post", **HOME, consignment="RA1VN", fee="30.000")
    assert "Qua bưu chính công ích · Bưu điện đã nhận · RA1VN" in binh.follow(sent).text
    assert list(give(binh, decided, step="asked").errors) == ["step"]
    binh.follow(give(binh, decided, step="delivered"))
    assert house.again(rt, lying).state == State.RETURNED


def test_nothing_is_chosen_for_an_officer_who_chose_nothing(binh, decided):
    assert list(give(binh, decided, way="bay").errors) == ["way"]


@pytest.fixture
def home(app, citizen):
    return at_home(app, citizen)


def test_a_citizen_chooses_and_sees_the_way(rt, home, binh, lying, decided):
    address = f"/ho-so/{lying.code}/nhan-ket-qua"
    assert address in home.open(f"/ho-so/{lying.code}/da-nop").answer.text
    page = home.open(address)
    assert home.send(page, {"way": None}, action=address).errors.keys() == {"way"}
    bad = home.send(page, {"way": "post", "address": ""}, action=address)
    assert bad.errors == {"address": "Nhập địa chỉ nhận, có xã, phường và tỉnh, thành phố"}
    kept = home.follow(home.send(page, {"way": "post", **HOME}, action=address))
    assert "Đã ghi cách nhận kết quả bạn chọn." in kept.text and "12 Phố Mẫu, Xã Mẫu" in kept.text
    shown = binh.open(decided)
    assert "Người dân chọn: Qua bưu chính công ích" in shown.text
    give(binh, decided, way="post", consignment="RA1VN")
    after = home.open(f"/ho-so/{lying.code}")
    assert "Mã bưu gửi: RA1VN" in after.text and "Kết quả đã gửi bưu điện" in after.text
    again = home.send(page, {"way": "counter"}, action=address)
    assert "không đổi cách nhận được nữa" in home.follow(again).text
    with rt.db.read() as session:
        safe = vault.unlock(session, rt, *house.key(lying))
        assert choosing.of(session, safe, lying).consignment == "RA1VN"
