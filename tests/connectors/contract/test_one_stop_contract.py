"""The contract kit passes a system that keeps the contract, and names what another breaks."""

import json
import subprocess
import sys
from dataclasses import replace
from functools import partial

import pytest

from connectors import registry
from connectors.agencies.one_stop import OneStopConfig
from connectors.agencies.one_stop.connector import OneStop
from connectors.contract.agency import agency_checks
from connectors.contract.checks import run
from connectors.contract.sample import sample_dossier
from tests.connectors.agency_server import KEY_ID, SECRET


@pytest.fixture
def report_on(agency, around):
    def report():
        given = {"base_url": agency.url, "key_id": KEY_ID, "secret": SECRET}
        patience = {"allow_private": True, "read_seconds": 1}
        return registry.examine("one_stop", {**given, **patience}, around, "H41.12")

    return report


def broken(report):
    return {finding.name for finding in report.findings if not finding.passed}


def test_a_system_that_keeps_the_contract_passes(report_on, agency):
    report = report_on()
    assert [finding for finding in report.findings if not finding.passed] == []
    assert report.passed
    assert len(report.findings) == 36
    assert all(dossier["rehearsal"] for dossier in agency.dossiers.values())


TAKING = {
    "accepted",
    "held",
    "confirmations",
    "same-key",
    "same-content",
    "at-once",
    "conflict",
    "list",
}
LETTERS = {
    "supplement",
    "supplement-twice",
    "supplement-amended",
    "supplement-conflict",
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


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        (
            "yes_without_effect",
            (TAKING - {"accepted"}) | LETTERS,
        ),
        ("forgets_letters", LETTERS),
        ("doubles", {"same-key", "same-content", "at-once", "conflict"}),
        ("list_stands_still", {"list"}),
        ("list_overlaps", {"list"}),
        ("list_forgets", {"list"}),
        ("overwrites", {"conflict"}),
        ("forgets_nonces", {"replayed-nonce"}),
        ("takes_damaged_files", {"damaged-file"}),
        ("refuses", TAKING | LETTERS),
        ("mumbles", TAKING | LETTERS | {"supplement-unknown"}),
    ],
)
def test_a_broken_promise_is_named(report_on, agency, fault, names):
    agency.faults.add(fault)
    assert broken(report_on()) == names


def test_a_system_that_offers_no_list_passes_and_is_said_to_offer_none(report_on, agency):
    agency.faults.add("no_list")
    report = report_on()
    assert report.passed
    (listed,) = (finding for finding in report.findings if finding.name == "list")
    assert listed.seen[-1].body == "no list is offered"


def test_a_system_that_trusts_anybody_fails_every_check_of_a_signature(report_on, agency):
    agency.faults.add("trusts_anybody")
    assert broken(report_on()) == {
        "unsigned",
        "wrong-signature",
        "unknown-key",
        "stale-timestamp",
        "future-timestamp",
        "replayed-nonce",
        "changed-body",
        "changed-address",
        "changed-method",
    }


def test_a_system_that_is_down_fails_every_check_with_the_raw_answer(report_on, agency):
    agency.faults.add("500")
    report = report_on()
    assert broken(report) == {finding.name for finding in report.findings}
    assert all(seen.status == 500 for finding in report.findings for seen in finding.seen)


def test_the_report_is_json(report_on, agency):
    agency.faults.add("doubles")
    said = json.loads(json.dumps(report_on().to_json()))
    found = {finding["name"]: finding for finding in said["findings"]}
    assert said["passed"] is False
    assert found["same-key"]["said"] == "the second time was accepted"
    assert found["same-key"]["seen"][0]["body"].startswith('{"outcome": "accepted"')


def test_the_kit_needs_no_test_tool():
    load = "import connectors.registry, sys; print([m for m in sys.modules if m == 'pytest'])"
    done = subprocess.run([sys.executable, "-c", load], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


class Hashless(OneStop):
    """A dialect that says what it holds and gives no hash of it."""

    def ask(self, code):
        held = super().ask(code)
        return held and replace(held, content_hash="")


@pytest.mark.parametrize(
    ("fault", "names"),
    [("", set()), ("yes_without_effect", TAKING - {"accepted"}), ("overwrites", {"conflict"})],
)
def test_what_gives_no_hash_is_told_and_a_yes_without_effect_still_found(
    agency, around, fault, names
):
    agency.faults.add(fault)
    given = {"base_url": agency.url, "key_id": KEY_ID, "secret": SECRET, "allow_private": True}
    connector = Hashless(OneStopConfig.from_mapping(given), around)
    report = run(
        "hashless", agency_checks(connector, partial(sample_dossier, "H41.12", around.clock))
    )
    connector.close()
    assert {finding.name for finding in report.findings if finding.broken} == names
    if not fault:
        absent = {one.name: one.said for one in report.findings if not one.offered}
        assert set(absent) == {"held", "confirmations", "conflict"}
        assert "no hash" in absent["held"]
        assert absent["conflict"].startswith("it refused the other and holds one")


def test_the_reasons_of_a_refusal_are_told(report_on, agency):
    agency.faults.add("refuses")
    found = {finding.name: finding for finding in report_on().findings}
    assert found["accepted"].said.splitlines()[0].endswith("(owner: Thiếu)")
