"""Rests between tries."""

import random

import pytest

from portal.domain.backoff import Backoff


@pytest.mark.parametrize("attempts", [1, 2, 5, 10, 11, 100])
def test_waits_double_up_to_half_an_hour_with_jitter(attempts):
    longest = min(1800.0, 2.0**attempts)
    found = [Backoff().wait(attempts) for _ in range(200)]
    assert all(longest / 2 <= seconds <= longest for seconds in found)
    assert len(set(found)) > 100


def test_a_partner_that_names_a_time_gets_it_up_to_an_hour():
    assert Backoff().wait(1, 90.0) == 90.0
    assert Backoff().wait(1, 86_400.0) == 3600.0
    assert Backoff().wait(12, 1.0) >= 900


def test_three_days_of_waits_are_many_tries_and_no_storm():
    random.seed(1)
    elapsed, tries = 0.0, 0
    while elapsed < 72 * 3600:
        tries += 1
        elapsed += Backoff().wait(tries)
    assert 140 < tries < 320


def test_an_operator_may_set_both_ends():
    found = [Backoff(first=0.5, longest=4.0).wait(tries) for tries in (1, 2, 3, 4, 5, 50)]
    assert all(low / 2 <= s <= low for s, low in zip(found, (0.5, 1, 2, 4, 4, 4), strict=True))
