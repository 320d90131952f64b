"""A fee is paid once, whatever is heard, in whatever order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import paying, transfer_marks
from portal.domain.paying import UNSETTLED, Effect, PaymentState, Word

NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)
words = st.builds(
    Word, st.sampled_from(PaymentState), st.sampled_from([None, 0, 7_000, 8_000, 9_000])
)
heard = st.lists(st.tuples(st.integers(0, 2), words), max_size=12)


@given(heard)
def test_of_all_tries_one_pays_and_the_rest_is_surplus(heard):
    tries = [PaymentState.CREATED] * 3
    paid, surplus = [], []
    for which, word in heard:
        verdict = paying.judge(tries[which], 8_000, word, fee_open=not paid)
        tries[which] = verdict.state
        paid += [which] if verdict.effect == Effect.PAYS else []
        surplus += [which] if verdict.effect == Effect.SURPLUS else []
    assert len(paid) <= 1
    assert sorted(paid + surplus) == [n for n, one in enumerate(tries) if one == PaymentState.PAID]


@given(words, words, st.booleans())
def test_what_is_heard_again_changes_nothing(first, second, fee_open):
    once = paying.judge(PaymentState.PENDING, 8_000, first, fee_open=fee_open)
    still_open = fee_open and once.effect != Effect.PAYS
    again = paying.judge(once.state, 8_000, first, fee_open=still_open)
    assert again.state == once.state and again.effect == Effect.NOTHING
    if once.state == PaymentState.PAID:
        later = paying.judge(once.state, 8_000, second, fee_open=still_open)
        assert later.state == PaymentState.PAID and later.effect == Effect.NOTHING


@given(words, st.booleans())
def test_only_the_whole_sum_pays(word, fee_open):
    verdict = paying.judge(PaymentState.PENDING, 8_000, word, fee_open=fee_open)
    if verdict.effect in (Effect.PAYS, Effect.SURPLUS):
        assert word == Word(PaymentState.PAID, 8_000)


def test_another_sum_pays_nothing_and_stays_in_sight():
    word = Word(PaymentState.PAID, 7_000)
    verdict = paying.judge(PaymentState.PENDING, 8_000, word, fee_open=True)
    assert verdict.state == PaymentState.UNKNOWN and verdict.effect == Effect.NOTHING
    assert "7000" in verdict.problem and "8000" in verdict.problem


def test_money_that_comes_after_a_failure_still_counts():
    word = Word(PaymentState.PAID, 8_000)
    assert paying.judge(PaymentState.FAILED, 8_000, word, fee_open=True).effect == Effect.PAYS
    assert paying.judge(PaymentState.EXPIRED, 8_000, word, fee_open=False).effect == Effect.SURPLUS


@given(st.sampled_from(PaymentState), st.integers(0, 40 * 24 * 3600))
def test_a_payment_is_asked_about_ever_more_rarely_until_it_has_an_end(state, age):
    following = paying.ask_next(state, NOW - timedelta(seconds=age), NOW)
    if state not in UNSETTLED or age > 30 * 24 * 3600:
        assert following is None
    else:
        wait = following - NOW
        assert timedelta(seconds=15) <= wait <= timedelta(hours=6)
        assert wait <= timedelta(seconds=max(age, 15))


def test_a_mark_is_found_among_a_banks_own_words():
    mark = transfer_marks.mint()
    for text in (
        f"NGUYEN VAN A chuyen tien {mark}",
        f"MBVCB.123.{mark[:6]} {mark[6:]}.CT tu 00123",
        mark.lower(),
        f"lt lt{mark} LT",
    ):
        assert transfer_marks.found_in(text) == (mark,)


@given(st.integers(2, 11), st.sampled_from("23456789ABCDEFGHJKLMNPQRSTUVWXY"))
def test_a_slip_of_the_thumb_is_no_other_mark(at, letter):
    mark = transfer_marks.mint()
    slipped = mark[:at] + letter + mark[at + 1 :]
    assert mark == slipped or slipped not in transfer_marks.found_in(slipped)


@pytest.mark.parametrize("text", ["", "chuyen tien", "LT", "LT000000000A", "LTIIIIIIIIII"])
def test_what_is_no_mark_is_none(text):
    assert transfer_marks.found_in(text) == ()
