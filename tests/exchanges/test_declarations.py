"""The declaration an agency fetches: signed for, of its own dossiers, the same as the citizen's."""

import pytest

from connectors.messages import Reply
from portal.domain.errors import NotFound
from portal.exchanges import declarations
from portal.services import content, receipts
from tests.exchanges.test_result_files import signed
from tests.furnished import house

NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
BASE = "/api/v1/agencies/H41.90.01"


def fetch(rt, code, path="", **more):
    call = signed("GET", path or f"{BASE}/dossiers/{code}/declaration", NOTHING, **more)
    return declarations.give(rt, "H41.90.01", call)


def test_an_agency_fetches_what_the_citizen_can_take_along(rt, agency, submitted):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(submitted))
    assert fetch(rt, submitted.code) == receipts.declaration(rt, found)


def test_a_stranger_gets_nothing(rt, agency, submitted):
    reply = fetch(rt, submitted.code, secret="0" * 32)
    assert isinstance(reply, Reply) and reply.status == 401


def test_a_dossier_that_is_not_the_agencys_is_not_there(rt, agency, submitted):
    reply = fetch(rt, "H41.12.34-261123-9999")
    assert isinstance(reply, Reply) and reply.status == 404


@pytest.mark.parametrize("rest", ["/declaration", "/a/b/declaration", "//declaration", "/x/other"])
def test_an_address_without_a_code_is_refused(rt, agency, submitted, rest):
    reply = fetch(rt, "", path=f"{BASE}/dossiers{rest}")
    assert isinstance(reply, Reply) and reply.status in (404, 422)


def test_an_unknown_agency_is_not_there(rt, submitted):
    call = signed("GET", f"/api/v1/agencies/X/dossiers/{submitted.code}/declaration", NOTHING)
    with pytest.raises(NotFound):
        declarations.give(rt, "X", call)
