"""Reads what the platform says: tolerant of words and numbers, never of a checksum."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields

from connectors.codecs import json_text
from connectors.codecs.tolerant import Tolerant, Word, flat
from connectors.errors import RAW_LIMIT, NotAuthentic, Rejected, Unreadable
from connectors.http import Response
from connectors.payment_messages import (
    Checkout,
    PaymentStatus,
    RefundReceipt,
    RefundStatus,
    RefundTold,
    Settlement,
)
from connectors.payments.platform.config import REFUND, PlatformConfig

# What the platform calls a payment that was sent back, by its own numbers for payments.
_REFUNDS = {
    PaymentStatus.PAID: RefundStatus.DONE,
    PaymentStatus.PENDING: RefundStatus.PENDING,
    PaymentStatus.FAILED: RefundStatus.REFUSED,
}
_VIETNAM = timezone(timedelta(hours=7))
_FINE = frozenset({"0", "00"})


class _Page(Tolerant):
    """The answer to a request for a payment page."""

    error = Word(required=True)
    msg = Word(load_default="")
    payment_url = Word(load_default="")


class _Told(Tolerant):
    """What is said of one payment, in an answer or in a callback."""

    client_id = Word(load_default="")
    transaction_id = Word(required=True)
    status = Word(required=True)
    trans_amount = Word(load_default="")
    command = Word(load_default="")
    version = Word(load_default="")
    bank_trans_id = Word(load_default="")
    pay_time = Word(load_default="")
    check_sum = Word(required=True)


class _Day(Tolerant):
    """The list of a day."""

    transactions = fields.List(fields.Dict(), required=True)


def checkout(response: Response) -> Checkout:
    """Read where a bill is paid.

    :raises Rejected: if the platform says no, with its words.
    """
    said = _object(_Page(), response)
    if said["error"] not in _FINE:
        told = f"the platform refuses the payment ({said['error']}): {said['msg']}"
        raise Rejected(told[:300], response.raw)
    parts = urlsplit(said["payment_url"])
    # Citizens are sent there: nothing but a web address will do.
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise response.unclear("it has no payment_url")
    return Checkout(said["payment_url"], response.body[:RAW_LIMIT])


def settlement(config: PlatformConfig, response: Response, transaction: str) -> Settlement | None:
    """Read what became of a payment; None if the platform has never seen it."""
    said = _object(_Told(), response)
    if said["transaction_id"] != transaction:
        raise response.unclear("it is about another payment")
    _check(config, said, response)
    if said["status"] == config.never_seen:
        return None
    return _settled(config, said, response.body)


def refunded(config: PlatformConfig, response: Response, transaction: str) -> RefundReceipt | None:
    """Read what became of a refund; None if the platform has never seen it."""
    said = settlement(config, response, transaction)
    if said is None:
        return None
    return _receipt(said)


def _receipt(said: Settlement) -> RefundReceipt:
    status = _REFUNDS.get(said.status, RefundStatus.UNKNOWN)
    return RefundReceipt(status, said.reference, said.raw, said.amount)


def day(config: PlatformConfig, response: Response) -> list[Settlement]:
    """Read the list of a day; one line that cannot be believed makes it worthless."""
    listed = _object(_Day(), response)["transactions"]
    found = []
    for line in listed:
        try:
            said: dict[str, str] = _Told().load(line)
        except ValidationError as error:
            raise response.unclear(f"{error}"[:300]) from error
        _check(config, said, response)
        found.append(_settled(config, said, json_text.plain(line)))
    return found


def callback(config: PlatformConfig, told: Mapping[str, str]) -> Settlement | RefundTold:
    """Read a callback, or the query a browser comes back with; its command says what it is about.

    :raises NotAuthentic: if its checksum is not the platform's.
    :raises Unreadable: saying what is wrong with it.
    """
    try:
        said: dict[str, str] = _Told().load(told)
    except ValidationError as error:
        raise Unreadable(flat(error.messages)) from error
    if said["client_id"] not in ("", config.client_id):
        raise NotAuthentic("key")
    if not config.theirs.fits(said, said["check_sum"]):
        raise NotAuthentic("signature")
    settled = _settled(config, said, json_text.plain(dict(told)))
    if said["command"] in (REFUND, config.refund_query):
        return RefundTold(settled.transaction, _receipt(settled))
    return settled


def _check(config: PlatformConfig, said: Mapping[str, str], response: Response) -> None:
    if not config.theirs.fits(said, said["check_sum"]):
        raise response.unclear("its checksum does not fit")


def _settled(config: PlatformConfig, said: Mapping[str, str], raw: bytes) -> Settlement:
    return Settlement(
        transaction=said["transaction_id"],
        status=config.statuses.get(said["status"], PaymentStatus.UNKNOWN),
        amount=_amount(said["trans_amount"]),
        reference=said["bank_trans_id"],
        paid_at=_moment(said["pay_time"]),
        raw=raw[:RAW_LIMIT],
    )


def _amount(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _moment(text: str) -> datetime | None:
    """Read a moment of theirs, by the clock of Viet Nam; one of another shape is left out."""
    with suppress(ValueError):
        found = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=_VIETNAM)
        return found if 1900 < found.year < 2200 else None
    return None


def _object(schema: Tolerant, response: Response) -> dict[str, Any]:
    try:
        said: dict[str, Any] = schema.load(json_text.read_object(response.body))
    except (ValueError, ValidationError) as error:
        raise response.unclear(f"{error}"[:300]) from error
    return said
