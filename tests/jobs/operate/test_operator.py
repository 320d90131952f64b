"""``portal operator``, as it is typed."""

from portal.db import Database
from portal.services.operations import deeds


def test_an_operator_is_added_listed_and_relieved(portal, database: Database) -> None:
    why = ("--by", "admin", "--reason", "trực")
    assert "from now on" in portal("operator", "add", "701", "--name", "An", *why).output
    assert "already" in portal("operator", "add", "701", "--name", "An", *why).output
    assert portal("operator", "list").output == "701\toperator\tAn\n"
    assert portal("operator", "remove", "701", *why).exit_code == 0
    assert portal("operator", "list").output == "701\t-\tAn\n"
    with database.read() as session:
        told = [(row.deed, row.by, row.reason, row.staff_id) for row in deeds.recent(session)]
    assert sorted(told) == [
        ("role_given", "admin", "trực", None),
        ("role_taken", "admin", "trực", None),
    ]


def test_whoever_has_no_role_cannot_be_relieved_of_it(portal) -> None:
    result = portal("operator", "remove", "nobody", "--by", "admin")
    assert result.exit_code == 2
    assert "nobody" in result.output
