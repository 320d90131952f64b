"""How the axis knows who calls: every field of a request is a header, and all are signed."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

PREFIX = "XroadVnpt-"
VERSION = "3.0.201608"
AGENT = "JAVASDKAgent/1.0.0 XRoad/VPCP"
# The SDK writes the clock of its machine, which stands in Viet Nam: UTC+7 all year round.
_AHEAD = timedelta(hours=7)


def timestamp(moment: datetime) -> str:
    """Write a moment as the SDK does: ``ddMMyyyy'T'HHmmss+SSSS``, milliseconds in four digits."""
    local = moment.astimezone(UTC).replace(tzinfo=None) + _AHEAD
    return f"{local:%d%m%YT%H%M%S}+{local.microsecond // 1000:04d}"


def signed(
    fields: Mapping[str, str], system_id: str, secret: str, moment: datetime
) -> dict[str, str]:
    """Give the headers of a request: its fields, who asks and when, and the signature over all.

    The text that is signed is sent along, so both sides sign the same bytes; the axis compares
    it with the headers.
    """
    whole = {"systemid": system_id, "timestamp": timestamp(moment), **fields}
    headers = {f"{PREFIX}{name}": value for name, value in whole.items()}
    text = json.dumps(headers, separators=(",", ":"), ensure_ascii=True)
    digest = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return {
        **headers,
        f"{PREFIX}sign-header-key": ";".join(whole),
        f"{PREFIX}sign-header": text,
        f"{PREFIX}hash-header": digest,
        f"{PREFIX}version": VERSION,
        "User-Agent": AGENT,
    }
