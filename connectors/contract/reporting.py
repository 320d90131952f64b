"""What any reporting system has to keep: tried through the connector, with a trial report."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

from connectors.base import ReportingConnector, Surroundings
from connectors.codecs import json_text
from connectors.contract.checks import Broken, Check, Report, run
from connectors.errors import Misconfigured, Raw, Rejected
from connectors.report_messages import HeldReport, SignedReport
from connectors.reporting.reporting_system import ReportingConfig, ReportingSystem


def _sample(whom: str) -> SignedReport:
    """Make a report that nobody owes and no key has signed: a system may refuse it, once."""
    statement = json_text.canonical(
        {"regimeCode": "KIEM-TRA/LIEN-THONG", "reporter": {"organId": whom}, "rows": []}
    )
    digest = hashlib.sha256(statement).hexdigest()
    return SignedReport("check-" + secrets.token_hex(8), statement, "00" * 64, digest)


def _reachable(connector: ReportingConnector, report: SignedReport) -> Iterator[Raw]:
    connector.check_config()
    yield from ()


def _same_twice(connector: ReportingConnector, report: SignedReport) -> Iterator[Raw]:
    first, second = connector.submit(report), connector.submit(report)
    yield Raw(f"submit: {first}", 200)
    yield Raw(f"submit again: {second}", 200)
    if type(first) is not type(second):
        raise Broken("the same version is taken once and refused once")
    if isinstance(first, HeldReport):
        asked = connector.ask(report.reference)
        if asked is None or asked.number != first.number or asked.sha256 != report.sha256:
            raise Broken("what it took is not known by its reference and hash")


def _other_content(connector: ReportingConnector, report: SignedReport) -> Iterator[Raw]:
    if not isinstance(connector.submit(report), HeldReport):
        return
    try:
        connector.submit(replace(report, statement=report.statement + b" "))
    except Rejected as refusal:
        yield refusal.raw
    else:
        raise Broken("other content was taken under a reference that is in use")


def _never_sent(connector: ReportingConnector, report: SignedReport) -> Iterator[Raw]:
    if connector.ask(secrets.token_hex(16)) is not None:
        raise Broken("a report that was never sent is known")
    yield from ()


def _stranger(connector: ReportingConnector, report: SignedReport) -> Iterator[Raw]:
    try:
        connector.ask(report.reference)
    except Misconfigured as refusal:
        yield refusal.raw
    else:
        raise Broken("a wrong token was let in")


_RULES: tuple[tuple[str, str, str, Callable[..., Iterator[Raw]]], ...] = (
    ("reachable", "Kết nối được", "It is reached and lets us in", _reachable),
    (
        "same-twice",
        "Gửi lại cùng mã tham chiếu không tạo báo cáo thứ hai",
        "A repeated reference makes no second report",
        _same_twice,
    ),
    (
        "other-content",
        "Từ chối nội dung khác dưới mã tham chiếu đã dùng",
        "Other content under a used reference is refused",
        _other_content,
    ),
    (
        "never-sent",
        "Hỏi báo cáo chưa gửi thì trả lời không có",
        "A report that was never sent is not known",
        _never_sent,
    ),
    ("wrong-token", "Từ chối mã truy cập sai", "A wrong token is refused", _stranger),
)


def examine(config: ReportingConfig, around: Surroundings, whom: str) -> Report:
    """Try the contract against a live reporting system, as the organisation ``whom``."""
    ours = ReportingSystem(config, around)
    strange = ReportingSystem(replace(config, token=secrets.token_hex(16)), around)
    report = _sample(whom)

    def check(rule: tuple[str, str, str, Callable[..., Iterator[Raw]]]) -> Check:
        connector = strange if rule[3] is _stranger else ours
        return Check(*rule[:3], lambda: rule[3](connector, report))

    try:
        return run("reporting_system", [check(rule) for rule in _RULES])
    finally:
        ours.close()
        strange.close()
