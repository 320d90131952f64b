"""What a dossier cost, how it was paid and which way its result goes, as of an event."""

import pytest

from connectors.national_messages import Charge, PaidOnline
from portal.domain.calendar import Calendar
from portal.models import Dossier, Event
from portal.services import events, vault
from portal.services.paying import notices
from portal.services.paying.notices import AGENCY, Demand, Line
from portal.services.synchronisation import course as courses
from portal.services.synchronisation import money, way_back
from portal.services.synchronisation.course import Course
from tests.furnished import house

ASKED = ("fee_due", {"number": 1, "total": 16_000})
FREE = ("fee_due", {"number": 1, "total": 0})
REPLACED = ("fee_replaced", {"number": 1, "total": 16_000})
AGAIN = ("fee_due", {"number": 2, "total": 7_000})


def paid(number, way):
    return ("fee_paid", {"number": number, "way": way})


def course(*told):
    events = [Event(seq=n, kind=kind, facts=facts) for n, (kind, facts) in enumerate(told, 1)]
    return Course(Dossier(), events, Calendar("vn", 1))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], PaidOnline.NO),
        ([FREE], PaidOnline.NO),
        ([ASKED], PaidOnline.NO),
        ([ASKED, paid(1, "platform")], PaidOnline.NATIONAL),
        ([ASKED, paid(1, "transfer")], PaidOnline.OWN),
        ([ASKED, paid(1, "counter")], PaidOnline.NO),
        ([ASKED, paid(1, "platform"), AGAIN], PaidOnline.NO),
        ([ASKED, paid(1, "platform"), AGAIN, paid(2, "transfer")], PaidOnline.OWN),
        ([ASKED, paid(1, "platform"), AGAIN, paid(2, "counter")], PaidOnline.NO),
        ([ASKED, REPLACED, AGAIN, paid(2, "platform")], PaidOnline.NATIONAL),
    ],
)
def test_a_dossier_was_paid_online_only_if_all_of_it_was(told, said):
    assert money.paid_online(course(*told)) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], False),
        ([("return_chosen", {"way": "post"})], True),
        ([("return_chosen", {"way": "post"}), ("return_chosen", {"way": "online"})], False),
        ([("return_chosen", {"way": "counter"}), ("parcel_posted", {})], True),
        ([("parcel_posted", {}), ("handed_over", {"way": "counter"})], False),
    ],
)
def test_a_result_goes_by_post_as_it_was_last_chosen_or_done(told, said):
    assert way_back.by_post(course(*told)) is said


def test_what_was_asked_for_is_told_by_line_and_what_was_put_aside_is_not(rt, submitted):
    first, second = (
        Line("", name, "phi", amount) for name, amount in (("A", 16_000), ("B", 7_000))
    )
    with rt.db.write() as session:
        dossier = events.lock(session, *house.key(submitted))
        safe = vault.unlock(session, rt, *house.key(submitted))
        notices.ask(session, safe, dossier, Demand(AGENCY, (first,)))
        before = dossier.seq
        notices.ask(session, safe, dossier, Demand(AGENCY, (second,)))
        after = dossier.seq
        then, now = (courses.read(session, dossier, seq) for seq in (before, after))
        assert money.charges(session, then) == (Charge("A", 16_000),)
        assert money.charges(session, now) == (Charge("B", 7_000),)
