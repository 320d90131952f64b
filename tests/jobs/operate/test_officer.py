"""``portal officer``, as it is typed."""

import pytest
import yaml

AGENCY = {
    "code": "H41.92",
    "name": "Phường mẫu",
    "name_en": "Sample ward",
    "level": "commune",
    "place": "16690",
    "connector": "desk",
}
WHY = ("--by", "admin", "--reason", "tổ mới")
AT = ("--at", "H41.92")


@pytest.fixture
def two(portal, tmp_path):
    """Give the command, with two officers at a desk."""
    file = tmp_path / "agency.yaml"
    file.write_text(yaml.safe_dump(AGENCY, allow_unicode=True))
    assert portal("agency", "add", str(file)).exit_code == 0
    for subject, name in (("704", "An"), ("705", "Bình")):
        portal("officer", "add", subject, *AT, "--name", name, *WHY)
    return portal


def test_a_cover_is_set_shown_and_ended(two) -> None:
    days = ("--from", "01/12/2099", "--to", "2099-12-05")
    made = two("officer", "cover", "set", "704", "705", *AT, *days, *WHY)
    assert made.exit_code == 0 and "705 covers 704" in made.output
    cover_id = made.output.partition(":")[0]
    told = (cover_id, "later", "01/12/2099 – 05/12/2099", "An", "Bình", "tổ mới")
    assert two("officer", "cover", "list", *AT).output == "\t".join(told) + "\n"
    end = ("officer", "cover", "end", cover_id, *AT, *WHY)
    assert two(*end).output == f"{cover_id}: ended\n"
    assert two(*end).output == f"{cover_id}: had ended before\n"
    assert two("officer", "cover", "list", *AT).output == ""


@pytest.mark.parametrize(
    ("who", "days", "reason", "said"),
    [
        (("704", "704"), ("01/12/2099", "05/12/2099"), "nghỉ phép", "nobody covers themselves"),
        (("704", "706"), ("01/12/2099", "05/12/2099"), "nghỉ phép", "no officer at H41.92: 706"),
        (("704", "705"), ("05/12/2099", "01/12/2099"), "nghỉ phép", "the last day"),
        (("704", "705"), ("01/12/2099", "05/12/2099"), "", "--reason"),
        (("704", "705"), ("31/02/2099", "05/12/2099"), "nghỉ phép", "31/02/2099"),
    ],
)
def test_a_cover_that_cannot_be_says_why(two, who, days, reason, said) -> None:
    told = ("--from", days[0], "--to", days[1], "--by", "admin", "--reason", reason)
    refused = two("officer", "cover", "set", *who, *AT, *told)
    assert refused.exit_code == 2 and said in refused.output


def test_names_without_an_account_are_listed_and_adopted(two) -> None:
    assert two("officer", "names", *AT).output == ""
    done = two("officer", "adopt", *AT, *WHY)
    assert (done.exit_code, done.output) == (0, "")


def test_officers_are_put_into_a_group_and_strangers_are_not(portal, tmp_path) -> None:
    file = tmp_path / "agency.yaml"
    file.write_text(yaml.safe_dump(AGENCY, allow_unicode=True))
    assert portal("agency", "add", str(file)).exit_code == 0
    portal("officer", "add", "704", *AT, "--name", "An", *WHY)
    made = portal("officer", "group", "Hộ tịch", *AT, "--member", "704", *WHY)
    assert "1 officers at H41.92" in made.output
    assert portal("officer", "groups", *AT).output == "Hộ tịch\topen\t704\n"
    refused = portal("officer", "group", "Hộ tịch", *AT, "--member", "705", *WHY)
    assert refused.exit_code == 2 and "705" in refused.output
    assert portal("officer", "group", "Hộ tịch", *AT, *WHY).exit_code == 0
    assert portal("officer", "groups", *AT).output == "Hộ tịch\topen\t-\n"
