"""``portal payments`` as it is typed."""

import uuid

from portal.db import Database
from portal.models import Payee, StaffDeed
from portal.runtime import Runtime
from portal.services.operations import staff
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
    assert told.exit_code == 2 and "line 2 has no number" in told.output
    file.write_text("so,tien\nFT2,1\n", encoding="utf-8")
    told = portal("payments", "statement", file, "--agency", "H41.90.01")
    assert "no column is called amount, description, reference" in told.output
    nobody = portal("payments", "refund", uuid.UUID(int=1), "--reason", "Nộp hai lần")
    assert nobody.exit_code == 2 and "no refund is 00000000" in nobody.output
    assert portal("payments", "owed").output == ""
    opened = Database(settings.database_url)
    with opened.read() as session:
        assert session.get_one(Payee, agency.id).bank == ACCOUNT["bank"]
        assert [deed.deed for deed in session.query(StaffDeed)] == ["payee_set"]
    opened.close()


def operators(portal, **names):
    for subject, name in names.items():
        given = portal("operator", "add", subject, "--name", name, "--by", "Trưởng phòng (mẫu)")
        assert given.exit_code == 0, given.output


def test_what_an_officer_asked_for_another_approves_and_it_is_noted_as_sent(portal, settings):
    operators(portal, binh="Lê Thị Bình Mẫu", khac="Lê Thị Bình Mẫu")
    rt = Runtime.make(settings)
    house.furnish(rt)
    agency = house.add_agency(rt, "H41.90.01")
    dossier = priced.paid(rt, house.sign_in(rt, "nguoi-nop"), agency)
    with rt.db.read() as session:
        binh = next(one for one in staff.everybody(session) if one.subject == "binh")
    asked = priced.ask_back(rt, dossier, binh.acting("Thông báo nhầm"))
    rt.close()
    listed = portal("payments", "owed").output
    assert f"{asked.id}\t{dossier.code}\t15000 đồng\ttransfer\tdue\tofficer" in listed
    given = ("payments", "refund", asked.id, "--reason", "Đã xem biên bản")
    early = portal(*given, "--by", "Kế toán (mẫu)", "--sent", "NH-1")
    assert early.exit_code == 2 and "nobody has approved it" in early.output
    unknown = portal(*given, "--by", "Kế toán (mẫu)")
    assert unknown.exit_code == 2 and "--as" in unknown.output
    own = portal(*given, "--as", "binh", "--by", "Kế toán (mẫu)")
    assert own.exit_code == 2 and "same_person" in own.output
    assert portal(*given, "--as", "ai-do").exit_code == 2
    # Another person who bears the same name is another person.
    assert portal(*given, "--as", "khac").output == f"{asked.id}: approved\n"
    sent = portal(*given, "--by", "Kế toán (mẫu)", "--sent", "NH-1")
    assert sent.output == f"{asked.id}: sent\n" and portal("payments", "owed").output == ""


def test_who_is_no_operator_approves_nothing(portal, settings):
    operators(portal, binh="Lê Thị Bình Mẫu")
    portal("operator", "remove", "binh", "--by", "Trưởng phòng (mẫu)")
    nothing = portal("payments", "refund", uuid.uuid4(), "--as", "binh", "--reason", "Thử")
    assert nothing.exit_code == 2 and "binh is no operator" in nothing.output
