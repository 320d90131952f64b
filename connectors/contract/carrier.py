"""What any carrier has to keep: tried through the connector, with one trial parcel."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

from connectors.base import CarrierConnector, Surroundings
from connectors.carriers.post_office import PostOffice, PostOfficeConfig
from connectors.contract.checks import Broken, Check, Report, run
from connectors.errors import Misconfigured, Raw
from connectors.parcels import Consignment, Party


def _reachable(connector: CarrierConnector, parcel: Consignment) -> Iterator[Raw]:
    connector.check_config()
    yield from ()


def _registered_once(connector: CarrierConnector, parcel: Consignment) -> Iterator[Raw]:
    first, second = connector.send(parcel), connector.send(parcel)
    yield Raw(f"send: {first.number}", 201)
    yield Raw(f"send again: {second.number}", 200)
    if first.number != second.number:
        raise Broken("a repeated reference made a second parcel")
    asked = connector.ask(parcel.reference)
    if asked is None or asked.number != first.number:
        raise Broken("the parcel is not known by its reference")
    yield Raw(f"ask: {asked.number}", 200)


def _never_sent(connector: CarrierConnector, parcel: Consignment) -> Iterator[Raw]:
    if connector.ask(secrets.token_hex(16)) is not None:
        raise Broken("a parcel that was never sent is known")
    yield from ()


def _stranger(connector: CarrierConnector, parcel: Consignment) -> Iterator[Raw]:
    try:
        connector.ask(parcel.reference)
    except Misconfigured as refusal:
        yield refusal.raw
    else:
        raise Broken("a wrong token was let in")


_RULES: tuple[tuple[str, str, str, Callable[..., Iterator[Raw]]], ...] = (
    ("reachable", "Kết nối được", "It is reached and lets us in", _reachable),
    (
        "registered-once",
        "Gửi lại cùng mã tham chiếu không tạo bưu gửi thứ hai",
        "A repeated reference makes no second parcel",
        _registered_once,
    ),
    (
        "never-sent",
        "Hỏi bưu gửi chưa gửi thì trả lời không có",
        "A parcel that was never sent is not known",
        _never_sent,
    ),
    ("wrong-token", "Từ chối mã truy cập sai", "A wrong token is refused", _stranger),
)


def examine(config: PostOfficeConfig, around: Surroundings, phone: str) -> Report:
    """Try the contract against a live post; registers one trial parcel to ``phone``."""
    ours = PostOffice(config, around)
    strange = PostOffice(replace(config, token=secrets.token_hex(16)), around)
    nobody = Party("Liên Thông (thử kết nối)", phone, "Không giao: bưu gửi thử")
    parcel = Consignment("check-" + secrets.token_hex(8), nobody, nobody, trial=True)

    def check(rule: tuple[str, str, str, Callable[..., Iterator[Raw]]]) -> Check:
        connector = strange if rule[3] is _stranger else ours
        return Check(*rule[:3], lambda: rule[3](connector, parcel))

    try:
        return run("post_office", [check(rule) for rule in _RULES])
    finally:
        ours.close()
        strange.close()
