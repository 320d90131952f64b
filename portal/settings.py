"""Everything that differs between a laptop and a machine room, read once from the environment.

Each field's variable is its name in capitals; ``docs/settings.md`` lists them all.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from portal import keeping_settings, national_file, payment_settings, reporting_settings
from portal.secrets_file import MissingSecrets, Secrets, load_secrets

__all__ = ["SAMPLE_APP", "MissingSecrets", "Provider", "Settings", "Secrets"]

SAMPLE_APP = "lienthong-app"
"""The sandbox's app on a telephone: on a laptop the API takes the tokens it was given."""


@dataclass(frozen=True)
class Provider:
    """An identity provider people sign in at (hệ thống định danh).

    Access tokens it gave to others are taken by the API if they are for one of ``audiences``.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    acr: str = ""
    rehearsal: bool = False
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What this installation is told; nothing in it changes while a process lives."""

    env: str
    data_dir: Path
    port: int
    base_url: str
    database_url: str
    redis_url: str
    blob_url: str
    secrets: Secrets = field(repr=False)
    providers: tuple[Provider, ...]
    sms_url: str
    sms_sender: str
    national: Mapping[str, Any] = field(default_factory=dict, repr=False)
    carrier_url: str = ""
    payment_url: str = ""
    payment_client_id: str = "lienthong"
    payment_options: Mapping[str, Any] = field(default_factory=dict)
    payment_pages: tuple[str, ...] = ()
    reporting_url: str = ""
    link_days: int = 180
    draft_days: int = 60
    draft_notice_days: tuple[int, ...] = (7, 1)
    enquiry_days: int = keeping_settings.ENQUIRY_DAYS
    confirm_remind_days: tuple[int, ...] = (3, 7)
    session_minutes: int = 30
    staff_provider: Provider | None = None
    staff_session_minutes: int = 15
    file_limit: int = 50 * 1024 * 1024
    dossier_limit: int = 200 * 1024 * 1024
    upload_hours: int = 24
    lease_seconds: int = 60
    sweep_seconds: float = 1.0
    retry_hours: int = 72
    retry_first_seconds: float = 2.0
    retry_longest_seconds: float = 1800.0
    breaker_failures: int = 5
    breaker_longest_seconds: float = 60.0
    confirm_seconds: float = 120.0
    partner_timeout: float = 10.0
    proxies: int = 0
    log_format: str = "text"
    door_rate: str = "60 per minute"
    api_rate: str = "600 per minute"
    operator: str = ""
    operator_phone: str = ""
    operator_email: str = ""
    trust_roots: Path | None = None
    metrics_token: str = field(default="", repr=False)
    progress_targets: Mapping[str, int] = field(default_factory=dict)
    alarm_webhook: str = field(default="", repr=False)
    alarm_email: tuple[str, ...] = ()
    smtp_url: str = ""
    smtp_sender: str = ""
    allow_private: bool = False

    @property
    def production(self) -> bool:
        """Whether sandboxes and generated secrets are out of the question."""
        return self.env == "production"

    @property
    def embedded_broker(self) -> bool:
        """Whether the supervisor brings its own broker along."""
        return self.redis_url == f"unix://{self.broker_socket}"

    @property
    def broker_socket(self) -> Path:
        """Where the embedded broker listens."""
        return _broker_socket(self.data_dir)

    @property
    def sandboxed(self) -> bool:
        """Whether the counterparties are the sandbox's, which every page then says."""
        return self.env == "laptop"

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read the environment.

        :raises MissingSecrets: in production, if a secret is missing; none has a default there.
        :raises ValueError: if a value cannot be what its name says.
        """
        env = environ.get("PORTAL_ENV", "laptop")
        if env not in ("laptop", "production"):
            raise ValueError(f"PORTAL_ENV must be laptop or production, not {env!r}")
        data_dir = Path(environ.get("DATA_DIR", "./var")).resolve()
        port = _read("port", int, environ.get("PORT", "8000"))
        secrets_file = Path(environ.get("SECRETS_FILE", data_dir / "secrets.json"))
        secrets = load_secrets(secrets_file, generate=env == "laptop")
        if env == "production" and not environ.get("BASE_URL"):
            raise ValueError("BASE_URL must be set in production: links in messages begin with it")
        return cls(
            env=env,
            data_dir=data_dir,
            port=port,
            base_url=(environ.get("BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/"),
            database_url=environ.get("DATABASE_URL") or f"sqlite:///{data_dir}/portal.db",
            redis_url=environ.get("REDIS_URL") or f"unix://{_broker_socket(data_dir)}",
            blob_url=environ.get("BLOB_URL") or f"file://{data_dir}/blobs",
            secrets=secrets,
            providers=_providers(environ, port, secrets, laptop=env == "laptop"),
            staff_provider=_provider(environ, _STAFF, (port, secrets), laptop=env == "laptop"),
            sms_url=environ.get("SMS_URL") or (_sandbox(port, 3) if env == "laptop" else ""),
            sms_sender=environ.get("SMS_SENDER", "LIENTHONG"),
            **payment_settings.read(environ, secrets, _sandbox(port, 4) if env == "laptop" else ""),
            national=national_file.load(environ, secrets, _sandbox(port, 5)),
            trust_roots=_trust_roots(environ.get("TRUST_ROOTS", "")),
            metrics_token=environ.get("METRICS_TOKEN", ""),
            **reporting_settings.read(environ, secrets, _sandbox(port, 6)),
            **_tuning(environ, laptop=env == "laptop"),
        )


def _trust_roots(place: str) -> Path | None:
    if place and not Path(place).exists():
        raise ValueError(f"TRUST_ROOTS must be a folder or a PEM file, and {place!r} is not there")
    return Path(place).resolve() if place else None


def _broker_socket(data_dir: Path) -> Path:
    """Choose a path the system takes: a socket's may have 107 bytes at most."""
    path = data_dir / "broker" / "broker.sock"
    if len(os.fsencode(path)) <= 100:
        return path
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"lienthong-{os.getuid()}-{digest}.sock"


