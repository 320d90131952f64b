"""Where reports go that leave the portal (hệ thống thông tin báo cáo)."""

from collections.abc import Mapping
from typing import Any

from portal.secrets_file import Secrets


def read(environ: Mapping[str, str], secrets: Secrets, sandbox: str) -> dict[str, Any]:
    """Read its address; on a laptop it is the ``sandbox``, unless its secrets are older."""
    laptop = environ.get("PORTAL_ENV", "laptop") == "laptop"
    default = sandbox if laptop and "reporting" in secrets.partners else ""
    return {"reporting_url": environ.get("REPORTING_URL") or default}
