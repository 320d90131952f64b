"""Loopback ports nobody listens on."""

import socket
from contextlib import ExitStack


def free_port() -> int:
    """Give a loopback port that is free now."""
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Give neighbouring loopback ports that are free now, as a portal and its sandboxes need."""
    while True:
        with ExitStack() as held:
            first = held.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1]
            wanted = list(range(first, first + count))
            try:
                for port in wanted[1:]:
                    held.enter_context(socket.create_server(("127.0.0.1", port)))
            except (OSError, OverflowError):
                continue
            return wanted
