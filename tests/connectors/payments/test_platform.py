"""Paying through the platform: what goes, what comes back, and every way it can fail."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from connectors import registry
from connectors.contract.payment import sample_bill
from connectors.errors import (
    Misconfigured,
    NotAuthentic,
    NotOffered,
    Rejected,
    Unavailable,
    Unknown,
    Unreadable,
)
from connectors.payment_messages import PaymentStatus, Refund, RefundStatus


@pytest.fixture
def bill():
    return sample_bill("H41.90")


def today():
    return (datetime.now(UTC) + timedelta(hours=7)).date()


def paid(platform, booth, bill):
    """Have a bill paid, as a citizen does on the platform's page."""
    connector = platform()
    url = connector.begin(bill).url
    went = requests.post(url, data={"deed": "pay"}, allow_redirects=False, timeout=10)
    return connector, went.headers["Location"]


def test_a_bill_is_paid_on_the_platforms_page_and_known_when_asked_about(platform, booth, bill):
    connector, _ = paid(platform, booth, bill)
    said = connector.ask(bill.transaction)
    assert (said.status, said.amount) == (PaymentStatus.PAID, bill.amount)
    assert said.reference.startswith("NH") and said.paid_at is not None


def test_phi_and_le_phi_go_out_apart_and_add_up(platform, booth, bill):
    platform().begin(bill)
    assert '"LoaiPhiLePhi": "2", "MaPhiLePhi": "PHI01"' in booth.entry(bill.transaction)["bill"]
    assert '"LoaiPhiLePhi": "1", "MaPhiLePhi": "LP01"' in booth.entry(bill.transaction)["bill"]


def test_the_same_number_sent_twice_is_one_payment(platform, booth, bill):
    connector = platform()
    assert connector.begin(bill).url == connector.begin(bill).url
    assert booth.entry(bill.transaction)["asked"] == 2


def test_the_browser_comes_back_with_a_word_that_carries_the_platforms_checksum(
    platform, booth, bill
):
    connector, back = paid(platform, booth, bill)
    told = dict(parse_qsl(urlsplit(back).query))
    said = connector.read(told)
    assert (said.transaction, said.status) == (bill.transaction, PaymentStatus.PAID)


@pytest.mark.parametrize(
    "changed",
    [{"trans_amount": "1"}, {"status": "2"}, {"transaction_id": "other"}, {"check_sum": "0" * 64}],
)
def test_a_callback_that_was_touched_is_not_believed(platform, booth, bill, changed):
    connector, back = paid(platform, booth, bill)
    told = dict(parse_qsl(urlsplit(back).query))
    with pytest.raises(NotAuthentic):
        connector.read({**told, **changed})


@pytest.mark.parametrize("missing", ["transaction_id", "status", "check_sum"])
def test_a_callback_that_lacks_a_field_is_unreadable_and_names_it(platform, missing):
    told = {"transaction_id": "1", "status": "0", "check_sum": "x"}
    del told[missing]
    with pytest.raises(Unreadable) as error:
        platform().read(told)
    assert missing in error.value.fields


def test_a_payment_nobody_began_is_none(platform):
    assert platform().ask("never") is None


@pytest.mark.parametrize(
    ("fault", "errors"),
    [
        ("down", (Unavailable, Unavailable)),
        ("error500", (Unavailable, Unavailable)),
        ("drop_after_taking", (Unknown, Unavailable)),
        ("hang", (Unknown, Unavailable)),
        ("gibberish", (Unknown, Unavailable)),
    ],
)
def test_each_way_to_fail_says_what_to_do(platform, booth, bill, fault, errors):
    booth.faults(**{fault: {"times": 2} if fault != "hang" else {"value": 1, "times": 2}})
    connector = platform(read_seconds=0.4)
    with pytest.raises(errors[0]):
        connector.begin(bill)
    with pytest.raises(errors[1]):
        connector.ask(bill.transaction)


def test_a_page_that_was_never_made_is_found_out_by_asking(platform, booth, bill):
    booth.faults(yes_without_effect={"times": 1})
    connector = platform()
    connector.begin(bill)
    assert connector.ask(bill.transaction) is None


def test_an_answer_with_a_wrong_checksum_tells_nothing(platform, booth, bill):
    connector, _ = paid(platform, booth, bill)
    booth.faults(wrong_checksum={"times": 1})
    with pytest.raises(Unavailable, match="checksum"):
        connector.ask(bill.transaction)


def test_a_status_that_is_not_in_the_table_is_not_guessed(platform, booth, bill):
    connector, _ = paid(platform, booth, bill)
    booth.faults(strange_word={"times": 1})
    assert connector.ask(bill.transaction).status is PaymentStatus.UNKNOWN


def test_the_list_of_a_day_holds_what_was_paid_and_nothing_else(platform, booth, bill):
    connector, _ = paid(platform, booth, bill)
    waiting = sample_bill("H41.90")
    connector.begin(waiting)
    numbers = {line.transaction for line in connector.day(today())}
    assert bill.transaction in numbers and waiting.transaction not in numbers
    assert bill.transaction not in {
        line.transaction for line in connector.day(today() - timedelta(days=1))
    }


def test_money_goes_back_once_and_never_more_than_was_paid(platform, booth, bill):
    connector, _ = paid(platform, booth, bill)
    back = Refund("r1" + bill.transaction, bill.transaction, bill.amount, "Trả thừa")
    assert connector.ask_refund(back) is None
    assert connector.refund(back).status is RefundStatus.DONE
    assert connector.refund(back).status is RefundStatus.DONE
    assert connector.ask_refund(back).status is RefundStatus.DONE
    assert len(booth.entry(bill.transaction)["refunds"]) == 1
    assert connector.refund(replace(back, id="r2")).status is RefundStatus.REFUSED


@pytest.mark.parametrize("changed", [{"amount": 0}, {"amount": 1}, {"transaction": "mã-1"}])
def test_a_bill_that_does_not_add_up_never_goes_out(platform, booth, bill, changed):
    with pytest.raises(Rejected):
        platform().begin(replace(bill, **changed))
    assert booth.entry(changed.get("transaction", bill.transaction)) is None


def test_a_platform_without_a_call_is_not_asked(platform):
    with pytest.raises(NotOffered):
        platform(ask_path="").ask("x")


def test_settings_that_leave_the_sum_out_of_the_checksum_are_refused(platform):
    with pytest.raises(Misconfigured, match="trans_amount"):
        platform(answer_fields="transaction_id status")
    with pytest.raises(Misconfigured, match="checksum has to be one of"):
        platform(checksum="md5")
    with pytest.raises(Misconfigured, match="statuses"):
        platform(statuses={"0": "splendid"})


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ({}, set()),
        ({"yes_without_effect": True}, {"asked-about", "begun-once"}),
        ({"wrong_checksum": True}, {"reachable", "asked-about", "never-begun"}),
        ({"down": True}, {"reachable", "asked-about", "begun-once", "never-begun", "wrong-key"}),
    ],
)
def test_the_contract_kit_names_what_a_platform_breaks(booth, around, fault, broken):
    booth.faults(**fault)
    given = {"base_url": booth.url, "client_id": "cong-mau", "key_1": "khoa-mot"}
    given |= {"key_2": "khoa-hai", "allow_private": True}
    report = registry.examine("payment_platform", given, around, "H41.90")
    assert {finding.name for finding in report.findings if finding.broken} == broken
