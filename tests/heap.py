"""What the collector of garbage need not look through again and again while tests run."""

import gc


def pytest_collection_finish() -> None:
    """Put the tests and all that was imported for them out of the collector's way.

    A whole collection takes half a second of a worker that holds thirteen thousand tests.
    """
    gc.collect()
    gc.freeze()
