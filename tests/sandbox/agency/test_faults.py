"""The ways an agency fails, and what its ledger says of each."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.sandbox.agency.dossiers import make_dossier


def outcomes(hand, code):
    return [(line["outcome"], line["taken"]) for line in hand.ledger(code)]


@pytest.mark.parametrize(
    ("fault", "status", "outcome"),
    [("error500", 500, "error500"), ("throttle", 429, "throttled"), ("refuse", 422, "refused")],
)
def test_an_answer_that_says_no_takes_nothing(hand, fault, status, outcome):
    dossier = make_dossier()
    hand.faults(**{fault: {"times": 1}})
    assert hand.hand_in(dossier).status_code == status
    assert hand.hand_in(dossier).json()["outcome"] == "accepted"
    assert outcomes(hand, dossier["code"]) == [(outcome, False), ("accepted", True)]


def test_away_is_503_for_everything(hand):
    hand.faults(away=True)
    assert hand.call("GET", "/news").status_code == 503
    assert hand.hand_in(make_dossier()).status_code == 503


def test_a_line_dropped_after_taking_leaves_the_dossier_taken(hand):
    dossier = make_dossier()
    hand.faults(drop_after_taking={"times": 1})
    with pytest.raises(requests.ConnectionError):
        hand.hand_in(dossier)
    assert hand.call("GET", f"/dossiers/{dossier['code']}").ok
    assert hand.hand_in(dossier).json()["outcome"] == "duplicate"
    assert outcomes(hand, dossier["code"]) == [("accepted", True), ("duplicate", False)]


def test_a_hanging_agency_takes_nothing_and_never_answers(hand):
    dossier = make_dossier()
    hand.faults(hang=True)
    headers = hand.signed("GET", hand.base, "")
    with pytest.raises(requests.Timeout):
        requests.post(f"{hand.base}/dossiers", json=dossier, headers=headers, timeout=0.5)
    hand.faults(hang=False)
    assert outcomes(hand, dossier["code"]) == []


def test_many_who_hang_do_not_put_the_switches_out_of_reach(hand):
    hand.faults(hang=True)
    for _ in range(10):
        with pytest.raises((requests.Timeout, requests.ConnectionError)):
            requests.get(f"{hand.base}/news", timeout=0.05)
    hand.faults(hang=False)
    assert hand.call("GET", "/news").ok


def test_slow_takes_at_once_and_answers_late(hand):
    dossier = make_dossier()
    hand.faults(slow={"value": 0.4, "times": 1})
    start = time.monotonic()
    assert hand.hand_in(dossier).json()["outcome"] == "accepted"
    assert time.monotonic() - start >= 0.4


def test_a_yes_without_effect_leaves_nothing_to_be_found(hand):
    dossier = make_dossier()
    hand.faults(yes_without_effect={"times": 1})
    assert hand.hand_in(dossier).json()["outcome"] == "accepted"
    assert hand.call("GET", f"/dossiers/{dossier['code']}").status_code == 404
    assert outcomes(hand, dossier["code"]) == [("yes without effect", False)]


def test_twice_says_accepted_to_both_but_holds_one(hand):
    dossier = make_dossier()
    hand.faults(twice=True)
    first, second = hand.hand_in(dossier).json(), hand.hand_in(dossier).json()
    assert first["outcome"] == second["outcome"] == "accepted"
    assert first["reference"] != second["reference"]
    assert sum(taken for _, taken in outcomes(hand, dossier["code"])) == 1


def test_a_skewed_clock_finds_the_portals_signatures_stale(hand):
    hand.faults(clock_skew=True)
    assert hand.call("GET", "/news").json() == {"error": "stale"}


def test_faults_of_one_agency_are_not_the_others(hand, office):
    hand.faults(away=True)
    other = f"{office.url}/control/agencies/H41.99/faults"
    assert requests.get(other, timeout=10).json() == {}
    assert requests.get(f"{hand.control}/faults", timeout=10).json() == {
        "away": {"value": 1.0, "times": None}
    }


def test_a_naive_agency_takes_twice_what_comes_twice_at_once_or_under_another_key(hand):
    dossier = make_dossier()
    hand.faults(naive=True)
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda _: hand.hand_in(dossier).json()["outcome"], range(2)))
    assert said == ["accepted", "accepted"]
    assert hand.hand_in(dossier).json()["outcome"] == "duplicate"
    assert hand.hand_in(dossier, key="another").json()["outcome"] == "accepted"
    assert [taken for _, taken in outcomes(hand, dossier["code"])] == [True, True, False, True]
