"""``portal officer``, as it is typed."""

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
