"""What the platform says of a payment: in an answer, to the returning browser, in a callback."""

import sqlite3
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import urllib3

from portal.sandbox.payment.faults import SCOPE
from portal.sandbox.payment.seal import TOLD, seal
from portal.sandbox.payment.store import NEVER, PAID
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.moments import VIETNAM
from portal.sandbox.shell.troubles import Patience

_CENTS = 1000


@dataclass(frozen=True, slots=True)
class Client:
    """Who the platform works for, the keys they share, and where it calls back."""

    client_id: str
    key_1: str
    key_2: str
    callback_url: str


class Teller:
    """Says what became of payments, as faulty as the switches say."""

    def __init__(self, base_url: str, client: Client, faults: Faults, patience: Patience) -> None:
        self._base_url, self._client = base_url, client
        self._faults, self._patience = faults, patience
        self._calls = urllib3.PoolManager(maxsize=2)

    @property
    def key_1(self) -> str:
        """The key under what the portal says."""
        return self._client.key_1

    def knows(self, said: dict[str, Any]) -> bool:
        """Whether a request is the client's."""
        return str(said.get("client_id", "")) == self._client.client_id

    def page(self, token: str) -> str:
        """Give the address a bill is paid at."""
        return f"{self._base_url}/tra/{token}"

    def told(self, row: sqlite3.Row) -> dict[str, str]:
        """Say what became of a payment."""
        amount, status = row["amount"], row["status"]
        if status == PAID and self._on("wrong_amount"):
            amount -= _CENTS
        if self._on("strange_word"):
            status = "77"
        return self._sealed(
            transaction_id=row["transaction_id"],
            trans_amount=str(amount),
            status=status,
            bank_trans_id=row["bank_id"],
            pay_time=_time(row["paid_at"]),
        )

    def never(self, transaction: str) -> dict[str, str]:
        """Say that a payment was never seen."""
        return self._sealed(transaction_id=transaction, trans_amount="", status=NEVER)

    def sent_back(self, row: sqlite3.Row) -> dict[str, str]:
        """Say what became of a refund."""
        return self._sealed(
            command="REFUND",
            transaction_id=row["transaction_id"],
            trans_amount=str(row["amount"] - (_CENTS if self._on("part_refund") else 0)),
            status="77" if self._on("strange_word") else row["status"],
            bank_trans_id=f"HT{row['refund_id'][-8:]}",
        )

    def way_back(self, row: sqlite3.Row) -> str:
        """Give the address the payer goes back to, with what became of it."""
        joint = "&" if "?" in row["return_url"] else "?"
        return f"{row['return_url']}{joint}{urlencode(self.told(row))}"

    def call_back(self, said: dict[str, str]) -> None:
        """Tell the portal, in a thread of its own, as faulty as the switches say."""
        if self._on("lost_callback"):
            return
        if self._on("forged_callback"):
            said["check_sum"] = "0" * 64
        times = 3 if self._on("doubled_callback") else 1
        late = self._faults.take(SCOPE, "late_callback") or 0
        threading.Thread(target=self._call, args=(said, times, late), daemon=True).start()

    def _call(self, said: dict[str, str], times: int, late: float) -> None:
        if self._patience.stop.wait(late):
            return
        for _ in range(times):
            for wait in (0.5, 2, 5, 0):
                if self._reached(said) or self._patience.stop.wait(wait):
                    break

    def _reached(self, said: dict[str, str]) -> bool:
        try:
            answer = self._calls.request(
                "POST", self._client.callback_url, fields=said, encode_multipart=False, timeout=5.0
            )
        except urllib3.exceptions.HTTPError:
            return False
        return answer.status < 500

    def _sealed(self, **said: str) -> dict[str, str]:
        whole = {"command": "PAY", **said, "client_id": self._client.client_id, "version": "3.0"}
        whole["check_sum"] = seal(whole, TOLD, self._client.key_2)
        if self._on("wrong_checksum"):
            whole["check_sum"] = whole["check_sum"][::-1]
        return whole

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None


def _time(stamped: str | None) -> str:
    moment = datetime.fromisoformat(stamped).astimezone(VIETNAM) if stamped else None
    return f"{moment:%Y%m%d%H%M%S}" if moment else ""
