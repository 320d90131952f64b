"""The portal a form is tried in: its settings, its furniture, its sample citizen, its door."""

import http.server
import secrets
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from forms.loader import load
from forms.spec import Form
from portal import clock
from portal.domain import calendar_seed
from portal.jobs.supervise.checks import Answers
from portal.jobs.supervise.plan import ROOT, Child, Stage
from portal.runtime import Runtime
from portal.services import agencies, calendars, citizens, publishing, sessions
from portal.services.agencies import NewAgency
from portal.services.citizens import Identity
from portal.services.sessions import SignIn
from portal.settings import Settings

_BY = "portal forms try"
_COOKIE = "lt_session"
PROFILE = {
    "full_name": "Nguyễn Thị Mẫu",
    "citizen_number": "000190000011",
    "birth_date": "1990-03-27",
    "gender": "female",
    "phone": "0900000011",
    "email": "mau@example.vn",
    "residence": "Số 1 đường Mẫu, phường Thành Vinh, tỉnh Nghệ An",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
}
"""What the identity provider says of the sample citizen, who does not exist."""


@dataclass
class Trial:
    """A portal for one form. ``warnings`` say what keeps the form from being filled in."""

    settings: Settings
    child: Child
    door_port: int
    secret: str
    token: str = field(default="", repr=False)
    start: str = "/"
    warnings: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where the browser gets its session and is led to the form."""
        return f"http://localhost:{self.door_port}/{self.secret}"

    @contextmanager
    def door(self) -> Iterator[None]:
        """Hand the session to whoever knows the address, until the block is left.

        Browsers share cookies between the ports of a host: what this door sets, the portal gets.
        """
        place, cookie = f"{self.settings.base_url}{self.start}", f"{_COOKIE}={self.token}"
        secret = self.secret

        class Door(http.server.BaseHTTPRequestHandler):
            """Gives a cookie and the way to the form."""

            def do_GET(self) -> None:
                """Let in who knows the address."""
                known = secrets.compare_digest(self.path.encode(), f"/{secret}".encode())
                self.send_response(HTTPStatus.SEE_OTHER if known else HTTPStatus.NOT_FOUND)
                if known:
                    self.send_header("Set-Cookie", f"{cookie}; Path=/; HttpOnly; SameSite=Lax")
                    self.send_header("Location", place)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: the address is a secret."""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", self.door_port), Door)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()


def prepare(folder: Path) -> Trial:
    """Choose ports and settings; nothing of the real portal's is used, whatever is set."""
    port, door_port = _free_ports()
    environment = {
        "PORTAL_ENV": "laptop",
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "BASE_URL": f"http://localhost:{port}",
        "DATABASE_URL": f"sqlite:///{folder}/portal.db",
        "BLOB_URL": f"file://{folder}/blobs",
        "REDIS_URL": f"unix://{folder}/no-broker",
        "SECRETS_FILE": str(folder / "secrets.json"),
        "OIDC_ISSUER": "",
        "REHEARSAL_OIDC_ISSUER": "",
        "SMS_URL": "",
        "PROXIES": "0",
        "SESSION_MINUTES": "720",
    }
    (folder / "log").mkdir()
    argv = [sys.executable, "-m", "gunicorn", "wsgi:app", "--chdir", str(ROOT)]
    argv += ["--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    argv += ["--worker-class", "gthread", "--workers", "1", "--threads", "8"]
    child = Child("web", tuple(argv), Answers(port), Stage.FRONT, environment)
    return Trial(Settings.load(environment), child, door_port, secrets.token_urlsafe(16))


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(
        ("127.0.0.1", 0)
    ) as other:
        return one.getsockname()[1], other.getsockname()[1]


def furnish(trial: Trial, runtime: Runtime, file: Path) -> None:
    """Put in a calendar, the form, agencies that take it, and a citizen who is signed in."""
    source = file.read_text(encoding="utf-8")
    form, today = load(source, str(file)), clock.today()
    with runtime.db.write() as session:
        seeded = calendar_seed.seed(today.year - 1, today.year + 1)
        calendars.publish(session, seeded, approved_by=_BY)
        publishing.publish(session, form, source, _BY)
        for number, level in enumerate(dict.fromkeys(each.level for each in form.competence)):
            agencies.add(session, runtime, _agency(f"H41.{90 + number % 10}", level))
        identity = Identity("https://sample.invalid", "mau", "2", False, PROFILE)
        citizen = citizens.recognise(session, runtime, identity)
        sign_in = SignIn("national", None, str(max(2, form.assurance)), "")
        trial.token = sessions.start(session, runtime, citizen, sign_in)
    trial.start = f"/thu-tuc/{quote(form.code)}/bat-dau"
    if not _open_today(form, today):
        trial.warnings = ("No agency may take this form today: look at `competence:`",)


def _open_today(form: Form, today: date) -> bool:
    return any(
        (each.valid_from is None or each.valid_from <= today)
        and (each.valid_until is None or today <= each.valid_until)
        for each in form.competence
    )


def _agency(code: str, level: str) -> NewAgency:
    return NewAgency(
        code=code,
        name=f"Cơ quan mẫu ({level})",
        name_en=f"Sample agency ({level})",
        level=level,
        place="16681",
        connector="one_stop",
        endpoint={"base_url": "http://127.0.0.1:9"},
        secret={"key_id": "sample", "secret": secrets.token_hex(32)},
    )


def publish(trial: Trial, file: Path) -> None:
    """Let a newer text of the form go live."""
    source = file.read_text(encoding="utf-8")
    runtime = Runtime.make(trial.settings)
    try:
        with runtime.db.write() as session:
            publishing.publish(session, load(source, str(file)), source, _BY)
    finally:
        runtime.close()
