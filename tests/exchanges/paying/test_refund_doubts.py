"""A refund nobody can say of: a person finds out, and it is written down; it goes back once."""

import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.domain.errors import Unacceptable
from portal.models import StaffDeed
from portal.runtime import Partners
from portal.services import promises
from portal.services.operations.deeds import Actor
from portal.services.paying import refunds, sending
from portal.services.paying.sending import Finding
from tests.exchanges.paying.test_refunding import (
    BY,
    gone,
    later,
    listed,
    make,
    platform,
    promise,
    refund,
    told,
    transaction,
)
from tests.furnished.partners import drain

__all__ = ["platform", "transaction"]


def mute(rt, **options):
    """Let the platform have no call that asks about a refund."""
    settings = replace(rt.settings, payment_options={"refund_query": "", **options})
    return replace(rt, settings=settings, partners=Partners(settings, rt.keyring, rt.db))


def find(rt, reference, by=BY):
    with rt.db.write() as session:
        sending.find(session, rt, refund(rt).id, Finding(reference), by)


def test_where_nobody_can_be_asked_only_the_whole_sum_told_counts(
    rt, ahead, platform, dossier, transaction
):
    platform.faults(unanswered_refund={"times": 1})
    silent = mute(rt)
    drain(silent)
    later(silent, ahead)
    assert (promise(rt, dossier).state, promise(rt, dossier).last_outcome) == ("parked", "doubtful")
    for status, amount in (("2", "15000"), ("77", "15000"), ("0", "14000")):
        told(silent, transaction, status, amount)
        assert refund(rt).state == "approved"
    told(silent, transaction)
    assert (refund(rt).state, promise(rt, dossier).state) == ("sent", "dropped")
    silent.partners.close()


def test_what_nobody_can_say_a_person_finds_out_and_it_is_written_down(
    rt, ahead, platform, dossier, transaction
):
    platform.faults(unanswered_refund={"times": 1})
    silent = mute(rt)
    drain(silent)
    later(silent, ahead)
    assert listed(rt) == [(False, True)]
    with pytest.raises(Unacceptable, match="platform"), rt.db.write() as session:
        refunds.sent_by_hand(session, rt, refund(rt).id, "NH-1", BY)
    with pytest.raises(Unacceptable, match="reason"):
        find(rt, "HT-1", Actor("Nguyễn Thị Mẫu"))
    with rt.db.write() as session:
        promises.retry(session, session.merge(promise(rt, dossier)))
    drain(silent)
    assert gone(platform, transaction) == [15_000] and promise(rt, dossier).state == "parked"
    find(rt, "HT-1")
    with pytest.raises(Unacceptable, match="settled"):
        find(rt, "HT-2")
    later(rt, ahead, times=2)
    found = refund(rt)
    assert (found.state, found.reference, gone(platform, transaction)) == ("sent", "HT-1", [15_000])
    with rt.db.read() as session:
        deed = session.scalars(
            sa.select(StaffDeed).where(StaffDeed.deed == "refund_found_sent")
        ).one()
    assert (deed.reason, deed.detail["reference"]) == (BY.reason, "HT-1")
    silent.partners.close()


def test_what_a_person_says_was_not_sent_goes_out_again_and_is_asked_about_first(
    rt, ahead, platform, transaction
):
    platform.faults(error500={"times": 1})
    silent = mute(rt)
    drain(silent)
    later(silent, ahead)
    assert (listed(rt), gone(platform, transaction)) == ([(False, True)], [])
    find(rt, "")
    drain(silent)
    assert (refund(rt).state, gone(platform, transaction)) == ("sent", [15_000])
    silent.partners.close()


def test_a_person_who_is_mistaken_does_no_harm_where_the_platform_can_be_asked(
    rt, ahead, platform, transaction
):
    platform.faults(unanswered_refund={"times": 1}, unseen_refund=True)
    silent = mute(rt)
    drain(silent)
    later(silent, ahead)
    silent.partners.close()
    platform.faults(unseen_refund=False)
    find(rt, "")
    drain(rt)
    assert (refund(rt).state, gone(platform, transaction)) == ("sent", [15_000])


def test_two_people_settle_it_once(rt, ahead, platform, transaction):
    platform.faults(unanswered_refund={"times": 1})
    silent = mute(rt)
    drain(silent)
    later(silent, ahead)
    outcomes = []

    def settle(reference):
        try:
            find(rt, reference)
            outcomes.append("done")
        except Unacceptable as error:
            outcomes.append(error.reason)

    threads = [threading.Thread(target=settle, args=(said,)) for said in ("HT-1", "HT-2", "")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["done", "settled", "settled"]
    silent.partners.close()


def test_a_platform_that_sends_nothing_back_leaves_it_to_a_person(
    rt, ahead, booth, citizen, dossier
):
    make(rt, booth, citizen, dossier)
    silent = mute(rt, refund_path="")
    drain(silent)
    assert promise(rt, dossier).last_outcome == "notoffered" and listed(rt) == [(True, False)]
    with rt.db.write() as session:
        refunds.sent_by_hand(session, rt, refund(rt).id, "NH-1", BY)
    assert refund(rt).state == "sent" and promise(rt, dossier).state == "dropped"
    silent.partners.close()