def _sandbox(port: int, offset: int) -> str:
    return f"http://127.0.0.1:{port + offset}"


# Name, beginning of its variables, and whether its people only rehearse.
_CITIZENS = (("national", "OIDC", False), ("rehearsal", "REHEARSAL_OIDC", True))
_STAFF = ("staff", "STAFF_OIDC", False)


def _providers(
    environ: Mapping[str, str], port: int, secrets: Secrets, *, laptop: bool
) -> tuple[Provider, ...]:
    """List who vouches for citizens: the national provider and, if told, the rehearsal's."""
    found = []
    for one in _CITIZENS:
        audiences = environ.get(f"{one[1]}_API_AUDIENCE", SAMPLE_APP if laptop else "")
        provider = _provider(environ, one, (port, secrets), laptop=laptop)
        if provider is not None:
            found.append(replace(provider, audiences=tuple(audiences.split())))
    return tuple(found)


def _provider(
    environ: Mapping[str, str],
    named: tuple[str, str, bool],
    around: tuple[int, Secrets],
    *,
    laptop: bool,
) -> Provider | None:
    """Read one provider; on a laptop each is a realm of the sandbox, elsewhere it is told.

    A laptop whose secrets were made before there was such a provider goes on without it.
    """
    (name, prefix, rehearsal), (port, secrets) = named, around
    secret = environ.get(f"{prefix}_CLIENT_SECRET") or secrets.partners.get(f"oidc.{name}")
    sandbox = f"{_sandbox(port, 1)}/{name}" if laptop and secret else ""
    issuer = environ.get(f"{prefix}_ISSUER") or sandbox
    if not issuer:
        return None
    return Provider(
        name=name,
        issuer=issuer,
        client_id=environ.get(f"{prefix}_CLIENT_ID", f"lienthong-{name}"),
        client_secret=secret or secrets.partner(f"oidc.{name}"),
        acr=environ.get(f"{prefix}_ACR", ""),
        rehearsal=rehearsal,
    )


def _read(name: str, kind: Callable[[str], Any], text: str) -> Any:
    """Read one value, or say which variable cannot be read."""
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"{name.upper()} must be a number, not {text!r}") from None


def _days(text: str) -> tuple[int, ...]:
    """Read days, each later than the one before; nothing means none."""
    days = tuple(int(day) for day in text.split())
    if any(day < 1 for day in days) or list(days) != sorted(set(days)):
        raise ValueError(text)
    return days


def _targets(text: str) -> dict[str, int]:
    """Read targets in percent, each as indicator=percent."""
    told = (word.partition("=") for word in text.split())
    targets = {code: int(percent) for code, _, percent in told}
    if not all(0 < percent <= 100 for percent in targets.values()):
        raise ValueError(text)
    return targets


# The numbers and words an operator may turn, and what each is read as.
_READERS: dict[str, Callable[[str], Any]] = {
    "link_days": int,
    "draft_days": int,
    "confirm_remind_days": _days,
    "session_minutes": int,
    "staff_session_minutes": int,
    "file_limit": int,
    "dossier_limit": int,
    "upload_hours": int,
    "lease_seconds": int,
    "sweep_seconds": float,
    "retry_hours": int,
    "retry_first_seconds": float,
    "retry_longest_seconds": float,
    "breaker_failures": int,
    "breaker_longest_seconds": float,
    "confirm_seconds": float,
    "partner_timeout": float,
    "proxies": int,
    "log_format": str,
    "door_rate": str,
    "api_rate": str,
    "operator": str,
    "operator_phone": str,
    "operator_email": str,
    "progress_targets": _targets,
    "alarm_webhook": str,
    "carrier_url": str,
    "smtp_url": str,
    "smtp_sender": str,
}


def _tuning(environ: Mapping[str, str], *, laptop: bool) -> dict[str, Any]:
    """Read the numbers an operator may turn; those not named keep the default of the class."""
    given: dict[str, Any] = {
        name: _read(name, kind, environ[name.upper()])
        for name, kind in _READERS.items()
        if name.upper() in environ
    }
    private = environ.get("ALLOW_PRIVATE_PARTNERS")
    given["allow_private"] = laptop if private is None else private == "1"
    given["alarm_email"] = tuple(environ.get("ALARM_EMAIL", "").split())
    if given["alarm_email"] and not given.get("smtp_url"):
        raise ValueError("ALARM_EMAIL needs SMTP_URL, the mail server letters go through")
    return given | keeping_settings.read(environ, given.get("draft_days", Settings.draft_days))
