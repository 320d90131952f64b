"""A one-stop system that knows our public keys: signed for with a key of ours, changed in peace."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from connectors.agencies.one_stop import OneStop, OneStopConfig
from connectors.base import Surroundings
from connectors.codecs.ed25519 import SigningKey, written
from connectors.errors import Misconfigured
from tests.sandbox.conftest import running

SEEDS = {"s1": bytes(range(32)), "s2": bytes(32)}
CODE = "H41.90.01"


def public(seed):
    return written(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


PUBLIC = {key_id: public(seed) for key_id, seed in SEEDS.items()}


def config(url="http://127.0.0.1:9", first="s1", **more):
    order = sorted(SEEDS, key=lambda key_id: key_id != first)
    return OneStopConfig.from_mapping({
        "base_url": url, "allow_private": True, "signature": "ed25519",
        "signing_keys": {key_id: SEEDS[key_id].hex() for key_id in order},
        "public_keys": {"theirs": PUBLIC["s1"]}, **more,
    })  # fmt: skip


def test_the_sandbox_knows_us_by_whichever_published_key_we_sign_with(tmp_path):
    known = {"code": CODE, "name": "Xã mẫu", "key_id": "k", "secret": "s" * 32,
             "portal_url": "http://127.0.0.1:9/nobody", "portal_keys": PUBLIC}  # fmt: skip
    around = Surroundings(lambda: datetime.now(UTC), lambda *_: False)
    with running("agency", tmp_path, SANDBOX_AGENCIES=json.dumps([known])) as office:
        url = f"{office.url}/agencies/{CODE}"
        for first in SEEDS:
            connector = OneStop(config(url, first), around)
            connector.check_config()
            connector.close()
        strange = {"s1": bytes(31) + b"x"}
        forged = OneStop(config(url, signing_keys={"s1": strange["s1"].hex()}), around)
        with pytest.raises(Misconfigured, match="401"):
            forged.check_config()
        forged.close()


def test_the_first_key_signs_and_is_never_shown():
    assert config(first="s2").key == SigningKey("s2", SEEDS["s2"])
    assert SEEDS["s1"].hex() not in repr(config()) and "x00" not in repr(config().key)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"signing_keys": {}}, "no key of its own"),
        ({"public_keys": {"theirs": "abc"}}, "public_keys.theirs"),
        ({"public_keys": {}}, "nothing says who the agency is"),
        ({"accepted_keys": {"theirs": "s" * 32}}, "stands in accepted_keys as well"),
        ({"signature": "rot13"}, "hmac or ed25519"),
        ({"client_keys": {"c": "x"}}, "client_keys.c"),
        ({"client_secrets": {"c": "short"}}, "at least 32"),
    ],
)
def test_wrong_keys_are_said_by_name(change, said):
    with pytest.raises(Misconfigured, match=said):
        config(**change)
