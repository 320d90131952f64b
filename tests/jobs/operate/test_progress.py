"""``portal progress``: a register of units is taken whole, or refused with all that is wrong."""

import sqlalchemy as sa

from portal.models import ProgressUnit

HEAD = "code,name,name_en,level,place,valid_from,valid_until\n"
PROVINCE = "H41,UBND tỉnh (mẫu),Province (sample),province,40,2025-07-01,\n"
OLD_FORM = "000.00.05.H41,Sở (mẫu),Department (sample),province_department,40,2025-07-01,\n"


def written(tmp_path, text):
    file = tmp_path / "units.csv"
    file.write_text(text, encoding="utf-8-sig")
    return str(file)


def test_a_register_may_be_loaded_twice_and_reads_both_forms_of_identifiers(
    portal, database, tmp_path
):
    file = written(tmp_path, HEAD + PROVINCE + OLD_FORM)
    assert portal("progress", "register", file).output == "2 units read, 2 changed.\n"
    assert portal("progress", "register", file).output == "2 units read, 0 changed.\n"
    with database.read() as session:
        rows = session.scalars(sa.select(ProgressUnit).order_by(ProgressUnit.code)).all()
    assert [(row.code, row.parent, row.province) for row in rows] == [
        ("H41", "", "40"),
        ("H41.05", "H41", "40"),
    ]


def test_every_wrong_line_is_named_and_nothing_is_taken(portal, database, tmp_path):
    wrong = "H41.06,Sở,Department,district,40,,\nH42,,,province,98,,\nx,A,B,other,,,\n"
    result = portal("progress", "register", written(tmp_path, HEAD + PROVINCE + wrong + PROVINCE))
    assert result.exit_code == 2
    for said in (
        "line 3: district is no level",
        "line 4: name, name_en: nothing there",
        "line 5: x is no identifier",
        "H41 stands there twice",
    ):
        assert said in result.output
    with database.read() as session:
        assert session.scalars(sa.select(ProgressUnit)).all() == []


def test_a_file_without_the_columns_is_refused_by_name(portal, tmp_path):
    result = portal("progress", "register", written(tmp_path, "code,name\nH41,A\n"))
    assert result.exit_code == 2 and "it has no column name_en, level" in result.output


def test_a_recount_is_asked_for_in_a_word(portal):
    assert portal("progress", "recount").output.startswith("The scheduler counts every dossier")
