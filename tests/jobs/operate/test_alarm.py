"""``portal alarm``: what is wrong, silencing it, and whether being told works."""

import pytest

from portal.db import Database
from portal.services.operations import alarms
from portal.services.operations.health import Problem
from tests.servers.listeners import listening_hook, listening_post


@pytest.fixture
def wrong(database: Database) -> None:
    with database.write() as session:
        alarms.look(session, [Problem("parked", "sms", None, 3)])


def test_alarms_are_listed_and_silenced(portal, wrong) -> None:
    assert portal("alarm", "list").output.startswith("parked\tsms\topen\t3\t")
    why = ("--hours", "8", "--reason", "bảo trì", "--by", "trực")
    assert portal("alarm", "silence", "parked", "sms", *why).exit_code == 0
    assert portal("alarm", "list").output.startswith("parked\tsms\tsilenced\t3\t")


def test_nobody_silences_what_is_not_there_or_without_a_reason(portal, wrong) -> None:
    why = ("--hours", "8", "--reason", "bảo trì", "--by", "trực")
    assert portal("alarm", "silence", "parked", "nobody", *why).exit_code == 2
    assert portal("alarm", "silence", "parked", "sms", "--hours", "8").exit_code == 2


def test_a_trial_goes_every_way_that_is_set(portal, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening_hook() as hook, listening_post() as post:
        monkeypatch.setenv("ALARM_WEBHOOK", hook.url)
        monkeypatch.setenv("ALARM_EMAIL", "truc@example.vn")
        monkeypatch.setenv("SMTP_URL", post.url)
        assert portal("alarm", "test").output == "webhook: taken\nmail: taken\n"
        hook.status = 500
        result = portal("alarm", "test")
    assert result.exit_code == 1
    assert result.output.startswith("webhook: ")
    assert [each["Subject"] for each in post.letters] == ["Liên Thông: thử báo động"] * 2


def test_where_nothing_is_set_it_says_so(portal) -> None:
    assert portal("alarm", "test").exit_code == 2


def test_mail_without_a_server_stops_the_start(portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALARM_EMAIL", "truc@example.vn")
    assert "SMTP_URL" in portal("alarm", "list").output
