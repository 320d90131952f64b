"""The signature of the national axis, made once more with a tool of its own."""

import json
import subprocess
from datetime import UTC, datetime

from connectors.axis.national.signing import signed, timestamp

AT = datetime(2026, 11, 29, 17, 30, 5, 123000, UTC)


def test_a_moment_is_written_by_the_clock_of_viet_nam():
    assert timestamp(AT) == "30112026T003005+0123"


def test_openssl_makes_the_same_signature_over_the_text_that_is_sent_along():
    headers = signed({"from": "H41.12", "messagetype": "edoc"}, "may-chu", "bi-mat", AT)
    text = headers["XroadVnpt-sign-header"]
    command = ["openssl", "dgst", "-sha256", "-hmac", "bi-mat"]
    printed = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    assert printed.stdout.decode().split()[-1] == headers["XroadVnpt-hash-header"]
    assert json.loads(text)["XroadVnpt-from"] == headers["XroadVnpt-from"] == "H41.12"
    assert headers["XroadVnpt-sign-header-key"] == "systemid;timestamp;from;messagetype"
