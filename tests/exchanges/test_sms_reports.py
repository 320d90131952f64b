"""What became of a message after the centre took it: asked by reference until it is settled."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.exchanges import sms_reports
from portal.models import Notice, PromiseState
from portal.services import notifications
from tests.furnished import house
from tests.furnished.partners import drain


def notice(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Notice)).one()


@pytest.fixture
def sent(rt, centre, ahead, submitted):
    """Give a dossier whose SMS the centre has taken, and a minute later."""
    drain(rt)
    assert (notice(rt).state, notice(rt).next_check_at is None) == ("sent", False)
    ahead.by += timedelta(minutes=2)
    return submitted


def test_a_message_that_arrived_is_delivered_and_asked_about_no_more(rt, sent):
    assert sms_reports.ask_all(rt) == {"delivered": 1, "failed": 0}
    assert (notice(rt).state, notice(rt).next_check_at) == ("delivered", None)
    assert sms_reports.ask_all(rt) == {"delivered": 0, "failed": 0}


def test_a_message_that_failed_after_it_was_queued_is_noticed(rt, centre, ahead, submitted):
    centre.faults(fail=True)
    drain(rt)
    with rt.db.read() as session:
        assert notifications.arrived(session, submitted)
    ahead.by += timedelta(minutes=2)
    sms_reports.ask_all(rt)
    assert (notice(rt).state, notice(rt).next_check_at) == ("failed", None)
    with rt.db.read() as session:
        assert not notifications.arrived(session, submitted)
    (promise,) = house.promised(rt, submitted, "sms")
    # It was handed over, and is not sent again by itself: the next message may do better.
    assert promise.state == PromiseState.DONE


def test_a_centre_that_is_away_is_asked_again_later(rt, centre, sent):
    centre.faults(down=True)
    assert sms_reports.ask_all(rt) == {"delivered": 0, "failed": 0}
    assert notice(rt).state == "sent" and notice(rt).next_check_at is not None
    centre.faults(down=False)
    assert sms_reports.ask_all(rt)["delivered"] == 1


def test_a_message_nobody_knows_the_fate_of_is_asked_about_ever_more_rarely_and_then_left(
    rt, ahead, sent
):
    with rt.db.write() as session:
        # The centre has never seen this one.
        session.scalars(sa.select(Notice)).one().promise_key = "another"
    gaps = []
    for _ in range(30):
        before = notice(rt).next_check_at
        if before is None:
            break
        ahead.by += max(timedelta(0), before - ahead())
        sms_reports.ask_all(rt)
        gaps.append(before)
    assert notice(rt).state == "unknown" and notice(rt).next_check_at is None
    assert 8 < len(gaps) < 16 and gaps[-1] - gaps[0] > timedelta(hours=30)
