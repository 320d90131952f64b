"""Form files begun from the national catalogue: what it tells of a procedure, and what it cannot.

`skeleton` turns a procedure record into a form file with the standard steps of submitter and
owner; whoever writes the form goes on from there. docs/national-records.md has the tables.
"""

from forms.national.reading import read
from forms.national.record import NotARecord, Record
from forms.national.skeleton import Skeleton, skeleton

__all__ = ["NotARecord", "Record", "Skeleton", "read", "skeleton"]
