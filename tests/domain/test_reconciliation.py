"""What the portal and an agency differ about."""

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.reconciliation import REPAIRS, Difference, Entry, compare
from portal.domain.states import State

A, B = "a" * 64, "b" * 64
ENTRIES = st.builds(
    Entry, st.sampled_from([A, B]), st.sampled_from([State.SUBMITTED, State.ACCEPTED, None])
)
BOOKS = st.dictionaries(st.sampled_from([f"H41.90-261128-000{n}" for n in range(5)]), ENTRIES)


def test_each_way_to_differ_has_its_name_and_its_repair():
    mine = {"1": Entry(A, State.ACCEPTED), "2": Entry(A, State.ACCEPTED), "3": Entry(A, None)}
    mine |= {"4": Entry(A, State.DECIDED)}
    theirs = {"2": Entry(B, State.ACCEPTED), "3": Entry(A, State.DECIDED), "5": Entry(A, None)}
    theirs |= {"4": Entry(A, State.DECIDED)}
    assert compare(mine, theirs) == {
        "1": Difference.NOT_THERE,
        "2": Difference.OTHER_CONTENT,
        "3": Difference.OTHER_STATE,
        "5": Difference.NOT_HERE,
    }
    assert set(REPAIRS) == set(Difference)


def test_what_is_moving_is_left_for_next_time():
    assert compare({"1": Entry(A, State.ACCEPTED, moving=True)}, {}) == {}


def test_a_side_that_gives_no_hash_is_compared_by_its_state_alone():
    mine = {"1": Entry(A, State.ACCEPTED), "2": Entry(A, State.ACCEPTED)}
    theirs = {"1": Entry("", State.ACCEPTED), "2": Entry("", State.DECIDED)}
    assert compare(mine, theirs) == {"2": Difference.OTHER_STATE}


@given(BOOKS)
def test_who_holds_the_same_differs_in_nothing(book):
    assert compare(book, book) == {}


@given(BOOKS, BOOKS)
def test_every_difference_is_one_and_nothing_else_is(ours, theirs):
    found = compare(ours, theirs)
    for code in ours.keys() | theirs.keys():
        assert (ours.get(code) != theirs.get(code)) == (code in found)
