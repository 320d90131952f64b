"""What officers record of a dossier's papers, what it cannot be, and whoever is told of it."""

import re
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from forms.loader import load
from forms.needs import result_code, results
from portal.domain.digitising import Facts, Source, faults, same_type
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Agency, Digitisation, StaffDeed
from portal.services import content, events
from portal.services.desk import digitising
from portal.services.desk.opening import Seen
from portal.services.store import recording
from portal.services.synchronisation import standing
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.services.progress.test_counting import stands
from tests.services.store.conftest import TYPE

DAY = date(2026, 11, 20)
SCAN = Facts(Source.SCAN, TYPE, "Nguyễn Thị Mẫu", "000190000011", "12-KS", "UBND xã mẫu", DAY)


def record(rt, desk, dossier, facts=SCAN, **other):
    """Record the one paper of a dossier, having seen all there is."""
    with rt.db.write() as session:
        opened = content.read(session, rt, *house.key(dossier))
        seen = other.get("seen", opened.dossier.seq)
        what = (other.get("file", opened.files[0].id), facts)
        digitising.record(session, rt, desk, Seen(dossier.code, seen), what)


def records(rt, dossier):
    with rt.db.read() as session:
        opened = content.read(session, rt, *house.key(dossier))
        found = recording.of(session, opened.safe, dossier.home_agency_id)
        return list(found.values()), opened


def test_a_record_says_what_an_officer_knows_and_is_sealed_and_chained(rt, hands, desk, lying):
    record(rt, desk, lying)
    (found,), opened = records(rt, lying)
    assert (found.facts, found.by) == (SCAN, desk.officer.name)
    assert found.sha256 == opened.files[0].sha256
    with rt.db.read() as session:
        last = house.chain(session, lying)[-1]
        row = session.scalars(sa.select(Digitisation)).one()
        deeds = list(session.scalars(sa.select(StaffDeed.deed)))
    assert events.check_chain(house_chain(rt, lying)) is None
    # Nothing personal stands in the clear: not in the event, not beside the sealed record.
    clear = f"{last.facts} {row.type_code}".encode() + row.sealed
    assert last.kind == "digitised" and "Mẫu".encode() not in clear and b"000190" not in clear
    assert deeds.count("paper_digitised") == 1


def house_chain(rt, dossier):
    with rt.db.read() as session:
        return house.chain(session, dossier)


def test_a_record_put_right_stays_one_and_counts_from_the_first_time(rt, hands, desk, lying):
    record(rt, desk, lying)
    (first,), _ = records(rt, lying)
    hands.turn(hours=1)
    record(rt, desk, lying, replace(SCAN, number="13-KS"))
    (second,), _ = records(rt, lying)
    assert (second.facts.number, second.event_seq) == ("13-KS", first.event_seq)
    kinds = [event.kind for event in house_chain(rt, lying)]
    assert kinds.count("digitised") == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"type_code": "giấy"}, "type_code"),
        ({"owner_number": "12345"}, "owner_number"),
        ({"number": "x" * 301}, "number"),
        ({"issued_on": date(2026, 11, 24)}, "issued_on"),
        ({"valid_until": date(2026, 11, 19)}, "valid_until"),
    ],
)
def test_what_cannot_be_true_is_not_recorded(wrong, field):
    assert list(faults(replace(SCAN, **wrong), date(2026, 11, 23))) == [field]


def test_nobody_records_what_is_not_theirs_or_has_moved_on(rt, hands, desk, lying):
    elsewhere: Agency = add_desk(rt, "H41.77.02")
    with pytest.raises(NotFound):
        record(rt, replace(desk, agency=elsewhere), lying)
    with pytest.raises(NotFound):
        record(rt, desk, lying, file=lying.id)
    with pytest.raises(Conflict):
        record(rt, desk, lying, seen=1)
    with pytest.raises(Unacceptable, match="facts"):
        record(rt, desk, lying, replace(SCAN, owner_number="1"))
    assert records(rt, lying)[0] == []


def test_the_national_portal_is_told_from_the_record_as_of_its_event(rt, hands, desk, lying):
    with rt.db.write() as session:
        session.get_one(Agency, lying.home_agency_id).synchronised = True
    before = house.again(rt, lying).seq
    record(rt, desk, lying)
    (promise,) = house.promised(rt, lying, "national")
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(lying))
        then, now = (standing.as_of(session, found, s) for s in (before, promise.event_seq))
    assert [paper.digitised for paper in then.standing.papers] == [False]
    assert [(p.digitised, p.component) for p in now.standing.papers] == [(True, TYPE)]
    # It is no step of the dossier's progress.
    assert now.steps == then.steps
    record(rt, desk, lying, replace(SCAN, source=Source.ELECTRONIC))
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(lying))
        told = standing.as_of(session, found, found.dossier.seq)
    assert [paper.digitised for paper in told.standing.papers] == [False]


def test_progress_counts_a_dossier_as_digitised_once_all_of_it_is(rt, hands, desk, lying, do):
    do(lying, "accepted")
    do(lying, "stopped", words="Không đủ điều kiện giải quyết")
    assert (stands(rt)["finished_components"], stands(rt).get("finished_digitised")) == (1, None)
    record(rt, desk, lying)
    assert stands(rt)["finished_digitised"] == 1


def test_a_type_is_the_same_however_its_code_is_written():
    assert same_type("000.00.00.G15-KQ003967", "KQ.G15.003967")
    assert not same_type("", "") and not same_type("KQ.G15.003967", "KQ.G16.003967")


LATER = "KQ.G01.000999"
DATED = (
    f"results: [{{name: {{vi: Giấy cũ, en: Old}}, code: {TYPE}, until: 2026-11-22}},"
    f" {{name: {{vi: Giấy mới, en: New}}, code: {LATER}, from: 2026-11-23}}]"
)


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 11, 22), TYPE), (date(2026, 11, 23), LATER)],
)
def test_the_type_of_a_result_is_that_of_its_day(day, code):
    form = load(re.sub(r"results: .*", DATED, house.SOURCE))
    assert result_code(form, day) == code
    assert [one.code for one in results(form, day)] == [code]


def test_of_several_results_on_one_day_nobody_says_which():
    form = load(re.sub(r"results: .*", DATED.replace(", until: 2026-11-22", ""), house.SOURCE))
    assert result_code(form, date(2026, 11, 23)) == ""
