"""The evidence of a dossier: a chain of events, each sealed to the one before by its hash.

Events hold no personal data. Where a fact about a person matters, the event holds a salted
commitment to it; the salt goes with the dossier's key, so that erasing the key leaves a chain
that still proves order and time and tells nothing of anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from portal import crypto

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """One event as it enters the chain."""

    dossier: str
    seq: int
    kind: str
    before: str | None
    after: str | None
    occurred_at: datetime
    recorded_at: datetime
    facts: Mapping[str, Any]
    commitments: Mapping[str, str]
    previous: str

    def digest(self) -> str:
        """Hash this event over canonical JSON, the previous hash within (SHA-256, hex)."""
        return crypto.sha256(
            crypto.canonical(
                {
                    "dossier": self.dossier,
                    "seq": self.seq,
                    "kind": self.kind,
                    "before": self.before,
                    "after": self.after,
                    "occurred_at": stamp(self.occurred_at),
                    "recorded_at": stamp(self.recorded_at),
                    "facts": dict(self.facts),
                    "commitments": dict(self.commitments),
                    "previous": self.previous,
                }
            )
        )


def commit(salt: bytes, name: str, value: object) -> str:
    """Commit to a value without telling it: HMAC under the dossier's salt, hex."""
    return crypto.mac(salt, crypto.canonical([name, value])).hex()


def stamp(moment: datetime) -> str:
    """Write a moment the one way hashes see it: UTC, microseconds, Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def root(heads: Mapping[str, str]) -> str:
    """Fold the heads of all chains into one hash: the daily root (hex)."""
    return crypto.sha256(crypto.canonical(dict(heads)))
