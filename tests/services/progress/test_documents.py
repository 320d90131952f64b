"""Documents come into progress day by day, as each stands, and units that work on them count."""

from datetime import date

from portal.domain.progress import periods
from portal.models import DocumentLine
from portal.services.documents import days
from portal.services.progress import keeping, reading
from portal.services.progress.units import COUNTRY
from tests.furnished import house

DAY = date(2026, 11, 20)


def count(rt, agency, *what, day=DAY):
    with rt.db.write() as session:
        days.count(session, agency.id, day, *what)


def stands(rt, node=COUNTRY):
    keeping.keep_up(rt)
    with rt.db.read() as session:
        totals = reading.history(session, node).totals(periods.parse("2026-11"))
    wanted = ("documents_", "active.", "linked_documents.", "linked_office.")
    return {measure: n for measure, n in totals.items() if n and measure.startswith(wanted)}


def test_a_day_is_taken_over_once_and_again_when_more_has_happened(rt, hands, agency):
    count(rt, agency, days.RECEIVED, days.SIGNED)
    once = {"documents_received": 1, "documents_signed": 1}
    assert stands(rt) == stands(rt) == once
    count(rt, agency, days.RECEIVED, days.ACKNOWLEDGED)
    more = {"documents_received": 2, "documents_signed": 1, "documents_acknowledged": 1}
    assert stands(rt) == stands(rt, agency.code) == more


def test_an_earlier_day_that_changes_late_is_taken_over_too(rt, hands, agency):
    count(rt, agency, days.SENT)
    stands(rt)
    count(rt, agency, days.SENT, day=date(2026, 11, 2))
    assert stands(rt)["documents_sent"] == 2


def test_a_unit_that_works_on_documents_counts_once_for_its_level(rt, hands, agency):
    for day in (DAY, date(2026, 11, 21)):
        count(rt, agency, days.RECEIVED, days.ONLINE, day=day)
    assert stands(rt)["active.commune"] == 1


def test_documents_of_a_rehearsing_agency_are_in_no_count(rt, hands):
    count(rt, house.add_agency(rt, "H41.90.09", rehearsal=True), days.SENT)
    assert stands(rt) == {}


def test_a_line_to_the_axis_or_to_a_document_system_is_a_connection(rt, hands, agency):
    for role, heard in (("axis", hands.now), ("dms", None)):
        with rt.db.write() as session:
            session.add(
                DocumentLine(
                    agency_id=agency.id,
                    role=role,
                    connector="axis",
                    endpoint={},
                    credentials=b"",
                    key_id="",
                    made_at=hands.now,
                    heard_at=heard,
                )
            )
    assert stands(rt) == {"linked_documents.commune": 1, "linked_office.commune": 1}
    with rt.db.read() as session:
        links = reading.links(session, [agency.code])[agency.code]
    assert links["documents"].last_at == hands.now and links["office"].last_at is None
