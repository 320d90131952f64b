"""The contract kit tells a national store that keeps its side from one that does not."""

import requests

from connectors import registry
from tests.sandbox.conftest import running
from tests.sandbox.national.hand import NATIONAL


def examined(url, around):
    given = {
        "base_url": url,
        "username": NATIONAL["SANDBOX_NATIONAL_UNIT"],
        "password": NATIONAL["SANDBOX_NATIONAL_PASSWORD"],
        "allow_private": True,
    }
    report = registry.examine("national_store", given, around, "000190000011")
    return {finding.name: finding.passed for finding in report.findings}


def test_the_kit_passes_the_sandbox_and_fails_one_that_gives_no_files(tmp_path, around):
    with running("national", tmp_path, **NATIONAL) as process:
        assert set(examined(process.url, around).values()) == {True}
        requests.post(f"{process.url}/faults", json={"store_file_gone": True}, timeout=10)
        found = examined(process.url, around)
    assert [name for name, passed in found.items() if not passed] == ["own-papers"]
