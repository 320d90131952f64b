"""Loopback ports nobody listens on."""

import secrets
import socket
from contextlib import ExitStack

# Below those that Linux gives to whoever calls out: such a call would take a port found free here
# before the server meant for it listens.
_RANGE = range(12_000, 32_000)


def free_port() -> int:
    """Give a loopback port that is free now."""
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Give neighbouring loopback ports that are free now, as a portal and its sandboxes need."""
    while True:
        first = secrets.choice(_RANGE)
        wanted = list(range(first, first + count))
        with ExitStack() as held:
            try:
                for port in wanted:
                    held.enter_context(socket.create_server(("127.0.0.1", port)))
            except OSError:
                continue
            return wanted
