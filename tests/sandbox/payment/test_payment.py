"""The payment sandbox is as strict as the contract, and keeps its books."""

import pytest

from tests.sandbox.conftest import running
from tests.sandbox.payment.booth import PAYMENT, Booth, hand_in


@pytest.fixture(scope="module")
def booth(tmp_path_factory):
    with running("payment", tmp_path_factory.mktemp("payment"), **PAYMENT) as started:
        yield Booth(started.url)


def test_a_checksum_of_somebody_elses_is_refused(booth):
    assert hand_in(booth.url, check_sum="0" * 64).status_code == 401
    assert hand_in(booth.url, client_id="other").status_code == 401


@pytest.mark.parametrize("wrong", [{"bill_info": {}}, {"trans_amount": "9000"}, {"return_url": ""}])
def test_a_bill_that_does_not_keep_the_contract_is_refused_in_words(booth, wrong):
    answer = hand_in(booth.url, transaction_id="W", **wrong).json()
    assert answer["error"] == "2" and answer["msg"]
    assert booth.entry("W") is None


def test_one_number_stands_for_one_sum(booth):
    hand_in(booth.url, transaction_id="S")
    info = {"PhiLePhi": [{"LoaiPhiLePhi": "1", "SoTien": "9000"}]}
    known = {name: "x" for name in ("MaDichVu", "TKThuHuong", "MaNHThuHuong", "TenTKThuHuong")}
    known |= {name: "x" for name in ("MaDonVi", "TenDonVi", "MaHoSo", "MaTTHC", "TenTTHC")}
    known |= {"NoiDungThanhToan": "x", "HoTenNguoiNop": "x"}
    dearer = {"trans_amount": "9000", "bill_info": {**known, **info}}
    assert hand_in(booth.url, transaction_id="S", **dearer).json()["error"] == "3"


def test_what_is_settled_stays_so(booth):
    hand_in(booth.url, transaction_id="P")
    booth.act("P", "pay")
    booth.act("P", "cancel")
    assert booth.entry("P")["status"] == "0"
    assert hand_in(booth.url, "/query", transaction_id="P", command="QUERY").json()["status"] == "0"
