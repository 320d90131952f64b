"""Operators see which connections are quiet and whether figures are fresh; nobody else does."""

from portal.services.progress import keeping
from portal.web.console.guard import COOKIE
from tests.furnished.house import add_agency
from tests.web.console.conftest import app, as_operator, empty, furnished, hands, rt, token_of
from tests.web.progress.conftest import client

__all__ = ["app", "client", "empty", "furnished", "hands", "rt"]
PATH = "/console/tien-do"


def test_nobody_who_is_not_signed_in_sees_it(client):
    assert client.get(PATH).status_code == 303


def test_a_connected_agency_that_was_never_heard_is_named_as_such(rt, client):
    agency = add_agency(rt)
    client.set_cookie(COOKIE, token_of(rt, as_operator(rt)))
    assert "chưa được cập nhật lần nào" in client.get(PATH).get_data(as_text=True)
    keeping.keep_up(rt)
    page = client.get(PATH).get_data(as_text=True)
    assert agency.name in page and "chưa lần nào" in page
    assert "Không có hồ sơ nào chờ được tính" in page
