"""Transactions: whole or not at all, one writer at a time where there can be only one."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, StatementError

from portal.db import Database, insert_once, wake_after_commit
from portal.models import SeenNonce

AT = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)


@pytest.fixture
def heard(database):
    """Give the names of queues that were woken."""
    names = []
    database.wake = names.append
    return names


def put(session, nonce="n"):
    return insert_once(session, SeenNonce, key_id="k", nonce=nonce, expires_at=AT)


def nonces(database):
    with database.read() as session:
        return sorted(session.scalars(sa.select(SeenNonce.nonce)))


def test_a_row_is_inserted_once_and_whoever_comes_second_is_told(database):
    for expected in (True, False, False):
        with database.write() as session:
            assert put(session) is expected
    assert nonces(database) == ["n"]


def test_of_threads_inserting_the_same_row_at_once_one_is_told_yes(database):
    start, told = threading.Barrier(5), []

    def insert():
        start.wait()
        with database.write() as session:
            told.append(put(session))

    threads = [threading.Thread(target=insert) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False] * 4 + [True]


def test_whoever_reads_twice_reads_of_one_moment_and_the_next_reader_of_the_next(database):
    everything = sa.select(SeenNonce.nonce)
    with database.write() as session:
        put(session, "before")
    with database.read() as looking:
        assert looking.scalars(everything).all() == ["before"]
        with database.write() as session:
            put(session, "meanwhile")
        assert looking.scalars(everything).all() == ["before"]
    assert nonces(database) == ["before", "meanwhile"]


def test_a_transaction_that_fails_leaves_nothing_and_wakes_nobody(database, heard):
    with pytest.raises(ZeroDivisionError), database.write() as session:
        put(session)
        wake_after_commit(session, "outbox")
        raise ZeroDivisionError
    assert (nonces(database), heard) == ([], [])


def test_a_queue_is_woken_once_and_after_the_commit(database):
    seen = []
    database.wake = lambda name: seen.append((name, nonces(database)))
    with database.write() as session:
        put(session)
        wake_after_commit(session, "outbox")
        wake_after_commit(session, "outbox")
        assert seen == []
    assert seen == [("outbox", ["n"])]


def test_what_only_reads_changes_nothing(database):
    with database.read() as session:
        session.add(SeenNonce(key_id="k", nonce="n", expires_at=AT))
        assert session.info == {}
    assert nonces(database) == []


def test_writers_queue_instead_of_failing(database):
    start, failed = threading.Barrier(8), []

    def write(number):
        start.wait()
        try:
            for turn in range(5):
                with database.write() as session:
                    session.execute(sa.select(SeenNonce)).all()
                    put(session, f"{number}.{turn}")
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(nonces(database)) == 40


def test_a_reader_is_not_held_up_by_a_writer(database):
    with database.write() as session:
        put(session)
        session.flush()
        assert nonces(database) == []


def test_no_error_repeats_what_a_statement_carried(database):
    with pytest.raises(DBAPIError) as failed, database.write() as session:
        session.execute(sa.text("SELECT :secret FROM nowhere"), {"secret": "000190000011"})
    assert "000190000011" not in str(failed.value)


def test_a_moment_without_a_zone_is_refused_and_others_come_back_as_they_were(database):
    with database.write() as session:
        put(session)
    with database.read() as session:
        assert session.scalars(sa.select(SeenNonce.expires_at)).one() == AT
    with pytest.raises(StatementError, match="without a time zone"), database.write() as session:
        insert_once(session, SeenNonce, key_id="k", nonce="m", expires_at=AT.replace(tzinfo=None))


@pytest.mark.parametrize("url", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_any_address_of_postgresql_is_spoken_to_by_the_one_driver(url):
    database = Database(url)
    assert database.engine.url.drivername == "postgresql+psycopg"
    database.close()
