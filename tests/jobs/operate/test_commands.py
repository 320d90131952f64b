"""The operator's commands, as they are typed."""

import json
from pathlib import Path

import sqlalchemy as sa
import yaml

from portal.db import Database
from portal.models import Agency, CalendarVersion, FormVersion
from portal.runtime import Runtime
from portal.settings import Settings

AGENCY = {
    "code": "H41.95",
    "name": "Ủy ban nhân dân phường Mẫu",
    "name_en": "Sample Ward People's Committee",
    "level": "commune",
    "place": "16681",
    "connector": "one_stop",
    "endpoint": {"base_url": "http://127.0.0.1:9/agencies/H41.95"},
    "secret": {"key_id": "sample", "secret": "s" * 40},
}


def _write(folder: Path, **changes: object) -> str:
    file = folder / "agency.yaml"
    file.write_text(yaml.safe_dump({**AGENCY, **changes}, allow_unicode=True), encoding="utf-8")
    return str(file)


def test_furnishing_twice_publishes_once(portal, database: Database) -> None:
    first, second = portal("furnish", "--by", "operator"), portal("furnish", "--by", "operator")
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert "published" in first.output and "live already" in second.output
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(FormVersion)) == 5
        assert session.scalar(sa.select(sa.func.count()).select_from(CalendarVersion)) == 1


def test_an_agency_is_added_from_a_file_and_its_secret_is_sealed(
    portal, database: Database, settings: Settings, tmp_path: Path
) -> None:
    result = portal("agency", "add", _write(tmp_path), "--no-check")
    assert result.exit_code == 0, result.output
    assert "H41.95" in portal("agency", "list").output
    with database.read() as session:
        row = session.execute(sa.select(Agency)).scalar_one()
    assert b"ssss" not in bytes(row.credentials)
    assert "secret" not in json.dumps(row.endpoint)
    assert Runtime.make(settings).partners.agency(row) is not None


def test_everything_wrong_with_a_file_is_said_at_once(portal, tmp_path: Path) -> None:
    result = portal("agency", "add", _write(tmp_path, name="", connector="fax", colour="red"))
    assert result.exit_code == 2
    assert all(key in result.output for key in ("name:", "connector:", "colour:"))
    assert "Traceback" not in result.output


def test_a_specialised_system_may_serve_the_whole_country_and_an_agency_never_does(
    portal, database: Database, tmp_path: Path
) -> None:
    given = {"level": "system_civil_status", "place": ""}
    result = portal("agency", "add", _write(tmp_path, **given), "--no-check")
    assert result.exit_code == 0, result.output
    with database.read() as session:
        assert session.execute(sa.select(Agency.place)).scalar_one() == ""
    for wrong in ({"place": ""}, {**given, "place": None}):
        result = portal("agency", "add", _write(tmp_path, **wrong), "--no-check")
        assert (result.exit_code, "place: is missing" in result.output) == (2, True)


def test_an_agency_that_fetches_is_told_where(portal, tmp_path: Path) -> None:
    file = _write(tmp_path, endpoint={"road": "pull"})
    result = portal("agency", "add", file)
    assert result.exit_code == 0 and "/api/v1/agencies/H41.95/outbox" in result.output
    wrong = portal("agency", "add", _write(tmp_path, endpoint={"road": "fax"}))
    assert wrong.exit_code == 2 and "road has to be push or pull" in wrong.output


def test_settings_that_make_no_sense_leave_the_row_as_it_stood(
    portal, database: Database, tmp_path: Path
) -> None:
    assert portal("agency", "add", _write(tmp_path), "--no-check").exit_code == 0
    for changes in (
        {"secret": {"key_id": "sample", "secret": "short"}},
        {"secret": "words"},
        {"connector": "http_gateway"},
        {"code": "sample"},
    ):
        result = portal("agency", "add", _write(tmp_path, name="Tên khác", **changes))
        assert result.exit_code == 2 and next(iter(changes)) in result.output
    with database.read() as session:
        assert session.execute(sa.select(Agency.name)).all() == [(AGENCY["name"],)]


def test_an_agency_that_has_no_secret_says_so(portal, tmp_path: Path) -> None:
    keys = {
        "signature": "ed25519",
        "public_keys": {"k": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
    }
    way = {**AGENCY["endpoint"], **keys}
    result = portal("agency", "add", _write(tmp_path, endpoint=way, secret={}), "--no-check")
    assert result.exit_code == 0, result.output


def test_an_agency_whose_system_does_not_answer_is_told_of(portal, tmp_path: Path) -> None:
    result = portal("agency", "add", _write(tmp_path))
    assert result.exit_code == 1
    assert "does not answer as it should" in result.output


def test_migrating_twice_changes_nothing(portal) -> None:
    assert [portal("migrate").exit_code for _ in range(2)] == [0, 0]


def test_the_contract_kit_names_what_is_wrong_with_its_settings(portal) -> None:
    words = ("connector", "check", "one_stop", "--against", "http://127.0.0.1:9", "--as", "H41.95")
    result = portal(*words)
    assert result.exit_code == 2
    assert "key_id" in result.output
    nobody = portal(*words[:-1], "H41 12")
    assert nobody.exit_code == 2 and "agency's code" in nobody.output


def test_the_outbox_is_steered_by_command(portal, database: Database) -> None:
    assert portal("outbox", "pause", "agency:H41.95", "--by", "operator").exit_code == 0
    listed = portal("outbox", "list")
    assert "agency:H41.95\tpaused" in listed.output
    assert portal("outbox", "resume", "agency:H41.95").exit_code == 0
    assert "agency:H41.95\topen" in portal("outbox", "list").output
    limited = portal("outbox", "limit", "agency:H41.95", "--at-once", 2, "--per-minute", 60)
    assert limited.output == "agency:H41.95: 2 at once, 60 a minute\n"
    assert portal("outbox", "limit", "agency:H41.95").output == "agency:H41.95: no limit\n"
    assert portal("outbox", "limit", "agency:H41.95", "--at-once", 0).exit_code == 2
    assert portal("outbox", "replay", "agency:H41.95").output.strip() == "0 to be tried again"
    assert portal("outbox", "show", "H41.95-261123-0001").exit_code == 2
