"""How a talk with a partner can end badly, by what has to be done about it.

Outward: ``Unavailable`` is tried again, ``Unknown`` is asked about before it is tried again,
``Rejected`` (``NotOffered`` among them) and ``Misconfigured`` wait for a person. Inward:
``NotAuthentic`` and ``Unreadable`` are answered to the caller and change nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

RAW_LIMIT = 4096
_LONGEST_QUOTE = 300
_UNSEEN_OF_A_PAGE = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Raw:
    """What passed on the wire, for a person to look at: never headers, never a secret.

    ``request`` is method and address, ``status`` None if no answer came, ``body`` the first 4 KB.
    """

    request: str = ""
    status: int | None = None
    body: bytes = field(default=b"", repr=False)

    @property
    def words(self) -> str:
        """Give the beginning of what was answered on one line; of a web page what people see."""
        text = self.body.decode("utf-8", "replace").strip()
        if text.startswith("<"):
            text = _UNSEEN_OF_A_PAGE.sub(" ", text)
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + "…"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a partner says no: the field it means ("" for the whole) and its words."""

    field: str
    message: str


NOTHING_SEEN = Raw()


class ConnectorError(Exception):
    """Something about a partner went wrong; ``raw`` is what was seen on the wire."""

    def __init__(self, message: str, raw: Raw = NOTHING_SEEN, *more: object) -> None:
        super().__init__(message, raw, *more)
        self.message = message
        self.raw = raw

    def __str__(self) -> str:
        return self.message


class Unavailable(ConnectorError):
    """Try again: nothing was done there, or doing it twice does no harm.

    ``retry_after`` is how many seconds the partner wants us to wait, None if it did not say.
    """

    def __init__(
        self, message: str, raw: Raw = NOTHING_SEEN, retry_after: float | None = None
    ) -> None:
        super().__init__(message, raw, retry_after)
        self.retry_after = retry_after


class Unknown(ConnectorError):
    """It was sent and nobody knows what became of it: ask before sending again."""


class Rejected(ConnectorError):
    """The partner says no, or what was to be sent is not fit to send: a person has to look."""

    def __init__(
        self, message: str, raw: Raw = NOTHING_SEEN, reasons: Sequence[Reason] = ()
    ) -> None:
        super().__init__(message, raw, reasons)
        self.reasons = tuple(reasons)


class NotOffered(Rejected):
    """The partner's system has no call for this: a person has to do it some other way.

    It says nothing of what the system holds. ``harmless_again`` says that what cannot be asked
    about may be sent again all the same: the partner takes it once.
    """

    def __init__(self, message: str, *, harmless_again: bool = False) -> None:
        super().__init__(message)
        self.harmless_again = harmless_again


class Misconfigured(ConnectorError):
    """Our address, key or setting for the partner is wrong: an operator has to look."""


class NotAuthentic(ConnectorError):
    """A caller could not prove who it is; ``code`` is one of key, signature, stale, replayed,
    token (of nobody, or over) and scope (it does not allow this)."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the request is not authentic: {code}")
        self.args = (code,)
        self.code = code


class Unreadable(ConnectorError):
    """A caller proved who it is, and what it says cannot be read; ``fields`` says where and why."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__("the message cannot be read: " + ", ".join(sorted(fields)))
        self.args = (fields,)
        self.fields = {name: tuple(said) for name, said in fields.items()}


def in_full(error: ConnectorError) -> str:
    """Tell somebody who waits all of an error: what was called, and the partner's own words.

    These may name people: nothing of it is logged, or kept where it can be read without a key.
    """
    reasons = error.reasons if isinstance(error, Rejected) else ()
    why = "; ".join(f"{one.field}: {one.message}".removeprefix(": ") for one in reasons)
    called = f"{error.raw.request} {error.raw.status or ''}".strip()
    lines = (
        f"{type(error).__name__}: {error}" + (f" ({why[:500]})" if why else ""),
        f"called: {called}" if called else "",
        f"answered: {error.raw.words}" if error.raw.words else "",
    )
    return "\n".join(filter(None, lines))
