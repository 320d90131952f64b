"""Handing dossiers to a one-stop system, asking, polling and fetching."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import rfc8785

from connectors.contract.sample import changed, confirmed, sample_dossier, sample_file
from connectors.errors import Misconfigured, Rejected, Unavailable, Unknown
from connectors.messages import Answer, NewsKind, Outcome, Person, State


@pytest.fixture
def dossier(around):
    return sample_dossier("H41.12", around.clock)


def test_files_go_first_and_then_the_dossier(one_stop, agency, dossier):
    two = replace(dossier, files=(*dossier.files, sample_file()))
    receipt = one_stop().submit(two, "k1")
    assert receipt.outcome is Outcome.ACCEPTED
    assert [method for method, _ in agency.log] == ["PUT", "PUT", "POST"]
    assert set(agency.files) == {file.sha256 for file in two.files}


def test_the_agency_is_sent_every_field_of_the_contract(one_stop, agency, dossier):
    owner = Person("Lê Văn Ánh", "038090001234", "84911222333", "", "")
    receipt = one_stop().submit(replace(dossier, owner=owner), "k1")
    sent = agency.dossiers[dossier.code]
    assert sent["version"] == 1
    assert sent["owner"]["full_name"] == "Lê Văn Ánh"
    assert sent["submitter"]["assurance"] == "2"
    assert sent["answers"][2]["value"] == {"province": "01", "commune": "00004"}
    assert sent["files"][0]["name"] == "Giấy chứng nhận “diễn tập”.pdf"
    assert datetime.fromisoformat(sent["submitted_at"]).tzinfo == UTC
    assert receipt.reference == sent["reference"]


def test_the_content_hash_is_over_the_canonical_message_without_it(one_stop, agency, dossier):
    connector = one_stop()
    receipt = connector.submit(dossier, "k1")
    sent = dict(agency.dossiers[dossier.code])
    sent.pop("reference")
    said = sent.pop("content_hash")
    assert said == hashlib.sha256(rfc8785.dumps(sent)).hexdigest()
    assert said == receipt.content_hash == connector.fingerprint(dossier)


def test_what_others_confirmed_goes_along_and_is_in_the_hash(one_stop, agency, dossier):
    told, connector = confirmed(dossier), one_stop()
    connector.submit(told, "k-confirmed")
    sent = agency.dossiers[dossier.code]
    first, second, third = sent["confirmations"]
    assert set(first) == {
        *("id", "role", "name", "statement", "outcome", "at"),
        *("full_name", "citizen_number", "assurance", "document"),
    }
    assert [one["outcome"] for one in (first, second, third)] == ["confirmed", "on_paper", "waived"]
    assert connector.fingerprint(told) == sent["content_hash"] != connector.fingerprint(dossier)


def test_a_dossier_nobody_was_asked_about_keeps_the_hash_it_had(one_stop, agency, dossier):
    one_stop().submit(dossier, "k-alone")
    assert "confirmations" not in agency.dossiers[dossier.code]


def test_sent_again_it_is_a_duplicate_with_the_same_reference(one_stop, dossier):
    connector = one_stop()
    first, second = connector.submit(dossier, "k1"), connector.submit(dossier, "k1")
    assert second.outcome is Outcome.DUPLICATE
    assert second.reference == first.reference


def test_another_content_under_the_same_code_is_for_a_person(one_stop, dossier):
    connector = one_stop()
    connector.submit(dossier, "k1")
    with pytest.raises(Rejected, match="another dossier") as caught:
        connector.submit(changed(dossier), "k2")
    assert caught.value.raw.status == 409


def test_a_refusal_tells_its_reasons(one_stop, agency, dossier):
    agency.faults.add("refuses")
    with pytest.raises(Rejected) as caught:
        one_stop().submit(dossier, "k1")
    assert [(why.field, why.message) for why in caught.value.reasons] == [("owner", "Thiếu")]


def test_a_connection_dropped_after_taking_is_unknown_and_asking_finds_it(
    one_stop, agency, dossier
):
    connector = one_stop()
    agency.faults.add("drops_after_taking")
    with pytest.raises(Unknown):
        connector.submit(dossier, "k1")
    agency.faults.clear()
    held = connector.ask(dossier.code)
    assert held is not None
    assert held.content_hash == connector.fingerprint(dossier)
    assert connector.submit(dossier, "k1").outcome is Outcome.DUPLICATE


def test_an_answer_nobody_understands_is_unknown(one_stop, agency, dossier):
    agency.faults.add("mumbles")
    with pytest.raises(Unknown, match="cannot be understood") as caught:
        one_stop().submit(dossier, "k1")
    assert caught.value.raw.body == b"<html>OK</html>"


def test_a_yes_without_effect_is_found_by_asking(one_stop, agency, dossier):
    agency.faults.add("yes_without_effect")
    connector = one_stop()
    assert connector.submit(dossier, "k1").outcome is Outcome.ACCEPTED
    assert connector.ask(dossier.code) is None


@pytest.mark.parametrize("fault", ["500", "hangs", "damages"])
def test_trouble_with_a_file_is_unavailable_and_no_dossier_is_sent(
    one_stop, agency, dossier, fault
):
    agency.faults.add(fault)
    with pytest.raises(Unavailable):
        one_stop(read_seconds=0.3).submit(dossier, "k1")
    assert {method for method, _ in agency.log} == {"PUT"}


def test_a_silent_agency_leaves_a_dossier_without_files_unknown(one_stop, agency, dossier):
    agency.faults.add("hangs")
    with pytest.raises(Unknown):
        one_stop(read_seconds=0.3).submit(replace(dossier, files=()), "k1")


def test_too_many_requests_say_when_to_come_back(one_stop, agency, dossier):
    agency.faults.add("429")
    with pytest.raises(Unavailable) as caught:
        one_stop().submit(dossier, "k1")
    assert caught.value.retry_after == 7


def test_a_wrong_secret_is_for_an_operator_and_never_kept(one_stop, dossier):
    secret = "x" * 40
    with pytest.raises(Misconfigured) as caught:
        one_stop(secret=secret).submit(dossier, "k1")
    assert caught.value.raw.body == b'{"error": "signature"}'
    assert secret not in repr(caught.value.raw)


@pytest.mark.parametrize(
    "content", [b"shorter", b"longer" * 40_000, None], ids=["shorter", "longer", "other bytes"]
)
def test_a_damaged_copy_of_ours_is_for_a_person_and_never_delivered(
    one_stop, agency, dossier, content
):
    file = dossier.files[0]
    wrong = content if content is not None else b"z" * file.size
    damaged = replace(dossier, files=(replace(file, open=lambda: iter([wrong])),))
    with pytest.raises(Rejected, match="damaged"):
        one_stop().submit(damaged, "k1")
    assert agency.dossiers == {}


def test_a_store_of_ours_that_fails_is_unavailable(one_stop, agency, dossier):
    def broken():
        yield b"%PDF"
        raise OSError("disk")

    with pytest.raises(Unavailable, match="our own file store"):
        files = (replace(dossier.files[0], open=broken),)
        one_stop().submit(replace(dossier, files=files), "k1")
    assert agency.dossiers == {}


def test_an_empty_file_is_carried_too(one_stop, agency, dossier):
    nothing = hashlib.sha256(b"").hexdigest()
    file = replace(dossier.files[0], size=0, sha256=nothing, open=lambda: iter(()))
    one_stop().submit(replace(dossier, files=(file,)), "k1")
    assert agency.files[nothing] == b""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "../../etc"}, "code"),
        ({"agency": "nobody"}, "agency"),
        ({"channel": "pigeon"}, "channel"),
        ({"submitted_at": datetime(2026, 11, 23)}, "submitted_at"),
        ({"answers": (Answer("n", "N", None, 2**60, "n"),)}, "answers"),
        ({"answers": (Answer("n", "N", None, "\ud800", "n"),)}, "answers"),
    ],
)
def test_what_is_not_fit_to_send_is_not_sent(one_stop, agency, dossier, change, field):
    with pytest.raises(Rejected, match="not fit to send") as caught:
        one_stop().submit(replace(dossier, **change), "k1")
    assert [why.field for why in caught.value.reasons] == [field]
    assert agency.log == []


@pytest.mark.parametrize("key", ["", "a\r\nX-Evil: 1", "khóa", "k" * 201])
def test_a_key_that_no_header_can_carry_is_not_sent(one_stop, agency, dossier, key):
    with pytest.raises(Rejected, match="header"):
        one_stop().submit(dossier, key)
    assert agency.log == []


def test_asking_tells_state_and_moment_in_our_words(one_stop, dossier):
    connector = one_stop()
    receipt = connector.submit(dossier, "k1")
    held = connector.ask(dossier.code)
    assert held.state is State.IN_PROCESS
    assert held.received_at == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert (held.code, held.reference) == (dossier.code, receipt.reference)


def test_asking_for_what_is_no_code_is_refused_here(one_stop, agency):
    with pytest.raises(Rejected):
        one_stop().ask("../files/x")
    assert agency.log == []


def _item(number, **more):
    return {
        "id": f"n{number}",
        "dossier": "H41.12-261123-0001",
        "kind": "accepted",
        "occurred_at": "2026-11-23T15:00:00+07:00",
        "seq": number,
        **more,
    }


def test_polling_goes_on_from_the_cursor(one_stop, agency):
    agency.news = [_item(number) for number in range(130)]
    connector = one_stop()
    first, cursor = connector.poll("")
    second, end = connector.poll(cursor)
    assert [news.seq for news in (*first, *second)] == list(range(130))
    assert connector.poll(end) == ((), end)


def test_one_bad_piece_of_news_spoils_no_other(one_stop, agency):
    agency.news = [_item(0), _item(1, seq="two"), "text", {"id": 7}, None, _item(5)]
    news, _ = one_stop().poll("")
    assert [piece.kind for piece in news] == [
        NewsKind.ACCEPTED,
        *[NewsKind.UNKNOWN] * 4,
        NewsKind.ACCEPTED,
    ]
    assert (news[1].id, news[1].dossier) == ("n1", "H41.12-261123-0001")
    assert "seq" in news[1].problem
    assert b'"seq":"two"' in news[1].raw
    assert len({piece.id for piece in news}) == 6


def test_a_result_file_is_fetched_and_compared(one_stop, agency):
    content = b"%PDF" * 50_000
    named = hashlib.sha256(content).hexdigest()
    agency.files[named] = content
    assert b"".join(one_stop().fetch(named)) == content


def test_a_result_file_that_differs_from_its_hash_is_not_taken(one_stop, agency):
    named = "a" * 64
    agency.files[named] = b"other"
    with pytest.raises(Unavailable, match="not the one its hash names"):
        list(one_stop().fetch(named))


def test_a_result_file_that_is_not_there_is_for_a_person(one_stop):
    with pytest.raises(Rejected):
        list(one_stop().fetch("b" * 64))


def test_a_result_file_that_is_too_big_is_not_taken(one_stop, agency):
    content = b"x" * 5000
    named = hashlib.sha256(content).hexdigest()
    agency.files[named] = content
    with pytest.raises(Unavailable, match="longer than 4999"):
        list(one_stop(file_limit=4999).fetch(named))


def test_the_settings_are_tried_with_one_harmless_call(one_stop, agency):
    one_stop().check_config()
    assert agency.log == [("GET", "/api/dossiers/A00-000101-0000")]
    with pytest.raises(Misconfigured):
        one_stop(key_id="other").check_config()


def test_values_do_not_show_personal_data_when_logged(dossier):
    shown = repr(dossier)
    assert "Diễn Tập" not in shown and "001300000000" not in shown
