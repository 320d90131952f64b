"""What each way to the national portal has: an adapter's paths, and a session kept for its time."""

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from connectors.errors import Unavailable
from connectors.settings import SettingsReader

# The two adapters a security server has had: X-Road's, and the one that follows it.
_ADAPTERS = {"xrd": "/XrdAdapter/RestService/forward", "vxp": "/VXPAdapter/RestService/forward"}
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+", re.ASCII)
USUAL_DESTINATION = "VN:GOV:000.00.00.G22:vpcpdvcprovider"


def paths(reader: SettingsReader, usual: Mapping[str, str]) -> Mapping[str, str]:
    """Read the paths of calls, by the name of their setting: ``usual`` beneath the adapter."""
    adapter = _ADAPTERS.get(reader.choice("adapter", tuple(_ADAPTERS)), "")
    told = {name: reader.text(name, f"{adapter}{path}") for name, path in usual.items()}
    for name, path in told.items():
        if not _PATH.fullmatch(path):
            reader.problems.append(f"{name} is such as {_ADAPTERS['xrd']}{usual[name]}")
    return told


@dataclass(frozen=True, slots=True)
class Key:
    """A session, and until when it is taken (aware UTC)."""

    text: str = field(repr=False)
    until: datetime


class Kept:
    """A session, fetched by one at a time and kept until its time is over or it is dropped."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._key: Key | None = None
        self._lock = threading.Lock()

    def renew(self, fetch: Callable[[], Key]) -> None:
        """Fetch a fresh session whatever is kept."""
        with self._lock:
            self._key = fetch()

    def current(self, fetch: Callable[[], Key], seconds: float = -1) -> Key:
        """Give the session, fetched if there is none; -1 waits for another's fetching for ever.

        :raises Unavailable: if another has been fetching it for so many seconds.
        """
        if not self._lock.acquire(timeout=seconds):
            raise Unavailable("signing in took longer than we wait")
        try:
            if self._key is None or self._clock() >= self._key.until:
                self._key = fetch()
            return self._key
        finally:
            self._lock.release()

    def drop(self, key: Key) -> None:
        """Forget a session that is taken no longer, unless there is a newer one by now."""
        with self._lock:
            if self._key is key:
                self._key = None
