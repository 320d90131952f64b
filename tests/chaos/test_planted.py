"""The harness sees what it is there to see: each planted bug makes a run fail."""

import pytest

from tests.chaos.plan import BUGS, make
from tests.chaos.run import play_apart


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_noticed(bug: str) -> None:
    found = play_apart(make(60, 11, bug))
    assert found.seen(bug), found.line


def test_the_same_seed_makes_the_same_plan() -> None:
    assert make(60, 11) == make(60, 11)
    assert make(60, 11) != make(60, 12)
