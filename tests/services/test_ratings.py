"""How content a citizen was: once a dossier, countable without counting, told to the agency."""

import pytest
import sqlalchemy as sa

from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Rating, RatingTally
from portal.services import events, ratings, vault
from portal.services.ratings import NotNow, Opinion
from tests.furnished import house
from tests.services.test_correspondence import hear

ALL = {"attitude": 2, "guidance": 1, "on_time": 0, "papers": 2, "result": 2}


@pytest.fixture
def through(rt, hands, agency, submitted):
    """Give a dossier with a result."""
    hear(rt, agency, submitted, "accepted")
    return hear(rt, agency, submitted, "decided")


SAID = Opinion(ALL, " Nhanh. ")


def rate(rt, citizen, dossier, said=SAID, revision=0):
    with rt.db.write() as session:
        given = ratings.load(session, rt, citizen, dossier.code, lock=True)
        ratings.rate(session, given, said, revision)


def tallies(rt):
    with rt.db.read() as session:
        rows = session.scalars(sa.select(RatingTally).where(RatingTally.count != 0))
        return {(row.criterion, row.score): row.count for row in rows}


def row(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Rating)).one()


def promised(rt, dossier):
    return [one for one in house.promised(rt, dossier, "agency:") if one.kind == "rating"]


def test_a_rating_is_sealed_counted_and_promised_once(rt, citizen, through):
    rate(rt, citizen, through)
    rate(rt, citizen, through)
    kept = row(rt)
    assert (kept.scores, kept.revision) == (ALL, 1)
    assert "Nhanh".encode() not in kept.sealed_comment
    assert tallies(rt) == {(name, score): 1 for name, score in ALL.items()}
    (made,) = promised(rt, through)
    with rt.db.read() as session:
        chain = house.chain(session, through)
        safe = vault.unlock(session, rt, *house.key(through))
    assert events.check_chain(chain) is None and made.event_seq == kept.event_seq == chain[-1].seq
    assert events.private(safe, chain[-1]) == {"scores": ALL, "text": "Nhanh."}
    assert chain[-1].facts == {"revision": 1}


def test_it_may_be_changed_for_a_week_with_a_version_check(rt, hands, citizen, through):
    rate(rt, citizen, through)
    other = ALL | {"on_time": 2}
    rate(rt, citizen, through, Opinion(other, "Nhanh."), revision=1)
    assert (row(rt).revision, tallies(rt)["on_time", 2]) == (2, 1)
    assert ("on_time", 0) not in tallies(rt)
    with pytest.raises(Conflict):
        rate(rt, citizen, through, revision=1)
    assert len(promised(rt, through)) == 2
    hands.turn(days=7)
    with pytest.raises(NotNow):
        rate(rt, citizen, through, revision=2)


def test_what_is_not_through_what_was_taken_back_and_what_is_long_over_is_not_rated(
    rt, hands, citizen, agency, submitted
):
    with pytest.raises(NotNow):
        rate(rt, citizen, submitted)
    hear(rt, agency, submitted, "withdrawn")
    with pytest.raises(NotNow):
        rate(rt, citizen, submitted)
    other = hear(rt, agency, house.submit_new(rt, citizen, agency), "refused")
    rate(rt, citizen, other)
    late = hear(rt, agency, house.submit_new(rt, citizen, agency), "refused", id="r2")
    hands.turn(days=91)
    with pytest.raises(NotNow):
        rate(rt, citizen, late)


def test_a_score_that_is_missing_or_none_of_the_scale_is_named(rt, citizen, through):
    for wrong in ({}, ALL | {"papers": 3}, ALL | {"papers": None}):
        with pytest.raises(Unacceptable) as caught:
            rate(rt, citizen, through, Opinion(wrong, ""))
        assert "papers" in caught.value.facts["names"]
    with pytest.raises(Unacceptable) as caught:
        rate(rt, citizen, through, Opinion(ALL, "x" * 1_001))
    assert caught.value.reason == "too_long" and tallies(rt) == {}


def test_a_rehearsal_is_in_no_count_and_nobody_rates_anothers_dossier(rt, hands, agency):
    somebody = house.sign_in(rt, "tap", rehearsal=True)
    office = house.add_agency(rt, "H41.90.09", rehearsal=True)
    dossier = house.submit_new(rt, somebody, office)
    hear(rt, office, dossier, "refused")
    rate(rt, somebody, dossier)
    assert tallies(rt) == {} and row(rt).revision == 1
    with pytest.raises(NotFound):
        rate(rt, house.sign_in(rt, "khac"), dossier)
