"""The text of a VietQR code, held against the examples NAPAS publishes, and the list of banks."""

import pytest

from forms.characters import folded
from forms.kinds import KINDS
from forms.kinds.vietqr import Transfer, payload
from forms.lookups import BANKS, bank

# NAPAS prints F4E5 under its first example, a slip: the apps of banks compute 9E6F.
ACCOUNT = "38570010A00000072701270006970403011300110123456780208QRIBFTTA"


def test_a_code_without_an_amount_is_the_one_banking_apps_read():
    made = payload(Transfer("970403", "0011012345678"))
    assert made == f"000201010211{ACCOUNT}53037045802VN63049E6F"


def test_a_code_with_amount_bill_and_purpose_is_the_one_napas_prints():
    made = payload(
        Transfer("970403", "0011012345678", 180000, "thanh toán đơn hàng", bill="NPS6869")
    )
    told = "62340107NPS68690819thanh toan don hang"
    assert made == f"000201010212{ACCOUNT}530370454061800005802VN{told}63042E2E"


def test_a_long_purpose_is_cut_where_banking_apps_would_refuse_it():
    made = payload(Transfer("970403", "0011012345678", 1, "Trợ cấp hưu trí xã hội tháng mười một"))
    assert "0825tro cap huu tri xa hoi th" in made


def test_an_answer_can_be_paid_to_by_its_code():
    kind = KINDS["bank_account"]
    assert kind.scanned({"bank": "970403", "number": "0011012345678"}) == payload(
        Transfer("970403", "0011012345678")
    )


def test_every_bank_is_named_by_six_digits_and_by_names_of_its_own():
    assert len(BANKS) > 50
    assert all(len(number) == 6 and number.isdigit() for number in BANKS)
    assert len({folded(one.short) for one in BANKS.values()}) == len(BANKS)


@pytest.mark.parametrize("typed", ["970436", "Vietcombank", "VIETCOMBANK", "viet com bank"])
def test_a_bank_is_found_by_its_number_or_name(typed):
    assert bank(typed).bin == "970436"


@pytest.mark.parametrize("typed", ["", "970499", "Ngân hàng", "bank"])
def test_what_names_no_bank_finds_none(typed):
    assert bank(typed) is None


def test_what_is_less_than_sure_about_a_bank_is_marked():
    assert {one.certainty for one in BANKS.values()} == {"reported", "assumed", "unsure"}
