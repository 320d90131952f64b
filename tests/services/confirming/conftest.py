"""Dossiers that wait, for the tests of this room."""

from tests.furnished.waiting import asking, people, waiting

__all__ = ["asking", "people", "waiting"]
