"""When a partner wants us back."""

from datetime import UTC, datetime

import pytest

from connectors.http.wire import retry_after

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("999999999999", 86400),
        ("Mon, 23 Nov 2026 08:01:30 GMT", 90),
        ("Mon, 23 Nov 2026 07:00:00 GMT", 0),
        ("Mon, 23 Nov 2026 08:01:30 -0000", 90),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_retry_after_is_read_in_both_forms_and_capped_at_a_day(value, seconds):
    assert retry_after(value, NOW) == seconds
