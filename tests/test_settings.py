"""Settings and secrets: read once, complete, and without a default for anything secret."""

import base64
import json
import stat
import threading

import pytest

from portal import national_file
from portal.secrets_file import MissingSecrets, load_secrets
from portal.settings import Settings

KEY = base64.b64encode(bytes(32)).decode()
WHOLE = {
    "wrapping": {"k1": KEY},
    "keys": dict.fromkeys(("session", "index", "link", "acknowledgement"), KEY),
    "partners": {"sms": "t", "oidc.national": "n", "oidc.rehearsal": "r"},
}


def load(folder, **environ):
    return Settings.load({"DATA_DIR": str(folder), "BASE_URL": "https://p.example", **environ})


def written(folder, content):
    path = folder / "secrets.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_a_laptop_makes_its_secrets_once_and_keeps_them(tmp_path):
    first, second = load(tmp_path), load(tmp_path)
    assert first.secrets == second.secrets
    assert len(set(first.secrets.keys.values())) == 4
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]


def test_when_two_start_at_once_both_have_the_first_ones_secrets(tmp_path):
    found, start = [], threading.Barrier(6)

    def begin():
        start.wait()
        found.append(load_secrets(tmp_path / "secrets.json", generate=True).key("index"))

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1


def test_drafts_are_announced_some_days_before_their_end_most_first(tmp_path):
    assert load(tmp_path).draft_notice_days == (7, 1)
    assert load(tmp_path, DRAFT_NOTICE_DAYS="3 14 1").draft_notice_days == (14, 3, 1)
    for wrong in ("", "0", "60", "a week", "-1 7"):
        with pytest.raises(ValueError, match="DRAFT_NOTICE_DAYS"):
            load(tmp_path, DRAFT_NOTICE_DAYS=wrong)


def test_production_never_starts_with_made_up_secrets(tmp_path):
    with pytest.raises(MissingSecrets, match="no secrets file"):
        load(tmp_path, PORTAL_ENV="production")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content, said",
    [
        ("{", "not JSON"),
        ("[]", "no table of wrapping"),
        ({}, "no wrapping key"),
        (WHOLE | {"wrapping": {}}, "no wrapping key"),
        (WHOLE | {"wrapping": {"k1": "AA=="}}, "wrapping.k1 must be 32 bytes"),
        (WHOLE | {"wrapping": {"k1": "not base64!"}}, "wrapping.k1 must be 32 bytes"),
        (WHOLE | {"wrapping": {"k1": 5}}, "wrapping.k1 must be 32 bytes"),
        (WHOLE | {"keys": {"session": KEY}}, "lacks keys: index, link, acknowledgement"),
        (WHOLE | {"keys": None}, "no table of keys"),
    ],
)
def test_a_secrets_file_that_is_not_whole_is_refused_in_one_line(tmp_path, content, said):
    written(tmp_path, content)
    with pytest.raises(MissingSecrets, match=said) as refused:
        load(tmp_path, PORTAL_ENV="production")
    assert "\n" not in str(refused.value)
    assert KEY not in str(refused.value)


def test_secrets_stand_in_no_repr(tmp_path):
    written(tmp_path, WHOLE)
    settings = load(tmp_path, PORTAL_ENV="production", OIDC_ISSUER="https://i.example",
                    OIDC_CLIENT_SECRET="very secret")  # fmt: skip
    shown = repr(settings) + repr(settings.secrets) + repr(settings.providers)
    assert KEY not in shown
    assert "very secret" not in shown
    assert repr(bytes(32)) not in shown


def test_a_partner_nobody_named_has_no_secret(tmp_path):
    written(tmp_path, WHOLE)
    with pytest.raises(MissingSecrets, match="partners.agency"):
        load(tmp_path, PORTAL_ENV="production").secrets.partner("agency")


@pytest.mark.parametrize("name", ["PORT", "LEASE_SECONDS", "SWEEP_SECONDS", "FILE_LIMIT"])
def test_a_value_that_is_no_number_is_refused_by_its_name(tmp_path, name):
    with pytest.raises(ValueError, match=f"{name} must be a number, not 'many'"):
        load(tmp_path, **{name: "many"})


def test_targets_of_progress_are_whole_percents(tmp_path):
    told = load(tmp_path, PROGRESS_TARGETS="units_commune=40 paid_online=85")
    assert told.progress_targets == {"units_commune": 40, "paid_online": 85}
    for wrong in ("units_commune", "units_commune=x", "units_commune=0", "units_commune=101"):
        with pytest.raises(ValueError, match="PROGRESS_TARGETS must be a number"):
            load(tmp_path, PROGRESS_TARGETS=wrong)


