"""How the national portal is reached: one YAML file, which an operator writes once.

It holds the settings of the connector ``national_portal`` and no secret.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from portal.secrets_file import Secrets

SECRET, INWARD_TOKEN = "password", "inward_token"
INWARD = "national_inward"
"""The secret the national portal proves itself by when it hands dossiers over."""
_LAPTOP = {"username": "tinh-mau", "unit": "000.00.00.H41"}


def load(environ: Mapping[str, str], secrets: Secrets, sandbox: str) -> Mapping[str, Any]:
    """Read the way to the national portal, its password with it; nothing if nobody is told.

    A laptop goes to the ``sandbox``, if its secrets are young enough to know that one.

    :raises MissingSecrets: if there is a way and no password.
    """
    told = _read(environ.get("NATIONAL_SETTINGS", ""))
    laptop = environ.get("PORTAL_ENV", "laptop") == "laptop"
    if not told and laptop and "national" in secrets.partners:
        told = at_sandbox(sandbox)
    if not told:
        return {}
    token = secrets.partners.get(INWARD, "")
    return {**told, SECRET: secrets.partner("national"), **({INWARD_TOKEN: token} if token else {})}


def _read(path: str) -> Mapping[str, Any]:
    """Read the file; none is nothing: then nobody is told of anything.

    :raises ValueError: if it cannot be read, or holds what belongs into the secrets file.
    """
    if not path:
        return {}
    try:
        told = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ValueError(f"NATIONAL_SETTINGS: {path} cannot be read: {error}") from None
    if not isinstance(told, dict) or not told.get("base_url"):
        raise ValueError(f"NATIONAL_SETTINGS: {path} has keys such as base_url: and unit:")
    if {SECRET, INWARD_TOKEN} & set(told):
        raise ValueError("NATIONAL_SETTINGS: what is secret stands in the secrets file")
    return told


def at_sandbox(url: str) -> Mapping[str, Any]:
    """Give the way to the sandbox's national portal."""
    return {"base_url": url, "files_url": f"{url}/tep", **_LAPTOP}
