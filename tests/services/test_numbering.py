"""Dossier codes: minted one by one, never twice."""

import threading

import pytest
import sqlalchemy as sa

from portal import clock
from portal.models import CodeCounter
from portal.services import numbering
from tests.furnished import house


def mint(rt, agency):
    with rt.db.write() as session:
        return numbering.mint(session, agency, clock.today())


def put_counter(rt, agency, last):
    with rt.db.write() as session:
        session.execute(sa.delete(CodeCounter))
        session.add(CodeCounter(agency_id=agency.id, day=clock.today(), last=last))


def number(code):
    return int(code.rsplit("-", 1)[1])


def test_codes_widen_past_9999_and_do_not_start_again(rt, agency, hands):
    put_counter(rt, agency, 9_998)
    codes = [mint(rt, agency) for _ in range(3)]
    assert codes == [f"{agency.code}-261123-{n}" for n in (9_999, 10_000, 10_001)]


def test_the_first_code_of_a_day_is_number_one_with_four_digits(rt, agency, hands):
    with rt.db.write() as session:
        session.execute(sa.delete(CodeCounter))
    assert mint(rt, agency) == f"{agency.code}-261123-0001"


def test_the_day_in_a_code_is_the_day_in_viet_nam(rt, agency, hands):
    hands.now = house.MONDAY.replace(hour=17)  # midnight in Hà Nội
    assert "-261124-" in mint(rt, agency)


def test_threads_minting_at_once_never_get_the_same_code(rt, agency):
    start, codes = threading.Barrier(6), []

    def take():
        start.wait()
        for _ in range(5):
            codes.append(mint(rt, agency))

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(map(number, codes))
    assert numbers == list(range(numbers[0], numbers[0] + 30))


def test_two_dossiers_never_share_a_code_after_a_transaction_that_failed(rt, citizen, agency):
    first = house.submit_new(rt, citizen, agency)
    with pytest.raises(RuntimeError), rt.db.write() as session:
        lost = numbering.mint(session, agency, clock.today())
        raise RuntimeError("the disk is full")
    second = house.submit_new(rt, citizen, agency)
    third = house.submit_new(rt, citizen, agency)
    assert number(lost) == number(first.code) + 1
    assert len({first.code, second.code, third.code}) == 3
    with rt.db.read() as session:
        # Nobody ever saw the lost number: it names the dossier that came next, and no other.
        assert numbering.find(session, lost) == (agency.id, second.id)


def test_agencies_count_apart(rt, agency):
    other = house.add_agency(rt, "H41.90.02")
    one, two = mint(rt, agency), mint(rt, other)
    assert one.startswith("H41.90.01-")
    assert two.startswith("H41.90.02-")
    assert number(mint(rt, agency)) == number(one) + 1


def test_a_code_nobody_has_is_not_found(rt, agency):
    with rt.db.read() as session:
        assert numbering.find(session, "H41.90.01-261123-0001") is None
        assert numbering.find(session, "' OR 1=1 --") is None
