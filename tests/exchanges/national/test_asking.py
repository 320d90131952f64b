"""The national portal asks what is to be paid: one bill, under one number, paid once."""

from dataclasses import replace

import pytest
import requests

from portal.exchanges.paying import online
from portal.models import Agency
from portal.runtime import Partners
from portal.services import agencies
from portal.services.paying import payees
from tests.exchanges.paying.conftest import KEYS
from tests.furnished import house, priced
from tests.sandbox.conftest import running
from tests.sandbox.payment.booth import PAYMENT, Booth
from tests.services.paying.test_claiming import claim

NOTHING = {"error_code": "0", "message": "Không có khoản phải nộp"}


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    """Run a payment platform."""
    with running("payment", tmp_path_factory.mktemp("payment"), **PAYMENT) as started:
        yield Booth(started.url)


@pytest.fixture
def rt(rt, platform, door):
    """Give a runtime that knows the national portal and the platform."""
    before = rt.settings
    secrets = replace(before.secrets, partners={**before.secrets.partners, **KEYS})
    told = replace(before, secrets=secrets, payment_url=platform.url, payment_client_id="cong-mau")
    partners = Partners(told, rt.keyring, rt.db)
    door.rt = replace(rt, settings=told, partners=partners)
    yield door.rt
    partners.close()


@pytest.fixture
def dossier(rt, citizen, agency):
    """Give a dossier the national portal is told of, for which 15,000 đồng are owed."""
    return priced.submit(rt, citizen, agency)


def test_the_bill_has_the_fee_line_by_line_and_its_account_and_nobodys_name(there, hands, dossier):
    answer = there.bill(dossier.code)
    bill = answer["result"]
    assert (answer["error_code"], bill["SoTien"]) == ("1", "15000")
    assert bill["MaTraCuuTT"] == f"{dossier.code}{hands.now.replace(hour=9):%Y%m%d%H%M%S}"
    lines = [(one["LoaiPhiLePhi"], one["TenPhiLePhi"], one["SoTien"]) for one in bill["PhiLePhi"]]
    assert lines == [("2", "Phí xác nhận", "8000"), ("1", "Lệ phí cư trú", "7000")]
    assert (bill["MaHoSo"], bill["TKThuHuong"]) == (dossier.code, priced.ACCOUNT["account"])
    assert house.PROFILE["full_name"] not in str(answer) and "000190000011" not in str(answer)


def test_asked_again_it_is_the_same_bill(rt, there, hands, dossier):
    first = there.bill(dossier.code)
    hands.turn(minutes=7)
    assert there.bill(dossier.code) == first
    assert len(priced.payments(rt, dossier)) == 1


def test_paid_there_it_is_paid_here_and_nothing_is_to_be_paid_any_more(
    rt, there, platform, citizen, dossier
):
    number = there.bill(dossier.code)["result"]["MaTraCuuTT"]
    # Begun here besides, it is the same payment.
    page = online.begin(rt, citizen, dossier.code, 1)
    assert page and [one.transaction for one in priced.payments(rt, dossier)] == [number]
    platform.act(number, "pay")
    assert there.bill(dossier.code) == NOTHING
    assert [str(one.notice.state) for one in priced.owed(rt, dossier)] == ["paid"]
    assert len(priced.payments(rt, dossier)) == 1


def test_what_is_being_paid_on_our_page_is_not_offered_there(rt, there, platform, citizen, dossier):
    online.begin(rt, citizen, dossier.code, 1)
    assert there.bill(dossier.code) == NOTHING
    (payment,) = priced.payments(rt, dossier)
    platform.act(payment.transaction, "cancel")
    assert there.bill(dossier.code)["error_code"] == "1"
    assert [str(one.state) for one in priced.payments(rt, dossier)] == ["failed", "created"]


def test_while_the_platform_is_away_it_is_to_be_asked_again(rt, there, platform, citizen, dossier):
    online.begin(rt, citizen, dossier.code, 1)
    platform.faults(down=True)
    try:
        assert there.bill(dossier.code)["error_code"] == "-1"
    finally:
        platform.well()


def test_what_is_claimed_not_to_be_owed_is_not_to_be_paid(rt, there, citizen, dossier):
    claim(rt, citizen, dossier)
    assert there.bill(dossier.code) == NOTHING


@pytest.mark.parametrize("code", ["H41.90.01-261123-9999", "gi-do", "H41.12-261123-0001"])
def test_a_code_nobody_knows_is_answered_like_one_that_owes_nothing(there, dossier, code):
    assert there.bill(code) == NOTHING


def test_a_dossier_it_was_never_told_of_is_none_of_its_affair(rt, there, citizen):
    other = house.add_agency(rt, "H41.90.02")
    assert there.bill(priced.submit(rt, citizen, other).code) == NOTHING


def test_without_an_account_it_is_paid_at_the_counter_alone(rt, there, agency: Agency, dossier):
    with rt.db.write() as session:
        session.delete(payees.of(session, agencies.by_code(session, agency.code).id))
    assert there.bill(dossier.code) == NOTHING


def test_whoever_is_not_the_national_portal_is_told_nothing(there, dossier):
    there.faults(wrong_token=True)
    assert there.bill(dossier.code)["message"].startswith("Không được phép")


def test_one_it_handed_over_is_known_by_its_code_there(rt, there, agency):
    priced.submit(rt, house.sign_in(rt, "khac"), agency)
    handed = there.hand_over(procedure=priced.PROCEDURE)
    answer = there.bill(handed["code"])
    assert answer["error_code"] == "1" and answer["result"]["MaHoSo"] == handed["code"]
    assert answer["result"]["MaTraCuuTT"].startswith(handed["code"])
    # By its code here it is the same bill.
    own = there.bill(handed["answer"]["MaHoSoDonVi"])
    assert own["result"]["MaTraCuuTT"] == answer["result"]["MaTraCuuTT"]


def test_the_page_there_shows_a_bill_and_that_there_is_none(there, dossier):
    shown = requests.get(there.url, params={"tra-cuu": dossier.code}, timeout=30)
    assert shown.status_code == 200 and "Phí xác nhận: 8000 đồng" in shown.text
    none = requests.get(there.url, params={"tra-cuu": "gi-do"}, timeout=30)
    assert none.status_code == 200 and NOTHING["message"] in none.text
