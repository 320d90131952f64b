"""The secrets of an installation: one JSON file, readable by its owner alone.

On a laptop the file is made at first start. In production it must exist and be whole: no
secret has a default there.
"""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAYMENT = ("payment.key_1", "payment.key_2")
"""The two keys of the checksums shared with the payment platform."""
_KEYS = ("session", "index", "link", "acknowledgement")
_PARTNERS = (
    *("oidc.national", "oidc.rehearsal", "oidc.staff", "sms", "agency", "reporting"),
    *("national", "national_inward", "national_store"),
    *PAYMENT,
)


class MissingSecrets(RuntimeError):
    """A secret this installation needs has not been given."""


@dataclass(frozen=True)
class Secrets:
    """Keys (32 bytes each) and what partners gave us.

    ``wrapping`` maps key ids to keys that wrap the dossiers' own keys; the first one wraps new
    ones, the others only open what they wrapped before a rotation. ``signing`` are Ed25519 seeds
    that requests to partners are signed with: the first one signs, all of them are published.
    """

    wrapping: Mapping[str, bytes] = field(repr=False)
    keys: Mapping[str, bytes] = field(repr=False)
    partners: Mapping[str, str] = field(repr=False)
    signing: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def signing_of(self, endpoint: Mapping[str, object]) -> dict[str, object]:
        """Give this installation's own keys as settings, where an endpoint says we sign so."""
        if endpoint.get("signature") != "ed25519":
            return {}
        return {"signing_keys": {name: seed.hex() for name, seed in self.signing.items()}}

    def key(self, name: str) -> bytes:
        """Give the key of one purpose; keys are never shared between purposes."""
        return self.keys[name]

    def partner(self, name: str) -> str:
        """Give the secret shared with a partner.

        :raises MissingSecrets: if nobody told us one.
        """
        try:
            return self.partners[name]
        except KeyError:
            raise MissingSecrets(f"the secrets file has no partners.{name}") from None


def load_secrets(path: Path, *, generate: bool) -> Secrets:
    """Read the secrets file, making it first where that is allowed.

    :raises MissingSecrets: if the file, or a key in it, is missing or too short.
    """
    if generate and not path.exists():
        _write_once(path)
    try:
        content = json.loads(path.read_text())
    except FileNotFoundError:
        raise MissingSecrets(f"there is no secrets file at {path}; see docs/settings.md") from None
    except OSError as error:
        raise MissingSecrets(f"the secrets file {path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise MissingSecrets(f"the secrets file {path} is not JSON: {error}") from None
    wrapping = {
        name: _key(f"wrapping.{name}", text) for name, text in _part(content, "wrapping").items()
    }
    if not wrapping:
        raise MissingSecrets("the secrets file names no wrapping key")
    keys = {name: _key(name, text) for name, text in _part(content, "keys").items()}
    missing = [name for name in _KEYS if name not in keys]
    if missing:
        raise MissingSecrets(f"the secrets file lacks keys: {', '.join(missing)}")
    signing = {
        name: _key(f"signing.{name}", text) for name, text in _part(content, "signing").items()
    }
    return Secrets(wrapping, keys, _part(content, "partners"), signing)


def _part(content: Any, name: str) -> dict[str, Any]:
    part = content.get(name, {}) if isinstance(content, dict) else None
    if not isinstance(part, dict):
        raise MissingSecrets(f"the secrets file has no table of {name}")
    return part


def _key(name: str, text: Any) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (TypeError, ValueError):
        key = b""
    if len(key) != 32:
        raise MissingSecrets(f"the key {name} must be 32 bytes in base64")
    return key


def _write_once(path: Path) -> None:
    """Make fresh secrets; when two processes start at once, the first one's stand.

    They are on disk before the first dossier is sealed with them: without them it is lost.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = {
        "wrapping": {"k1": _fresh()},
        "keys": {name: _fresh() for name in _KEYS},
        "partners": {name: secrets.token_urlsafe(32) for name in _PARTNERS},
        "signing": {"s1": _fresh()},
    }
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(fresh, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
