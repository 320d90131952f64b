"""Settings of the payment platform: what is known second-hand can be put right without code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from connectors.http import Destination, read_destination
from connectors.payment_messages import PaymentStatus
from connectors.payments.platform.checksum import METHODS, Checksum
from connectors.settings import SettingsReader

# In this order they were seen in one product that talks to the platform.
OUTWARD = "addition_fee client_id trans_amount command transaction_id version"
INWARD = "client_id trans_amount command transaction_id status version"
REFUND = "REFUND"
"""The command of a refund, and what a callback about one says it is about."""
_STATUSES = {
    "0": PaymentStatus.PAID,
    "1": PaymentStatus.PENDING,
    "2": PaymentStatus.FAILED,
    "3": PaymentStatus.EXPIRED,
}
# Of a transaction the platform has never seen.
_NEVER_SEEN = "4"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where each call goes; an empty one says that the platform has no such call."""

    pay: str
    ask: str
    day: str
    refund: str


@dataclass(frozen=True, slots=True)
class PlatformConfig:
    """Settings of one platform. ``key_1`` seals what we say, ``key_2`` what it says.

    ``refund_query`` is the command that asks about a refund, "" if there is none.
    """

    destination: Destination
    client_id: str
    ours: Checksum = field(repr=False)
    theirs: Checksum = field(repr=False)
    paths: Paths
    version: str
    service: str
    statuses: Mapping[str, PaymentStatus]
    never_seen: str
    refund_query: str
    refund_seen_within: timedelta

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "PlatformConfig":
        """Read the settings: base_url, client_id, key_1, key_2, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("payment_platform", given)
        keys = reader.text("key_1"), reader.text("key_2")
        method, between = _method(reader), reader.text("checksum_separator", "")
        config = cls(
            destination=read_destination(reader, keys),
            client_id=reader.text("client_id"),
            ours=Checksum(method, _fields(reader, "checksum_fields", OUTWARD), between, keys[0]),
            theirs=Checksum(method, _fields(reader, "answer_fields", INWARD), between, keys[1]),
            paths=_paths(reader),
            version=reader.text("version", "3.0"),
            service=reader.text("service", "2"),
            statuses=_statuses(reader),
            never_seen=reader.text("never_seen", _NEVER_SEEN),
            refund_query=reader.text("refund_query", "QUERY_REFUND"),
            refund_seen_within=timedelta(seconds=reader.number("refund_seen_seconds", 600)),
        )
        reader.finish()
        return config


def _method(reader: SettingsReader) -> str:
    method = reader.text("checksum", "sha256")
    if method not in METHODS:
        reader.problems.append(f"checksum has to be one of {', '.join(sorted(METHODS))}")
    return method


def _fields(reader: SettingsReader, name: str, default: str) -> tuple[str, ...]:
    fields = tuple(reader.text(name, default).split())
    # A checksum that leaves these out can be put under another payment, or another sum.
    missing = {"transaction_id", "trans_amount"} - set(fields)
    if missing:
        reader.problems.append(f"{name} has to name {' and '.join(sorted(missing))}")
    return fields


def _paths(reader: SettingsReader) -> Paths:
    read = Paths(
        pay=reader.text("pay_path", "/payment"),
        ask=reader.text("ask_path", "/query"),
        day=reader.text("day_path", "/transactions"),
        refund=reader.text("refund_path", "/refund"),
    )
    for path in (read.pay, read.ask, read.day, read.refund):
        if path and not path.startswith("/"):
            reader.problems.append(f"the path {path!r} has to begin with /")
    if not read.pay:
        reader.problems.append("pay_path is missing")
    return read


def _statuses(reader: SettingsReader) -> Mapping[str, PaymentStatus]:
    given = reader.texts("statuses")
    known = {str(status): status for status in PaymentStatus}
    wrong = sorted(set(given.values()) - set(known))
    if wrong:
        reader.problems.append(f"statuses names what is no status: {', '.join(wrong)}")
        return _STATUSES
    return {word: known[status] for word, status in given.items()} or _STATUSES
