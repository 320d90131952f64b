"""Alarms on the console: in sight whatever was told, silenced with a reason, and told again."""

import pytest

from portal.models import Alarm, Dossier, StaffDeed
from portal.runtime import Runtime
from portal.services.operations import alarms
from portal.services.operations.health import Problem
from tests.furnished.house import Hands
from tests.web.citizen.browsing import Browser

ABOUT = "agency:H41.90.01"
PAGE = f"/console/bao-dong/parked/{ABOUT}"
WHY = "Cơ quan bảo trì máy chủ"


@pytest.fixture
def wrong(rt: Runtime, hands: Hands) -> None:
    """Three promises wait for a person."""
    with rt.db.write() as session:
        alarms.look(session, [Problem("parked", ABOUT, None, 3)])


def row(rt: Runtime) -> Alarm:
    with rt.db.read() as session:
        return alarms.find(session, "parked", ABOUT)


def test_without_alarms_it_says_so_and_that_nobody_is_told(an: Browser) -> None:
    page = an.open("/console/bao-dong")
    assert "Tháng này chưa có báo động nào." in page.text
    assert "ALARM_WEBHOOK" in page.text


def test_what_is_wrong_is_listed_and_leads_to_its_page(an: Browser, wrong: None) -> None:
    page = an.open("/console/bao-dong")
    assert "có 3 việc đang treo" in page.text
    assert "Đang sai" in an.open(PAGE).text


def test_it_is_silenced_with_a_reason_and_told_again(an: Browser, rt: Runtime, wrong: None) -> None:
    page = an.open(PAGE)
    page = an.follow(an.send(page, {"hours": "24", "reason": WHY}))
    assert alarms.silent(row(rt))
    assert WHY in page.text
    an.follow(an.send(page, {"reason": "Đã xong"}))
    assert not alarms.silent(row(rt))
    with rt.db.read() as session:
        done = [deed.deed for deed in session.query(StaffDeed).order_by(StaffDeed.done_at)]
    assert [deed for deed in done if deed.startswith("alarm")] == [
        "alarm_silenced",
        "alarm_unsilenced",
    ]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"hours": "24", "reason": ""}, "reason"),
        ({"hours": "", "reason": WHY}, "hours"),
        ({"hours": "9999", "reason": WHY}, "hours"),
    ],
)
def test_without_a_reason_or_an_end_nothing_is_silenced(
    an: Browser, rt: Runtime, wrong: None, sent: dict[str, str], field: str
) -> None:
    page = an.open(PAGE)
    refused = an.send(page, sent)
    assert refused.status == 422
    assert field in refused.errors
    assert not alarms.silent(row(rt))


def test_an_alarm_nobody_raised_is_not_there(an: Browser, submitted: Dossier) -> None:
    assert an.open("/console/bao-dong/parked/agency:nobody").status == 404
