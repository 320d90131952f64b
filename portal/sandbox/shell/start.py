"""How a sandbox starts and ends: settings from the environment, one line when ready, SIGTERM."""

import errno
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from flask import Flask
from waitress import create_server
from waitress.server import BaseWSGIServer

from portal.sandbox.shell.troubles import Gate, Patience

HOST = "127.0.0.1"
THREADS = 8


class WrongSettings(ValueError):
    """The environment does not say what this sandbox needs; the text names the variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a sandbox listens, keeps its store, and what else the environment says."""

    port: int
    folder: Path
    base_url: str
    environ: Mapping[str, str]

    def text(self, name: str) -> str:
        """Read a variable that must be there.

        :raises WrongSettings: when it is missing or empty.
        """
        value = self.environ.get(name, "").strip()
        if not value:
            raise WrongSettings(f"{name} is not set")
        return value

    def objects(self, name: str) -> list[dict[str, Any]]:
        """Read a variable that holds a JSON list of objects.

        :raises WrongSettings: when it does not.
        """
        try:
            value = json.loads(self.text(name))
        except json.JSONDecodeError as error:
            raise WrongSettings(f"{name} is not JSON: {error}") from error
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise WrongSettings(f"{name} must be a JSON list of objects")
        return value


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read what every sandbox needs.

    :raises WrongSettings: in production, or when the port or the folder is missing.
    """
    if environ.get("PORTAL_ENV", "").strip().lower() == "production":
        raise WrongSettings("a sandbox does not run when PORTAL_ENV is production")
    port = environ.get("SANDBOX_PORT", "")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise WrongSettings("SANDBOX_PORT must be a port number")
    folder = environ.get("SANDBOX_DIR", "")
    if not folder:
        raise WrongSettings("SANDBOX_DIR is not set")
    base_url = environ.get("SANDBOX_BASE_URL", "").rstrip("/") or f"http://{HOST}:{port}"
    return Settings(int(port), Path(folder), base_url, environ)


def main(name: str, build: Callable[[Settings, Patience], Flask]) -> None:
    """Run one sandbox until SIGTERM or Ctrl-C; what keeps it from starting is one clear line."""
    # Waitress warns whenever a request waits for a thread, which hanging requests do on purpose.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    patience = Patience()
    try:
        settings = read_settings(os.environ)
        server = _server(build(settings, patience), settings.port)
    except (WrongSettings, OSError) as error:
        print(f"Sandbox {name} cannot start: {error}", file=sys.stderr, flush=True)
        sys.exit(2)

    def end(_signal: int, _frame: FrameType | None) -> None:
        patience.stop.set()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    print(f"Sandbox {name} ready: {settings.base_url}", flush=True)
    server.run()
    server.close()
    patience.stop.set()


def _server(app: Flask, port: int) -> BaseWSGIServer:
    try:
        return create_server(
            Gate(app),
            host=HOST,
            port=port,
            threads=THREADS,
            ident="",
            channel_request_lookahead=1,
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise WrongSettings(f"port {port} is in use") from error
        raise
