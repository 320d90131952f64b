"""What an agency's system brings is taken whole or refused for its size, however it is sent."""

from io import BytesIO

import pytest

from portal.models import Agency
from tests.furnished import lasting

NEWS = "/api/v1/agencies/H41.90.01/news"
MOST = 1024 * 1024


@pytest.mark.parametrize(
    ("size", "pieces", "status"),
    [(MOST + 1, False, 413), (10 * MOST, True, 413), (MOST - 1, True, 401), (10, False, 401)],
)
def test_more_than_news_may_have_is_too_much_and_not_a_wrong_signature(
    rt, agency, size, pieces, status
):
    # In pieces (Transfer-Encoding: chunked) nobody says beforehand how long it is.
    more = {"environ_overrides": {"wsgi.input_terminated": True}} if pieces else {}
    given = BytesIO(b"x" * size) if pieces else None
    body = {"input_stream": given} if pieces else {"data": b"x" * size}
    answer = lasting.app_of(rt).test_client().post(NEWS, **body, **more)
    assert answer.status_code == status


def test_what_comes_while_our_own_settings_are_wrong_may_come_again(rt, agency):
    with rt.db.write() as session:
        row = session.get_one(Agency, agency.id)
        row.endpoint, row.row_version = {"base_url": "no address"}, row.row_version + 1
    answer = lasting.app_of(rt).test_client().post(NEWS, data=b"{}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.content_type == "application/problem+json"
