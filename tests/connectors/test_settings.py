"""Settings of connectors: all that is wrong is said at once, and no secret with it."""

import pytest

from connectors import registry
from connectors.errors import Misconfigured

ONE_STOP = {"base_url": "https://agency.example/api", "key_id": "k1", "secret": "s" * 32}
MINISTRY = {
    "base_url": "https://bo.example",
    "client_id": "c1",
    "client_secret": "s" * 32,
    "news_tokens": {"bo": "t0ken" * 8},
}
GATEWAY = {"base_url": "https://sms.example", "token": "t0ken", "sender": "LIENTHONG"}


def test_settings_may_come_as_strings():
    entry = registry.CONNECTORS["one_stop"]
    given = {**ONE_STOP, "allow_private": "true", "read_seconds": "2.5", "file_limit": "1000"}
    config = entry.configure(given)
    assert config.destination.allow_private is True
    assert config.destination.read_seconds == 2.5
    assert config.file_limit == 1000
    assert config.trusted_keys == {"k1": "s" * 32}


@pytest.mark.parametrize("name", ["one_stop", "http_gateway", "ministry_adapter"])
def test_everything_missing_is_named_at_once(name):
    with pytest.raises(Misconfigured, match="base_url is missing") as caught:
        registry.CONNECTORS[name].configure({})
    assert str(caught.value).count("is missing") == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"base_url": "http://agency.example"}, "base_url: plain http"),
        ({"secret": "short"}, "at least 32 characters"),
        ({"secret": "s" * 32 + "\n"}, "printable ASCII"),
        ({"secret": 5}, "printable ASCII"),
        ({"accepted_keys": {"k": "short"}}, "at least 32 characters"),
        ({"accepted_keys": ["k"]}, "has to map names to text"),
        ({"accepted_keys": {"k": None}}, "has to map names to text"),
        ({"allow_private": "perhaps"}, "true or false"),
        ({"read_seconds": 0}, "above 0"),
        ({"read_seconds": True}, "above 0"),
        ({"read_seconds": "nan"}, "above 0"),
        ({"total_seconds": "inf"}, "above 0"),
        ({"base_ulr": "x"}, "base_ulr is not a setting"),
    ],
)
def test_what_is_wrong_is_named(change, said):
    with pytest.raises(Misconfigured, match=said) as caught:
        registry.CONNECTORS["one_stop"].configure({**ONE_STOP, **change})
    assert "s" * 32 not in str(caught.value)


def test_a_sender_fits_the_register_of_brand_names():
    with pytest.raises(Misconfigured, match="11 characters"):
        registry.CONNECTORS["http_gateway"].configure({**GATEWAY, "sender": "CONG DICH VU"})


@pytest.mark.parametrize("name", ["nobody", "http_gateway"])
def test_a_connector_that_is_not_there_is_said_so(around, name):
    with pytest.raises(Misconfigured, match="there are: ministry_adapter, one_stop"):
        registry.agency(name, ONE_STOP, around)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"client_secret": ""}, "client_secret is missing"),
        ({"news_tokens": {"bo": "short"}}, "has 32 characters"),
        ({"submit_path": "NopHoSo"}, "submit_path is such as /NopHoSo"),
        ({"submit_path": "/../x?y"}, "submit_path is such as"),
        ({"test_system": "perhaps"}, "true or false"),
        ({"services": ["1.001193"]}, "has to map names to text"),
        ({"paths": {}}, "paths is not a setting"),
    ],
)
def test_what_is_wrong_with_a_ministrys_settings_is_named(change, said):
    with pytest.raises(Misconfigured, match=said) as caught:
        registry.CONNECTORS["ministry_adapter"].configure({**MINISTRY, **change})
    assert "s" * 32 not in str(caught.value)


def test_settings_do_not_show_their_secrets():
    known = {"one_stop": ONE_STOP, "http_gateway": GATEWAY, "ministry_adapter": MINISTRY}
    for name, given in known.items():
        shown = repr(registry.CONNECTORS[name].configure(given))
        assert "s" * 32 not in shown and "t0ken" not in shown
