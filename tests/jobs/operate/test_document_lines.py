"""``portal documents connect`` and ``lines``: an agency on an axis, and how its line fares."""

import pytest
import yaml

from tests.furnished.axis import OURS, THEIRS, running_axis

AGENCY = {
    "code": OURS,
    "name": "UBND xã (mẫu)",
    "name_en": "Commune (sample)",
    "level": "commune",
    "place": "00004",
    "connector": "desk",
}


@pytest.fixture
def file(tmp_path):
    def write(told):
        path = tmp_path / "cau-hinh.yaml"
        path.write_text(yaml.safe_dump(told, allow_unicode=True))
        return path

    return write


def test_an_agency_is_put_on_an_axis_and_its_line_is_tried(portal, file, tmp_path):
    assert portal("agency", "add", file(AGENCY)).exit_code == 0
    with running_axis(tmp_path / "axis") as axis:
        given = axis.settings("national_axis")
        line = {
            "agency": OURS,
            "connector": "national_axis",
            "secret": {"secret": given.pop("secret")},
            "endpoint": given,
        }
        done = portal("documents", "connect", file(line))
        assert (done.exit_code, "It answers." in done.output) == (0, True)
        wrong = {**line, "secret": {"secret": "khong-phai-khoa-nay"}}
        done = portal("documents", "connect", file(wrong))
        assert (done.exit_code, "does not answer as it should" in done.stderr) == (1, True)
    told = portal("documents", "lines").stdout
    assert told == f"{OURS}\taxis\tnational_axis\theard never\n"


def test_an_agency_of_the_axis_alone_is_told_how_it_is_reached(portal, file, tmp_path):
    desk = portal("agency", "add", file(AGENCY))
    assert "It works at the desk" in desk.output
    road = {"organ": THEIRS, "through": OURS, "signer": "Nguyễn Thị Mẫu", "place": "Vinh"}
    row = {**AGENCY, "code": "H53.11", "connector": "axis", "endpoint": road}
    done = portal("agency", "add", file(row))
    assert (done.exit_code, "is on no axis yet" in done.stderr) == (1, True)
    with running_axis(tmp_path / "axis") as axis:
        given = axis.settings("national_axis")
        secret = {"secret": given.pop("secret")}
        line = {"agency": OURS, "connector": "national_axis", "secret": secret, "endpoint": given}
        portal("documents", "connect", file(line))
    done = portal("agency", "add", file(row))
    assert (done.exit_code, f"from {OURS} to {THEIRS}" in done.output) == (0, True)


def test_all_that_is_wrong_with_a_line_is_named(portal, file):
    done = portal("documents", "connect", file({"connector": "one_stop", "more": 1}))
    assert done.exit_code == 2
    for said in (
        "agency: is missing",
        "more: nobody",
        "connector: there are document_system, national_axis",
    ):
        assert said in done.stderr


def test_settings_that_make_no_sense_are_named_and_nothing_is_saved(portal, file):
    assert portal("agency", "add", file(AGENCY)).exit_code == 0
    line = {"agency": OURS, "connector": "national_axis", "secret": {"secret": "thu-nghiem"}}
    wrong = {"base_url": "ftp://truc.example", "organ": "ai do", "fax": "1"}
    done = portal("documents", "connect", "--no-check", file({**line, "endpoint": wrong}))
    assert done.exit_code == 2
    for said in ("base_url", "organ", "system_id", "fax"):
        assert said in done.stderr
    done = portal("documents", "connect", file({**line, "endpoint": "truc.example"}))
    assert (done.exit_code, "endpoint: has to be a mapping" in done.stderr) == (2, True)
    elsewhere = {**line, "agency": "H41.00", "endpoint": {"base_url": "https://truc.example"}}
    assert portal("documents", "connect", file(elsewhere)).exit_code == 2
    assert portal("documents", "lines").stdout == ""
