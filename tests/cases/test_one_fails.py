"""Case F: the press, the SMS centre or the agency fails, and that touches nothing else."""

from datetime import timedelta

import pytest

from portal.models import PromiseState
from tests.cases.conftest import PAPERS
from tests.furnished import house
from tests.furnished.background import delivered
from tests.furnished.house import NOWHERE
from tests.furnished.partners import Centre, drain, with_centre

PRINTED = [(200, True)] * len(PAPERS)
NOT_PRINTED = [(503, False)] * len(PAPERS)


def state(rt, dossier, destination):
    return [one.state for one in house.promised(rt, dossier, destination)][0]


def messages(rt, centre, dossier):
    (promise,) = house.promised(rt, dossier, "sms")
    return centre.inbox(promise.key)


def test_case_f_without_a_press_the_dossier_stands_is_delivered_and_told_of(
    rt, office, centre, visit, no_press
):
    dossier = visit.hand_in()
    assert visit.papers(dossier) == NOT_PRINTED
    drain(rt)
    assert delivered(rt, dossier) and office.taken(dossier.code) == 1
    assert len(messages(rt, centre, dossier)) == 1
    no_press.undo()
    assert visit.papers(dossier) == PRINTED


@pytest.mark.parametrize("fault", ["down", "hang", "drop_after_taking", "throttle"])
def test_case_f_whatever_ails_the_sms_centre_the_dossier_is_delivered_and_printed(
    rt, office, centre, visit, fault
):
    centre.faults(**{fault: True})
    dossier = visit.hand_in()
    drain(rt)
    assert state(rt, dossier, "sms") == PromiseState.WAITING
    assert delivered(rt, dossier) and office.taken(dossier.code) == 1
    assert state(rt, dossier, "agency:") == PromiseState.DONE
    assert visit.papers(dossier) == PRINTED


def test_case_f_without_an_sms_centre_the_dossier_is_delivered_and_told_of_once_there_is_one(
    rt, office, centre, ahead, visit
):
    dossier = visit.hand_in()
    lonely = with_centre(rt, Centre(NOWHERE))
    drain(lonely)
    lonely.partners.close()
    assert delivered(rt, dossier) and office.taken(dossier.code) == 1
    assert state(rt, dossier, "sms") == PromiseState.WAITING
    ahead.by += timedelta(minutes=1)
    drain(rt)
    assert len(messages(rt, centre, dossier)) == 1


def test_case_f_an_agency_that_is_down_keeps_neither_message_nor_papers_back(
    rt, office, centre, visit
):
    office.faults(away=True)
    dossier = visit.hand_in()
    drain(rt)
    assert len(messages(rt, centre, dossier)) == 1
    assert state(rt, dossier, "sms") == PromiseState.DONE
    assert visit.papers(dossier) == PRINTED
    assert state(rt, dossier, "agency:") == PromiseState.WAITING
