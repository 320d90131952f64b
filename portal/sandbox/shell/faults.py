"""Fault switches: how a test or a person makes a counterparty misbehave.

A fault is on or off; some carry seconds; each may be limited to the next few times. They live
in the store, so a sandbox that is killed and started again is as faulty as before.
"""

import math
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.sandbox.shell.store import Store


class BadFault(ValueError):
    """A fault this sandbox does not have, or a value it cannot take; the text says which."""


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One way to misbehave: its name, what a person reads, and its usual seconds if it has any."""

    name: str
    label: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """How one fault stands: ``value`` is 1 for a plain switch, else seconds; ``times`` left."""

    value: float
    times: int | None = None


class Faults:
    """The switches of one sandbox, apart for each scope (an agency, a realm).

    They are asked many times a request, so they are held in memory; the store keeps them for
    the next start.
    """

    def __init__(self, store: Store, kinds: Iterable[FaultKind]) -> None:
        self._store = store
        self._lock = threading.Lock()
        self.kinds = {kind.name: kind for kind in kinds}
        with store.read() as db:
            rows = db.execute("SELECT * FROM faults").fetchall()
        self._on = {
            (row["scope"], row["name"]): Setting(row["value"], row["times"])
            for row in rows
            if row["name"] in self.kinds
        }

    def active(self, scope: str) -> dict[str, Setting]:
        """List the faults that are on."""
        with self._lock:
            return {
                name: item for (where, name), item in sorted(self._on.items()) if where == scope
            }

    def on(self, scope: str, name: str) -> bool:
        """Say whether a fault is on, without using up one of its times."""
        return (scope, name) in self._on

    def labels(self, scope: str) -> list[str]:
        """Say in words which faults are on."""
        return [self.kinds[name].label for name in self.active(scope)]

    def take(self, scope: str, name: str) -> float | None:
        """Use a fault once: its value, or None when it is off."""
        with self._lock:
            setting = self._on.get((scope, name))
            if setting is None:
                return None
            if setting.times is not None:
                left = setting.times - 1
                self._put(scope, name, Setting(setting.value, left) if left else None)
            return setting.value

    def change(self, scope: str, wanted: Mapping[str, Any]) -> None:
        """Switch faults on or off; those not named stay as they are.

        :param wanted: by name: true, false, seconds, or ``{"value": …, "times": n}``.
        :raises BadFault: when a name or a value makes no sense; then nothing is changed.
        """
        settings = {name: self._setting(name, value) for name, value in wanted.items()}
        with self._lock:
            for name, setting in settings.items():
                self._put(scope, name, setting)

    def clear(self, scope: str) -> None:
        """Switch every fault of a scope off."""
        self.change(scope, dict.fromkeys(self.kinds, False))

    def _put(self, scope: str, name: str, setting: Setting | None) -> None:
        with self._store.write() as db:
            db.execute("DELETE FROM faults WHERE scope = ? AND name = ?", (scope, name))
            if setting is not None:
                db.execute(
                    "INSERT INTO faults (scope, name, value, times) VALUES (?, ?, ?, ?)",
                    (scope, name, setting.value, setting.times),
                )
        if setting is None:
            self._on.pop((scope, name), None)
        else:
            self._on[scope, name] = setting

    def _setting(self, name: str, value: Any) -> Setting | None:
        kind = self.kinds.get(name)
        if kind is None:
            raise BadFault(f"Không có sự cố “{name}”. Các sự cố: {', '.join(self.kinds)}")
        times = None
        if isinstance(value, Mapping):
            times = value.get("times")
            value = value.get("value", True)
        if times is not None and not (type(times) is int and times > 0):
            raise BadFault(f"{name}: “times” là số lần, từ 1 trở lên")
        if value is True:
            value = 1 if kind.seconds is None else kind.seconds
        if value is False or value is None:
            return None
        if type(value) not in (int, float) or not math.isfinite(value):
            raise BadFault(f"{name}: giá trị là true, false hoặc số giây")
        return Setting(float(value), times) if value else None
