"""Which store a file of tests runs on where both are asked for, and which files begin.

docs/decisions/0027-pages-are-tested-on-one-store-at-a-time.md says why.
"""

from collections.abc import Sequence
from zlib import crc32

import pytest

_TAKING_TURNS = (
    "tests/cases/test_seen_by_citizens.py",
    "tests/jobs/operate/",
    "tests/jobs/test_run.py",
    "tests/jobs/test_wakeups.py",
    "tests/web/",
    "tests/rehearsal/",
    "tests/journeys/",
)


# A file is one worker's. The longest begin, or the others would wait for them at the end.
_FIRST = (
    "tests/web/test_templates.py",
    "tests/web/test_reach.py",
    "tests/chaos/",
    "tests/cases/test_one_fails.py",
    "tests/journeys/",
    "tests/jobs/",
    "tests/rehearsal/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest files begin; the order within a file stays."""
    items.sort(key=lambda item: _rank(item.nodeid))


def _rank(node: str) -> int:
    return next((n for n, begins in enumerate(_FIRST) if node.startswith(begins)), len(_FIRST))


def stores_of(file: str, stores: Sequence[str]) -> Sequence[str]:
    """Choose among the stores asked for; ``file`` is a path from the project's root."""
    if not file.startswith(_TAKING_TURNS):
        return stores
    return [stores[crc32(file.encode()) % len(stores)]]
