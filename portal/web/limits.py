"""How often one address may knock.

Pages go on without the broker, counting in this process. The doors that guesses are tried at
(sign-in, look-up, links) do not: without a shared count they stay shut.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, abort, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import Storage

P = ParamSpec("P")
R = TypeVar("R")


def _door_rate() -> str:
    return str(current_app.config["DOOR_RATE"])


limiter = Limiter(
    get_remote_address,
    in_memory_fallback_enabled=True,
    key_prefix="lienthong",
    headers_enabled=False,
    strategy="fixed-window",
)


def install(app: Flask, broker: str, rate: str, api_rate: str) -> None:
    """Count on the broker, with ``rate`` for each door and address, ``api_rate`` for the API."""
    uri = broker.replace("unix://", "redis+unix://", 1)
    app.config.update(RATELIMIT_STORAGE_URI=uri, DOOR_RATE=rate, API_RATE=api_rate)
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"socket_connect_timeout": 0.5, "socket_timeout": 1}
    limiter.init_app(app)


def shared() -> bool:
    """Say whether all processes count together now: the broker answers."""
    storage: Storage = limiter.storage
    return bool(storage.check())


def door(view: Callable[P, R]) -> Callable[P, R]:
    """Limit a view that guesses can be tried at; while nothing can be counted it answers 503."""
    limited = limiter.limit(_door_rate)(view)

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not shared():
            abort(503)
        return limited(*args, **kwargs)

    return guarded
