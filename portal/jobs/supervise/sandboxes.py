"""The sandbox counterparties of a laptop, and what each is told of the portal."""

import json
from collections.abc import Mapping

from portal.jobs.supervise.samples import SAMPLES
from portal.settings import Settings

TITLES = {"identity": "Identity provider", "agency": "Agency's system", "sms": "SMS centre"}


def port(name: str, settings: Settings) -> int:
    """Give the port of a sandbox: they listen beside the portal."""
    return settings.port + 1 + list(TITLES).index(name)


def environment(name: str, settings: Settings) -> Mapping[str, str]:
    """Say in variables what a sandbox must know: it reads nothing of the portal's own."""
    told = {"identity": _clients, "agency": _agencies, "sms": _token}[name]
    return {
        "SANDBOX_PORT": str(port(name, settings)),
        "SANDBOX_DIR": str(settings.data_dir / "sandbox" / name),
        **told(settings),
    }


def _clients(settings: Settings) -> Mapping[str, str]:
    clients = [
        {
            "client_id": provider.client_id,
            "client_secret": provider.client_secret,
            "realm": provider.name,
            "redirect_uris": [f"{settings.base_url}/dang-nhap/ket-qua"],
            "post_logout_redirect_uris": [f"{settings.base_url}/dang-xuat/xong"],
        }
        for provider in settings.providers
    ]
    return {"SANDBOX_CLIENTS": json.dumps(clients)}


def _agencies(settings: Settings) -> Mapping[str, str]:
    agencies = [
        {
            "code": sample.code,
            "name": sample.name,
            "key_id": sample.key_id,
            "secret": sample.secret(settings),
            "portal_url": f"http://127.0.0.1:{settings.port}/api/v1/agencies/{sample.code}",
            "autopilot": sample.rehearsal,
        }
        for sample in SAMPLES
    ]
    return {"SANDBOX_AGENCIES": json.dumps(agencies)}


def _token(settings: Settings) -> Mapping[str, str]:
    return {"SANDBOX_SMS_TOKEN": settings.secrets.partner("sms")}
