"""A TCP server that does to each connection what a test wants, to see how callers take it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class RawServer:
    """Where it listens, what it was sent, and a switch that ends every wait of its threads."""

    port: int
    over: threading.Event = field(default_factory=threading.Event)
    connections: int = 0
    heard: list[bytes] = field(default_factory=list)
    open: list[socket.socket] = field(default_factory=list)

    def hang_up(self) -> None:
        """End every connection, kept alive or not."""
        self.over.set()
        for connection in self.open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def take_request(connection: socket.socket) -> bytes:
    """Read one request, body included."""
    got = b""
    while b"\r\n\r\n" not in got:
        chunk = connection.recv(65536)
        if not chunk:
            return got
        got += chunk
    head, _, body = got.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        chunk = connection.recv(65536)
        if not chunk:
            break
        body += chunk
    return head + b"\r\n\r\n" + body


Deed = Callable[[socket.socket, RawServer], None]


def _serve(deed: Deed, connection: socket.socket, server: RawServer) -> None:
    # The caller may hang up first, which is what some tests are about.
    with connection, suppress(OSError):
        deed(connection, server)


def _accept(listener: socket.socket, deed: Deed, server: RawServer) -> None:
    threads = []
    while True:
        connection, _ = listener.accept()
        if server.over.is_set():
            connection.close()
            break
        server.connections += 1
        server.open.append(connection)
        thread = threading.Thread(target=_serve, args=(deed, connection, server))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join(5)


@contextmanager
def raw_server(deed: Deed) -> Iterator[RawServer]:
    """Run the deed on every connection, in its own thread, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = RawServer(listener.getsockname()[1])
        thread = threading.Thread(target=_accept, args=(listener, deed, server))
        thread.start()
        try:
            yield server
        finally:
            server.hang_up()
            socket.create_connection(("127.0.0.1", server.port)).close()
            thread.join(5)


def answering(answer: bytes) -> Deed:
    """Answer every request of a connection with these bytes."""

    def deed(connection: socket.socket, server: RawServer) -> None:
        while request := take_request(connection):
            server.heard.append(request)
            connection.sendall(answer)

    return deed


def silent(connection: socket.socket, server: RawServer) -> None:
    """Take a request and never answer."""
    server.heard.append(take_request(connection))
    server.over.wait(10)


def dropping(connection: socket.socket, server: RawServer) -> None:
    """Take a request and hang up."""
    server.heard.append(take_request(connection))


def plain(status: str, body: bytes = b"", *headers: str) -> bytes:
    """Write an answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
