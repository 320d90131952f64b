"""Bank transfers are known by their mark, once; what is not known stays in sight."""

from collections import Counter

import pytest
import sqlalchemy as sa

from portal.domain.errors import Unacceptable
from portal.domain.paying import FeeState
from portal.models import BankLine, Refund
from portal.services.paying import statements
from portal.services.paying.statements import Columns, Line
from tests.furnished import house, priced


@pytest.fixture
def dossier(rt, citizen, agency):
    return priced.submit(rt, citizen, agency)


def mark(rt, dossier):
    return priced.owed(rt, dossier)[0].notice.mark


def take(rt, agency, *lines):
    return statements.take_all(rt, agency, lines)


def kept(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(BankLine).order_by(BankLine.reference)).all()


def test_a_transfer_with_the_mark_and_the_sum_pays(rt, agency, dossier):
    line = Line("FT1", 15_000, f"NGUYEN THI MAU chuyen tien {mark(rt, dossier).lower()}")
    assert take(rt, agency, line) == Counter(paid=1)
    assert priced.owed(rt, dossier)[0].notice.state == FeeState.PAID
    (payment,) = priced.payments(rt, dossier)
    assert (payment.way, payment.reference) == ("transfer", "FT1")
    # The agency hears of it, as of a payment online.
    assert house.promised(rt, dossier, "agency:")[-1].kind == "paid"


def test_the_same_statement_again_changes_nothing(rt, agency, dossier):
    line = Line("FT1", 15_000, mark(rt, dossier))
    take(rt, agency, line)
    assert take(rt, agency, line) == Counter(known=1)
    assert len(priced.payments(rt, dossier)) == 1


def test_a_second_transfer_is_owed_back(rt, agency, dossier):
    text = mark(rt, dossier)
    assert take(rt, agency, Line("1", 15_000, text), Line("2", 15_000, text)) == Counter(
        paid=1, surplus=1
    )
    with rt.db.read() as session:
        (owed,) = session.scalars(sa.select(Refund)).all()
    assert (owed.amount, owed.state, owed.reason) == (15_000, "due", "surplus")


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ((14_000, "{}"), "other_sum"),
        ((15_000, "tien phi"), "no_mark"),
        ((15_000, "LT234"), "no_mark"),
    ],
)
def test_what_cannot_be_matched_waits_for_a_person_sealed(rt, agency, dossier, line, outcome):
    amount, text = line
    came = Line("FT1", amount, text.format(mark(rt, dossier)))
    assert take(rt, agency, came) == Counter([outcome])
    assert priced.owed(rt, dossier)[0].notice.state == FeeState.OPEN
    (row,) = kept(rt)
    assert row.outcome == outcome and b"tien phi" not in row.sealed


def test_another_agencys_statement_pays_nothing_here(rt, dossier):
    other = house.add_agency(rt, "H41.90.77")
    assert take(rt, other, Line("FT1", 15_000, mark(rt, dossier))) == Counter(no_mark=1)


def test_a_banks_file_is_read_as_it_comes():
    text = "\ufeffSo GD;So tien;Noi dung\nFT1;1.234.000;ABC\nFT2;-5.000;out\nFT3;15,000.00;DEF\n"
    lines = statements.read(text, Columns("So GD", "So tien", "Noi dung"))
    assert [(one.reference, one.amount) for one in lines] == [("FT1", 1_234_000), ("FT3", 15_000)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a,b\n1,2\n", "columns"),
        ("", "columns"),
        ("reference,amount,description\nFT1,x,ABC\n", "line"),
        ("reference,amount,description\n,5000,ABC\n", "line"),
        ("reference,amount,description\nFT1,12.5,ABC\n", "line"),
    ],
)
def test_a_file_that_cannot_be_read_counts_not_at_all(text, reason):
    with pytest.raises(Unacceptable) as error:
        statements.read(text, Columns())
    assert error.value.reason == reason
