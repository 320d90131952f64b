"""``portal reports coverage``: a register of procedures is taken whole, or nothing of it."""

from tests.jobs.operate.test_reports import communes

__all__ = ["communes"]
HEAD = "agency,procedure,name,one_stop,process,since,until\n"
GOOD = "H41.90.01,9.000001,Thủ tục mẫu,1,12/QĐ-UBND,2026-01-01,\n"


def test_nothing_is_taken_of_a_register_with_a_wrong_line(portal, communes, tmp_path):
    file, why = tmp_path / "r.csv", ("--by", "Nguyễn Thị Mẫu")
    wrong = GOOD + GOOD + "H41.90.01,9.000002,Khác,có,,2026-01-01,\n"
    file.write_text(HEAD + wrong, encoding="utf-8")
    refused = portal("reports", "coverage", str(file), *why)
    assert refused.exit_code == 2
    assert "line 4: one_stop is 1 or 0, not “có”" in refused.output
    assert "H41.90.01 9.000001 stands there twice" in refused.output
    file.write_text(HEAD + GOOD.replace("H41.90.01", "H99.1"), encoding="utf-8")
    assert portal("reports", "coverage", str(file), *why).exit_code == 2
    file.write_text(HEAD + GOOD, encoding="utf-8")
    for _ in range(2):
        taken = portal("reports", "coverage", str(file), *why)
        assert (taken.exit_code, taken.output) == (0, "1 procedures registered\n")
