"""The contract kit tells a national portal that keeps its side from one that does not."""

import requests

from connectors import registry
from tests.sandbox.conftest import running
from tests.sandbox.national.hand import NATIONAL


def examined(url, around, **settings):
    given = {
        "base_url": url,
        "username": NATIONAL["SANDBOX_NATIONAL_USERNAME"],
        "password": NATIONAL["SANDBOX_NATIONAL_PASSWORD"],
        "unit": NATIONAL["SANDBOX_NATIONAL_UNIT"],
        "allow_private": True,
        **settings,
    }
    report = registry.examine("national_portal", given, around, "H41.90")
    return {finding.name: finding.passed for finding in report.findings}


def test_the_kit_passes_the_sandbox_and_fails_one_that_forgets(tmp_path, around):
    with running("national", tmp_path, **NATIONAL) as process:
        assert set(examined(process.url, around).values()) == {True}
        requests.post(f"{process.url}/faults", json={"blind_look_up": True}, timeout=10)
        found = examined(process.url, around)
    assert [name for name, passed in found.items() if not passed] == ["synchronised-once"]
