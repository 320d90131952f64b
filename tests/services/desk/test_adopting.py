"""Dossiers assigned to a name alone go to the one officer who bears it, and to nobody else."""

import pytest
import sqlalchemy as sa

from portal.models import DeskCase, StaffDeed
from portal.services.officers import adopting
from portal.services.operations import staff
from portal.services.operations.staff import OFFICER, Person, Role
from tests.furnished import house
from tests.furnished.desks import ADMIN, BINH, ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain


@pytest.fixture
def named(rt, citizen):
    """Lay a dossier on a desk that is assigned to a name alone."""

    def made(name, agency):
        dossier = house.submit_new(rt, citizen, agency)
        drain(rt)
        with rt.db.write() as session:
            session.get_one(DeskCase, house.key(dossier)).officer = name
        return dossier

    return made


@pytest.fixture
def holder(rt):
    def held(dossier):
        with rt.db.read() as session:
            return session.get_one(DeskCase, house.key(dossier)).officer_id

    return held


def adopt(rt, agency):
    with rt.db.write() as session:
        return [(one.name, one.dossiers) for one in adopting.adopt(session, agency, ADMIN)]


def names(rt, agency):
    with rt.db.read() as session:
        return {one.name: one.bearers for one in adopting.names(session, agency.id)}


def test_one_officer_of_exactly_that_name_gets_what_bears_it(rt, agency, officer, named, holder):
    two = [named(BINH.name, agency) for _ in range(2)]
    others = [named(name, agency) for name in (BINH.name.lower(), "Lê Thị Bình", "Ngô Văn Lạ Mẫu")]
    assert adopt(rt, agency) == [(BINH.name, 2)]
    assert [holder(one) for one in two] == [officer.id] * 2
    assert [holder(one) for one in others] == [None] * 3
    assert set(names(rt, agency).values()) == {0}
    with rt.db.read() as session:
        query = sa.select(StaffDeed).where(StaffDeed.deed == "dossiers_adopted")
        (deed,) = session.scalars(query)
    assert (deed.by, deed.reason, deed.detail["dossiers"]) == (ADMIN.name, ADMIN.reason, 2)
    # Done again, there is nothing left to do, and nothing is written.
    assert adopt(rt, agency) == []


def test_a_name_two_bear_or_whose_officer_has_left_is_left_and_listed(rt, agency, named, holder):
    hire(rt, agency)
    hire(rt, agency, person=Person(ISSUER, "binh-2", BINH.name))
    gone = hire(rt, agency, person=Person(ISSUER, "chi", "Phạm Thị Chi Mẫu"))
    with rt.db.write() as session:
        staff.take(session, ISSUER, gone.subject, Role(OFFICER, agency.id), ADMIN)
    left = [named(BINH.name, agency), named(gone.name, agency)]
    assert adopt(rt, agency) == [] and [holder(one) for one in left] == [None, None]
    assert names(rt, agency) == {BINH.name: 2, gone.name: 0}


def test_an_officer_of_another_desk_gets_nothing(rt, agency, named, holder):
    hire(rt, add_desk(rt, "H41.77.02"), person=BINH)
    dossier = named(BINH.name, agency)
    assert adopt(rt, agency) == [] and holder(dossier) is None


def test_what_is_over_stays_as_it_was(rt, agency, named, holder, do):
    dossier = named(BINH.name, agency)
    do(dossier, "refused", words="Không thuộc thẩm quyền của xã")
    with rt.db.write() as session:
        held = session.get_one(DeskCase, house.key(dossier))
        held.officer, held.officer_id = BINH.name, None
    assert adopt(rt, agency) == [] and names(rt, agency) == {}
