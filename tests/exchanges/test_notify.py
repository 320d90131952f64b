"""Telling the citizen: by SMS, never twice, and never at the cost of anything else."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.domain.states import Delivery
from portal.exchanges import notify
from portal.models import Destination, Notice, PromiseState
from portal.services import notifications, promises
from portal.services.promises import Room
from tests.furnished import house
from tests.furnished.partners import drain


def notice(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Notice)).one()


def sms(rt, dossier):
    """Give the promise to send the first SMS, as it stands."""
    return house.promised(rt, dossier, "sms")[0]


def next_try(rt, dossier, ahead):
    ahead.by += max(timedelta(0), sms(rt, dossier).next_at - clock.now())


def lease(rt):
    with rt.db.write() as session:
        taken = promises.lease(session, "dies", rt.settings.lease_seconds, Room(9, 9))
    return next(one for one in taken if one.kind == "notify")


def test_a_citizen_gets_one_sms_with_code_and_link_and_no_name(rt, centre, submitted):
    drain(rt)
    (message,) = centre.inbox(sms(rt, submitted).key)
    assert message["to"] == "84912345678"
    assert submitted.code in message["text"]
    token = re.search(r"/s/([A-Za-z0-9_-]+)", message["text"])[1]
    with rt.db.read() as session:
        assert notifications.follow(session, token) == house.key(submitted)
    assert "Mau" not in message["text"]
    assert (notice(rt).state, sms(rt, submitted).state) == ("sent", PromiseState.DONE)


def test_an_sms_is_not_sent_twice_when_the_centre_breaks_off_after_taking_it(
    rt, centre, ahead, submitted
):
    centre.faults(drop_after_taking={"times": 1})
    drain(rt)
    assert (notice(rt).state, sms(rt, submitted).state) == ("unknown", PromiseState.WAITING)
    next_try(rt, submitted, ahead)
    drain(rt)
    assert notice(rt).state == "delivered"  # asked, the centre said so
    (message,) = centre.inbox(sms(rt, submitted).key)
    assert message["attempts"] == 1


def test_an_sms_is_not_sent_twice_when_we_fall_after_sending_it(rt, centre, ahead, submitted):
    notify.fulfil(rt, lease(rt))  # whoever did this was gone before it could say so
    assert notice(rt).state == "intended"
    ahead.by += timedelta(seconds=rt.settings.lease_seconds + 1)
    drain(rt)
    (message,) = centre.inbox(sms(rt, submitted).key)
    assert (message["attempts"], notice(rt).state) == (1, "delivered")


def test_a_retry_sends_the_very_same_words(rt, centre, ahead, submitted):
    centre.faults(down=True)
    drain(rt)
    before = notice(rt)
    centre.faults(down=False)
    next_try(rt, submitted, ahead)
    drain(rt)
    after = notice(rt)
    assert (after.id, after.sealed, after.link_id) == (before.id, before.sealed, before.link_id)
    assert len(centre.inbox(sms(rt, submitted).key)) == 1


@pytest.mark.parametrize("fault", ["down", "throttle", "drop_after_taking"])
def test_trouble_with_an_sms_touches_no_delivery(rt, centre, submitted, fault):
    centre.faults(**{fault: True})
    drain(rt)
    assert sms(rt, submitted).state == PromiseState.WAITING
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED


def test_an_agency_that_is_down_keeps_no_sms_from_its_citizen(rt, centre, office, submitted):
    office.faults(away=True)
    drain(rt)
    assert len(centre.inbox(sms(rt, submitted).key)) == 1


def test_an_sms_that_could_not_be_sent_is_shown_and_not_sent_again(rt, centre, ahead, submitted):
    centre.faults(fail=True, drop_after_taking={"times": 1})
    drain(rt)
    next_try(rt, submitted, ahead)
    drain(rt)
    assert (notice(rt).state, sms(rt, submitted).state) == ("failed", PromiseState.PARKED)
    (message,) = centre.inbox(sms(rt, submitted).key)
    assert message["attempts"] == 1


def test_a_citizen_without_a_telephone_is_shown_and_not_silently_skipped(rt, agency):
    paper = house.begin(rt, house.sign_in(rt), agency)
    dossier = paper.fill(for_whom="me", phone="").attach().submit()
    drain(rt)
    promise = sms(rt, dossier)
    assert promise.state == PromiseState.PARKED
    assert "is no telephone number" in promise.last_error
    assert house.again(rt, dossier).delivery == Delivery.DELIVERED


def test_the_words_and_the_number_are_sealed(rt, centre, submitted):
    drain(rt)
    kept = notice(rt)
    assert b"912345678" not in kept.sealed
    assert submitted.code.encode() not in kept.sealed
    with rt.db.read() as session:
        assert session.get(Destination, "sms").failures == 0
