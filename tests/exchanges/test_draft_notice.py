"""A draft's end is announced by SMS: each notice once, and never erased unannounced."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.jobs import scheduler
from portal.models import Draft, Notice, Promise, PromiseState
from portal.services import coming_back, drafts
from tests.furnished import house
from tests.furnished.partners import drain

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def draft(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Draft)).one_or_none()


def notices(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Notice).order_by(Notice.intended_at)).all()


def promises(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Promise).order_by(Promise.seq)).all()


def round_of(rt):
    """Let the scheduler and a drain come round once."""
    scheduler.announce_drafts(rt)
    drain(rt)
    scheduler.forget(rt)


def wait_until(rt, ahead, left):
    """Put the clock on to so long before the draft's end."""
    ahead.by += draft(rt).expires_at - left - clock.now()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_notice_is_short_nameless_and_leads_to_the_draft(rt, centre, ahead, paper, lang):
    with rt.db.write() as session:
        session.scalars(sa.select(Draft)).one().language = lang
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    (notice,) = notices(rt)
    (message,) = centre.inbox(notice.promise_key)
    text, end = message["text"], clock.local(draft(rt).expires_at)
    assert text.isascii() and not set(text) & set("[]{}|^~\\") and "Mau" not in text
    assert f"{end:%d/%m/%Y}" in text and message["to"] == "84912345678"
    address = re.search(r"https?://\S+", text)[0]
    assert address == f"{rt.settings.base_url}/nhap/{paper.id}"
    # With a base address of 25 characters, as in other messages.
    assert len(text) - len(rt.settings.base_url) + 25 <= 155
    assert b"912345678" not in notice.sealed


def test_a_draft_is_announced_a_week_and_a_day_before_and_then_goes(rt, centre, ahead, paper):
    counts, gone = [], None
    for _ in range(70):
        round_of(rt)
        round_of(rt)
        counts.append(len(notices(rt)))
        if draft(rt) is None:
            gone = clock.now()
            break
        last = draft(rt).expires_at
        ahead.by += DAY
    assert [counts.count(n) for n in (0, 1, 2)][1:] == [6, len(counts) - counts.index(2)]
    assert counts[-1] == 2 and gone > last
    for notice in notices(rt):
        (message,) = centre.inbox(notice.promise_key)
        assert message["attempts"] == 1


def test_whoever_comes_back_is_told_anew_before_the_new_end(rt, centre, ahead, paper):
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    first = draft(rt).expires_at
    with rt.db.write() as session:
        coming_back.prolong(session, drafts.load(session, rt, paper.citizen, paper.id))
    assert draft(rt).expires_at > first and draft(rt).row_version == paper.open().draft.row_version
    round_of(rt)
    assert len(notices(rt)) == 1
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    assert len(notices(rt)) == 2


def test_a_notice_that_was_overtaken_is_not_sent(rt, centre, ahead, paper):
    centre.faults(down=True)
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    paper.fill(phone="0912345679")
    centre.faults(down=False)
    ahead.by += HOUR
    drain(rt)
    (notice,) = notices(rt)
    assert centre.inbox(notice.promise_key) == []
    assert [one.state for one in promises(rt)] == [PromiseState.DONE]


def test_a_scheduler_that_was_away_lets_no_draft_go_unannounced(rt, centre, ahead, paper):
    wait_until(rt, ahead, -10 * DAY)
    round_of(rt)
    (notice,) = notices(rt)
    assert len(centre.inbox(notice.promise_key)) == 1
    kept = draft(rt)
    assert kept.expires_at - clock.now() > 6 * DAY
    wait_until(rt, ahead, -2 * DAY)
    round_of(rt)
    assert draft(rt) is None


