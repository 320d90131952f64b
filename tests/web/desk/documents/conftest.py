"""The desk's pages with documents on it; the axis is reached by nobody here."""

import pytest

from portal.services.documents import lines
from portal.services.documents.lines import NewLine
from tests.furnished.documents import arrive, package
from tests.web.desk.conftest import agency, binh, enter, lying, rt

__all__ = ["agency", "binh", "enter", "lying", "rt"]


@pytest.fixture
def line(rt, agency):
    """Put the agency on an axis."""
    told = {"base_url": "http://127.0.0.1:1", "organ": agency.code, "system_id": "may-1"}
    with rt.db.write() as session:
        new = NewLine(agency.code, lines.AXIS, "national_axis", told, {"secret": "khoa"})
        return lines.put(session, rt, new)


@pytest.fixture
def came(rt, agency, line):
    """Give a document that came."""
    return arrive(rt, agency, package())
