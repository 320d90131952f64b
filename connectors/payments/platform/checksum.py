"""The platform's checksum: the values of some fields in an order both sides know, and a key.

It is weaker than it looks: values stand side by side, so that one may borrow from the next. That is
why nothing is paid on the word of a callback alone (docs/partners/payment-platform.md).
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

METHODS: dict[str, Callable[[str, str, str], str]] = {
    "sha256": lambda text, between, key: hashlib.sha256(
        f"{text}{between}{key}".encode()
    ).hexdigest(),
    "sha512": lambda text, between, key: hashlib.sha512(
        f"{text}{between}{key}".encode()
    ).hexdigest(),
    "hmac_sha256": lambda text, between, key: hmac.new(
        key.encode(), text.encode(), hashlib.sha256
    ).hexdigest(),
}
"""How a checksum is made of the values' text, the separator and the key; one is pinned."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """One direction's checksum: its pinned method, the fields in order, and the key."""

    method: str
    fields: tuple[str, ...]
    between: str
    key: str = field(repr=False)

    def of(self, told: Mapping[str, str]) -> str:
        """Make the checksum of what is told, in lower-case hex; a missing field counts as empty."""
        text = self.between.join(told.get(name, "") for name in self.fields)
        return METHODS[self.method](text, self.between, self.key)

    def fits(self, told: Mapping[str, str], shown: str) -> bool:
        """Say whether the checksum shown is that of what is told; upper case is forgiven."""
        return hmac.compare_digest(self.of(told).encode(), shown.strip().lower().encode())
