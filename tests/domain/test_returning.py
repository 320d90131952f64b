"""The ways a result goes back, and how a parcel goes: by hand, and whatever order words come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import returning
from portal.domain.returning import Parcel, Way


def test_an_agency_offers_every_way_unless_its_row_says_otherwise():
    assert returning.offered({}) == tuple(Way)
    assert returning.offered({"returns": ["online", "counter"]}) == (Way.COUNTER, Way.ONLINE)


@pytest.mark.parametrize(
    ("number", "shown"), [("001190000011", "•••011"), ("C 123 4567", "•••567"), ("123", "•••")]
)
def test_a_papers_number_is_told_from_others_and_shown_to_nobody(number, shown):
    assert returning.masked(number) == shown


@given(st.lists(st.sampled_from(list(Parcel)), max_size=12))
def test_a_parcel_that_was_delivered_stays_so_whatever_is_told_later(words):
    at: Parcel | None = Parcel.POSTED
    for step in words:
        if returning.goes_on(at, step):
            assert at != Parcel.DELIVERED
            at = step


def test_what_is_told_late_moves_nothing_back():
    assert not returning.goes_on(Parcel.ON_WAY, Parcel.POSTED)
    assert not returning.goes_on(Parcel.BACK, Parcel.ON_WAY)
    assert returning.goes_on(Parcel.FAILED, Parcel.ON_WAY)
