"""What it costs and how long it takes, as far as the catalogue tells it without doubt."""

from forms.characters import folded
from forms.formio.nodes import Node
from forms.formio.wording import marked
from forms.national.record import Charge, Record, Term
from forms.spec.facts import Channel

_CHANNELS: tuple[Channel, ...] = ("online", "direct", "postal")
_LOCAL = ("hdnd", "hoi dong nhan dan", "dia phuong quy dinh")
_DUTIES = ("le phi",)
_LONG = {"working_hour": 1, "day": 24, "working_day": 30, "month": 720}
_LONGEST_NOTE = 120


def fees(record: Record) -> list[Node]:
    """One fee with its amount by channel; `local` where the record names none, or several."""
    amounts = {
        channel: found
        for channel in _CHANNELS
        if (found := _amount([each for each in record.charges if each.channel == channel]))
        is not None
    }
    if not amounts:
        return []
    texts = list(dict.fromkeys(_told(each) for each in record.charges))
    duty = any(words in folded(" ".join(_all_texts(record))) for words in _DUTIES)
    fee = Node(
        id="fee",
        name=Node(vi="Lệ phí" if duty else "Phí", en="Duty" if duty else "Fee"),
        type="le_phi" if duty else "phi",
        amounts=amounts,
        certainty="unsure" if "local" in amounts.values() else "reported",
    )
    for text in texts:
        fee.remark(f"the record: {text}")
    return [fee]


def processing(record: Record) -> list[Node]:
    """The time of the procedure; of several that differ the longest, until they are divided."""
    terms = list(dict.fromkeys((term.quantity, term.unit) for term in record.terms))
    if not terms:
        return [
            Node(
                qty=1,
                unit="working_day",
                note=Node(vi=marked("thời hạn giải quyết"), en=marked("how long it takes")),
                certainty="unsure",
            )
        ]
    quantity, unit = max(terms, key=lambda term: term[0] * _LONG[term[1]])
    node = Node(
        qty=_plain(quantity),
        unit=unit,
        certainty="verified",
        source="national catalogue",
    )
    if len(terms) > 1:
        node["certainty"] = "unsure"
        node["note"] = Node(
            vi=marked("thời hạn dài nhất trong các trường hợp"),
            en=marked("the longest of all cases"),
        )
        for term in record.terms:
            node.remark(f"the record: {_said(term)}")
    return [node]


def differ(record: Record) -> bool:
    """Whether cases have different times."""
    return len({(term.quantity, term.unit) for term in record.terms}) > 1


def _amount(charges: list[Charge]) -> int | str | None:
    """The amount of a channel, `local`, or None where the channel has no fee named at all."""
    if not charges:
        return None
    amounts = {each.amount for each in charges}
    only = amounts.pop() if len(amounts) == 1 else None
    # Nought beside "the province sets it" is not free of charge.
    if only is None or only == 0 and any(_is_local(each.text) for each in charges):
        return "local"
    return only


def _is_local(text: str) -> bool:
    return any(words in folded(text) for words in _LOCAL)


def _all_texts(record: Record) -> list[str]:
    return [
        *(each.text for each in record.charges),
        *(each.name for each in record.acts),
    ]


def _told(charge: Charge) -> str:
    amount = "no amount" if charge.amount is None else f"{charge.amount} đồng"
    kind = f", {charge.kind}" if charge.kind else ""
    text = f": {charge.text[:_LONGEST_NOTE]}" if charge.text else ""
    return f"{charge.channel}, {amount}{kind}{text}"


def _said(term: Term) -> str:
    note = f" ({term.note[:_LONGEST_NOTE]})" if term.note else ""
    return f"{term.case or 'a case'}: {_plain(term.quantity)} {term.unit}{note}"


def _plain(quantity: object) -> int | str:
    text = format(quantity, "f").rstrip("0").rstrip(".") if "." in str(quantity) else str(quantity)
    return int(text) if text.isdigit() else text
