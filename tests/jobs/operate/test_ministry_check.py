"""``portal connector check`` of a ministry's adapter: what cannot be tried is told as such."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.connectors.ministry_server import (
    CLIENT_ID,
    CLIENT_SECRET,
    Adapter,
    running_adapter,
)


@pytest.fixture
def adapter() -> Iterator[Adapter]:
    with running_adapter() as running:
        yield running


@pytest.fixture
def check(portal: Callable[..., Result], adapter: Adapter, tmp_path: Path) -> Callable[[], Result]:
    (tmp_path / "secret").write_text(CLIENT_SECRET)
    secret = f"@{tmp_path / 'secret'}"
    given = {"client_id": CLIENT_ID, "client_secret": secret, "read_seconds": "1"}
    told = [word for pair in given.items() for word in ("--set", "=".join(pair))]
    where = ("--against", adapter.url, "--as", "G09.20", "--report", tmp_path)
    return lambda: portal("connector", "check", "ministry_adapter", *where, *told)


def test_what_cannot_be_tried_is_told_and_breaks_nothing(check, tmp_path: Path) -> None:
    done = check()
    assert done.exit_code == 0
    assert "absent  held:" in done.output and "passed  same-key:" in done.output
    assert "FAILED" not in done.output
    page = (tmp_path / "ministry_adapter.html").read_text()
    assert "Đạt cả 9 quy tắc" in page and "21 quy tắc không thử được" in page
    assert page.count("Không thử được</span>") == 21
    assert "Chưa đạt" not in page
    report = json.loads((tmp_path / "ministry_adapter.json").read_text())
    assert report["passed"] is True
    assert CLIENT_SECRET not in page + json.dumps(report)


def test_what_is_broken_still_fails(check, adapter: Adapter) -> None:
    adapter.faults.add("doubles")
    done = check()
    assert done.exit_code == 1
    assert "FAILED  same-key:" in done.output and "absent  held:" in done.output


def test_a_rule_that_could_not_be_tried_says_so_and_why(check) -> None:
    lines = check().output.splitlines()
    (at,) = (number for number, line in enumerate(lines) if line.startswith("absent  conflict:"))
    assert lines[at + 1].strip().startswith("not tried: the adapter compares numbers, not contents")


def test_a_web_page_for_an_answer_is_told_with_its_address_and_words(check, adapter) -> None:
    adapter.faults.add("mumbles")
    output = check().output
    assert "the answer cannot be understood: it is a web page, not JSON" in output
    assert f"called: POST {adapter.url}/NopHoSo 200" in output and "answered: OK" in output
    assert CLIENT_SECRET not in output and "tk-" not in output


def test_a_mistyped_name_lists_what_there_is_once(portal) -> None:
    done = portal("connector", "check", "ministry_adaptor", "--against", "x", "--as", "G09.20")
    assert done.exit_code == 2
    assert done.output.count("ministry_adapter") == 1 and "ministry_adaptor" in done.output
