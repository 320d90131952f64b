"""The states of a hop: how far a dossier has come in a specialised system (hệ thống chuyên ngành).

They are the hop's own. The dossier's state is its agency's word, and moves by that alone.
"""

from enum import StrEnum


class HopState(StrEnum):
    """Where a dossier stands in a specialised system.

    ``FAILED`` never set out: there is no open connection, or nobody could say which. ``ASKS`` waits
    for an officer: the system wants something.
    """

    PROMISED = "promised"
    DELIVERED = "delivered"
    RECEIVED = "received"
    IN_PROCESS = "in_process"
    ASKS = "asks"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"
    FAILED = "failed"


OVER = frozenset({HopState.DONE, HopState.REFUSED, HopState.STOPPED})
"""What a system says no more after."""
