"""Calls the payment platform. Contract: docs/partners/payment-platform.md."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.errors import NotOffered
from connectors.http import Call, Client, Response
from connectors.messages import Reply
from connectors.payment_messages import (
    Bill,
    Checkout,
    Refund,
    RefundReceipt,
    RefundTold,
    Settlement,
)
from connectors.payments.platform import reading, writing
from connectors.payments.platform.config import REFUND, PlatformConfig

_JSON = {"Content-Type": "application/json; charset=utf-8"}


class Platform:
    """One payment platform. Implements ``connectors.base.PaymentConnector``."""

    def __init__(self, config: PlatformConfig, around: Surroundings) -> None:
        self._config = config
        self._client = Client(config.destination, around)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def begin(self, bill: Bill) -> Checkout:
        """Have a payment page made; the same transaction sent twice makes one payment.

        :raises Rejected: also before sending, if the bill is not fit to send.
        """
        return reading.checkout(self._post(self._config.paths.pay, writing.pay(self._config, bill)))

    def ask(self, transaction: str) -> Settlement | None:
        """Ask what became of a payment, by our number; None if the platform never saw it."""
        said = writing.frame(self._config, "QUERY", transaction, "")
        answer = self._get(self._config.paths.ask, writing.sealed(self._config, said))
        return reading.settlement(self._config, answer, transaction)

    def day(self, day: date) -> Sequence[Settlement]:
        """List what was paid on a day in Viet Nam."""
        said = {**writing.frame(self._config, "LIST", "", ""), "date": f"{day:%Y%m%d}"}
        answer = self._get(self._config.paths.day, writing.sealed(self._config, said))
        return reading.day(self._config, answer)

    @property
    def refund_seen_within(self) -> timedelta:
        """How long after a refund went out the platform may still say that it never saw it."""
        return self._config.refund_seen_within

    def refund(self, refund: Refund) -> RefundReceipt:
        """Have money sent back."""
        answer = self._post(self._config.paths.refund, writing.refund(self._config, REFUND, refund))
        receipt = reading.refunded(self._config, answer, refund.transaction)
        if receipt is None:
            raise answer.unclear("it has never seen the payment")
        return receipt

    def ask_refund(self, refund: Refund) -> RefundReceipt | None:
        """Ask what became of a refund; None if the platform never saw it."""
        self._offered(self._config.refund_query)
        said = writing.refund(self._config, self._config.refund_query, refund)
        answer = self._get(self._config.paths.refund, said)
        return reading.refunded(self._config, answer, refund.transaction)

    def read(self, told: Mapping[str, str]) -> Settlement | RefundTold:
        """Read what the platform, or a browser that comes back from it, says."""
        return reading.callback(self._config, told)

    def reply(self, heard: bool) -> Reply:
        """Answer a platform that called: heard, or to be told again."""
        said = {"error": "0", "msg": "OK"} if heard else {"error": "1", "msg": "Thử lại sau"}
        return Reply(200 if heard else 503, json_text.plain(said), _JSON)

    def check_config(self) -> None:
        """Ask about a payment nobody made: proves address, TLS, client and keys at once."""
        self.ask(secrets.token_hex(16))

    def _post(self, path: str, said: Mapping[str, object]) -> Response:
        self._offered(path)
        return self._client.send(Call("POST", path, _JSON, json_text.plain(said)))

    def _get(self, path: str, said: Mapping[str, str]) -> Response:
        """Ask by POST, as all of the platform's calls are; asking twice does no harm."""
        self._offered(path)
        call = Asking("POST", path, _JSON, json_text.plain(said))
        return self._client.send(call)

    def _offered(self, call: str) -> None:
        if not call:
            raise NotOffered("the platform has no such call")


class Asking(Call):
    """A question that goes by POST: sent again without asking, it changes nothing."""

    @property
    def harmless_twice(self) -> bool:
        """Say that asking again does no harm, whatever the method is."""
        return True
