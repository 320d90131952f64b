"""What an agency holds is compared with what we say it holds, and what differs is repaired."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.errors import Unavailable
from portal.domain.reconciliation import Difference, Repair
from portal.domain.states import State
from portal.exchanges import polling, reconcile
from portal.models import StandingDifference
from portal.services import reconciling
from tests.furnished import house
from tests.furnished.partners import CODES, Office, drain
from tests.sandbox.conftest import running


@dataclass(frozen=True)
class OwnOffice(Office):
    """An agency of this test alone, whose book can be spoilt."""

    folder: Path = Path()

    def book(self, statement: str, *given: str) -> None:
        """Change the agency's book behind its back."""
        connection = sqlite3.connect(self.folder / "agency.sqlite3", timeout=15)
        with connection:
            connection.execute(statement, given)
        connection.close()


@pytest.fixture
def office(tmp_path):
    told = {"code": CODES[0], "name": CODES[0], "key_id": house.KEY_ID, "secret": house.SECRET}
    agencies = json.dumps([{**told, "portal_url": house.NOWHERE}])
    with running("agency", tmp_path, SANDBOX_AGENCIES=agencies) as process:
        yield OwnOffice(process.url, folder=tmp_path)


@pytest.fixture
def still(monkeypatch):
    """Let what happened a moment ago be compared at once."""
    monkeypatch.setattr(reconciling, "STILL", timedelta(0))


@pytest.fixture
def held(rt, agency, still, submitted):
    """Give a dossier that its agency holds, of which all news is known."""
    drain(rt)
    polling.fetch(rt, agency)
    return submitted


def forget(office, code):
    """Let the agency's system lose a dossier, as one does that was put back from a backup."""
    office.book("DELETE FROM dossiers WHERE code = ?", code)


def standing(rt, agency):
    with rt.db.read() as session:
        return {row.code: row.kind for row in reconciling.standing(session, agency)}


def test_who_agrees_differs_in_nothing(rt, agency, held):
    compared = reconcile.compare_with(rt, agency)
    assert (compared.ours, compared.theirs, dict(compared.found)) == (1, 1, {})


def test_what_an_agency_has_lost_is_sent_again_and_the_difference_closes_itself(
    rt, agency, office, held
):
    forget(office, held.code)
    assert reconcile.compare_with(rt, agency).found == {held.code: Difference.NOT_THERE}
    assert standing(rt, agency) == {held.code: Difference.NOT_THERE}
    assert reconcile.repair(rt, agency) == {Repair.SEND_AGAIN: 1}
    drain(rt)
    assert office.holds(held.code)["body"]["code"] == held.code
    polling.fetch(rt, agency)
    assert reconcile.compare_with(rt, agency).found == {}
    assert standing(rt, agency) == {}
    with rt.db.read() as session:
        row = session.get_one(StandingDifference, (agency.id, held.code))
    assert row.repaired_at <= row.closed_at


def test_news_that_never_came_is_fetched(rt, agency, office, held):
    office.act(held.code, "accepted")
    assert reconcile.compare_with(rt, agency).found == {held.code: Difference.OTHER_STATE}
    done = reconcile.repair(rt, agency)
    assert done[Repair.FETCH_NEWS] >= 1
    assert house.again(rt, held).state == State.ACCEPTED
    assert reconcile.compare_with(rt, agency).found == {}


def test_a_dossier_nobody_here_knows_is_shown_and_left_alone(rt, agency, office, held):
    office.book("UPDATE dossiers SET code = 'H41.90.01-200101-0001' WHERE code = ?", held.code)
    found = reconcile.compare_with(rt, agency).found
    assert found["H41.90.01-200101-0001"] == Difference.NOT_HERE
    assert found[held.code] == Difference.NOT_THERE


def test_other_content_is_for_a_person_and_nothing_is_sent(rt, agency, office, held):
    office.book(f"UPDATE dossiers SET content_hash = '{'f' * 64}' WHERE code = ?", held.code)
    assert reconcile.compare_with(rt, agency).found == {held.code: Difference.OTHER_CONTENT}
    assert reconcile.repair(rt, agency) == {}


def test_what_moved_a_moment_ago_is_left_for_next_time(rt, agency, office, submitted):
    drain(rt)
    forget(office, submitted.code)
    assert reconcile.compare_with(rt, agency).found == {}


def test_an_agency_that_is_away_closes_and_opens_nothing(rt, agency, office, held):
    forget(office, held.code)
    reconcile.compare_with(rt, agency)
    office.faults(away=True)
    with pytest.raises(Unavailable):
        reconcile.compare_with(rt, agency)
    assert standing(rt, agency) == {held.code: Difference.NOT_THERE}
    assert reconcile.compare_all(rt) == {}


@pytest.mark.usefixtures("still")
def test_a_whole_book_is_read_by_its_cursor(rt, agency, citizen, monkeypatch):
    codes = {house.submit_new(rt, citizen, agency).code for _ in range(3)}
    drain(rt)
    polling.fetch(rt, agency)
    monkeypatch.setattr("connectors.agencies.one_stop.connector._BOOK", 2)
    compared = reconcile.compare_with(rt, agency)
    assert (compared.ours, dict(compared.found)) == (len(codes), {})


def test_an_agency_without_a_list_is_asked_dossier_by_dossier(rt, agency, office, held):
    office.faults(no_list=True)
    assert reconcile.compare_with(rt, agency).found == {}
    forget(office, held.code)
    assert reconcile.compare_with(rt, agency).found == {held.code: Difference.NOT_THERE}
