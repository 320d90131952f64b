"""What people do with a report: four eyes, a signature, a restatement explained line by line."""

import json

import pytest
import sqlalchemy as sa

from portal import crypto
from portal.domain.errors import Conflict, IllegalMove, NotFound, Unacceptable
from portal.domain.report_moves import ReportDeed, ReportState
from portal.models import Report, ReportMove, ReportRevision, StaffDeed
from portal.services.operations.staff import APPROVER
from portal.services.reports import moving, opening, working
from portal.services.reports.working import At, Typed
from tests.furnished import house, reporting
from tests.furnished.counted import vn
from tests.furnished.reporting import LATE


def typed(*texts, **explanations) -> Typed:
    return Typed(texts, explanations)


def refused(office, deed, member=None, *words) -> str:
    with pytest.raises(Unacceptable) as error:
        office.do(deed, member, *words)
    return error.value.reason


def test_a_report_goes_from_draft_over_review_to_a_signature_anybody_can_check(frozen):
    frozen.do(working.write, None, typed("Đã nhận 2 hồ sơ", "Một hồ sơ chậm", ""))
    report = frozen.sign()
    assert report.state == ReportState.SIGNED
    it = frozen.opened()
    plain = working.signed(it)
    seed = frozen.rt.settings.secrets.key("acknowledgement")
    crypto.public_key(seed).verify(it.revision.signature, plain)
    told = json.loads(plain)
    assert told["narrative"][1]["text"] == "Một hồ sơ chậm"
    assert (told["rows"][0]["values"]["c3"], told["state"]) == (2, "APPROVED")
    assert crypto.canonical(told) == plain
    assert it.revision.document_hash == crypto.sha256(plain)


def test_nobody_approves_or_signs_what_they_had_a_hand_in(frozen):
    both = reporting.hire(frozen.rt, frozen.agency, APPROVER, f"reporter-{frozen.agency.code}")
    frozen.do(working.write, both, typed("Tôi viết"))
    frozen.do(working.hand_in, None, "")
    assert refused(frozen, working.approve, both) == "same_person"
    frozen.do(working.approve, frozen.approver)
    assert refused(frozen, working.sign, both) == "same_person"


def test_what_is_sent_back_or_opened_again_needs_a_reason_and_is_written_anew(frozen):
    frozen.do(working.hand_in, None, "")
    assert refused(frozen, working.send_back, frozen.approver, " ") == "no_reason"
    assert frozen.do(working.send_back, frozen.approver, "Thiếu lý do").state == ReportState.DRAFT
    frozen.sign()
    assert refused(frozen, working.reopen, frozen.approver, "") == "no_reason"
    assert frozen.do(working.reopen, frozen.approver, "Sai tên").state == ReportState.DRAFT
    with pytest.raises(NotFound):
        working.signed(frozen.opened())


def test_nothing_is_written_once_it_is_handed_in(frozen):
    frozen.do(working.hand_in, None, "")
    with pytest.raises(IllegalMove):
        frozen.do(working.write, None, typed("Muộn"))
    with pytest.raises(IllegalMove):
        frozen.do(working.sign, frozen.approver)


def test_of_two_windows_the_later_is_refused(frozen):
    seen = frozen.report().row_version
    at = frozen.at(seen=seen)
    with frozen.rt.db.write() as session:
        working.write(session, frozen.rt, at, typed("Cửa sổ một"))
    with pytest.raises(Conflict), frozen.rt.db.write() as session:
        working.write(session, frozen.rt, at, typed("Cửa sổ hai"))
    assert frozen.opened().words.narrative[0].text == "Cửa sổ một"


def test_a_report_whose_sums_do_not_hold_is_not_handed_in(frozen):
    with frozen.rt.db.write() as session:
        row = session.scalars(sa.select(ReportRevision)).one()
        rows = json.loads(json.dumps(row.figures["rows"]))
        rows[0]["values"]["c3"] += 1
        row.figures = {**row.figures, "rows": rows}
    it = frozen.opened()
    assert "the difference is +1" in str(it.breaks[0])
    assert refused(frozen, working.hand_in, None, "") == "breaks"
    assert frozen.report().state == ReportState.DRAFT


