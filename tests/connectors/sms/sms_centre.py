"""An SMS centre as its vendor would write it from the published contract alone."""

import json
from contextlib import contextmanager

from tests.connectors.raw_server import plain, raw_server, take_request

TOKEN = "t0ken-of-the-centre"


class Centre:
    """What it holds by reference, and whether it hangs up after taking a message."""

    def __init__(self):
        self.messages = {}
        self.hangs_up = False
        self.doubles = False
        self.lets_anybody_in = False

    def deed(self, connection, server):
        while request := take_request(connection):
            head, _, body = request.partition(b"\r\n\r\n")
            answer = self.answer(head.decode(), body)
            if answer is None:
                return
            connection.sendall(answer)

    def answer(self, head, body):
        method, path, _ = head.split("\r\n")[0].split(" ")
        if f"Authorization: Bearer {TOKEN}" not in head and not self.lets_anybody_in:
            return plain("401 Who", b'{"error":"token"}')
        if method == "GET":
            return self.told(path.rsplit("/", 1)[-1])
        return self.taken(json.loads(body))

    def told(self, reference):
        held = self.messages.get(reference)
        if held is None:
            return plain("404 Where", b"{}")
        return plain("200 OK", json.dumps({"id": held["id"], "status": held["status"]}).encode())

    def taken(self, sent):
        again = sent["reference"] in self.messages and not self.doubles
        if not again:
            number = f"m{len(self.messages)}-{self.doubles and id(sent)}"
            self.messages[sent["reference"]] = {**sent, "id": number, "status": "queued"}
        if self.hangs_up:
            return None
        said = {"id": self.messages[sent["reference"]]["id"], "status": "queued"}
        return plain("200 OK" if again else "202 Taken", json.dumps(said).encode())


@contextmanager
def running_centre():
    """Run a centre on a free port until the block ends; gives it and its address."""
    centre = Centre()
    with raw_server(centre.deed) as server:
        yield centre, server.url
