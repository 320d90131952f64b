"""What the national portal has to keep: tried with a practice dossier, at its TEST system only."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from connectors.base import Surroundings
from connectors.contract.checks import Broken, Check, Report, run
from connectors.errors import Misconfigured, Raw, Rejected
from connectors.messages import State
from connectors.national.portal import Portal, PortalConfig
from connectors.national_base import NationalPortal
from connectors.national_messages import Dates, Holder, Matter, Owner, Standing, Step

_NOBODY = Owner(Holder.CITIZEN, "Nguyễn Thị Diễn Tập", "001300000000", phone="84900000000")
_MATTER = Matter("1.001193", "Đăng ký khai sinh", "G15-TP07", "Hộ tịch", "Diễn tập kết nối")


def _sample(around: Surroundings, agency: str) -> tuple[Standing, Step]:
    now = around.clock().replace(microsecond=0)
    code = f"{agency}-{now:%y%m%d}-{9_000_000 + secrets.randbelow(1_000_000)}"
    standing = Standing(
        code=code,
        matter=_MATTER,
        owner=_NOBODY,
        dates=Dates(now - timedelta(minutes=1)),
        state=State.SUBMITTED,
        channel="online",
        agency=agency,
        agency_name="Cơ quan diễn tập",
    )
    return standing, Step(now - timedelta(minutes=1), State.SUBMITTED, "Mới đăng ký (diễn tập)")


class _Attempts:
    """The attempts, each with a dossier of its own."""

    def __init__(self, ours: NationalPortal, strange: NationalPortal, around: Surroundings) -> None:
        self._ours, self._strange, self._around = ours, strange, around
        self.agency = ""

    def reachable(self) -> Iterator[Raw]:
        self._ours.check_config()
        yield from ()

    def stranger(self) -> Iterator[Raw]:
        try:
            self._strange.check_config()
        except (Misconfigured, Rejected) as refusal:
            yield refusal.raw
        else:
            raise Broken("a wrong password was let in")

    def nothing(self) -> Iterator[Raw]:
        standing, _ = _sample(self._around, self.agency)
        if self._ours.look_up(standing.code) is not None:
            raise Broken("a dossier that was never synchronised is known")
        yield from ()

    def once(self) -> Iterator[Raw]:
        standing, step = _sample(self._around, self.agency)
        for _ in range(2):
            receipt = self._ours.synchronise(standing, [step])
            yield Raw(f"synchronise: {receipt.outcome}", 200, receipt.raw)
        known = self._ours.look_up(standing.code)
        if known is None:
            raise Broken("what was just taken is not known")
        if known.state not in (State.SUBMITTED, None):
            raise Broken(f"it stands at {known.state}, and was sent as submitted")
        yield Raw("look_up", 200, known.raw)

    def wrong(self) -> Iterator[Raw]:
        standing, step = _sample(self._around, self.agency)
        matter = replace(standing.matter, code="0.000000")
        try:
            self._ours.synchronise(replace(standing, matter=matter), [step])
        except Rejected as refusal:
            yield refusal.raw
        else:
            raise Broken("a procedure that does not exist was taken")


def _rules(attempts: _Attempts) -> list[tuple[str, str, str, Callable[[], Iterator[Raw]]]]:
    return [
        ("reachable", "Kết nối được", "It is reached and lets us in", attempts.reachable),
        (
            "wrong-password",
            "Từ chối mật khẩu sai",
            "A wrong password is refused",
            attempts.stranger,
        ),
        (
            "never-sent",
            "Tra cứu hồ sơ chưa đồng bộ thì trả lời không có",
            "A dossier that was never synchronised is not known",
            attempts.nothing,
        ),
        (
            "synchronised-once",
            "Đồng bộ lại cùng mã hồ sơ thì vẫn là một hồ sơ",
            "Synchronised again, it is one dossier",
            attempts.once,
        ),
        (
            "unknown-procedure",
            "Từ chối mã thủ tục không có",
            "A procedure that does not exist is refused",
            attempts.wrong,
        ),
    ]


def examine(config: PortalConfig, around: Surroundings, agency: str) -> Report:
    """Try the dialect against a live TEST system, as an agency; it keeps practice dossiers."""
    ours = Portal(config, around)
    strange = Portal(replace(config, password=secrets.token_hex(16)), around)
    attempts = _Attempts(ours, strange, around)
    attempts.agency = agency
    try:
        return run("national_portal", [Check(*rule) for rule in _rules(attempts)])
    finally:
        ours.close()
        strange.close()
