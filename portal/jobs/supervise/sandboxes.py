"""The sandbox counterparties of a laptop, and what each is told of the portal."""

import json
from collections.abc import Callable, Mapping

from portal import crypto, national_file
from portal.jobs.supervise.samples import SAMPLES
from portal.settings import SAMPLE_APP, Provider, Settings

APP_CALLBACK = "vn.lienthong.app:/dang-nhap"
# Where the staff comes back to from their provider: operators, officers, those who report.
DOORS = ("console", "desk", "bao-cao")
TITLES = {
    "identity": "Identity provider",
    "agency": "Agency's system",
    "sms": "SMS centre",
    "payment": "Payment platform",
    "national": "National portal",
    "reporting": "Reporting system",
}


def port(name: str, settings: Settings) -> int:
    """Give the port of a sandbox: they listen beside the portal."""
    return settings.port + 1 + list(TITLES).index(name)


def environment(name: str, settings: Settings) -> Mapping[str, str]:
    """Say in variables what a sandbox must know: it reads nothing of the portal's own."""
    return {
        "SANDBOX_PORT": str(port(name, settings)),
        "SANDBOX_DIR": str(settings.data_dir / "sandbox" / name),
        **_TOLD[name](settings),
    }


def _clients(settings: Settings) -> Mapping[str, str]:
    staff = (settings.staff_provider,) if settings.staff_provider else ()
    clients = [
        *(_client(provider, settings.base_url) for provider in settings.providers),
        *(
            _client(provider, *(f"{settings.base_url}/{door}" for door in DOORS))
            for provider in staff
        ),
    ]
    # An app that anybody can take apart has no secret: PKCE alone makes a code its own.
    apps = [
        {
            "client_id": SAMPLE_APP,
            "client_secret": "",
            "realm": provider.name,
            "redirect_uris": [APP_CALLBACK],
        }
        for provider in settings.providers
    ]
    clients += apps
    return {"SANDBOX_CLIENTS": json.dumps(clients)}


def _client(provider: Provider, *entries: str) -> Mapping[str, object]:
    """Register a client whose ways back begin with one of ``entries``."""
    return {
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
        "realm": provider.name,
        "redirect_uris": [f"{entry}/dang-nhap/ket-qua" for entry in entries],
        "post_logout_redirect_uris": [f"{entry}/dang-xuat/xong" for entry in entries],
    }


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
        if not sample.desk
    ]
    return {"SANDBOX_AGENCIES": json.dumps(agencies)}


def _token(settings: Settings) -> Mapping[str, str]:
    return {"SANDBOX_SMS_TOKEN": settings.secrets.partner("sms")}


def _portal(settings: Settings) -> str:
    return f"http://127.0.0.1:{settings.port}"


def _account(settings: Settings) -> Mapping[str, str]:
    told = settings.national or national_file.at_sandbox("")
    store = national_file.of_store(told)
    return {
        "SANDBOX_NATIONAL_USERNAME": told["username"],
        "SANDBOX_NATIONAL_UNIT": told["unit"],
        "SANDBOX_NATIONAL_UNITS": " ".join(each.code for each in SAMPLES if not each.rehearsal),
        "SANDBOX_NATIONAL_TOKEN": str(told.get(national_file.INWARD_TOKEN, "")),
        "SANDBOX_NATIONAL_HAND_OVER_URL": f"{_portal(settings)}/api/v1/national/nhanhsdvcqg",
        # A laptop whose secrets are older than this sandbox calls it with none.
        "SANDBOX_NATIONAL_PASSWORD": str(told.get(national_file.SECRET) or "khong-ai-biet"),
        "SANDBOX_NATIONAL_STORE_USERNAME": str(store.get("username", "")),
        "SANDBOX_NATIONAL_STORE_PASSWORD": str(store.get(national_file.SECRET, "")),
    }


def _platform(settings: Settings) -> Mapping[str, str]:
    """Tell the payment platform who its client is; one whose secrets are older goes without."""
    keys = settings.secrets.partners
    return {
        "SANDBOX_CLIENT_ID": settings.payment_client_id,
        "SANDBOX_KEY_1": keys.get("payment.key_1", "none"),
        "SANDBOX_KEY_2": keys.get("payment.key_2", "none"),
        "SANDBOX_CALLBACK_URL": f"http://127.0.0.1:{settings.port}/api/v1/payments/callback",
    }


def _reporting(settings: Settings) -> Mapping[str, str]:
    """Tell the reporting system by whose key reports are signed."""
    key = crypto.public_key(settings.secrets.key("acknowledgement"))
    return {
        # A laptop whose secrets are older than this sandbox sends it nothing.
        "SANDBOX_REPORTING_TOKEN": settings.secrets.partners.get("reporting", "none"),
        "SANDBOX_PUBLIC_KEY": key.public_bytes_raw().hex(),
    }


_TOLD: Mapping[str, Callable[[Settings], Mapping[str, str]]] = {
    "identity": _clients,
    "agency": _agencies,
    "sms": _token,
    "payment": _platform,
    "national": _account,
    "reporting": _reporting,
}
