"""How long to rest between two tries: doubled each time, with jitter."""

import random
from dataclasses import dataclass

# A partner may ask for patience, but not for ever.
_LONGEST_ASKED = 3600.0


@dataclass(frozen=True)
class Backoff:
    """Rests that double from ``first`` to ``longest`` seconds.

    With the defaults, two seconds to half an hour, 72 hours hold about 150 tries.
    """

    first: float = 2.0
    longest: float = 1800.0

    def wait(self, attempts: int, asked: float | None = None) -> float:
        """How long to wait after so many tries, in seconds.

        A partner that names a time gets at least that, up to an hour. The jitter, down to half,
        keeps what failed together from coming back together.
        """
        longest = min(self.longest, self.first * 2.0 ** min(attempts - 1, 40))
        return max(longest * random.uniform(0.5, 1.0), min(asked or 0.0, _LONGEST_ASKED))
