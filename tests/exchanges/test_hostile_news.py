"""What is brought inward by somebody careless or hostile: known again, refused, or put in order."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from connectors.codecs.signed import Key, Signable, sign
from portal import clock
from portal.domain.states import State
from portal.exchanges import news
from portal.exchanges.callers import Call
from portal.services import retention
from tests.exchanges.test_result_files import BASE
from tests.furnished import house
from tests.furnished.house import KEY_ID, SECRET

KEY = Key(KEY_ID, SECRET)


def said(dossier, **more):
    told = {"id": "n1", "dossier": dossier.code, "kind": "note", "seq": 1, "note": "Đã nhận",
            "occurred_at": clock.now().isoformat(), **more}  # fmt: skip
    return json.dumps(told).encode()


def signed(rt, body, at: datetime | None = None):
    """Sign news as its agency does whose clock says so; now unless told."""
    what = Signable("POST", f"{BASE}/news", hashlib.sha256(body).hexdigest())
    around = rt.partners.surroundings()
    around = replace(around, clock=lambda: at) if at else around
    return Call("POST", what.target, sign(KEY, what, around))


def bring(rt, body, call=None):
    reply = news.receive(rt, "H41.90.01", call or signed(rt, body), body)
    return reply.status, json.loads(reply.body)


@pytest.mark.parametrize(
    "told",
    [
        (0, 299, "replayed"),
        (0, 301, "stale"),
        (299, 599, "replayed"),
        (299, 601, "stale"),
        (-299, 0, "replayed"),
        (-299, 2, "stale"),
    ],
)
def test_a_request_counts_once_however_its_clock_goes_and_whenever_it_is_repeated(
    rt, agency, hands, submitted, told
):
    skew, later, answer = told
    body = said(submitted)
    call = signed(rt, body, clock.now() + timedelta(seconds=skew))
    assert bring(rt, body, call) == (200, {"outcome": "applied"})
    hands.turn(seconds=later)
    with rt.db.write() as session:
        retention.forget(session)
    assert bring(rt, body, call) == (401, {"error": answer})


@pytest.mark.parametrize("skew", [301, -301])
def test_a_clock_that_goes_wrong_by_more_than_five_minutes_is_told_so(
    rt, agency, hands, submitted, skew
):
    body = said(submitted)
    call = signed(rt, body, clock.now() + timedelta(seconds=skew))
    assert bring(rt, body, call) == (401, {"error": "stale"})
    assert house.again(rt, submitted).news_seq == 0


def test_of_one_request_brought_by_many_at_the_same_moment_one_is_heard(rt, agency, submitted):
    body = said(submitted)
    call = signed(rt, body)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: bring(rt, body, call), range(8)))
    assert (
        sorted(answers, key=str)
        == [(200, {"outcome": "applied"})] + [(401, {"error": "replayed"})] * 7
    )


def test_two_that_happened_at_the_same_moment_count_in_the_agencys_order(
    rt, agency, hands, submitted
):
    later = said(submitted, id="n2", seq=2, kind="in_process")
    assert bring(rt, later) == (200, {"outcome": "held"})
    assert bring(rt, said(submitted, kind="accepted")) == (200, {"outcome": "applied"})
    assert house.again(rt, submitted).state == State.IN_PROCESS


def test_a_kind_nobody_knows_is_parked_once_and_holds_up_nothing(rt, agency, submitted):
    body = said(submitted, kind="teleported")
    assert bring(rt, body) == (200, {"outcome": "parked"})
    assert bring(rt, body) == (200, {"outcome": "duplicate"})
    assert bring(rt, said(submitted, id="n2", kind="accepted")) == (200, {"outcome": "applied"})


@pytest.mark.parametrize("broken", [b'"seq":1,"seq":2,', b'"x":NaN,', b'"x":1e999,'])
def test_json_that_two_readers_would_read_differently_is_refused_and_nothing_counts(
    rt, agency, submitted, broken
):
    body = b"{" + broken + said(submitted)[1:]
    status, told = bring(rt, body)
    assert (status, set(told["errors"])) == (422, {"_schema"})
    assert house.again(rt, submitted).news_seq == 0
