"""Health: the answer first, then each destination; and holding one back."""

from datetime import timedelta

import sqlalchemy as sa

from portal import clock
from portal.models import Destination, DestinationHour, Dossier, Lease, Promise, PromiseState
from portal.runtime import Runtime
from portal.services.operations import deeds, health, measuring
from portal.services.outbox import health as destinations
from tests.furnished.house import Hands
from tests.web.citizen.browsing import Browser
from tests.web.console.attempts import tries

WELL = "Mọi hồ sơ đang được chuyển bình thường"
WHY = {"reason": "Cơ quan bảo trì máy chủ"}


def test_all_is_well_is_said_first(an: Browser, submitted: Dossier) -> None:
    assert an.open("/console").heading == WELL


def test_a_promise_that_waits_too_long_is_told_with_its_moment(
    an: Browser, submitted: Dossier, hands: Hands
) -> None:
    hands.turn(minutes=6)
    page = an.open("/console")
    assert page.heading == "Có 2 việc cần xem"
    assert "việc cũ nhất chờ từ 09:41" in page.text


def test_a_broken_destination_is_told_with_its_moment(
    an: Browser, rt: Runtime, submitted: Dossier
) -> None:
    with rt.db.write() as session:
        session.add(Destination(name="sms", failures=5, broken_at=clock.now()))
    page = an.open("/console")
    assert "sms mất kết nối từ 09:41. 1 việc đang chờ" in page.text


def test_what_is_parked_is_told_with_its_count(
    an: Browser, rt: Runtime, submitted: Dossier
) -> None:
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(state=PromiseState.PARKED))
    assert "có 1 việc đang treo" in an.open("/console").text


def test_a_duty_nobody_does_is_told(an: Browser, rt: Runtime) -> None:
    with rt.db.write() as session:
        session.add(Lease(name="poll", next_at=clock.now() - timedelta(minutes=11), note={}))
    assert "“poll”" in an.open("/console").text


def test_tries_are_counted_by_the_hour_with_rate_and_p95(
    rt: Runtime, submitted: Dossier, hands: Hands
) -> None:
    tries(rt, submitted, "sms", [("done", 40)] * 19 + [("unavailable", 700)])
    assert measuring.measure(rt) == 1
    with rt.db.read() as session:
        row = session.scalars(sa.select(DestinationHour)).one()
        fares = health.fares(session, destinations(session))
    assert (row.tried, row.failed, row.durations) == (20, 1, {"50": 19, "1000": 1})
    sms = next(one for one in fares if one.health.name == "sms")
    assert (sms.error_rate, sms.p95) == (0.05, 50)


def test_counting_again_changes_nothing_and_counts_what_came_since(
    rt: Runtime, submitted: Dossier, hands: Hands
) -> None:
    tries(rt, submitted, "sms", [("done", 40)])
    measuring.measure(rt)
    hands.turn(hours=3)
    tries(rt, submitted, "sms", [("rejected", 60_000)], first=2)
    measuring.measure(rt)
    measuring.measure(rt)
    with rt.db.read() as session:
        rows = session.scalars(sa.select(DestinationHour).order_by(DestinationHour.hour)).all()
    assert [(row.tried, row.rejected, row.durations) for row in rows] == [
        (1, 0, {"50": 1}),
        (1, 1, {"more": 1}),
    ]


def test_hours_are_forgotten_after_a_month(rt: Runtime, submitted: Dossier, hands: Hands) -> None:
    tries(rt, submitted, "sms", [("done", 40)])
    measuring.measure(rt)
    hands.turn(days=32)
    measuring.measure(rt)
    with rt.db.read() as session:
        assert session.scalars(sa.select(DestinationHour)).all() == []


def test_a_destination_shows_a_day_and_a_month_as_charts_and_as_tables(
    an: Browser, rt: Runtime, submitted: Dossier
) -> None:
    tries(rt, submitted, "sms", [("done", 40), ("unknown", 40)])
    measuring.measure(rt)
    page = an.open("/console/noi-nhan/sms")
    assert len(page.tree.xpath("//svg[@role='img']")) == 2
    assert len(page.tree.xpath("//details//table")) == 2
    assert "2 lần gửi, 1 lần lỗi" in page.text


def test_a_destination_is_held_back_and_let_go_with_a_reason(
    an: Browser, rt: Runtime, submitted: Dossier
) -> None:
    page = an.open("/console/noi-nhan/sms")
    assert an.send(page, {"reason": ""}).status == 422
    paused = an.follow(an.send(page, WHY))
    assert "Tạm dừng" in paused.text and WHY["reason"] in paused.text
    assert "sms đang được tạm dừng" in an.open("/console").text
    resumed = an.follow(an.send(paused, WHY))
    assert "Thông suốt" in resumed.text
    with rt.db.read() as session:
        told = [row.deed for row in deeds.of_target(session, "destination:sms")]
    assert sorted(told) == ["destination_paused", "destination_resumed"]


def test_a_place_nothing_was_promised_to_is_not_found(an: Browser) -> None:
    assert an.open("/console/noi-nhan/nowhere").status == 404
