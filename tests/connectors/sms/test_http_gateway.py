"""Sending text messages through an HTTP gateway."""

from dataclasses import replace

import pytest

from connectors import registry
from connectors.errors import Misconfigured, Rejected, Unavailable, Unknown
from connectors.text_messages import Sms, SmsStatus
from tests.connectors.raw_server import answering, plain, raw_server, silent
from tests.connectors.sms.sms_centre import TOKEN, running_centre

SMS = Sms("ref-1", "84912345678", "Ho so H41.12-261123-0001 da duoc tiep nhan.")


@pytest.fixture
def connector_to(around):
    made = []

    def make(url, **settings):
        given = {"base_url": url, "token": TOKEN, "sender": "LIENTHONG", "allow_private": True}
        connector = registry.sms("http_gateway", {**given, "read_seconds": 0.3, **settings}, around)
        made.append(connector)
        return connector

    yield make
    for connector in made:
        connector.close()


@pytest.fixture
def centre():
    with running_centre() as running:
        yield running


def test_a_message_is_sent_under_the_registered_name(connector_to, centre):
    held, url = centre
    receipt = connector_to(url).send(SMS)
    assert receipt.status is SmsStatus.QUEUED
    sent = held.messages["ref-1"]
    assert (sent["from"], sent["to"], sent["text"]) == ("LIENTHONG", SMS.to, SMS.text)
    assert sent["id"] == receipt.id


def test_a_repeated_reference_makes_no_second_message(connector_to, centre):
    connector = connector_to(centre[1])
    assert connector.send(SMS).id == connector.send(SMS).id
    assert len(centre[0].messages) == 1


def test_a_centre_that_hangs_up_leaves_the_message_unknown_and_can_be_asked(connector_to, centre):
    held, url = centre
    held.hangs_up = True
    connector = connector_to(url)
    with pytest.raises(Unknown):
        connector.send(SMS)
    held.messages["ref-1"]["status"] = "delivered"
    assert connector.ask("ref-1").status is SmsStatus.DELIVERED
    assert connector.ask("ref-2") is None


def test_a_centre_that_never_answers_leaves_the_message_unknown(connector_to):
    with raw_server(silent) as server, pytest.raises(Unknown):
        connector_to(server.url).send(SMS)


def test_asking_a_centre_that_never_answers_is_unavailable(connector_to):
    with raw_server(silent) as server, pytest.raises(Unavailable):
        connector_to(server.url).ask("ref-1")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (plain("400 Bad", b'{"error":"to"}'), Rejected),
        (plain("401 Who"), Misconfigured),
        (plain("429 Much", b"", "Retry-After: 3"), Unavailable),
        (plain("500 Oops"), Unavailable),
        (plain("202 Taken", b"OK"), Unknown),
        (plain("202 Taken", b'{"status":"queued"}'), Unknown),
        (plain("202 Taken", b'{"id":true}'), Unknown),
    ],
)
def test_every_answer_but_a_clear_yes_says_what_to_do(connector_to, answer, error):
    with raw_server(answering(answer)) as server, pytest.raises(error):
        connector_to(server.url).send(SMS)


def test_a_status_we_do_not_know_is_not_guessed(connector_to):
    with raw_server(answering(plain("200 OK", b'{"id":7,"status":"teleported"}'))) as server:
        receipt = connector_to(server.url).ask("ref-1")
    assert (receipt.id, receipt.status) == ("7", SmsStatus.UNKNOWN)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to": "0912345678"}, "to"),
        ({"to": "+84912345678"}, "to"),
        ({"text": "Hồ sơ"}, "text"),
        ({"text": ""}, "text"),
        ({"reference": "a/b"}, "reference"),
    ],
)
def test_what_is_not_fit_to_send_is_not_sent(connector_to, centre, change, field):
    with pytest.raises(Rejected) as caught:
        connector_to(centre[1]).send(replace(SMS, **change))
    assert [why.field for why in caught.value.reasons] == [field]
    assert centre[0].messages == {}


def test_a_token_never_stands_in_what_is_kept(connector_to):
    with raw_server(answering(plain("400 Bad", TOKEN.encode()))) as server:
        with pytest.raises(Rejected) as caught:
            connector_to(server.url).send(SMS)
    assert caught.value.raw.body == b"***"


def test_a_message_does_not_show_its_text_or_number_when_logged():
    assert SMS.to not in repr(SMS) and "tiep nhan" not in repr(SMS)


def test_the_settings_are_tried_with_one_harmless_call(connector_to, centre):
    connector_to(centre[1]).check_config()
    with pytest.raises(Misconfigured):
        connector_to(centre[1], token="wrong").check_config()
    assert centre[0].messages == {}


@pytest.fixture
def report_on(centre, around):
    def report():
        given = {"base_url": centre[1], "token": TOKEN, "sender": "LIENTHONG"}
        patience = {"allow_private": True, "read_seconds": 1}
        return registry.examine("http_gateway", {**given, **patience}, around, "84912345678")

    return report


def test_a_centre_that_keeps_the_contract_passes_with_one_message(report_on, centre):
    assert report_on().passed
    assert len(centre[0].messages) == 1


@pytest.mark.parametrize(
    ("fault", "name"), [("doubles", "sent-once"), ("lets_anybody_in", "wrong-token")]
)
def test_a_centre_that_breaks_a_promise_is_told_which(report_on, centre, fault, name):
    setattr(centre[0], fault, True)
    report = report_on()
    assert [finding.name for finding in report.findings if not finding.passed] == [name]
