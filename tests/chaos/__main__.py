"""``make chaos``: proof that nothing is lost, doubled or reordered while everything is killed.

``N`` dossiers and ``SEED`` come from the environment; the table and the last line go to standard
output, progress to standard error. Ends with 1 on any fault, or if a planted bug goes unnoticed.
"""

import os
import sys
from pathlib import Path

from portal import log
from tests.chaos.plan import BUGS, make
from tests.chaos.run import play, play_apart
from tests.chaos.verdict import Verdict

_PLANTED_DOSSIERS = 150


def main() -> None:
    """Play the planted bugs, then the run itself."""
    log.configure(level="CRITICAL")
    dossiers, seed = int(os.environ.get("N", "2000")), int(os.environ.get("SEED", "1"))
    bug = os.environ.get("BUG", "")
    unnoticed = [] if bug or os.environ.get("PLANTED") == "0" else _planted(seed)
    found = _played(dossiers, seed, bug)
    _table(found)
    for fault in [*found.faults, *unnoticed]:
        print(f"FAULT {fault}")
    print(found.line)
    sys.exit(1 if found.faults or unnoticed else 0)


def _planted(seed: int) -> list[str]:
    """Play each planted bug; list those that nobody would have noticed."""
    unnoticed = []
    for bug in BUGS:
        print(f"planted: {bug}", file=sys.stderr)
        found = _played(_PLANTED_DOSSIERS, seed, bug)
        seen = found.seen(bug)
        print(f"planted bug {bug}: {'; '.join(seen)[:200] or 'NOT NOTICED'}")
        if not seen:
            unnoticed.append(f"the planted bug {bug} was not noticed")
    return unnoticed


def _played(dossiers: int, seed: int, bug: str) -> Verdict:
    keep = os.environ.get("KEEP")
    if keep:
        Path(keep).mkdir(parents=True)
        return play(make(dossiers, seed, bug), Path(keep))
    return play_apart(make(dossiers, seed, bug))


def _table(found: Verdict) -> None:
    rows = {
        "Submitted by citizens": found.submitted,
        "Acknowledged to them": found.acknowledged,
        "Delivered, by the agencies' ledger": found.delivered,
        "Lost": found.lost,
        "Doubled": found.doubled,
        "Reordered": found.reordered,
        "SMS doubled": found.sms_doubled,
        "SMS of which nobody knows": found.sms_unknown,
        "Still pending": found.pending,
        "Longest delay to the agency": f"{found.longest_delay:.1f} s",
        "Processes killed": found.kills,
        **{f"… {name.replace('_', ' ')}": count for name, count in found.windows.items()},
    }
    print("| What | Count |\n|---|--:|")
    for name, value in rows.items():
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
