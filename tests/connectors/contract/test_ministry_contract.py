"""The contract kit tells of a ministry's adapter what is kept, broken, and for nobody to try."""

import json

import pytest

from connectors import registry
from tests.connectors.ministry_server import CLIENT_ID, CLIENT_SECRET


@pytest.fixture
def report_on(adapter, around):
    def report(**settings):
        given = {
            "base_url": adapter.url,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "allow_private": True,
            "read_seconds": 1,
            "takes_withdrawals": True,
            **settings,
        }
        return registry.examine("ministry_adapter", given, around, "G09.20")

    return report


def broken(report):
    return {finding.name for finding in report.findings if finding.broken}


def absent(report):
    return {finding.name for finding in report.findings if not finding.offered}


ABSENT = {
    "held",
    "confirmations",
    "nothing-held",
    "conflict",
    "list",
    "news",
    "supplement",
    "supplement-twice",
    "supplement-amended",
    "supplement-conflict",
    "supplement-unknown",
    "message",
    "message-twice",
    "message-claim",
    "message-payment",
    "message-receipts",
    "rating",
    "rating-twice",
    "withdrawal",
    "withdrawal-twice",
}
AGAIN = {"same-key", "same-content", "at-once"}
# Those that hand a dossier over before they come to what cannot be tried.
BEGUN = ABSENT - {"nothing-held", "conflict", "list", "news", "supplement-unknown"}
BEGUN = BEGUN - {"withdrawal-twice"}
TAKING = {"accepted", "numbers", "withdrawn"} | AGAIN | BEGUN


def test_an_adapter_that_keeps_the_contract_passes_and_is_told_what_it_lacks(report_on):
    report = report_on()
    assert broken(report) == set()
    assert absent(report) == ABSENT
    assert report.passed
    kept = {finding.name for finding in report.findings if finding.passed}
    assert kept == {"reachable", "accepted", "numbers", "withdrawn"} | AGAIN | {
        *("no-token", "wrong-token", "wrong-secret"),
    }


def test_what_is_absent_is_neither_kept_nor_broken_and_says_why(report_on):
    found = {finding.name: finding for finding in report_on().findings}
    for name in ABSENT:
        assert not found[name].passed and not found[name].broken and found[name].said


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ("yes_without_effect", AGAIN | {"withdrawn"}),
        ("doubles", AGAIN),
        ("one_number_for_all", TAKING - {"accepted"}),
        ("refuses", TAKING),
        ("other_number", TAKING),
        ("mumbles", TAKING),
        ("damages", TAKING),
        ("number_lost", TAKING),
        ("trusts_anybody", {"no-token", "wrong-token"}),
        ("says_so_with_200", set()),
        ("words_for_codes", set()),
        ("wrapped_numbers", set()),
    ],
)
def test_a_broken_promise_is_named(report_on, adapter, fault, names):
    adapter.faults.add(fault)
    assert broken(report_on()) == names


def test_where_no_withdrawals_were_agreed_that_is_told(report_on):
    report = report_on(takes_withdrawals=False)
    assert report.passed
    assert absent(report) == ABSENT | {"withdrawn"}


def test_an_adapter_that_is_down_fails_all_that_can_be_tried(report_on, adapter):
    adapter.faults.add("500")
    report = report_on()
    never = {"nothing-held", "conflict", "list", "news", "supplement-unknown", "withdrawal-twice"}
    assert broken(report) == {finding.name for finding in report.findings} - never


def test_the_report_says_in_json_what_is_not_offered(report_on):
    said = json.loads(json.dumps(report_on().to_json()))
    found = {finding["name"]: finding for finding in said["findings"]}
    assert said["passed"] is True
    assert (found["held"]["passed"], found["held"]["offered"]) == (False, False)
    assert "cannot be asked" in found["held"]["said"]


def test_no_secret_and_no_token_stands_in_a_report(report_on):
    said = json.dumps(report_on().to_json())
    assert CLIENT_SECRET not in said and "tk-" not in said
