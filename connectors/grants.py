"""What a partner's programme may do here for a while, once it has proved who it is (OAuth 2.0)."""

from dataclasses import dataclass
from enum import StrEnum

from connectors.errors import ConnectorError


class Scope(StrEnum):
    """What a programme may be allowed."""

    NEWS = "news"
    OUTBOX = "outbox"


@dataclass(frozen=True, slots=True)
class Grant:
    """A client and what it may do."""

    client_id: str
    scopes: frozenset[Scope]


class NotGranted(ConnectorError):
    """No token is given; ``code`` is the word of RFC 6749, section 5.2."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no token is given: {code}")
        self.args = (code,)
        self.code = code
