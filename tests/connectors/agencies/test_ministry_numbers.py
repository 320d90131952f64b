"""One number, one dossier: a ministry's numbers, and answers that are lost."""

import pytest

from connectors.contract.sample import sample_dossier
from connectors.errors import Misconfigured, NotOffered, Rejected, Unavailable, Unknown
from connectors.messages import Outcome

AGENCY = "G09.20"


@pytest.fixture
def dossier(around):
    return sample_dossier(AGENCY, around.clock)


@pytest.mark.parametrize("fault", ["drops_after_taking", "502_after_taking", "mumbles"])
def test_a_lost_answer_is_unknown_and_names_the_number(ministry, adapter, dossier, fault):
    adapter.faults.add(fault)
    with pytest.raises(Unknown) as caught:
        ministry().submit(dossier, "k1")
    assert adapter.drawn[0] in str(caught.value)
    assert len(adapter.dossiers) == 1


def test_after_a_lost_answer_nobody_can_be_asked_and_that_is_said(ministry, adapter, dossier):
    connector = ministry()
    adapter.faults.add("drops_after_taking")
    with pytest.raises(Unknown):
        connector.submit(dossier, "k1")
    with pytest.raises(NotOffered, match=adapter.drawn[0]) as caught:
        ministry().ask(dossier.code)
    assert not caught.value.harmless_again


def test_sent_again_it_goes_out_under_the_number_it_had(ministry, adapter, dossier):
    adapter.faults.add("drops_after_taking")
    with pytest.raises(Unknown):
        ministry().submit(dossier, "k1")
    adapter.faults.clear()
    again = ministry(number_taken_once=True)
    with pytest.raises(NotOffered) as caught:
        again.ask(dossier.code)
    assert caught.value.harmless_again
    receipt = again.submit(dossier, "k1")
    assert receipt.outcome is Outcome.DUPLICATE
    assert adapter.drawn == [receipt.reference]
    assert len(adapter.dossiers) == 1


def test_a_number_whose_answer_was_lost_is_a_gap_and_no_dossier(ministry, adapter, dossier):
    adapter.faults.add("number_lost")
    with pytest.raises(Unavailable):
        ministry().submit(dossier, "k1")
    adapter.faults.clear()
    receipt = ministry().submit(dossier, "k1")
    assert adapter.drawn.index(receipt.reference) == 1 and len(adapter.dossiers) == 1


@pytest.mark.parametrize("fault", ["refuses", "403"])
def test_a_number_nothing_was_taken_under_is_let_go(ministry, adapter, numbers, dossier, fault):
    connector = ministry()
    connector.check_config()
    adapter.faults.add(fault)
    with pytest.raises((Rejected, Misconfigured)):
        connector.submit(dossier, "k1")
    assert numbers.number(dossier.code) is None
    assert connector.ask(dossier.code) is None


def test_a_refusal_tells_its_reason(ministry, adapter, dossier):
    adapter.faults.add("refuses")
    with pytest.raises(Rejected) as caught:
        ministry().submit(dossier, "k1")
    assert [why.message for why in caught.value.reasons] == ["Thiếu MaDichVuCong"]


def test_a_new_number_that_is_held_already_is_for_a_person(ministry, adapter, dossier):
    adapter.faults.add("always_held")
    with pytest.raises(Rejected, match="held already"):
        ministry().submit(dossier, "k1")
    with pytest.raises(NotOffered, match=adapter.drawn[0]):
        ministry().ask(dossier.code)


def test_a_number_that_stands_for_another_dossier_of_ours_is_not_used(
    ministry, adapter, around, dossier
):
    connector = ministry()
    connector.submit(dossier, "k1")
    adapter.faults.add("one_number_for_all")
    with pytest.raises(Unavailable, match="another dossier"):
        connector.submit(sample_dossier(AGENCY, around.clock), "k2")
    assert len(adapter.dossiers) == 1


def test_a_yes_to_another_number_is_unknown(ministry, adapter, dossier):
    adapter.faults.add("other_number")
    with pytest.raises(Unknown, match="another number"):
        ministry().submit(dossier, "k1")


@pytest.mark.parametrize("fault", ["502_NopHoSo", "hangs_NopHoSo"])
def test_a_gateway_that_gives_up_may_have_handed_it_on(ministry, adapter, dossier, fault):
    adapter.faults.add(fault)
    with pytest.raises(Unknown):
        ministry(read_seconds=0.3).submit(dossier, "k1")