def test_there_is_no_third_environment(tmp_path):
    with pytest.raises(ValueError, match="laptop or production"):
        load(tmp_path, PORTAL_ENV="staging")


def test_partners_on_private_addresses_are_allowed_on_a_laptop_only(tmp_path):
    written(tmp_path, WHOLE)
    assert load(tmp_path).allow_private
    assert not load(tmp_path, PORTAL_ENV="production").allow_private
    assert load(tmp_path, PORTAL_ENV="production", ALLOW_PRIVATE_PARTNERS="1").allow_private


def test_production_is_told_its_address(tmp_path):
    written(tmp_path, WHOLE)
    with pytest.raises(ValueError, match="BASE_URL"):
        load(tmp_path, PORTAL_ENV="production", BASE_URL="")


def test_production_has_only_the_providers_it_was_told_of(tmp_path):
    written(tmp_path, WHOLE)
    assert load(tmp_path, PORTAL_ENV="production").providers == ()
    told = load(
        tmp_path,
        PORTAL_ENV="production",
        OIDC_ISSUER="https://i.example",
        OIDC_CLIENT_SECRET="s",
    )
    assert [(one.name, one.rehearsal) for one in told.providers] == [("national", False)]
    assert [one.name for one in load(tmp_path).providers] == ["national", "rehearsal"]


def test_a_laptop_whose_secrets_are_older_than_the_console_goes_on_without_it(tmp_path):
    written(tmp_path, WHOLE)
    assert load(tmp_path).staff_provider is None
    told = load(tmp_path, STAFF_OIDC_ISSUER="https://s.example", STAFF_OIDC_CLIENT_SECRET="s")
    assert told.staff_provider is not None
    assert told.staff_provider.issuer == "https://s.example"
    with pytest.raises(MissingSecrets, match="partners.oidc.staff"):
        load(tmp_path, STAFF_OIDC_ISSUER="https://s.example")


def test_a_broker_socket_fits_where_a_path_would_not(tmp_path):
    deep = tmp_path / ("x" * 120)
    settings = load(deep)
    assert len(str(settings.broker_socket)) < 107
    assert settings.embedded_broker
    assert settings.broker_socket == load(deep).broker_socket


def test_the_way_to_the_national_portal_is_a_file_and_its_password_a_secret(tmp_path):
    way = tmp_path / "national.yaml"
    way.write_text("base_url: https://trục.example\nunit: 000.00.00.H41\n")
    told = load(tmp_path, NATIONAL_SETTINGS=str(way))
    assert told.national["unit"] == "000.00.00.H41"
    assert told.national["password"] == told.secrets.partner("national")
    assert told.national["password"] not in repr(told)


def test_the_way_to_the_national_store_stands_beside_it_with_a_password_of_its_own(tmp_path):
    way = tmp_path / "national.yaml"
    way.write_text("base_url: https://a.example\nstore: {base_url: 'https://b.example'}\n")
    told = load(tmp_path, NATIONAL_SETTINGS=str(way))
    store = national_file.of_store(told.national)
    assert store["password"] == told.secrets.partner("national_store") != told.national["password"]
    assert "store" not in national_file.of_portal(told.national)
    assert store["password"] not in repr(told)


def test_a_laptop_whose_secrets_are_older_than_the_store_goes_on_without_it(tmp_path):
    fresh = load(tmp_path)
    assert national_file.of_store(fresh.national)["base_url"] == fresh.national["base_url"]
    place = fresh.data_dir / "secrets.json"
    secrets = json.loads(place.read_text())
    del secrets["partners"]["national_store"]
    place.write_text(json.dumps(secrets))
    assert national_file.of_store(load(tmp_path).national) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1]",
        "unit: H41",
        "base_url: x\npassword: y",
        "{",
        "base_url: x\nstore: yes",
        "base_url: x\nstore: {username: H41}",
        "base_url: x\nstore: {base_url: x, password: y}",
    ],
)
def test_a_way_that_says_nothing_or_too_much_stops_the_start(tmp_path, text):
    way = tmp_path / "national.yaml"
    way.write_text(text)
    with pytest.raises(ValueError, match="NATIONAL_SETTINGS"):
        load(tmp_path, NATIONAL_SETTINGS=str(way))


def test_questions_are_kept_for_days_or_for_ever(tmp_path):
    assert load(tmp_path).enquiry_days == 1826
    assert load(tmp_path, ENQUIRY_DAYS="0").enquiry_days == 0
    for wrong in ("", "-1", "two years", "99999", "1.5"):
        with pytest.raises(ValueError, match="ENQUIRY_DAYS"):
            load(tmp_path, ENQUIRY_DAYS=wrong)
