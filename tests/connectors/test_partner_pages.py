"""What the published contracts say is what the code does."""

import re
import subprocess
from pathlib import Path

import pytest

from connectors.agencies.ministry import MinistryConfig, tables
from connectors.agencies.one_stop.reading import KINDS, STATES
from connectors.base import Surroundings
from connectors.national.store import StoreConfig
from connectors.registry import CONNECTORS
from connectors.text_messages import SmsStatus

DOCS = Path(__file__).parents[2] / "docs"
ONE_STOP = (DOCS / "partners" / "one-stop.md").read_text()
MINISTRY = (DOCS / "partners" / "ministry-adapter.md").read_text()
NATIONAL = (DOCS / "partners" / "national-portal.md").read_text()
STORE = (DOCS / "partners" / "national-store.md").read_text()
SMS = (DOCS / "partners" / "sms-gateway.md").read_text()
NOWHERE = {"base_url": "https://nowhere.invalid"}


def no_address(host, port):
    raise OSError("no address")


def checks_of(name, settings, whom, around):
    entry = CONNECTORS[name]
    away = Surroundings(around.clock, around.seen, resolve=no_address)
    report = entry.examine(entry.configure({**NOWHERE, **settings}), away, whom)
    return report.findings


def test_the_worked_example_of_a_signature_prints_what_it_says():
    script = re.search(r"```sh\n(.*?)```", ONE_STOP, re.DOTALL)[1]
    printed = subprocess.run(["sh", "-c", script], capture_output=True, check=True, text=True)
    assert f"# {printed.stdout.strip()}\n" in script
    assert len(printed.stdout.strip()) == 64


def test_every_connector_has_a_page():
    told = "".join(page.read_text() for page in (DOCS / "partners").glob("*.md"))
    assert [name for name in CONNECTORS if f"`{name}`" not in told] == []


@pytest.mark.parametrize("word", [*KINDS, *STATES])
def test_every_word_we_know_is_published(word):
    assert f"`{word}`" in ONE_STOP


@pytest.mark.parametrize("status", [status for status in SmsStatus if status != "unknown"])
def test_every_status_of_a_message_is_published(status):
    assert f"`{status}`" in SMS


def test_every_check_is_published(around):
    settings = {"key_id": "k", "secret": "s" * 32}
    found = checks_of("one_stop", settings, "H41.12", around)
    assert found and [check.name for check in found if f"`{check.name}`" not in ONE_STOP] == []
    found = checks_of("http_gateway", {"token": "t", "sender": "LT"}, "84912345678", around)
    assert found and [check.name for check in found if f"`{check.name}`" not in SMS] == []
    assert not any(check.passed for check in found)


def test_every_check_of_the_national_portal_is_published(around):
    settings = {"username": "u", "password": "p", "unit": "000.00.00.H41"}
    found = checks_of("national_portal", settings, "H41.12", around)
    assert found and [check.name for check in found if f"`{check.name}`" not in NATIONAL] == []
    assert not any(check.passed for check in found)


def test_every_check_and_setting_of_the_national_store_is_published(around):
    settings = {"username": "000.00.00.H41", "password": "p"}
    found = checks_of("national_store", settings, "000190000011", around)
    assert found and [check.name for check in found if f"`{check.name}`" not in STORE] == []
    assert not any(check.passed for check in found)
    config = StoreConfig.from_mapping({**NOWHERE, **settings})
    own = set(StoreConfig.__dataclass_fields__) - {"destination", "paths"}
    assert [name for name in (*own, *config.paths) if f"`{name}`" not in STORE] == []


def test_every_check_of_a_ministry_is_published_with_those_nobody_can_try(around):
    found = checks_of(
        "ministry_adapter", {"client_id": "c", "client_secret": "s"}, "G09.20", around
    )
    assert [check.name for check in found if f"`{check.name}`" not in MINISTRY] == []
    absent = "".join(line for line in MINISTRY.splitlines() if "**absent**:" in line)
    assert {check.name for check in found if not check.offered} <= set(
        re.findall(r"`([a-z-]+)`", absent)
    )
    assert not any(check.passed for check in found)


@pytest.mark.parametrize("code", tables.STATES)
def test_every_state_of_a_ministry_is_published(code):
    state = tables.STATES[code]
    row = next(line for line in MINISTRY.splitlines() if line.startswith(f"| {code} "))
    assert row.endswith(f"| `{state}` | `{tables.KINDS[state]}` |")


@pytest.mark.parametrize("field", [field for field in tables.DATES if field[0].isupper()])
def test_every_way_to_write_a_moment_is_published(field):
    shown = {"%Y%m%d%H%M%S": "yyyyMMddHHmmss", "%Y-%m-%d %H:%M:%S": "yyyy-MM-dd HH:mm:ss"}
    way = shown.get(tables.DATES[field].value, "ISO 8601")
    row = next(
        line for line in MINISTRY.splitlines() if line.removeprefix("| ").strip("`").startswith(way)
    )
    assert f"`{field}`" in row


def test_every_setting_and_path_of_a_ministry_is_published():
    given = {"base_url": "https://bo.example", "client_id": "c", "client_secret": "s"}
    config = MinistryConfig.from_mapping(given)
    for name in (*(f"{call}_path" for call in config.paths), *config.paths.values()):
        assert f"`{name}`" in MINISTRY
    own = set(MinistryConfig.__dataclass_fields__) - {"destination", "paths"}
    assert [name for name in own if f"`{name}`" not in MINISTRY] == []
