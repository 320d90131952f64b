"""How the national portal is reached: one YAML file, which an operator writes once.

It holds the settings of the connector ``national_portal``, under ``store`` those of
``national_store``, and no secret.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from portal.secrets_file import Secrets

SECRET, INWARD_TOKEN = "password", "inward_token"
INWARD = "national_inward"
"""The secret the national portal proves itself by when it hands dossiers over."""
STORE, STORE_SECRET = "store", "national_store"
"""The part of the file about the store of personal papers; the secret we sign in there with."""
_LAPTOP = {"username": "tinh-mau", "unit": "000.00.00.H41"}


def load(environ: Mapping[str, str], secrets: Secrets, sandbox: str) -> Mapping[str, Any]:
    """Read the ways to the national portal and its store, passwords with them; nothing if untold.

    A laptop goes to the ``sandbox``, if its secrets are young enough to know that one.

    :raises MissingSecrets: if there is a way and no password.
    """
    told = _read(environ.get("NATIONAL_SETTINGS", ""))
    laptop = environ.get("PORTAL_ENV", "laptop") == "laptop"
    if not told and laptop and "national" in secrets.partners:
        told = at_sandbox(sandbox)
        if STORE_SECRET not in secrets.partners:
            told = of_portal(told)
    if not told:
        return {}
    token = secrets.partners.get(INWARD, "")
    whole = {**told, SECRET: secrets.partner("national")}
    if STORE in told:
        whole[STORE] = {**told[STORE], SECRET: secrets.partner(STORE_SECRET)}
    return {**whole, INWARD_TOKEN: token} if token else whole


def of_portal(national: Mapping[str, Any]) -> dict[str, Any]:
    """Give the way to the portal itself."""
    return {name: value for name, value in national.items() if name != STORE}


def of_store(national: Mapping[str, Any]) -> dict[str, Any]:
    """Give the way to its store of personal papers; empty if there is none."""
    return dict(national.get(STORE, {}))


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
    store = told.get(STORE, {"base_url": ""})
    if not isinstance(store, dict) or "base_url" not in store:
        raise ValueError(f"NATIONAL_SETTINGS: {path}: store: has keys such as base_url:")
    if {SECRET, INWARD_TOKEN} & {*told, *store}:
        raise ValueError("NATIONAL_SETTINGS: what is secret stands in the secrets file")
    return told


def at_sandbox(url: str) -> Mapping[str, Any]:
    """Give the ways to the sandbox's national portal and its store."""
    store = {"base_url": url, "username": _LAPTOP["unit"]}
    return {"base_url": url, "files_url": f"{url}/tep", **_LAPTOP, STORE: store}
