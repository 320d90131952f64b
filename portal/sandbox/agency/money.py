"""Whether what a message says of a fee is whole: a claim, one taken back, a payment, receipts."""

from typing import Any

_LINE = {"name": str, "kind": str, "amount": int}
_CLAIM = {"fee": int, "total": int, "lines": list, "turn": int, "answer_by": str}
_BACK = {"claim": str, "fee": int}
_PAYMENT = {"fee": int, "amount": int, "lines": list, "method": str, "paid_at": str}
_RECEIPT = {"kind": str, "symbol": str, "number": str, "amount": int}
_CHANGED = {"fee": int, "because": str, "changed_at": str}
_KINDS = ("phi", "le_phi")
_METHODS = ("platform", "transfer", "counter")
_BECAUSE = ("corrected", "refunded", "not_paid", "issued_late")


def wrong(letter: dict[str, Any]) -> list[str]:
    """Name the fields of a message that say of a fee what cannot be; lines add up to the whole."""
    found: list[str] = []
    if "claim" in letter:
        found += _claim(letter["claim"])
    if "claim_taken_back" in letter:
        found += _lacking("claim_taken_back", letter["claim_taken_back"], _BACK)
    if "payment" in letter:
        found += _payment(letter["payment"])
    if "receipts_changed" in letter:
        found += _changed(letter["receipts_changed"])
    return found


def _claim(claim: Any) -> list[str]:
    found = _lacking("claim", claim, _CLAIM)
    return found or _lines("claim", claim, {**_LINE, "line": int}, claim["total"])


def _payment(paid: Any) -> list[str]:
    found = _lacking("payment", paid, _PAYMENT)
    found = found or _lines("payment", paid, _LINE, paid["amount"])
    if not found and paid["method"] not in _METHODS:
        found.append("payment.method")
    return found or _receipts("payment.receipts", paid.get("receipts", []))


def _changed(said: Any) -> list[str]:
    found = _lacking("receipts_changed", said, _CHANGED)
    if not found and said["because"] not in _BECAUSE:
        found.append("receipts_changed.because")
    for name in ("cancelled", "issued") if not found else ():
        found += _receipts(f"receipts_changed.{name}", said.get(name, []))
    if not found and not said.get("cancelled") and not said.get("issued"):
        found.append("receipts_changed.cancelled")
    return found


def _receipts(at: str, receipts: list[Any]) -> list[str]:
    found: list[str] = []
    for number, one in enumerate(receipts):
        found += _lacking(f"{at}.{number}", one, _RECEIPT)
    return found


def _lines(at: str, said: dict[str, Any], kinds: dict[str, type], whole: int) -> list[str]:
    found: list[str] = []
    for number, one in enumerate(said["lines"]):
        found += _lacking(f"{at}.lines.{number}", one, kinds)
        if not found and one["kind"] not in _KINDS:
            found.append(f"{at}.lines.{number}.kind")
    if not found and sum(one["amount"] for one in said["lines"]) != whole:
        found.append(f"{at}.lines")
    return found


def _lacking(at: str, said: Any, kinds: dict[str, type]) -> list[str]:
    if not isinstance(said, dict):
        return [at]
    return [f"{at}.{name}" for name, kind in kinds.items() if not isinstance(said.get(name), kind)]
