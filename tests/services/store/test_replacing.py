"""A newer paper ends an older one of the same agency, or of one whose place it has taken."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pytest

from portal.domain.digitising import Standing
from portal.models import Agency
from portal.services.desk.dealing import Desk
from portal.services.store import keeping, recording
from tests.furnished import house, signed
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain
from tests.furnished.signed import Wish
from tests.services.store.conftest import ROOT
from tests.services.store.test_store import RECORD, SEALED, draft, put_right, result, store

NEWER = signed.copy(signed.issue(Wish("Cấp lại"), ROOT))
pytestmark = pytest.mark.usefixtures("hands")


@dataclass
class Elsewhere:
    """Another office that decides a dossier of the same citizen's with a newer paper."""

    rt: Any
    citizen: Any
    first: Any
    desk: Any
    decide: Any

    def names(self, old: str) -> str:
        """Let it record that the newer one takes the place of another; who is told of as left."""
        office = self.desk.agency
        dossier = draft(self.rt, self.citizen, office).attach().submit()
        drain(self.rt)
        self.decide(dossier, NEWER, at=self.desk)
        put_right(self.rt, self.desk, dossier, replace(RECORD, number="13/KS", replaces=old))
        row = house.again(self.rt, dossier)
        with self.rt.db.read() as session:
            found, file = result(self.rt, row)
            record = recording.of(session, found.safe, office.id)[file.id]
            return keeping.left_in_force(session, self.rt, row, record.facts)

    def standings(self):
        """Give how each of the citizen's papers stands, by its number."""
        return {one.facts.number: one.standing for one in store(self.rt, self.citizen)}

    def succeed(self, *agencies):
        """Let each agency be followed by the next."""
        with self.rt.db.write() as session:
            for before, after in pairwise(agencies):
                session.get_one(Agency, before.id).successor_id = after.id


@pytest.fixture
def there(rt, citizen, desk, decide):
    office = add_desk(rt, "H41.77.02")
    return Elsewhere(rt, citizen, desk.agency, Desk(office, hire(rt, office)), decide)


@pytest.fixture(autouse=True)
def _older(rt, desk, lying, decide):
    """Have a paper in the citizen's store that the first agency gave."""
    decide(lying, SEALED)
    put_right(rt, desk, lying, RECORD)


def test_another_agencys_paper_stays_in_force_and_the_officer_is_told(there):
    assert there.names("12/KS") == there.first.name
    assert set(there.standings().values()) == {Standing.IN_FORCE}


def test_a_successor_replaces_what_the_former_agency_gave_over_several_steps(rt, there):
    there.succeed(there.first, add_desk(rt, "H41.77.03"), there.desk.agency)
    assert there.names("12/KS") == ""
    assert there.standings()["12/KS"] == Standing.REPLACED


def test_whoever_comes_before_or_in_a_circle_replaces_nothing_of_others(rt, there):
    office = there.desk.agency
    there.succeed(office, there.first, add_desk(rt, "H41.77.03"), there.first)
    assert there.names("12/KS") == there.first.name
    assert there.standings()["12/KS"] == Standing.IN_FORCE


def test_a_number_nobody_has_replaces_nothing_and_tells_nobody(there):
    assert there.names("99/KS") == ""
    assert set(there.standings().values()) == {Standing.IN_FORCE}
