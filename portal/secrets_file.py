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

_KEYS = ("session", "index", "link", "acknowledgement")
_PARTNERS = ("oidc.national", "oidc.rehearsal", "sms", "agency")


class MissingSecrets(RuntimeError):
    """A secret this installation needs has not been given."""


@dataclass(frozen=True)
class Secrets:
    """Keys (32 bytes each) and what partners gave us.

    ``wrapping`` maps key ids to keys that wrap the dossiers' own keys; the first one wraps new
    ones, the others only open what they wrapped before a rotation.
    """

    wrapping: Mapping[str, bytes] = field(repr=False)
    keys: Mapping[str, bytes] = field(repr=False)
    partners: Mapping[str, str] = field(repr=False)

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
    except json.JSONDecodeError as error:
        raise MissingSecrets(f"the secrets file {path} is not JSON: {error}") from None
    wrapping = {name: _key(f"wrapping.{name}", text) for name, text in content["wrapping"].items()}
    if not wrapping:
        raise MissingSecrets("the secrets file names no wrapping key")
    missing = [name for name in _KEYS if name not in content["keys"]]
    if missing:
        raise MissingSecrets(f"the secrets file lacks keys: {', '.join(missing)}")
    keys = {name: _key(name, text) for name, text in content["keys"].items()}
    return Secrets(wrapping, keys, content.get("partners", {}))


def _key(name: str, text: str) -> bytes:
    key = base64.b64decode(text)
    if len(key) != 32:
        raise MissingSecrets(f"the key {name} must be 32 bytes in base64")
    return key


def _write_once(path: Path) -> None:
    """Make fresh secrets; when two processes start at once, the first one's stand."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = {
        "wrapping": {"k1": _fresh()},
        "keys": {name: _fresh() for name in _KEYS},
        "partners": {name: secrets.token_urlsafe(32) for name in _PARTNERS},
    }
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(fresh, file, indent=2)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
