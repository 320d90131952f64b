"""The platform's side of the contract: bills, questions, the list of a day, refunds."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify

from portal.sandbox.payment.faults import SCOPE
from portal.sandbox.payment.seal import sealed_well
from portal.sandbox.payment.store import FAILED, PAID, PENDING, Bill, Bills
from portal.sandbox.payment.telling import Teller
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.moments import VIETNAM
from portal.sandbox.shell.pages import json_object, problem
from portal.sandbox.shell.troubles import Patience, drop

_IN_EVERY_BILL = (
    "MaDichVu TKThuHuong MaNHThuHuong TenTKThuHuong PhiLePhi MaDonVi TenDonVi MaHoSo MaTTHC"
    " TenTTHC NoiDungThanhToan HoTenNguoiNop"
).split()


class Platform:
    """What the portal calls: with its checksum, and as faulty as the switches say."""

    def __init__(self, bills: Bills, faults: Faults, patience: Patience, teller: Teller) -> None:
        self._bills, self._faults = bills, faults
        self._patience, self._teller = patience, teller

    def routes(self) -> Blueprint:
        """Give the routes of the platform."""
        routes = Blueprint("platform", __name__)
        routes.before_request(self.enter)
        for path, deed in (
            ("/payment", self.pay),
            ("/query", self.query),
            ("/transactions", self.day),
            ("/refund", self.refund),
        ):
            routes.add_url_rule(path, path, self._checked(deed), methods=["POST"])
        return routes

    def enter(self) -> Response | None:
        """Be out of order, if the switches say so."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("down"):
            return problem(503, error="9", msg="down")
        return problem(500, error="9", msg="broken") if self._on("error500") else None

    def pay(self, said: dict[str, Any]) -> Response:
        """Take a bill, and say where it is paid."""
        bill = _bill(said)
        if isinstance(bill, str):
            return jsonify(error="2", msg=bill)
        if self._on("yes_without_effect"):
            return jsonify(error="0", msg="OK", payment_url=self._teller.page("nowhere"))
        row = self._bills.take(bill)
        if row is None:
            return jsonify(error="3", msg="transaction_id đã dùng cho số tiền khác")
        return jsonify(error="0", msg="OK", payment_url=self._teller.page(row["token"]))

    def query(self, said: dict[str, Any]) -> Response:
        """Say what became of a payment."""
        row = self._bills.find("transaction_id", str(said.get("transaction_id", "")))
        if row is None:
            return jsonify(self._teller.never(str(said.get("transaction_id", ""))))
        return jsonify(self._teller.told(row))

    def day(self, said: dict[str, Any]) -> Response:
        """List what was paid on a day in Viet Nam."""
        paid = [row for row in self._bills.all() if row["status"] == PAID]
        that = [row for row in paid if _day(row) == str(said.get("date", ""))]
        if that and self._on("lose_from_list"):
            that = that[1:]
        if that and self._on("doubled_in_list"):
            that = [that[0], *that]
        return jsonify(transactions=[self._teller.told(row) for row in that])

    def refund(self, said: dict[str, Any]) -> Response:
        """Send money back, or say what became of it."""
        number, refund_id = str(said.get("transaction_id", "")), str(said.get("refund_id", ""))
        bill = self._bills.find("transaction_id", number)
        before = self._bills.refunds(number)
        known = next((row for row in before if row["refund_id"] == refund_id), None)
        asked = said.get("command") == "QUERY_REFUND"
        if asked and self._on("unseen_refund"):
            known = None
        if bill is None or known is None and asked:
            return jsonify(self._teller.never(number))
        amount, left = str(said.get("trans_amount", "")), _left(bill, before)
        if known is not None and not asked and self._on("doubled_refund"):
            known, refund_id, left = None, f"{refund_id}-{len(before) + 1}", bill["amount"]
        row = known or self._new_refund(bill, refund_id, amount, left)
        unanswered = not asked and self._on("unanswered_refund")
        return drop() if unanswered else jsonify(self._teller.sent_back(row))

    def _new_refund(self, bill: sqlite3.Row, name: str, amount: str, left: int) -> sqlite3.Row:
        fits = amount.isdigit() and 0 < int(amount) <= left and bill["status"] == PAID
        status = PENDING if self._on("slow_refund") else PAID
        if not fits or self._on("refuse_refund"):
            status = FAILED
        return self._bills.refund(bill, name, int(amount) if amount.isdigit() else 0, status)

    def _checked(self, deed: Callable[[dict[str, Any]], Response]) -> Callable[[], Response]:
        def answer() -> Response:
            said = json_object()
            if not self._teller.knows(said) or not sealed_well(said, self._teller.key_1):
                return problem(401, error="1", msg="check_sum")
            answered = deed(said)
            if self._on("drop_after_taking"):
                return drop()
            self._patience.slow(self._faults.take(SCOPE, "slow") or 0)
            return Response("<html>Bảo trì</html>") if self._on("gibberish") else answered

        return answer

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None


def _left(bill: sqlite3.Row, before: list[sqlite3.Row]) -> int:
    """What may still be sent back of a bill, in đồng."""
    gone: int = sum(row["amount"] for row in before if row["status"] != FAILED)
    return int(bill["amount"]) - gone


def _day(row: sqlite3.Row) -> str:
    return f"{datetime.fromisoformat(row['paid_at']).astimezone(VIETNAM):%Y%m%d}"


def _bill(said: dict[str, Any]) -> Bill | str:
    """Read a bill, or say in words what is wrong with it."""
    info, amount = said.get("bill_info"), str(said.get("trans_amount", ""))
    if said.get("command") != "PAY" or not isinstance(info, dict):
        return "command hoặc bill_info"
    missing = [name for name in _IN_EVERY_BILL if not info.get(name)]
    if missing:
        return f"thiếu {', '.join(missing)}"
    lines = info["PhiLePhi"]
    if not amount.isdigit() or int(amount) != sum(int(line["SoTien"]) for line in lines):
        return "trans_amount không bằng tổng PhiLePhi"
    if any(line["LoaiPhiLePhi"] not in ("1", "2") for line in lines):
        return "LoaiPhiLePhi"
    if not str(said.get("return_url", "")).startswith(("http://", "https://")):
        return "return_url"
    return Bill(str(said["transaction_id"]), int(amount), str(said["return_url"]), info)
