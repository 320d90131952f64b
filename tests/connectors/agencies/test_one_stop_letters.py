"""Bringing a one-stop system what citizens send after their dossier."""

import hashlib
from dataclasses import replace

import pytest
import rfc8785

from connectors.contract.sample import (
    sample_dossier,
    sample_message,
    sample_rating,
    sample_supplement,
    sample_withdrawal,
)
from connectors.errors import Rejected, Unknown
from connectors.messages import Outcome


@pytest.fixture
def dossier(one_stop, around):
    made = sample_dossier("H41.12", around.clock)
    one_stop().submit(made, "k0")
    return made


def test_the_files_of_a_supplement_go_before_it(one_stop, agency, dossier):
    sent = sample_supplement(dossier)
    agency.log.clear()
    assert one_stop().supplement(sent, "k1").outcome is Outcome.ACCEPTED
    assert [method for method, _ in agency.log] == ["PUT", "POST"]
    assert sent.files[0].sha256 in agency.files


def test_a_supplement_has_every_field_of_the_contract_and_its_hash(one_stop, agency, dossier):
    sent = replace(sample_supplement(dossier), answers="tin-7")
    receipt = one_stop().supplement(sent, "k1")
    held = dict(agency.letters[dossier.code, sent.id])
    assert held.pop("content_hash") == receipt.content_hash
    assert receipt.content_hash == hashlib.sha256(rfc8785.dumps(held)).hexdigest()
    assert held["version"] == 1 and held["answers_event"] == "tin-7"
    assert held["text"] == sent.text and held["sent_at"].endswith("Z")


def test_a_letter_nobody_answered_is_found_by_asking(one_stop, agency, dossier):
    sent, connector = sample_supplement(dossier), one_stop()
    assert not connector.holds(sent)
    agency.faults.add("drops_after_taking")
    with pytest.raises(Unknown):
        connector.supplement(sent, "k1")
    assert connector.holds(sent)


def test_something_else_under_the_same_id_is_for_a_person(one_stop, dossier):
    sent, connector = sample_supplement(dossier), one_stop()
    connector.supplement(sent, "k1")
    with pytest.raises(Rejected, match="another request"):
        connector.supplement(replace(sent, text="khác"), "k2")
    with pytest.raises(Rejected, match="another request"):
        connector.holds(replace(sent, text="khác"))


def test_a_letter_to_a_dossier_the_agency_never_had_is_for_a_person(one_stop, around):
    stray = sample_dossier("H41.12", around.clock)
    with pytest.raises(Rejected):
        one_stop().withdraw(sample_withdrawal(stray), "k1")


def test_an_id_that_cannot_stand_in_an_address_is_not_sent(one_stop, agency, dossier):
    agency.log.clear()
    with pytest.raises(Rejected) as caught:
        one_stop().withdraw(replace(sample_withdrawal(dossier), id="../news"), "k1")
    assert [reason.field for reason in caught.value.reasons] == ["id"]
    assert agency.log == []


def test_a_wish_to_withdraw_is_brought_once(one_stop, dossier):
    asked, connector = sample_withdrawal(dossier), one_stop()
    assert connector.withdraw(asked, "k1").outcome is Outcome.ACCEPTED
    assert connector.withdraw(asked, "k1").outcome is Outcome.DUPLICATE
    assert connector.holds(asked)


def test_a_message_has_every_field_of_the_contract_and_is_brought_once(one_stop, agency, dossier):
    sent, connector = sample_message(dossier), one_stop()
    assert not connector.holds(sent)
    receipt = connector.write(sent, "k1")
    held = dict(agency.letters[dossier.code, sent.id])
    assert held.pop("content_hash") == receipt.content_hash
    assert receipt.content_hash == hashlib.sha256(rfc8785.dumps(held)).hexdigest()
    assert held.keys() == {"version", "code", "id", "text", "files", "sent_at"}
    assert connector.write(sent, "k1").outcome is Outcome.DUPLICATE
    assert connector.holds(sent)


def test_a_rating_has_every_field_of_the_contract_and_is_brought_once(one_stop, agency, dossier):
    given, connector = sample_rating(dossier), one_stop()
    receipt = connector.rate(given, "k1")
    held = dict(agency.letters[dossier.code, given.id])
    assert held.pop("content_hash") == receipt.content_hash
    assert receipt.content_hash == hashlib.sha256(rfc8785.dumps(held)).hexdigest()
    assert held["scores"] == given.scores and held["revision"] == 1
    assert connector.rate(given, "k1").outcome is Outcome.DUPLICATE
    assert connector.holds(given)