def test_what_was_written_is_sealed_and_every_move_is_chained(frozen):
    frozen.do(working.write, None, typed("Bà Nguyễn Thị Mẫu khiếu nại"))
    frozen.do(working.hand_in, None, "Kính trình ông Mẫu")
    with frozen.rt.db.read() as session:
        report = session.scalars(sa.select(Report)).one()
        moves = moving.history(session, report)
        assert b"khi\xe1\xba\xbfu" not in session.scalars(sa.select(ReportRevision)).one().sealed
        assert moving.words(frozen.opened().safe, moves[-1]) == "Kính trình ông Mẫu"
        told = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "report_moved")).all()
    assert [move.deed for move in moves] == [ReportDeed.FREEZE, ReportDeed.EDIT, ReportDeed.HAND_IN]
    assert [move.previous for move in moves[1:]] == [move.hash for move in moves[:-1]]
    assert report.head == moves[-1].hash
    assert all(one.reason == "" for one in told) and len(told) == 2


def arrived(office) -> None:
    """Let the receiver have it."""
    office.sign()
    with office.rt.db.write() as session:
        session.execute(sa.update(Report).values(state=ReportState.SUBMITTED))


def test_a_restatement_says_of_each_line_what_changed_and_has_to_say_why(frozen):
    frozen.do(working.write, None, typed("Đã nhận 2 hồ sơ"))
    arrived(frozen)
    reporting.put(frozen.rt, frozen.agency, LATE)
    frozen.do(working.restate, None, "Bổ sung hồ sơ giấy")
    it = frozen.opened()
    assert it.revision.number == 2
    assert it.words.narrative[0].text == "Đã nhận 2 hồ sơ"
    assert [(one["key"], one["changed"]["c3"]) for one in it.differences] == [
        ("total", [2, 3]),
        ("C", [2, 3]),
        ("C/G01-CA05", [2, 3]),
    ]
    assert refused(frozen, working.hand_in, None, "") == "unexplained"
    said = dict.fromkeys(("total", "C", "C/G01-CA05", "không có dòng này"), "Thêm một hồ sơ giấy")
    frozen.do(working.write, None, Typed(("Đã nhận 3 hồ sơ",), said))
    frozen.sign()
    told = json.loads(working.signed(frozen.opened()))["restated"]
    assert told["reason"] == "Bổ sung hồ sơ giấy"
    assert [line["why"] for line in told["lines"]] == ["Thêm một hồ sơ giấy"] * 3
    assert frozen.opened(1).rows[0].values["c3"] == 2


def test_whoever_puts_a_report_right_does_not_approve_it(frozen):
    both = reporting.hire(frozen.rt, frozen.agency, APPROVER, f"reporter-{frozen.agency.code}")
    arrived(frozen)
    frozen.do(working.restate, both, "Sai")
    frozen.do(working.hand_in, None, "")
    assert refused(frozen, working.approve, both) == "same_person"
    assert frozen.do(working.approve, frozen.approver).state == ReportState.APPROVED


def test_another_agencys_people_find_no_report(frozen):
    other = house.add_agency(frozen.rt, "H41.90.02")
    at = At(other, frozen.writer, frozen.at().which)
    with pytest.raises(NotFound), frozen.rt.db.write() as session:
        working.hand_in(session, frozen.rt, at, "")


def test_a_report_sent_after_its_last_day_is_late_for_good(frozen, hands):
    assert not opening.late(frozen.report())
    hands.now = vn("2026-03-26 00:00")
    assert opening.late(frozen.report())
    with frozen.rt.db.write() as session:
        session.execute(sa.update(Report).values(submitted_at=vn("2026-03-25 23:59")))
    assert not opening.late(frozen.report())


def test_words_longer_than_anybody_reads_are_refused(frozen):
    long = "x" * (working.TEXT_LIMIT + 1)
    assert refused(frozen, working.write, None, typed(long)) == "long"
    assert refused(frozen, working.hand_in, None, "x" * (moving.WORDS_LIMIT + 1)) == "long"
    with frozen.rt.db.read() as session:
        assert len(session.scalars(sa.select(ReportMove)).all()) == 1
