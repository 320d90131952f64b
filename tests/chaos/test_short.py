"""The short form of ``make chaos``: every window is hit, and nothing is lost or doubled."""

from tests.chaos.plan import WANTED_HITS, WINDOWS, make
from tests.chaos.run import play_apart

DOSSIERS = 240


def test_nothing_is_lost_doubled_or_reordered_while_everything_is_killed() -> None:
    found = play_apart(make(DOSSIERS, 11))
    assert not found.faults
    assert (found.submitted, found.acknowledged, found.delivered) == (DOSSIERS,) * 3
    assert (found.lost, found.doubled, found.reordered, found.pending) == (0, 0, 0, 0)
    assert (found.sms_doubled, found.sms_unknown) == (0, 0)
    assert all(found.windows[window] >= WANTED_HITS for window in WINDOWS)
