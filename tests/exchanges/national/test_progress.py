"""A dossier counts as synchronised once the national portal took all it was to be told of it."""

from tests.furnished.partners import drain
from tests.services.progress.test_counting import stands
from tests.services.test_supplements import hear


def synced(rt) -> tuple[int, int]:
    told = stands(rt)
    return told.get("accepted_synced", 0), told.get("accepted", 0)


def test_it_counts_when_all_was_told_and_no_longer_when_more_is_to_be(
    rt, there, hands, agency, submitted
):
    hear(rt, agency, submitted, "accepted")
    assert synced(rt) == (0, 1)
    # It was counted already; that it was told changes what it adds, without an event of it.
    drain(rt)
    assert synced(rt) == synced(rt) == (1, 1)
    hear(rt, agency, submitted, "decided")
    assert synced(rt) == (0, 1)
    drain(rt)
    assert synced(rt) == (1, 1)
