"""Named checks, what each of them found, and the report of a whole run."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from connectors.errors import ConnectorError, NotOffered, Raw


@dataclass(frozen=True, slots=True)
class Seen:
    """What passed on the wire: the request, the status that came back, the first 4 KB of it."""

    request: str
    status: int | None
    body: str


class Broken(Exception):
    """The partner does not keep its side; says what was seen instead of what was wanted."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of a contract, told in Vietnamese and English, and how to try it.

    ``attempt`` tells what it saw, gives the answers that show it, and raises ``Broken`` (or lets
    a connector's error through) if the rule is not kept. ``NotOffered`` says that it cannot be
    tried: the partner's dialect has no call for it.
    """

    name: str
    rule_vi: str
    rule_en: str
    attempt: Callable[[], Iterable[Raw]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; what is not ``offered`` was not kept and not broken either."""

    name: str
    rule_vi: str
    rule_en: str
    passed: bool
    said: str
    seen: tuple[Seen, ...]
    offered: bool = True

    @property
    def broken(self) -> bool:
        """Say whether the partner could keep this rule, and does not."""
        return self.offered and not self.passed


@dataclass(frozen=True, slots=True)
class Report:
    """What a whole run found, in the order of the checks."""

    connector: str
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Say whether nothing is broken; what is not offered is told, and is for a person."""
        return not any(finding.broken for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Give the report as plain values, fit to be written as JSON."""
        return {**asdict(self), "passed": self.passed}


def evidence(raw: Raw) -> Seen:
    """Turn a raw message into something people and JSON can hold."""
    return Seen(raw.request, raw.status, raw.body.decode("utf-8", "replace"))


def _find(check: Check) -> Finding:
    passed, offered, said = True, True, ""
    seen: list[Seen] = []
    try:
        for raw in check.attempt():
            seen.append(evidence(raw))
    except Broken as broken:
        passed, said = False, str(broken)
    except NotOffered as error:
        passed, offered, said = False, False, str(error)
    except ConnectorError as error:
        passed, said = False, f"{type(error).__name__}: {error}"
        seen.append(evidence(error.raw))
    return Finding(check.name, check.rule_vi, check.rule_en, passed, said, tuple(seen), offered)


def run(connector: str, checks: Iterable[Check]) -> Report:
    """Try every check, whatever the ones before it found."""
    return Report(connector, tuple(_find(check) for check in checks))
