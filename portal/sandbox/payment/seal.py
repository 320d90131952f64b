"""The checksum as the sandbox makes it: written from the contract, not from the portal's code."""

import hashlib
import hmac
from collections.abc import Mapping

ASKED = ("addition_fee", "client_id", "trans_amount", "command", "transaction_id", "version")
TOLD = ("client_id", "trans_amount", "command", "transaction_id", "status", "version")


def seal(values: Mapping[str, str], names: tuple[str, ...], key: str) -> str:
    """SHA-256 over the values in their order and the key, in hex."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(str(values.get(name, "")).encode())
    digest.update(key.encode())
    return digest.hexdigest()


def sealed_well(values: Mapping[str, str], key: str) -> bool:
    """Whether a request carries the checksum of who knows the key."""
    shown = str(values.get("check_sum", ""))
    return hmac.compare_digest(seal(values, ASKED, key).encode(), shown.encode())
