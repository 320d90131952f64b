"""What any payment platform has to keep: tried through the connector; no money moves."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

from connectors.base import PaymentConnector, Surroundings
from connectors.contract.checks import Broken, Check, Report, run
from connectors.errors import Misconfigured, Raw, Rejected
from connectors.fees import FeeKind, FeeLine
from connectors.payment_messages import About, Account, Bill, Payer, PaymentStatus
from connectors.payments.platform import Platform, PlatformConfig

_LINES = (
    FeeLine("PHI01", "Phí thử kết nối (mẫu)", FeeKind.CHARGE, 8_000),
    FeeLine("LP01", "Lệ phí thử kết nối (mẫu)", FeeKind.DUTY, 2_000),
)
Attempt = Callable[[PaymentConnector, Bill], Iterator[Raw]]


def sample_bill(agency: str) -> Bill:
    """Make a bill that nobody owes, under a number that was never used."""
    number = secrets.token_hex(12)
    return Bill(
        transaction=number,
        amount=sum(line.amount for line in _LINES),
        about=About(
            dossier=f"{agency}-000000-{number[:4]}",
            procedure="0.000000",
            procedure_name="Thử kết nối (mẫu)",
            agency=agency,
            agency_name="Cơ quan thử kết nối (mẫu)",
        ),
        lines=_LINES,
        account=Account("0000000000", "970436", "CO QUAN THU KET NOI (MAU)"),
        payer=Payer("Người Thử Kết Nối (mẫu)"),
        return_url="https://example.invalid/thanh-toan",
    )


def _reachable(connector: PaymentConnector, bill: Bill) -> Iterator[Raw]:
    connector.check_config()
    yield from ()


def _page(connector: PaymentConnector, bill: Bill) -> Iterator[Raw]:
    made = connector.begin(bill)
    yield Raw(f"begin: {made.url}", 200, made.raw)
    asked = connector.ask(bill.transaction)
    if asked is None:
        raise Broken("it said yes to a payment and does not know it")
    yield Raw(f"ask: {asked}", 200, asked.raw)
    if asked.status != PaymentStatus.PENDING or asked.amount not in (None, bill.amount):
        raise Broken("a payment nobody has made is not told as pending, with its amount")


def _once(connector: PaymentConnector, bill: Bill) -> Iterator[Raw]:
    again = replace(bill, transaction=secrets.token_hex(12))
    for _ in range(2):
        made = connector.begin(again)
        yield Raw(f"begin: {made.url}", 200, made.raw)
    dearer = replace(_LINES[0], amount=_LINES[0].amount + 1)
    other = replace(again, amount=again.amount + 1, lines=(dearer, _LINES[1]))
    try:
        connector.begin(other)
    except Rejected as refusal:
        yield refusal.raw
    else:
        raise Broken("one number was taken for two different sums")


def _never(connector: PaymentConnector, bill: Bill) -> Iterator[Raw]:
    asked = connector.ask(secrets.token_hex(12))
    if asked is not None:
        raise Broken(f"a payment that was never made is known, as {asked.status}")
    yield from ()


def _stranger(connector: PaymentConnector, bill: Bill) -> Iterator[Raw]:
    try:
        connector.ask(bill.transaction)
    except (Misconfigured, Rejected) as refusal:
        yield refusal.raw
    else:
        raise Broken("a wrong checksum was let in")


_TOLD: dict[Attempt, tuple[str, str, str]] = {
    _reachable: ("reachable", "Kết nối được, hai khóa đúng", "It is reached, both keys are right"),
    _page: (
        "asked-about",
        "Khoản vừa lập hỏi lại thì biết, đang chờ trả",
        "A payment just begun is known when asked about, as pending",
    ),
    _once: (
        "begun-once",
        "Lập lại cùng mã giao dịch không thành hai khoản",
        "A repeated number makes no second payment, and stands for one sum",
    ),
    _never: ("never-begun", "Khoản chưa lập thì trả lời không có", "A payment never begun is none"),
    _stranger: ("wrong-key", "Từ chối mã kiểm tra sai", "A wrong checksum is refused"),
}


def _check(
    rule: tuple[str, str, str], attempt: Attempt, connector: PaymentConnector, bill: Bill
) -> Check:
    return Check(*rule, lambda: attempt(connector, bill))


def examine(config: PlatformConfig, around: Surroundings, agency: str) -> Report:
    """Try the contract against a live TEST platform; begins payments, and pays none."""
    ours = Platform(config, around)
    key = secrets.token_hex(16)
    strange = Platform(replace(config, ours=replace(config.ours, key=key)), around)
    bill = sample_bill(agency)
    checks = [
        _check(rule, attempt, strange if attempt is _stranger else ours, bill)
        for attempt, rule in _TOLD.items()
    ]
    try:
        return run("payment_platform", checks)
    finally:
        ours.close()
        strange.close()
