"""Where fees are paid, as the environment says."""

import json
from collections.abc import Mapping
from typing import Any

from portal.secrets_file import PAYMENT, Secrets


def read(environ: Mapping[str, str], secrets: Secrets, sandbox: str) -> dict[str, Any]:
    """Read the settings of the payment platform; ``sandbox`` is its address on a laptop, or "".

    A laptop whose secrets are older than that goes on without.

    :raises ValueError: if a value cannot be what its name says.
    """
    url = environ.get("PAYMENT_URL") or (sandbox if {*PAYMENT} <= {*secrets.partners} else "")
    try:
        options = json.loads(environ.get("PAYMENT_OPTIONS") or "{}")
    except ValueError:
        options = None
    if not isinstance(options, dict):
        raise ValueError("PAYMENT_OPTIONS must be a JSON object of the connector's settings")
    return {
        "payment_url": url,
        "payment_client_id": environ.get("PAYMENT_CLIENT_ID", "lienthong"),
        "payment_options": options,
        # Browsers are only sent on from a form to addresses that are named beforehand.
        "payment_pages": tuple((environ.get("PAYMENT_PAGES") or url).split()),
    }
