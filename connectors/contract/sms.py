"""What any SMS centre has to keep: tried through the connector, with one message to one phone."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

from connectors.base import SmsConnector, Surroundings
from connectors.contract.checks import Broken, Check, Report, run
from connectors.errors import Misconfigured, Raw
from connectors.sms.http_gateway import HttpGateway, HttpGatewayConfig
from connectors.text_messages import Sms


def _reachable(connector: SmsConnector, sms: Sms) -> Iterator[Raw]:
    connector.check_config()
    yield from ()


def _sent_once(connector: SmsConnector, sms: Sms) -> Iterator[Raw]:
    first, second = connector.send(sms), connector.send(sms)
    yield Raw(f"send: {first}", 202)
    yield Raw(f"send again: {second}", 200)
    if first.id != second.id:
        raise Broken("a repeated reference made a second message")
    asked = connector.ask(sms.reference)
    if asked is None or asked.id != first.id:
        raise Broken("the message is not known by its reference")
    yield Raw(f"ask: {asked}", 200)


def _never_sent(connector: SmsConnector, sms: Sms) -> Iterator[Raw]:
    if connector.ask(secrets.token_hex(16)) is not None:
        raise Broken("a message that was never sent is known")
    yield from ()


def _stranger(connector: SmsConnector, sms: Sms) -> Iterator[Raw]:
    try:
        connector.ask(sms.reference)
    except Misconfigured as refusal:
        yield refusal.raw
    else:
        raise Broken("a wrong token was let in")


def _check(
    rule: tuple[str, str, str],
    attempt: Callable[[SmsConnector, Sms], Iterator[Raw]],
    connector: SmsConnector,
    sms: Sms,
) -> Check:
    return Check(*rule, lambda: attempt(connector, sms))


_REACHABLE = ("reachable", "Kết nối được", "It is reached and lets us in")
_ONCE = (
    "sent-once",
    "Gửi lại cùng mã tham chiếu không tạo tin thứ hai",
    "A repeated reference makes no second message",
)
_NEVER = (
    "never-sent",
    "Hỏi tin chưa gửi thì trả lời không có",
    "A message that was never sent is not known",
)
_STRANGER = ("wrong-token", "Từ chối mã truy cập sai", "A wrong token is refused")


def sms_checks(ours: SmsConnector, strange: SmsConnector, sms: Sms) -> list[Check]:
    """List what any SMS centre has to keep; ``strange`` is the same connector with a wrong secret.

    One real message goes to the phone of ``sms``.
    """
    return [
        _check(_REACHABLE, _reachable, ours, sms),
        _check(_ONCE, _sent_once, ours, sms),
        _check(_NEVER, _never_sent, ours, sms),
        _check(_STRANGER, _stranger, strange, sms),
    ]


def trial(phone: str) -> Sms:
    """Make a message that is visibly a trial, under a reference nobody used before."""
    return Sms("check-" + secrets.token_hex(8), phone, "Lien Thong: thu ket noi.")


def examine(config: HttpGatewayConfig, around: Surroundings, phone: str) -> Report:
    """Try the contract against a live SMS centre; sends one real message to ``phone``."""
    ours = HttpGateway(config, around)
    strange = HttpGateway(replace(config, token=secrets.token_hex(16)), around)
    try:
        return run("http_gateway", sms_checks(ours, strange, trial(phone)))
    finally:
        ours.close()
        strange.close()
