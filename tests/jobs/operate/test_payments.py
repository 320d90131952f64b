"""``portal payments`` as it is typed."""

from portal.db import Database
from portal.models import Payee, StaffDeed
from portal.runtime import Runtime
from portal.services.operations.deeds import Actor
from tests.furnished import house, priced
from tests.furnished.priced import ACCOUNT


def test_an_account_is_set_a_statement_taken_in_and_nothing_is_owed(portal, settings, tmp_path):
    rt = Runtime.make(settings)
    house.furnish(rt)
    agency = house.add_agency(rt, "H41.90.01")
    rt.close()
    given = [f"--{name}={ACCOUNT[name]}" for name in ("account", "bank", "holder")]
    assert portal("payments", "account", "H41.90.01", *given).output == "H41.90.01: saved\n"
    wrong = portal("payments", "account", "H41.90.01", *given, "--bank=000000")
    assert wrong.exit_code == 2 and "bank cannot be so" in wrong.output
    file = tmp_path / "sao-ke.csv"
    file.write_text("reference,amount,description\nFT1,15000,tien phi\n", encoding="utf-8")
    told = portal("payments", "statement", file, "--agency", "H41.90.01")
    assert told.output == "no_mark\t1\n"
    file.write_text("reference,amount,description\nFT2,mười,tien phi\n", encoding="utf-8")
    told = portal("payments", "statement", file, "--agency", "H41.90.01")
    assert told.exit_code == 2 and "2" in told.output
    assert portal("payments", "owed").output == ""
    opened = Database(settings.database_url)
    with opened.read() as session:
        assert session.get_one(Payee, agency.id).bank == ACCOUNT["bank"]
        assert [deed.deed for deed in session.query(StaffDeed)] == ["payee_set"]
    opened.close()


def test_what_an_officer_asked_for_is_approved_by_another_and_noted_as_sent(portal, settings):
    rt = Runtime.make(settings)
    house.furnish(rt)
    agency = house.add_agency(rt, "H41.90.01")
    dossier = priced.paid(rt, house.sign_in(rt, "nguoi-nop"), agency)
    asked = priced.ask_back(rt, dossier, Actor("Lê Thị Bình Mẫu", reason="Thông báo nhầm"))
    rt.close()
    listed = portal("payments", "owed").output
    assert f"{asked.id}\t{dossier.code}\t15000 đồng\ttransfer\tdue\tofficer" in listed
    given = ("payments", "refund", asked.id, "--reason", "Đã xem biên bản")
    early = portal(*given, "--by", "Kế toán (mẫu)", "--sent", "NH-1")
    assert early.exit_code == 2 and "not_approved" in early.output
    own = portal(*given, "--by", "Lê Thị Bình Mẫu")
    assert own.exit_code == 2 and "same_person" in own.output
    assert portal(*given, "--by", "Kế toán (mẫu)").output == f"{asked.id}: approved\n"
    sent = portal(*given, "--by", "Kế toán (mẫu)", "--sent", "NH-1")
    assert sent.output == f"{asked.id}: sent\n" and portal("payments", "owed").output == ""
