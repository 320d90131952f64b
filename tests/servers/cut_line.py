"""A line that is cut: passes bytes on to a server, and breaks when it is told to."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_READ = 16 * 1024


class CutLine:
    """Passes what comes on to a port; ``cuts`` says after how many bytes sent up it breaks."""

    def __init__(self, port: int, cuts: list[int]) -> None:
        self._port, self.left, self.sent = port, list(cuts), 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._lock = threading.Lock()

    def serve(self) -> None:
        """Take connections until the door is closed."""
        while True:
            try:
                here, _address = self._door.accept()
            except OSError:
                return
            there = socket.create_connection(("127.0.0.1", self._port))
            for source, goal, up in ((here, there, True), (there, here, False)):
                threading.Thread(target=self._pass, args=(source, goal, up), daemon=True).start()

    def close(self) -> None:
        """Take no more."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _pass(self, source: socket.socket, goal: socket.socket, up: bool) -> None:
        with suppress(OSError):
            while data := source.recv(_READ):
                if up and self._breaks(len(data)):
                    break
                goal.sendall(data)
        for end in (source, goal):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _breaks(self, count: int) -> bool:
        with self._lock:
            self.sent += count
            if self.left and self.sent > self.left[0]:
                self.left.pop(0)
                return True
            return False


@contextmanager
def cut_line(port: int, cuts: list[int]) -> Iterator[CutLine]:
    """Lay such a line until the block ends."""
    line = CutLine(port, cuts)
    thread = threading.Thread(target=line.serve)
    thread.start()
    yield line
    line.close()
    thread.join()
