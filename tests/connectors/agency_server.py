"""An agency's one-stop system as its vendor would write it from the published contract alone.

Shares no code with the connector. ``faults`` switches on what real systems do wrong.
"""

import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY_ID, SECRET = "h41-2026", "0123456789abcdef0123456789abcdef"


class Agency(ThreadingHTTPServer):
    """What the system holds, and how it misbehaves."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.keys = {KEY_ID: SECRET}
        self.faults = set()
        self.dossiers, self.by_key, self.files, self.news = {}, {}, {}, []
        self.letters = {}
        self.nonces, self.log, self.sockets = set(), [], []
        self.lock = threading.RLock()
        self.over = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/api"

    def get_request(self):
        connection, address = super().get_request()
        self.sockets.append(connection)
        return connection, address

    def handle_error(self, request, client_address):
        """Callers that hang up are part of the tests."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 10

    def log_message(self, *args):
        """Stay quiet."""

    def say(self, status, said=None, content=None, **headers):
        content = json.dumps(said).encode() if content is None else content
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def handle_any(self):
        agency = self.server
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.parts = urlsplit(self.path)
        self.named = self.parts.path.rsplit("/", 1)[-1]
        with agency.lock:
            agency.log.append((self.command, self.parts.path))
        if self.misbehaves_before():
            return
        refusal = self.refusal()
        if refusal and "trusts_anybody" not in agency.faults:
            self.say(401, {"error": refusal})
            return
        room = self.parts.path.removeprefix("/api/").split("/")[0]
        getattr(self, f"{self.command}_{room}")()

    do_GET = do_PUT = do_POST = handle_any

    def misbehaves_before(self):
        faults = self.server.faults
        if "500" in faults:
            self.say(500, {"error": "oops"})
        elif "429" in faults:
            self.say(429, {"error": "slow down"}, Retry_After="7")
        elif "hangs" in faults:
            self.server.over.wait(10)
            self.close_connection = True
        else:
            return False
        return True

    def refusal(self):
        agency, given = self.server, self.headers
        secret = agency.keys.get(given.get("X-LT-Key", ""))
        if secret is None:
            return "key"
        stamp, nonce = given.get("X-LT-Timestamp", ""), given.get("X-LT-Nonce", "")
        if abs(time.time() - int(stamp)) > 300:
            return "stale"
        hashed = hashlib.sha256(self.body).hexdigest()
        if self.command == "PUT":
            hashed = self.named
        text = f"v1\n{self.command}\n{self.path}\n{stamp}\n{nonce}\n{hashed}"
        wanted = "v1=" + hmac.new(secret.encode(), text.encode(), "sha256").hexdigest()
        if not hmac.compare_digest(wanted, given.get("X-LT-Signature", "")):
            return "signature"
        with agency.lock:
            if nonce in agency.nonces and "forgets_nonces" not in agency.faults:
                return "replayed"
            agency.nonces.add(nonce)
        return None

    def PUT_files(self):
        agency = self.server
        if hashlib.sha256(self.body).hexdigest() != self.named or "damages" in agency.faults:
            if "takes_damaged_files" not in agency.faults:
                self.say(422, {"error": "hash"})
                return
        with agency.lock:
            known = self.named in agency.files
            agency.files[self.named] = self.body
        self.say(200 if known else 201, {})

    def GET_files(self):
        content = self.server.files.get(self.named)
        if content is None:
            self.say(404, {})
        else:
            self.say(200, content=content)

    def POST_dossiers(self):
        agency, sent = self.server, json.loads(self.body)
        with agency.lock:
            letter = self.named in ("supplements", "messages", "ratings", "withdrawal")
            status, said = self.take_letter(sent) if letter else self.take(sent)
        if "drops_after_taking" in agency.faults:
            self.close_connection = True
            return
        if "500_after_taking" in agency.faults:
            status, said = 500, {}
        if "mumbles" in agency.faults:
            self.say(200, content=b"<html>OK</html>")
            return
        self.say(status, said)

    def take(self, sent):
        agency = self.server
        code, content = sent["code"], sent["content_hash"]
        if "refuses" in agency.faults:
            return 422, {"outcome": "refused", "reasons": [{"field": "owner", "message": "Thiếu"}]}
        missing = [file for file in sent["files"] if file["sha256"] not in agency.files]
        if missing:
            return 422, {"outcome": "refused", "reasons": [{"field": "files", "message": "?"}]}
        held = agency.dossiers.get(code)
        if "doubles" in agency.faults:
            held = None
        if held and held["content_hash"] != content and "overwrites" not in agency.faults:
            return 409, {"error": "conflict"}
        if held:
            held["content_hash"] = content
            return 200, {"outcome": "duplicate", "reference": held["reference"]}
        reference = f"MC-{len(agency.log)}"
        if "yes_without_effect" not in agency.faults:
            agency.dossiers[code] = {**sent, "reference": reference}
        return 200, {"outcome": "accepted", "reference": reference, "new_field": {"x": [1]}}

    def take_letter(self, sent):
        agency, code = self.server, self.parts.path.split("/")[-2]
        if code not in agency.dossiers or code != sent["code"]:
            return 404, {"error": "unknown"}
        missing = [f for f in sent.get("files", ()) if f["sha256"] not in agency.files]
        if missing:
            return 422, {"outcome": "refused", "reasons": [{"field": "files", "message": "?"}]}
        name = "withdrawal" if self.named == "withdrawal" else sent["id"]
        held = agency.letters.get((code, name))
        if held and (held["id"], held["content_hash"]) != (sent["id"], sent["content_hash"]):
            return 409, {"error": "conflict"}
        if "forgets_letters" not in agency.faults:
            agency.letters[code, name] = sent
        return 200, {"outcome": "duplicate" if held else "accepted"}

    def list_dossiers(self):
        faults, held = self.server.faults, list(self.server.dossiers.values())
        if "no_list" in faults:
            self.say(404, {"error": "no list"})
            return
        after = int(parse_qs(self.parts.query, keep_blank_values=True)["after"][0] or 0)
        page = held[after : after + 2]
        following = after + len(page)
        if "list_stands_still" in faults:
            following = 0
        elif "list_overlaps" in faults and len(page) > 1:
            following -= 1
        if "list_forgets" in faults:
            page = page[:1]
        self.say(200, {"items": [self.held(one) for one in page], "next": str(following)})

    def held(self, dossier):
        said = {name: dossier[name] for name in ("code", "reference", "content_hash")}
        return {**said, "state": "in_process", "received_at": "2026-11-23T15:00:00+07:00"}

    def GET_dossiers(self):
        if self.parts.path == "/api/dossiers":
            self.list_dossiers()
            return
        parts = self.parts.path.removeprefix("/api/dossiers/").split("/")
        if len(parts) > 1:
            held = self.server.letters.get((parts[0], self.named))
            said = {name: held[name] for name in ("id", "content_hash")} if held else {}
            self.say(200 if held else 404, said)
            return
        held = self.server.dossiers.get(self.named)
        if held is None:
            self.say(404, {"error": "unknown"})
            return
        self.say(200, self.held(held))

    def GET_news(self):
        asked = parse_qs(self.parts.query, keep_blank_values=True)
        after = int(asked["after"][0] or 0)
        items = self.server.news[after : after + int(asked["limit"][0])]
        self.say(200, {"items": items, "next": str(after + len(items))})


@contextmanager
def running_agency():
    """Run an agency's system on a free port until the block ends."""
    with Agency() as agency:
        thread = threading.Thread(target=agency.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield agency
        finally:
            agency.over.set()
            agency.shutdown()
            thread.join(5)
            for connection in agency.sockets:
                connection.close()
