"""Named checks, what each of them found, and the report of a whole run."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from connectors.errors import ConnectorError, NotOffered, Raw, in_full


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
        passed, said = False, in_full(error)
        seen.append(evidence(error.raw))
    return Finding(check.name, check.rule_vi, check.rule_en, passed, said, tuple(seen), offered)


def untried(checks: Iterable[Check], why: Mapping[str, str]) -> list[Check]:
    """Tell of the named checks why a dialect leaves nobody to try them; the others stay.

    For a rule that would seem kept, or broken, by the connector's own doing.
    """

    def stopped(check: Check) -> Check:
        def attempt() -> Iterable[Raw]:
            raise NotOffered(why[check.name])

        return replace(check, attempt=attempt)

    return [stopped(check) if check.name in why else check for check in checks]


def run(connector: str, checks: Iterable[Check]) -> Report:
    """Try every check, whatever the ones before it found."""
    return Report(connector, tuple(_find(check) for check in checks))
