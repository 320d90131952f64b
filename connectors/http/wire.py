"""The two values an HTTP call is made of, and what each status of an answer means for us.

The mapping is the whole policy on failures: connectors add only what their partner's contract
says differently.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from connectors.errors import (
    ConnectorError,
    Misconfigured,
    Raw,
    Rejected,
    Unavailable,
    Unknown,
)

_LONGEST_WAIT = 24 * 3600.0
_NO_EFFECT_TWICE = frozenset({"GET", "HEAD", "PUT", "DELETE"})
_NOT_US = frozenset({401, 403, 407})
_LATER = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Call:
    """One request: ``target`` is appended to the base address and starts with a slash.

    ``length`` comes with a streamed body. ``expected`` are statuses besides 2xx that the connector
    reads itself. ``seconds`` overrides how long the whole call may take.
    """

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | Iterator[bytes] | None = field(default=None, repr=False)
    length: int | None = None
    expected: Collection[int] = ()
    seconds: float | None = None

    @property
    def harmless_twice(self) -> bool:
        """Say whether sending it again without asking does no harm."""
        return self.method in _NO_EFFECT_TWICE

    def lost(self, why: str, raw: Raw) -> ConnectorError:
        """Make the error for a request that was sent and whose fate nobody knows."""
        return Unavailable(why, raw) if self.harmless_twice else Unknown(why, raw)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer read whole. ``headers`` have lower-case names."""

    call: Call
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    raw: Raw

    @property
    def good(self) -> bool:
        """Say whether the status means yes."""
        return 200 <= self.status < 300

    def unclear(self, why: str) -> ConnectorError:
        """Make the error for an answer nobody understands: as good as none."""
        return self.call.lost(f"the answer cannot be understood: {why}", self.raw)


def retry_after(value: str, now: datetime) -> float | None:
    """Read a Retry-After header as seconds from now, at most a day; None if there is none."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), _LONGEST_WAIT)


def check(response: Response, now: datetime) -> Response:
    """Let 2xx and expected statuses through.

    :raises Unavailable: 408, 425, 429 and every 5xx.
    :raises Misconfigured: a redirect (never followed), 401, 403 and 407.
    :raises Rejected: every other status.
    """
    status, raw = response.status, response.raw
    if response.good or status in response.call.expected:
        return response
    if status in _LATER or status >= 500:
        wait = retry_after(response.headers.get("retry-after", ""), now)
        raise Unavailable(f"the partner answers {status}", raw, wait)
    if status in _NOT_US:
        raise Misconfigured(f"the partner does not let us in ({status})", raw)
    if 300 <= status < 400:
        raise Misconfigured(f"the partner has moved ({status}); redirects are not followed", raw)
    if status == 404:
        raise Rejected("the partner has nothing at the address that was called (404)", raw)
    raise Rejected(f"the partner refuses the request ({status})", raw)
