"""Whatever a one-stop system sends, it is read or refused in words."""

import hashlib
import json
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.agencies.one_stop import OneStop, OneStopConfig
from connectors.base import Surroundings
from connectors.codecs.signed import Signable, sign
from connectors.errors import Unreadable
from tests.connectors.agencies.test_one_stop_inward import KEY, PATH, SETTINGS, news

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(sorted(json.loads(news()))),
        _json | st.sampled_from(["accepted", "2026-11-23T00:00:00Z", [{"name": "x", "size": 1}]]),
    )
)
def test_whatever_an_agency_says_is_read_or_refused_and_never_breaks(change):
    around = Surroundings(lambda: datetime(2026, 11, 23, tzinfo=UTC), lambda key, nonce: False)
    connector = OneStop(OneStopConfig.from_mapping(SETTINGS), around)
    body = news(**change)
    headers = sign(KEY, Signable("POST", PATH, hashlib.sha256(body).hexdigest()), around)
    try:
        (read,) = connector.read(headers, "POST", PATH, body)
    except Unreadable as error:
        assert connector.reply(error).status == 422
    else:
        assert read.id and read.dossier
