"""Covers made at one moment: nothing two people press together breaks what one alone may not."""

import threading
from datetime import timedelta

import pytest

from portal import clock
from portal.domain.errors import Unacceptable
from portal.services.officers import covering
from portal.services.officers.covering import Asked
from portal.services.operations.staff import Person
from tests.furnished.desks import ADMIN, ISSUER
from tests.furnished.desks import officer as hire


@pytest.fixture
def three(rt, agency):
    names = (("an", "An Mẫu"), ("bao", "Bảo Mẫu"), ("cuc", "Cúc Mẫu"))
    return [hire(rt, agency, person=Person(ISSUER, *each)).id for each in names]


@pytest.fixture
def at_once(rt, agency):
    """Make covers (who is away, who covers) together, and give what became of each."""

    def made(*pairs):
        start, said = threading.Barrier(len(pairs)), []
        last = clock.today() + timedelta(days=3)

        def make(pair):
            start.wait()
            try:
                with rt.db.write() as session:
                    covering.make(session, agency, Asked(*pair, clock.today(), last), ADMIN)
                said.append("made")
            except Unacceptable as error:
                said.append(error.reason)

        threads = [threading.Thread(target=make, args=(pair,)) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return sorted(said)

    return made


def stand(rt, agency):
    with rt.db.read() as session:
        rows = [one.row for one in covering.of_agency(session, agency.id)]
    return {(row.covered_id, row.covering_id) for row in rows}


def test_of_two_colleagues_named_at_once_one_covers(rt, agency, three, at_once):
    an, bao, cuc = three
    assert at_once((an, bao), (an, cuc)) == ["known", "made"]
    assert len(stand(rt, agency)) == 1


def test_two_who_name_each_other_at_once_do_not_cover_in_a_circle(rt, agency, three, at_once):
    an, bao, _ = three
    (refused,) = set(at_once((an, bao), (bao, an))) - {"made"}
    assert refused in ("busy", "away") and len(stand(rt, agency)) == 1


def test_three_who_name_each_other_at_once_make_no_chain(rt, agency, three, at_once):
    an, bao, cuc = three
    said = at_once((an, bao), (bao, cuc), (cuc, an))
    found = stand(rt, agency)
    away, there = ({pair[which] for pair in found} for which in (0, 1))
    assert len(said) == 3 and "made" in said and not away & there


def test_pressed_many_times_at_once_a_cover_is_made_once(rt, agency, three, at_once):
    an, bao, _ = three
    assert at_once(*[(an, bao)] * 6) == ["known"] * 5 + ["made"]
    assert stand(rt, agency) == {(an, bao)}
