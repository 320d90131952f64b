"""The ministry sandbox keeps its dialect, breaks it as told, and tells the portal in its words."""

import json
from datetime import UTC, datetime

import pytest
import requests

from connectors import registry
from connectors.base import Surroundings
from connectors.contract.numbers import RunNumbers
from connectors.messages import NewsKind
from tests.sandbox.ministry.hand import DOSSIER, MINISTRY, Hand, hand_in

AGAIN = {"same-key", "same-content", "at-once"}


@pytest.fixture
def broken(url):
    """Run the contract kit against it; gives the rules it breaks."""

    def run():
        given = {
            "base_url": f"{url}/dvc",
            "client_id": MINISTRY["SANDBOX_CLIENT_ID"],
            "client_secret": MINISTRY["SANDBOX_CLIENT_SECRET"],
            "allow_private": True,
            "read_seconds": 1,
            "takes_withdrawals": True,
        }
        around = Surroundings(clock=lambda: datetime.now(UTC), seen=lambda key, nonce: False)
        report = registry.examine("ministry_adapter", given, around, "G09.20")
        return {finding.name for finding in report.findings if finding.broken}

    return run


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ({}, set()),
        ({"twice": True}, AGAIN),
        ({"yes_without_effect": True}, AGAIN | {"withdrawn"}),
        ({"number_lost": {"times": 1}}, {"accepted"}),
        ({"drop_after_taking": {"times": 1}}, {"accepted"}),
        ({"gateway_after_taking": {"times": 1}}, {"accepted"}),
        ({"refuse": {"times": 1}}, {"accepted"}),
        ({"token_ends_early": {"times": 1}}, set()),
    ],
    ids=lambda given: next(iter(given), "none") if isinstance(given, dict) else "",
)
def test_a_fault_fails_the_rules_it_breaks(broken, faults, fault, names):
    faults(**fault)
    assert broken() == names


def test_a_number_that_was_never_given_is_not_taken(url):
    said = Hand(url).post("NopHoSo", {**DOSSIER, "MaHoSo": "G09.20-20260609-9999999"})
    assert said.status_code == 400 and "chưa được cấp" in said.json()["message"]


@pytest.mark.parametrize("change", [{"NgayNop": "20260609081530"}, {"ChuHoSo": ""}])
def test_a_dossier_that_is_not_whole_is_not_taken(url, change):
    hand = Hand(url)
    said = hand.post("NopHoSo", {**DOSSIER, "MaHoSo": hand.number(), **change})
    assert said.status_code == 400 and next(iter(change)) in said.json()["message"]


def read_all(body):
    given = {"base_url": "https://bo.example", "client_id": "c", "client_secret": "s"}
    around = Surroundings(lambda: datetime.now(UTC), lambda key, nonce: False, numbers=RunNumbers())
    tokens = {"bo": MINISTRY["SANDBOX_NEWS_TOKEN"]}
    connector = registry.agency("ministry_adapter", {**given, "news_tokens": tokens}, around)
    headers = {"Authorization": f"Bearer {tokens['bo']}"}
    return connector.read(headers, "POST", "/news", json.dumps(body).encode())


def act(url, code, **deed):
    said = requests.post(f"{url}/control/dossiers/{code}/state", json=deed, timeout=15)
    said.raise_for_status()
    return said.json()["answer"]


def test_an_officers_deed_is_told_as_progress_and_as_state(url, portal_end):
    code = hand_in(url)
    assert act(url, code, state=5, opinion="Thiếu bản sao").startswith("200 ")
    (token, (progress,)), (_, (change,)) = portal_end.heard
    assert token == f"Bearer {MINISTRY['SANDBOX_NEWS_TOKEN']}"
    assert progress["MaHoSo"] == change["MaHoSo"] == code
    assert "T" in progress["ThoiDiemXuLy"] and "ThoiDiemXuLy" not in change
    assert change["NoiDungYKien"] == "Thiếu bản sao"


def test_the_connector_reads_what_it_tells(url, portal_end, faults):
    code = hand_in(url)
    faults(unknown_state={"times": 1}, other_dates={"times": 1})
    act(url, code, state=2)
    act(url, code, state=9, opinion="Đã ký")
    read = [news for _, body in portal_end.heard for news in read_all(body)]
    unknown, decided = NewsKind.UNKNOWN, NewsKind.DECIDED
    assert [piece.kind for piece in read] == [unknown, unknown, decided, decided]
    assert read[3].note == "Đã ký\nĐã xử lý xong"


def test_the_page_shows_what_it_holds_and_does_what_is_pressed(url, portal_end):
    code = hand_in(url)
    requests.post(f"{url}/ho-so/{code}", data={"state": "2"}, timeout=15).raise_for_status()
    page = requests.get(url, timeout=10).text
    assert code in page and "Được tiếp nhận" in page and "Tôi nộp nhầm" in page
    assert len(portal_end.heard) == 2
    (held,) = [
        one
        for one in requests.get(f"{url}/control/dossiers", timeout=10).json()["dossiers"]
        if one["code"] == code
    ]
    assert held["body"]["ChuHoSo"] == "Nguyễn Thị Mẫu"


def test_a_portal_that_is_away_or_knows_another_token_is_seen(url, faults, portal_end):
    code = hand_in(url)
    faults(wrong_token=True, duplicate_news=True)
    act(url, code, state=2)
    assert len(portal_end.heard) == 4
    assert {token for token, _ in portal_end.heard} == {"Bearer sai"}
