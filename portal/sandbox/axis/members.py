"""Who is on the axis, and how each proves who it is."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from portal.sandbox.shell.moments import VIETNAM, now

PREFIX = "XroadVnpt-"
SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation on the axis; ``password`` is for the provincial dialect."""

    organ: str
    name: str
    system_id: str
    secret: str = field(repr=False)
    password: str = field(repr=False)


class Members:
    """The register of organisations."""

    def __init__(self, told: list[dict[str, Any]]) -> None:
        names = ("organ", "name", "system_id", "secret", "password")
        self.all = [Member(**{name: str(one.get(name, "")) for name in names}) for one in told]
        self._by_system = {one.system_id: one for one in self.all if one.system_id}
        self._organs = {one.organ: one for one in self.all}

    def organ(self, code: str) -> Member | None:
        """Find an organisation."""
        return self._organs.get(code)

    def system(self, system_id: str) -> Member | None:
        """Find an organisation by its system's id."""
        return self._by_system.get(system_id)

    def signed(self, headers: Mapping[str, str]) -> tuple[Member | None, str]:
        """Verify a signed request: the member and nothing, or nobody and what is wrong."""
        text = headers.get(f"{PREFIX}sign-header", "")
        try:
            told = json.loads(text)
        except ValueError:
            return None, "sign-header không phải JSON"
        member = self._by_system.get(str(told.get(f"{PREFIX}systemid"))) if told else None
        if not isinstance(told, dict) or member is None:
            return None, "systemid chưa đăng ký"
        wanted = hmac.new(member.secret.encode(), text.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(wanted, headers.get(f"{PREFIX}hash-header", "")):
            return None, "hash-header sai"
        names = [f"{PREFIX}{n}" for n in headers.get(f"{PREFIX}sign-header-key", "").split(";")]
        differs = [name for name in told if headers.get(name) != told[name]]
        if names != list(told) or differs:
            return None, "sign-header khác với các header đã gửi"
        return (member, "") if _fresh(str(told.get(f"{PREFIX}timestamp"))) else (None, "quá giờ")


def _fresh(text: str) -> bool:
    try:
        moment = datetime.strptime(text.partition("+")[0], "%d%m%YT%H%M%S")
    except ValueError:
        return False
    return abs(moment.replace(tzinfo=VIETNAM) - now()) <= SKEW
