"""Fees are asked for line by line, and steps of the work are told: sealed, counted, never lost."""

from datetime import timedelta
from functools import partial

import pytest

from connectors.fees import FeeKind, FeeLine
from connectors.messages import Heard
from connectors.steps import ProcessStep
from portal import clock
from portal.domain.states import State
from portal.exchanges import news
from portal.services import dossiers, waiting_news
from portal.services.hopping import hops
from tests.furnished import house
from tests.furnished.house import tell

FEES = (
    FeeLine("HT01", "Lệ phí hộ tịch", FeeKind.DUTY, 8_000),
    FeeLine("", "Phí thẩm định", FeeKind.CHARGE, 150_000),
)


@pytest.fixture
def happened(rt, submitted):
    def last(kind, *, private):
        with rt.db.read() as session:
            told = dossiers.happenings(session, rt, submitted, private=private)
        return [one for one in told if one.kind == kind][-1]

    return last


def test_a_fee_notice_is_told_line_by_line_and_by_its_sum_alone_to_strangers(
    rt, agency, submitted, happened
):
    asked = tell(submitted, "fee_requested", 1, fees=FEES)
    assert news.hear(rt, agency, asked) == Heard.APPLIED
    assert house.again(rt, submitted).state == State.AWAITING_PAYMENT
    own, strangers = (
        happened("fee_requested", private=True),
        happened("fee_requested", private=False),
    )
    assert (own.amount, own.fees) == (158_000, FEES)
    assert (strangers.amount, strangers.fees) == (158_000, ())


def test_a_step_is_written_down_and_moves_nothing(rt, agency, submitted, happened):
    news.hear(rt, agency, tell(submitted, "accepted", 1))
    step = ProcessStep("Thẩm định hồ sơ", clock.now(), clock.now() + timedelta(days=2))
    promised = len(house.promised(rt, submitted))
    told = tell(submitted, "step", 2, step=step, unit="Phòng Tư pháp")
    assert news.hear(rt, agency, told) == Heard.APPLIED
    own = happened("step", private=True)
    assert (own.kind, own.step, own.unit) == ("step", step, "Phòng Tư pháp")
    assert happened("step", private=False).step is None
    assert house.again(rt, submitted).state == State.ACCEPTED
    assert len(house.promised(rt, submitted)) == promised


def test_fees_and_steps_that_wait_are_the_same_when_their_time_comes(rt, agency, submitted):
    step = ProcessStep("Thẩm định", None, clock.now())
    asked = tell(submitted, "fee_requested", 2, fees=FEES, step=step)
    assert news.hear(rt, agency, asked) == Heard.HELD
    with rt.db.write() as session:
        dossier = session.merge(house.again(rt, submitted))
        dossier.news_seq = 1
    sender = waiting_news.Sender(agency.code, partial(hops.turn, agency))
    with rt.db.read() as session:
        opened = waiting_news.following(session, rt, sender, submitted.code)
    assert (opened.fees, opened.step) == (FEES, step)
