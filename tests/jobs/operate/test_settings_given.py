"""Settings after ``--set``: a secret comes from a file, standard input or a question alone."""

import click
import pytest
from click.testing import CliRunner

from connectors.registry import CONNECTORS
from portal.jobs.operate import settings_given

SECRET = "khoa-cua-phep-thu-nay-khong-mo-gi-ca"
READ = {"base_url": "https://system.example", "allow_private": "true"}
# What each connector needs; the values of secrets are told apart by their names.
SAMPLES = {
    "one_stop": {"key_id": "k1"},
    "ministry_adapter": {"client_id": "c"},
    "payment_platform": {"client_id": "c"},
    "national_portal": {"username": "u", "unit": "H41.12"},
    "national_store": {"username": "u"},
    "national_axis": {"organ": "H41.12", "system_id": "s"},
    "provincial_axis": {"organ": "H41.12", "system_id": "s", "username": "u"},
    "document_system": {},
    "http_gateway": {"sender": "MAU"},
    "post_office": {},
    "reporting_system": {},
}
MAPPINGS = {"accepted_keys", "client_secrets", "signing_keys", "news_tokens"}


@pytest.fixture
def read():
    """Type settings, and what standard input says."""

    def typed(*given, said=None):
        @click.command()
        @click.option("--set", "given", multiple=True)
        def command(given):
            told = settings_given.read(given, {"secret", "password"})
            click.echo(repr(sorted(told.items())))

        words = [word for each in given for word in ("--set", each)]
        return CliRunner().invoke(command, words, input=said)

    return typed


def test_a_secret_is_read_from_a_file_and_from_lines_of_standard_input(read, tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{SECRET}\n")
    assert SECRET in read("key_id=1", f"secret=@{file}").output
    both = read("secret=-", "password=-", said="one\ntwo\n").output
    assert both == "[('password', 'two'), ('secret', 'one')]\n"


@pytest.mark.parametrize("alone", ["secret", "secret="])
def test_a_secret_named_alone_is_asked_for_and_not_shown(read, alone):
    asked = read(alone, said=f"{SECRET}\n")
    assert asked.exit_code == 0 and asked.output.count(SECRET) == 1
    assert f"('secret', '{SECRET}')" in asked.output


def test_a_secret_in_the_command_is_refused_and_not_repeated(read):
    refused = read(f"secret={SECRET}")
    assert refused.exit_code == 2 and SECRET not in refused.output
    for way in ("secret=@FILE", "secret=-", "--set secret to be asked"):
        assert way in refused.output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("secret=@/nowhere/at/all", "cannot be read: No such file"),
        ("secret=-", "there is nothing to read"),
        ("key_id", "'key_id' is not key=value"),
        ("=x", "'' is not key=value"),
    ],
)
def test_what_makes_no_sense_is_told(read, given, said):
    refused = read(given, said="")
    assert refused.exit_code == 2 and said in refused.output


def test_what_is_no_text_is_told(read, tmp_path):
    file = tmp_path / "key"
    file.write_bytes(b"\xff\xfe\x00")
    assert "it is no text" in read(f"secret=@{file}").output


def test_only_what_is_secret_is_read_from_elsewhere(read):
    assert read("listen=@place", "key_id=-").output == "[('key_id', '-'), ('listen', '@place')]\n"


@pytest.mark.parametrize("name", CONNECTORS)
def test_the_registry_names_all_that_a_connector_keeps_from_sight(name):
    entry = CONNECTORS[name]
    given = {**READ, **SAMPLES[name]}
    for setting in entry.secrets:
        value = f"{setting}-{'x' * 40}"
        if setting in MAPPINGS:
            given[setting] = {"one": "ab" * 32 if setting == "signing_keys" else value}
        else:
            given[setting] = value
    found = entry.configure(given)
    kept = set(filter(None, found.destination.secrets))
    assert kept and all(any(one.startswith(f"{each}-") for each in entry.secrets) for one in kept)


@pytest.mark.parametrize("command", ["connector", "agency"])
def test_the_commands_refuse_a_secret_as_it_is(portal, tmp_path, command):
    file = tmp_path / "agency.yaml"
    file.write_text("code: H41.93\n")
    told = {
        "connector": ("check", "one_stop", "--against", "http://127.0.0.1:9", "--as", "H41.93"),
        "agency": ("add", str(file)),
    }[command]
    refused = portal(command, *told, "--set", f"secret={SECRET}")
    assert refused.exit_code == 2 and "this is a secret" in refused.output
    assert SECRET not in refused.output


def test_an_agency_gets_its_secret_from_a_file_of_its_own(portal, tmp_path):
    file, key = tmp_path / "agency.yaml", tmp_path / "key"
    key.write_text(f"{SECRET}\n")
    file.write_text(
        "code: H41.93\nname: Phường mẫu\nname_en: Sample\nlevel: commune\nplace: '16690'\n"
        "connector: one_stop\nendpoint: {base_url: 'http://127.0.0.1:9', allow_private: true}\n"
        "secret: {key_id: khoa-1}\n"
    )
    missing = portal("agency", "add", str(file), "--no-check")
    assert missing.exit_code == 2 and "secret is missing" in missing.output
    added = portal("agency", "add", str(file), "--no-check", "--set", f"secret=@{key}")
    assert added.exit_code == 0 and "saved" in added.output
