"""What a run does: how many dossiers, how citizens press, and what breaks when.

All of it follows from the seed, so that a run can be repeated: troubles come at counts of
acknowledged dossiers, not at moments.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

AGENCIES = ("H41.90.01", "H41.90.02", "H41.90.03")
PRESSES = ("once", "double", "again")
# Each window is a moment in which a process may die and something could be lost or doubled.
WINDOWS = ("leased_not_sent", "sent_not_recorded", "committed_not_answered")
WANTED_HITS = 20
# What each planted bug does, by the first word of the fault that has to be seen.
BUGS = {"no-key": "doubled", "no-lease": "doubled", "no-order": "reordered"}
# Troubles come in rounds of so many dossiers.
_ROUND = 400


@dataclass(frozen=True)
class Trouble:
    """Something breaks once ``at`` dossiers are acknowledged: ``deed`` names what, to ``whom``."""

    at: int
    deed: str
    whom: str
    how: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A run before it begins."""

    dossiers: int
    seed: int
    bug: str
    presses: tuple[str, ...]
    troubles: tuple[Trouble, ...]

    @property
    def quota(self) -> int:
        """How often a process is killed in each window: some more than have to be seen.

        A planted bug shows itself the first few times.
        """
        return 6 if self.bug else max(WANTED_HITS + 4, self.dossiers // 200)

    @property
    def patience(self) -> float:
        """Seconds without any movement after which what still waits is stuck.

        The rests of a run are seconds. A planted bug leaves things stuck for ever, which is seen.
        """
        return 20.0 if self.bug else 90.0


def make(dossiers: int, seed: int, bug: str = "") -> Plan:
    """Draw a plan from its seed."""
    drawn = random.Random(f"{seed}/{dossiers}")
    presses = tuple(drawn.choices(PRESSES, (8, 1, 1), k=dossiers))
    troubles = [*_troubles(drawn, dossiers), *_provoking(bug)]
    ordered = tuple(sorted(troubles, key=lambda trouble: trouble.at))
    return Plan(dossiers, seed, bug, presses, ordered)


def _provoking(bug: str) -> Iterator[Trouble]:
    """Let a planted bug have its occasion however slow the machine: disorder all the time."""
    if bug == "no-order":
        for agency in AGENCIES:
            yield Trouble(0, "fault", agency, {"reordered_news": True})


_KILLS = ("web",) * 2 + ("worker",) * 2 + ("relay",) * 2 + ("scheduler", "broker")
_FAULTS: tuple[tuple[str, Any], ...] = (
    ("slow", {"value": 1.0, "times": 8}),
    ("error500", {"times": 8}),
    ("throttle", {"times": 4}),
    ("hang", {"times": 2}),
    ("drop_after_taking", {"times": 8}),
    ("yes_without_effect", {"times": 5}),
    ("duplicate_news", {"times": 60}),
)


def _troubles(drawn: random.Random, dossiers: int) -> Iterator[Trouble]:
    rounds = max(1, round(dossiers / _ROUND))
    for number in range(rounds):
        first, last = dossiers * number // rounds, dossiers * (number + 1) // rounds

        def moment(first: int = first, last: int = last) -> int:
            return drawn.randrange(first, max(first + 1, last - (last - first) // 8))

        for whom in _KILLS:
            yield Trouble(moment(), "kill", whom)
        yield Trouble(moment(), "restart", "postgresql")
        yield Trouble(moment(), "flush", "broker")
        for name, value in _FAULTS:
            yield Trouble(moment(), "fault", drawn.choice(AGENCIES), {name: value})
        yield Trouble(moment(), "reorder", drawn.choice(AGENCIES), {"seconds": 6})
        yield Trouble(moment(), "away", drawn.choice(AGENCIES), {"seconds": 12})
        yield Trouble(moment(), "sms", "sms", {"drop_after_taking": {"times": 6}})
        yield Trouble(moment(), "sms", "sms", {"throttle": {"times": 6}})
