"""Whoever handed something in on paper finds it once signed in; nobody else ever does."""

import pytest

from portal.domain.errors import NotFound
from portal.models import DeskIntake
from portal.services import dossiers, drafts
from portal.services.counter import claiming, handing_in
from tests.furnished import house


@pytest.fixture
def dossier(rt, at, whole):
    paper = whole()
    with rt.db.write() as session:
        return handing_in.hand_in(session, rt, at, paper.id)


def claim(rt, who):
    with rt.db.write() as session:
        return claiming.claim(session, rt, who)


def finds(rt, who, dossier):
    with rt.db.read() as session:
        try:
            dossiers.own(session, who, dossier.code)
        except NotFound:
            return False
        listed = [each.code for each in dossiers.of_citizen(session, who)]
        assert listed == [dossier.code]
        assert drafts.submitted_as(session, who, dossier.id).code == dossier.code
        return True


def test_whoever_signs_in_later_finds_it_once(rt, dossier):
    who = house.sign_in(rt)
    assert not finds(rt, who, dossier)
    assert (claim(rt, who), claim(rt, who)) == (1, 0)
    assert finds(rt, who, dossier)
    with rt.db.read() as session:
        assert session.get_one(DeskIntake, house.key(dossier)).claimed_at is not None


def test_whoever_has_an_account_finds_it_at_once(rt, at, whole):
    who, paper = house.sign_in(rt), whole()
    with rt.db.write() as session:
        dossier = handing_in.hand_in(session, rt, at, paper.id)
    assert finds(rt, who, dossier)


@pytest.mark.parametrize(
    "profile",
    [
        {"full_name": "Nguyễn Thị Mẫu Khác"},
        {"citizen_number": "000190000012"},
        {"full_name": ""},
        {"citizen_number": ""},
    ],
)
def test_the_number_alone_or_the_name_alone_opens_nothing(rt, dossier, profile):
    who = house.sign_in(rt, "khac", **profile)
    assert claim(rt, who) == 0 and not finds(rt, who, dossier)


def test_accents_and_capitals_do_not_keep_anybody_from_their_own(rt, dossier):
    who = house.sign_in(rt, "hoa", full_name="NGUYỄN  THỊ MẪU")
    assert claim(rt, who) == 1 and finds(rt, who, dossier)


def test_a_rehearsal_finds_nothing_real(rt, dossier):
    assert claim(rt, house.sign_in(rt, "tap", rehearsal=True)) == 0
