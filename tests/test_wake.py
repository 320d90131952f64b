"""Hints: given at most once at a time, lost without harm, never in a citizen's way."""

import pytest
from redis import Redis

from portal.wake import QUEUE, Wake, connect, pending
from tests.servers.brokers import refusing


@pytest.fixture
def broker(broker_url):
    with Redis.from_url(broker_url) as opened:
        yield opened


@pytest.fixture
def wake(broker_url):
    made = Wake(broker_url)
    yield made
    made.close()


def queued(broker):
    return broker.llen(f"rq:queue:{QUEUE}")


def test_a_hint_is_put_on_the_queue_once_until_somebody_begins(wake, broker):
    for _ in range(3):
        wake("outbox")
    assert queued(broker) == 1
    wake.begun("outbox")
    wake("outbox")
    assert queued(broker) == 2


def test_a_hint_that_was_lost_is_forgotten_soon(wake, broker):
    wake("outbox")
    assert 0 < broker.ttl(pending("outbox")) <= 5


def test_hints_of_different_names_do_not_hide_one_another(wake, broker):
    wake("outbox")
    wake("reports")
    assert queued(broker) == 2


def test_a_hint_carries_no_code_and_no_data(wake, broker):
    wake("outbox")
    (name,) = broker.lrange(f"rq:queue:{QUEUE}", 0, -1)
    job = broker.hgetall(b"rq:job:" + name)
    assert b"portal.jobs.wakeups.drain" in job[b"description"]
    assert b"pickle" not in b"".join(job.values())


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "unix:///nowhere/broker.sock"])
def test_a_broker_that_is_away_is_logged_and_stops_nobody(url, capfd):
    away = Wake(url)
    away("outbox")
    away.begun("outbox")
    away.close()
    assert "wake_up_not_sent" in "".join(capfd.readouterr())


def test_a_broker_that_refuses_to_write_is_logged(wake, broker, broker_url, capfd):
    with refusing(broker_url):
        wake("outbox")
    assert "wake_up_not_sent" in "".join(capfd.readouterr())
    assert queued(broker) == 0
    wake("outbox")
    assert queued(broker) == 1


def test_a_broker_that_is_silent_is_given_up_on(broker_url):
    connection = connect(broker_url)
    told = connection.connection_pool.connection_kwargs
    connection.close()
    assert told["socket_timeout"] <= 2
    assert told["socket_connect_timeout"] <= 1
