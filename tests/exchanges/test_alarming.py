"""Operators are told what is wrong: once, by every way, again after a day, and when it is over."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.exchanges import alarming
from portal.models import Alarm, Promise, PromiseState
from portal.services.operations import alarms, signs
from portal.services.operations.deeds import Actor
from tests.servers.listeners import Hook, Post, listening_hook, listening_post

SENDER, READERS = "cong@example.vn", ("truc@example.vn", "hai@example.vn")


@pytest.fixture
def hook() -> Iterator[Hook]:
    with listening_hook() as made:
        yield made


@pytest.fixture
def post() -> Iterator[Post]:
    with listening_post() as made:
        yield made


@pytest.fixture
def watched(rt, hook, post):
    """The portal with both ways set."""
    settings = replace(
        rt.settings,
        alarm_webhook=hook.url,
        alarm_email=READERS,
        smtp_url=post.url,
        smtp_sender=SENDER,
    )
    return replace(rt, settings=settings)


@pytest.fixture
def parked(watched, submitted):
    """A promise waits for a person."""
    with watched.db.write() as session:
        session.execute(sa.update(Promise).values(state=PromiseState.PARKED))
    return submitted


def told(body) -> set[tuple[str, str, str]]:
    """What one round told; the hands of this house stand still, far from PostgreSQL's own."""
    alarms_told = {(each["cause"], each["about"], each["state"]) for each in body["alarms"]}
    return {each for each in alarms_told if each[0] != "clock"}


def mend(rt) -> None:
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(state=PromiseState.DONE))


def test_all_well_tells_nothing(watched, hook, post):
    assert alarming.raise_all(watched) == 0
    assert (hook.bodies, post.letters) == ([], [])


def test_what_is_wrong_is_told_once_by_every_way_with_cause_count_and_link(
    watched, parked, hook, post
):
    with watched.db.read() as session:
        places = set(session.scalars(sa.select(Promise.destination)))
    alarming.raise_all(watched)
    assert alarming.raise_all(watched) == 0
    (body,) = hook.bodies
    assert {each["about"] for each in body["alarms"]} == places
    assert {(each["cause"], each["count"], each["state"]) for each in body["alarms"]} == {
        ("parked", 1, "open")
    }
    assert all(each["link"].endswith("/console/dang-treo") for each in body["alarms"])
    (letter,) = post.letters
    assert letter["Subject"] == f"Liên Thông: {len(places)} việc cần xem"
    assert (letter["From"], letter["To"]) == (SENDER, ", ".join(READERS))
    assert body["text"].split() == letter.get_content().split()
    assert "có 1 việc đang treo" in body["text"]


def test_no_person_and_no_dossier_is_in_it(watched, parked, hook):
    alarming.raise_all(watched)
    assert parked.code not in str(hook.bodies)
    assert "0912" not in str(hook.bodies)


def test_what_is_over_is_told_to_whoever_was_told_that_it_was_wrong(watched, parked, hook):
    alarming.raise_all(watched)
    mend(watched)
    alarming.raise_all(watched)
    assert alarming.raise_all(watched) == 0
    assert [{each["state"] for each in body["alarms"]} for body in hook.bodies] == [
        {"open"},
        {"over"},
    ]
    assert "Đã ổn" in hook.bodies[1]["text"]


def test_what_lasts_is_told_again_after_a_day(watched, parked, hook, hands):
    alarming.raise_all(watched)
    hands.turn(hours=23)
    alarming.raise_all(watched)
    before = len(hook.bodies)
    hands.turn(hours=2)
    alarming.raise_all(watched)
    assert "parked" in {each["cause"] for each in hook.bodies[before]["alarms"]}


def test_a_way_that_is_broken_keeps_no_other_waiting_and_is_told_later(watched, parked, hook, post):
    hook.status = 503
    alarming.raise_all(watched)
    assert (len(hook.bodies), len(post.letters)) == (0, 1)
    hook.status, post.full = 200, True
    alarming.raise_all(watched)
    assert (len(hook.bodies), len(post.letters)) == (1, 1)


def test_a_mail_server_that_is_full_gets_the_letter_later(watched, parked, post):
    post.full = True
    alarming.raise_all(watched)
    post.full = False
    alarming.raise_all(watched)
    assert len(post.letters) == 1


def test_a_silenced_alarm_is_told_to_nobody_until_its_time_is_over(watched, parked, hook, hands):
    actor = Actor("Phạm Thị Điều Hành", reason="Cơ quan bảo trì máy chủ")
    alarming.raise_all(watched)
    with watched.db.write() as session:
        for row in session.scalars(sa.select(Alarm)):
            alarms.silence(session, row, 72, actor)
    before = len(hook.bodies)
    hands.turn(hours=30)
    alarming.raise_all(watched)
    assert "parked" not in {cause for body in hook.bodies[before:] for cause, *_ in told(body)}
    hands.turn(hours=43)
    alarming.raise_all(watched)
    assert "parked" in {each["cause"] for each in hook.bodies[-1]["alarms"]}


def test_what_comes_back_is_told_anew(watched, parked, hook):
    alarming.raise_all(watched)
    mend(watched)
    alarming.raise_all(watched)
    with watched.db.write() as session:
        session.execute(sa.update(Promise).values(state=PromiseState.PARKED))
    alarming.raise_all(watched)
    assert [body["alarms"][0]["state"] for body in hook.bodies] == ["open", "over", "open"]


def test_a_token_is_borne_and_an_address_that_is_a_secret_stays_one(watched, parked, hook, capfd):
    secrets = replace(watched.settings.secrets, partners={"alarm": "sample-token"})
    bearing = replace(watched, settings=replace(watched.settings, secrets=secrets))
    hook.status = 500
    alarming.raise_all(bearing)
    hook.status = 200
    alarming.raise_all(bearing)
    assert hook.headers[0]["Authorization"] == "Bearer sample-token"
    said = capfd.readouterr()
    assert "only-we-know" not in said.out + said.err


def test_a_process_that_was_killed_a_clock_and_a_disk_are_told(watched, hook, hands):
    with watched.db.write() as session:
        signs.give(session, "worker@may-1", free=500_000, share=0.5)
        signs.give(session, "relay@may-2", free=900, share=0.01)
    alarming.raise_all(watched)
    assert told(hook.bodies[0]) == {("disk", "may-2", "open")}
    assert "may-2 chỉ còn 900 MB" in hook.bodies[0]["text"]
    hands.turn(minutes=3)
    with watched.db.write() as session:
        signs.give(session, "relay@may-2", free=500_000, share=0.5)
    alarming.raise_all(watched)
    assert told(hook.bodies[1]) == {("gone", "worker@may-1", "open"), ("disk", "may-2", "over")}


def test_a_process_that_ended_as_it_should_is_not_missed(watched, hook, hands):
    with watched.db.write() as session:
        signs.give(session, "worker@may-1", free=500_000, share=0.5)
        signs.take_along(session, "worker@may-1")
    hands.turn(minutes=10)
    alarming.raise_all(watched)
    assert hook.bodies == []


def test_a_clock_that_is_off_is_told_where_the_database_has_one(watched, hook, hands):
    hands.turn(seconds=5)
    with watched.db.write() as session:
        signs.give(session, "worker@may-1", free=500_000, share=0.5)
        sign = signs.all_of(session)[0]
    alarming.raise_all(watched)
    causes = [each["cause"] for body in hook.bodies for each in body["alarms"]]
    assert (
        ("clock" in causes) == (abs(sign.skew) > 2) == ("postgresql" in str(watched.db.engine.url))
    )
