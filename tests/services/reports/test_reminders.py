"""Somebody is told of reports that wait: due in some days, late, given back, or not frozen."""

import pytest
import sqlalchemy as sa

from portal.domain.report_moves import ReportState
from portal.exchanges import alarm_words
from portal.models import Alarm, Report
from portal.services import outbox
from portal.services.operations import alarms, health
from tests.furnished.counted import vn


def told(rt) -> list[tuple[str, str]]:
    with rt.db.read() as session:
        found = health.problems(session, outbox.health(session))
    return [(one.kind, one.about) for one in found if one.kind.startswith("report")]


NAME = "H41.90.01 II.06a 2026-Q1"


@pytest.mark.parametrize(
    ("moment", "kinds"),
    [
        ("2026-03-21 23:59", []),
        ("2026-03-22 00:00", ["report_due"]),
        ("2026-03-25 23:59", ["report_due"]),
        ("2026-03-26 00:00", ["report_late"]),
    ],
)
def test_a_report_nobody_has_sent_is_told_of_three_days_before_its_last(
    frozen, hands, moment, kinds
):
    hands.now = vn(moment)
    assert told(frozen.rt) == [(kind, NAME) for kind in kinds]


def test_one_that_was_sent_is_told_of_only_if_it_comes_back(frozen, hands):
    hands.now = vn("2026-03-26 08:00")
    with frozen.rt.db.write() as session:
        sent = {"state": ReportState.SUBMITTED, "submitted_at": vn("2026-03-20 08:00")}
        session.execute(sa.update(Report).values(sent))
    assert told(frozen.rt) == []
    with frozen.rt.db.write() as session:
        session.execute(sa.update(Report).values(state=ReportState.RETURNED))
    assert told(frozen.rt) == [("report_returned", NAME)]


def test_one_that_cannot_be_frozen_is_told_of_at_once_in_words(office, hands):
    with office.rt.db.write() as session:
        session.merge(office.agency).level = "ministry"
    office.freeze()
    assert told(office.rt) == [("report_stuck", NAME)]
    with office.rt.db.write() as session:
        alarms.look(session, health.problems(session, outbox.health(session)))
        row = session.get_one(Alarm, ("report_stuck", NAME))
        said = alarm_words.of(row, "https://cong.example").text
    assert said == f"Báo cáo {NAME} không chốt được số liệu; phải gửi trước 00:00 26/03/2026."
