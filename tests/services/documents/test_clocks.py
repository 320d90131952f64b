"""Duties of a day at its edges: what the register shows, and what progress counts, are one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal import clock
from portal.domain.documents import Deed
from portal.domain.progress import periods
from portal.services.documents import dealing, sent, showing, trace
from portal.services.documents.changes import Asked, freeze
from portal.services.documents.dealing import Wish
from portal.services.progress import keeping, reading
from portal.services.progress.units import COUNTRY
from tests.furnished.desks import officer
from tests.furnished.documents import arrive, letter, package, send
from tests.furnished.stuck import on_axis

# Monday evening in Viet Nam; the Tuesday after it, 24/11, is a holiday.
LAST_SECOND = datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC)
MIDNIGHT = LAST_SECOND + timedelta(seconds=1)
NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)


@pytest.fixture
def office(rt, hands, agency):
    """Give an agency that is on an axis, with its officer."""
    on_axis(rt, agency)
    return agency, officer(rt, agency)


@pytest.fixture
def happen(rt, hands, office):
    """Let something happen to a document at a moment."""

    def at(moment, document, do):
        hands.now = moment
        with rt.db.write() as session:
            do(session, trace.opened(session, rt, office[0], document.id))

    return at


def kept(rt, office, document):
    """Say which of its duties a document kept."""
    with rt.db.read() as session:
        shown = showing.shown(session, rt, office[0], document.id)
    return {one.name: one.kept(clock.now()) for one in shown.clocks}


def counted(rt, *names):
    """Give what progress counts of the month."""
    keeping.keep_up(rt)
    with rt.db.read() as session:
        totals = reading.history(session, COUNTRY).totals(periods.parse("2026-11"))
    return [totals.get(f"documents_{name}", 0) for name in names]


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (LAST_SECOND, (1, True)),
        (MIDNIGHT, (0, True)),
        (NOON - timedelta(seconds=1), (0, True)),
        (NOON + timedelta(seconds=1), (0, False)),
    ],
)
def test_what_leaves_by_midnight_left_that_day_and_by_the_next_working_noon_lawfully(
    rt, office, happen, moment, told
):
    document = send(rt, office)
    happen(moment, document, lambda session, at: sent.document(session, rt, at, "t-1"))
    same_day, lawful = told
    assert kept(rt, office, document) == {"send": lawful}
    assert counted(rt, "sent", "same_day") == [1, same_day]


@pytest.mark.parametrize(("moment", "in_time"), [(LAST_SECOND, True), (MIDNIGHT, False)])
def test_what_came_in_the_last_minute_is_acknowledged_in_it_or_late(
    rt, office, happen, moment, in_time
):
    with clock.at(lambda: LAST_SECOND - timedelta(seconds=20)):
        document = arrive(rt, office[0], package())
    happen(moment, document, lambda session, at: sent.status(session, at, "01"))
    assert kept(rt, office, document)["acknowledge"] is in_time
    assert counted(rt, "received", "acknowledged") == [1, int(in_time)]


def test_what_was_taken_back_need_be_laid_before_nobody(rt, hands, office):
    document = arrive(rt, office[0], package())
    with rt.db.write() as session:
        freeze(session, rt, office[0], document.docid, Asked(document.organ, "recall", "Nhầm"))
    with rt.db.write() as session:
        seen = trace.lock(session, office[0].id, document.id).seq
        dealing.do(session, rt, office, document.id, Wish(Deed.AGREE, seen))
    hands.turn(days=9)
    assert kept(rt, office, document)["submit"] is True


def test_a_document_of_the_last_evening_of_a_year_is_numbered_in_that_year(rt, hands, office):
    hands.now = datetime(2026, 12, 31, 17, 1, tzinfo=UTC)
    last = send(rt, office, letter(signed_on=date(2026, 12, 31)))
    first = send(rt, office, letter(signed_on=date(2027, 1, 1)))
    again = send(rt, office, letter(signed_on=date(2026, 12, 31), again=True))
    numbers = [(one.register_year, one.register_number) for one in (last, first, again)]
    assert numbers == [(2026, 1), (2027, 1), (2026, 2)]
