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
    assert "Đạt cả 9 quy tắc" in page and "20 quy tắc không thử được" in page
    assert page.count("Không thử được</span>") == 20
    assert "Chưa đạt" not in page
    report = json.loads((tmp_path / "ministry_adapter.json").read_text())
    assert report["passed"] is True
    assert CLIENT_SECRET not in page + json.dumps(report)


def test_what_is_broken_still_fails(check, adapter: Adapter) -> None:
    adapter.faults.add("doubles")
    done = check()
    assert done.exit_code == 1
    assert "FAILED  same-key:" in done.output and "absent  held:" in done.output
