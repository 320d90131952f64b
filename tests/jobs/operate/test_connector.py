"""``portal connector check`` against the sandbox agency: it passes, and its faults are named."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from click.testing import Result
from playwright.sync_api import sync_playwright

from tests.sandbox.agency.hand import CODE
from tests.sandbox.conftest import running
from tests.servers.browser import chromium_arguments

SECRET = "khoa-cua-phep-thu-nay-khong-mo-gi-ca"
AGENCY = {
    "code": CODE,
    "name": "UBND phường Mẫu",
    "key_id": "khoa-1",
    "secret": SECRET,
    "portal_url": "http://127.0.0.1:9/nobody",
}
Check = Callable[..., tuple[Result, dict]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the sandbox agency; give its address."""
    folder = tmp_path_factory.mktemp("office")
    with running("agency", folder, SANDBOX_AGENCIES=json.dumps([AGENCY])) as started:
        yield started.url


@pytest.fixture
def check(portal: Callable[..., Result], office: str, tmp_path: Path) -> Iterator[Check]:
    """Run the kit with some faults on; give how it ended, and its report."""
    switches = f"{office}/control/agencies/{CODE}/faults"

    def run(**faults: object) -> tuple[Result, dict]:
        requests.post(switches, json=faults, timeout=10).raise_for_status()
        patience = "0.2" if "slow" in faults else "10"
        (tmp_path / "key").write_text(SECRET)
        key = f"@{tmp_path / 'key'}"
        given = {"key_id": "khoa-1", "secret": key, "read_seconds": patience}
        told = [word for pair in given.items() for word in ("--set", "=".join(pair))]
        base = f"{office}/agencies/{CODE}"
        where = ("--against", base, "--as", CODE, "--report", tmp_path)
        done = portal("connector", "check", "one_stop", *where, *told)
        return done, json.loads((tmp_path / "one_stop.json").read_text())

    yield run
    requests.delete(switches, timeout=10)


def broken(report: dict) -> set[str]:
    """Name the rules that are not kept."""
    return {finding["name"] for finding in report["findings"] if not finding["passed"]}


def test_the_sandbox_agency_passes(check: Check, tmp_path: Path) -> None:
    done, report = check()
    assert (done.exit_code, broken(report), report["passed"]) == (0, set(), True)
    assert "Đạt cả 36 quy tắc" in (tmp_path / "one_stop.html").read_text()
    assert SECRET not in (tmp_path / "one_stop.html").read_text() + json.dumps(report)


TAKING = "held confirmations same-key same-content at-once conflict list supplement".split()
TAKING += "supplement-twice supplement-conflict message message-twice rating rating-twice".split()
TAKING += "withdrawal withdrawal-twice supplement-amended message-claim message-payment".split()
TAKING.append("message-receipts")
SIGNED = "unsigned unknown-key stale-timestamp future-timestamp".split()


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ({"yes_without_effect": True}, set(TAKING)),
        ({"drop_after_taking": True}, {"accepted", *TAKING}),
        ({"refuse": True}, {"accepted", *TAKING}),
        ({"twice": True}, {"same-key", "same-content", "at-once"}),
        ({"naive": True}, {"same-content", "at-once", "conflict"}),
        ({"duplicate_news": True}, {"news"}),
        ({"no_list": True}, set()),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
def test_a_fault_fails_the_rules_it_breaks(check: Check, fault: dict, names: set[str]) -> None:
    done, report = check(**fault)
    assert (broken(report), done.exit_code) == (names, 1 if names else 0)


def test_news_that_comes_in_another_order_is_named(check: Check, office: str) -> None:
    check()
    dossiers = f"{office}/control/agencies/{CODE}/dossiers"
    newest = requests.get(dossiers, timeout=10).json()["dossiers"][0]["code"]
    told = requests.post(f"{dossiers}/{newest}/news", json={"kind": "accepted"}, timeout=10)
    assert told.status_code == 201
    assert broken(check(reordered_news=True)[1]) == {"news"}


@pytest.mark.parametrize(
    ("fault", "kept"),
    [
        ({"error500": True}, {*SIGNED, "wrong-signature", "changed-body", "changed-address"}),
        ({"wrong_key": True}, {*SIGNED, "wrong-signature", "changed-body", "changed-address"}),
        ({"clock_skew": 3600}, set(SIGNED)),
        ({"away": True}, set()),
        ({"slow": 0.4}, set()),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
def test_a_fault_of_everything_leaves_what_refuses_strangers(
    check: Check, fault: dict, kept: set[str]
) -> None:
    done, report = check(**fault)
    names = {finding["name"] for finding in report["findings"]}
    assert (names - broken(report) - {"changed-method"}, done.exit_code) == (kept, 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_whole_on_a_phone_and_axe_is_content(
    check: Check, tmp_path: Path, chromium: str, scheme: str
) -> None:
    done, _ = check(refuse=True)
    assert "Chưa đạt" in (tmp_path / "one_stop.html").read_text() and done.exit_code == 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments())
        page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
        page.goto((tmp_path / "one_stop.html").as_uri())
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
