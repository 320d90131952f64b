"""Write what a message says of a fee, for programmes; what is empty is left out.

A claim, one that is taken back, a payment, and what changed of its receipts.
"""

from connectors.agencies.one_stop.moments import moment
from connectors.claims import Claim, ClaimTakenBack
from connectors.fees import Paid, ReceiptNumber, ReceiptsChanged
from connectors.messages import Json


def told(money: Claim | ClaimTakenBack | Paid | ReceiptsChanged) -> dict[str, Json]:
    """Write it as the one field of the message that has it."""
    match money:
        case Claim():
            return {"claim": _claim(money)}
        case ClaimTakenBack():
            return {"claim_taken_back": {"claim": money.claim, "fee": money.fee}}
        case ReceiptsChanged():
            return {"receipts_changed": _changed(money)}
        case _:
            return {"payment": _paid(money)}


def _claim(claim: Claim) -> dict[str, Json]:
    said: dict[str, Json] = {
        "fee": claim.fee,
        "total": claim.total,
        "lines": [
            {"line": one.line, **_line(one.code, one.name, str(one.kind), one.amount)}
            for one in claim.lines
        ],
        "turn": claim.turn,
        "answer_by": moment(claim.answer_by),
    }
    if claim.ground:
        ground = claim.ground
        said["ground"] = {"id": ground.id, "name": ground.name, "source": ground.source}
    return {**said, **_some(words=claim.words)}


def _paid(paid: Paid) -> dict[str, Json]:
    said: dict[str, Json] = {
        "fee": paid.fee,
        "amount": paid.amount,
        "lines": [_line(one.code, one.name, str(one.kind), one.amount) for one in paid.lines],
        "method": str(paid.way),
        "paid_at": moment(paid.paid_at),
        **_some(reference=paid.reference),
    }
    return {**said, **_receipts("receipts", paid.receipts)}


def _changed(what: ReceiptsChanged) -> dict[str, Json]:
    return {
        "fee": what.fee,
        "because": str(what.because),
        "changed_at": moment(what.changed_at),
        **_receipts("cancelled", what.cancelled),
        **_receipts("issued", what.issued),
        **_some(payer=what.payer, reason=what.reason),
    }


def _receipts(name: str, numbers: tuple[ReceiptNumber, ...]) -> dict[str, Json]:
    told: list[Json] = [
        {"kind": str(one.kind), "symbol": one.symbol, "number": one.number, "amount": one.amount}
        for one in numbers
    ]
    return {name: told} if told else {}


def _line(code: str, name: str, kind: str, amount: int) -> dict[str, Json]:
    return {**_some(code=code), "name": name, "kind": kind, "amount": amount}


def _some(**texts: str) -> dict[str, Json]:
    return {name: text for name, text in texts.items() if text}