def test_a_centre_that_is_down_for_long_costs_no_draft(rt, centre, ahead, paper):
    centre.faults(down=True)
    wait_until(rt, ahead, 7 * DAY - HOUR)
    for _ in range(20):
        round_of(rt)
        ahead.by += DAY
    assert draft(rt) is not None
    centre.faults(down=False)
    for _ in range(20):
        round_of(rt)
        ahead.by += DAY
        if draft(rt) is None:
            break
    assert draft(rt) is None
    sent = [each for each in notices(rt) if each.state == "sent"]
    assert sent and all(len(centre.inbox(each.promise_key)) == 1 for each in sent)


def test_without_a_number_it_is_shown_why_and_the_draft_goes_all_the_same(rt, ahead, agency):
    citizen = house.sign_in(rt, "khong-so", phone="")
    house.begin(rt, citizen, agency)
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    assert (draft(rt).notice_fault, notices(rt), promises(rt)) == ("no_phone", [], [])
    wait_until(rt, ahead, -DAY)
    round_of(rt)
    assert draft(rt) is None


def test_a_number_that_takes_no_sms_is_shown_and_the_promise_parked(rt, centre, ahead, paper):
    centre.faults(fail=True, drop_after_taking={"times": 1})
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    ahead.by += HOUR
    round_of(rt)
    assert (draft(rt).notice_fault, notices(rt)[0].state) == ("failed", "failed")
    assert [one.state for one in promises(rt)] == [PromiseState.PARKED]


def test_a_failure_told_after_the_message_was_queued_stands_on_the_draft(rt, centre, ahead, paper):
    centre.faults(fail=True)
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    assert (draft(rt).notice_fault, notices(rt)[0].state) == (None, "sent")
    ahead.by += HOUR
    assert scheduler.sms_reports.ask_all(rt) == {"delivered": 0, "failed": 1}
    assert (draft(rt).notice_fault, notices(rt)[0].state) == ("failed", "failed")


def test_what_was_promised_of_a_draft_holds_up_nothing_of_its_dossier(rt, centre, ahead, paper):
    centre.faults(down=True)
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    dossier = paper.submit()
    centre.faults(down=False)
    ahead.by += HOUR
    drain(rt)
    told = [(one.kind, one.state) for one in house.promised(rt, dossier, "sms")]
    assert told == [("draft_expiry", PromiseState.DROPPED), ("notify", PromiseState.DONE)]


def test_a_draft_that_is_thrown_away_takes_its_notices_along(rt, centre, ahead, paper):
    centre.faults(down=True)
    wait_until(rt, ahead, 7 * DAY - HOUR)
    round_of(rt)
    with rt.db.write() as session:
        drafts.discard(session, drafts.load(session, rt, paper.citizen, paper.id, lock=True))
    assert [one.state for one in promises(rt)] == [PromiseState.DROPPED]
    centre.faults(down=False)
    ahead.by += HOUR
    drain(rt)
    assert centre.inbox(promises(rt)[0].key) == []


STEPS = st.lists(
    st.tuples(st.sampled_from(["nothing", "scheduler", "round", "back"]), st.integers(1, 20)),
    min_size=4,
    max_size=14,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_comes_in_whichever_order_no_draft_goes_before_a_day_after_its_notice(
    rt, centre, ahead, agency, steps
):
    citizen = house.sign_in(rt)
    paper = house.begin(rt, citizen, agency)
    with rt.db.read() as session:
        before = session.get_one(Draft, (agency.id, paper.id))
    for deed, days in steps:
        ahead.by += days * DAY
        if deed == "back":
            with rt.db.write() as session:
                coming_back.prolong(session, drafts.load(session, rt, citizen, paper.id))
        elif deed == "scheduler":
            scheduler.forget(rt)
            scheduler.announce_drafts(rt)
        elif deed == "round":
            round_of(rt)
        with rt.db.read() as session:
            found = session.get(Draft, (agency.id, paper.id))
        if found is None:
            assert before.notice_for == before.expires_at
            assert clock.now() - before.noticed_at >= DAY
            break
        before = found
    told = [each for each in notices(rt) if each.dossier_id == paper.id]
    assert len({each.promise_key for each in told}) == len(told)
    for each in told:
        assert len(centre.inbox(each.promise_key)) == (each.state in ("sent", "delivered"))
