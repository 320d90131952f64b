"""Write what a message says of a fee, for programmes: a claim, one that is taken back, a payment.

What is empty is left out.
"""

from connectors.agencies.one_stop.moments import moment
from connectors.claims import Claim, ClaimTakenBack
from connectors.fees import Paid
from connectors.messages import Json


def told(money: Claim | ClaimTakenBack | Paid) -> dict[str, Json]:
    """Write it as the one field of the message that has it."""
    match money:
        case Claim():
            return {"claim": _claim(money)}
        case ClaimTakenBack():
            return {"claim_taken_back": {"claim": money.claim, "fee": money.fee}}
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
    if paid.receipts:
        said["receipts"] = [
            {"kind": str(one.kind), "symbol": one.symbol, "number": one.number,
             "amount": one.amount}
            for one in paid.receipts
        ]  # fmt: skip
    return said


def _line(code: str, name: str, kind: str, amount: int) -> dict[str, Json]:
    return {**_some(code=code), "name": name, "kind": kind, "amount": amount}


def _some(**texts: str) -> dict[str, Json]:
    return {name: text for name, text in texts.items() if text}
