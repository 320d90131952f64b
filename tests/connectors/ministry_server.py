"""A ministry's adapter as its vendor would write it from what is known of the dialect alone.

Shares no code with the connector. ``faults`` switches on what real systems do wrong.
"""

import hashlib
import json
import re
import threading
import uuid
from contextlib import contextmanager
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

CLIENT_ID, CLIENT_SECRET = "cong-lien-thong", "bi-mat-cua-bo-0123456789abcdefghij"
LIFE = 600
SPACED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
COMPACT = re.compile(r"\d{14}")


class Adapter(ThreadingHTTPServer):
    """What the adapter holds, and how it misbehaves."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults, self.tokens, self.log, self.sockets = set(), set(), [], []
        self.drawn, self.files, self.dossiers, self.changes = [], {}, [], []
        self.lock = threading.RLock()
        self.over = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/dvc"

    def get_request(self):
        connection, address = super().get_request()
        self.sockets.append(connection)
        return connection, address

    def handle_error(self, request, client_address):
        """Callers that hang up are part of the tests."""

    def calls(self, name):
        """Count the calls to an address."""
        return self.log.count(name)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 10

    def log_message(self, *args):
        """Stay quiet."""

    def say(self, status, message="", data=None, content=None):
        said = {"code": status, "message": message, "data": data, "traceId": "moi"}
        if "words_for_codes" in self.server.faults:
            said["code"] = "00" if status == 200 else str(status)
        content = json.dumps(said).encode() if content is None else content
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def hang_up(self):
        self.close_connection = True

    def handle_any(self):
        adapter = self.server
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.parts = urlsplit(self.path)
        name = self.parts.path.removeprefix("/dvc/")
        with adapter.lock:
            adapter.log.append(name)
        if self.misbehaves_before(name):
            return
        if name == "token":
            self.token()
        elif self.let_in():
            getattr(self, name, self.nowhere)()

    do_GET = do_POST = handle_any

    def nowhere(self):
        self.say(404, content=b"<html>404 page not found</html>")

    def misbehaves_before(self, name):
        faults = self.server.faults
        if "500" in faults or f"502_{name}" in faults:
            self.say(502 if "500" not in faults else 500, content=b"<html>Bad Gateway</html>")
        elif "403" in faults:
            self.say(403, "Không có quyền")
        elif "hangs" in faults or f"hangs_{name}" in faults:
            self.server.over.wait(10)
            self.hang_up()
        else:
            return False
        return True

    def token(self):
        adapter, asked = self.server, json.loads(self.body)
        if asked != {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}:
            self.say(400, "Sai client_id hoặc client_secret")
            return
        token = f"tk-{uuid.uuid4()}"
        if "dead_tokens" not in adapter.faults:
            adapter.tokens.add(token)
        life = {"expires_in": LIFE, "token_type": "Bearer", "scope": "dvc"}
        self.say(200, "OK", {"access_token": token, **life})

    def let_in(self):
        adapter = self.server
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        known = token in adapter.tokens or "trusts_anybody" in adapter.faults
        if not known and "says_so_with_200" in adapter.faults:
            content = json.dumps({"code": "401", "message": "Hết phiên", "data": None}).encode()
            self.say(200, content=content)
        elif not known:
            self.say(401, f"Mã truy cập {token} không hợp lệ")
        if "tokens_work_once" in adapter.faults:
            adapter.tokens.discard(token)
        return known

    def GetNextValue(self):
        adapter = self.server
        agency = parse_qs(self.parts.query)["code"][0]
        with adapter.lock:
            number = f"{agency}-20260609-{len(adapter.drawn) + 92637:07d}"
            if "one_number_for_all" in adapter.faults and adapter.drawn:
                number = adapter.drawn[0]
            adapter.drawn.append(number)
        if "number_lost" in adapter.faults:
            self.hang_up()
        elif "wrapped_numbers" in adapter.faults:
            self.say(200, "OK", {"value": number})
        elif "no_numbers" in adapter.faults:
            self.say(200, "OK", {"value": ""})
        else:
            self.say(200, content=json.dumps({"value": number}).encode())

    def UploadFile(self):
        adapter = self.server
        if "small_store" in adapter.faults:
            self.say(400, "Tệp quá lớn")
            return
        kind = self.headers["Content-Type"]
        form = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + self.body)
        (part,) = form.get_payload()
        assert part.get_param("name", header="content-disposition") == "files"
        content = part.get_payload(decode=True)
        id = str(uuid.uuid4())
        adapter.files[id] = content
        hashed = hashlib.sha256(content if "damages" not in adapter.faults else b"").hexdigest()
        entries = [{"IdTepTin": id, "HashTepTin": hashed}]
        if "names_no_file" in adapter.faults:
            entries = []
        self.say(200, "OK", entries)

    def NopHoSo(self):
        adapter, sent = self.server, json.loads(self.body)
        with adapter.lock:
            status, message, data = self.take(sent)
        if "drops_after_taking" in adapter.faults:
            self.hang_up()
        elif "502_after_taking" in adapter.faults:
            self.say(502, content=b"<html>Bad Gateway</html>")
        elif "mumbles" in adapter.faults:
            self.say(200, content=b"<html>OK</html>")
        else:
            self.say(status, message, data)

    def take(self, sent):
        adapter, number = self.server, sent["MaHoSo"]
        if "refuses" in adapter.faults:
            return 400, "Thiếu MaDichVuCong", None
        wrong = self.wrong_dates(sent)
        if wrong:
            return 400, f"Sai định dạng {wrong}", None
        papers = [p for part in sent["ThanhPhanHoSo"] for p in part["GiayToDinhKem"]]
        if number not in adapter.drawn or any(p["IdGiayTo"] not in adapter.files for p in papers):
            return 400, "Mã hồ sơ hoặc tệp không hợp lệ", None
        held = any(one["MaHoSo"] == number for one in adapter.dossiers)
        if (held or "always_held" in adapter.faults) and "doubles" not in adapter.faults:
            return 400, f"Hồ sơ {number} đã tồn tại", None
        if "yes_without_effect" not in adapter.faults:
            adapter.dossiers.append(sent)
        told = number if "other_number" not in adapter.faults else number[:-1] + "x"
        return 200, "Thành công", {"idHoSo": str(uuid.uuid4()), "maHoSo": told}

    def wrong_dates(self, sent):
        detail = sent["ThongTinNguoiNop"]["ThongTinChiTiet"]
        if not SPACED.fullmatch(sent["NgayNop"]):
            return "NgayNop"
        if not COMPACT.fullmatch(detail.get("NgaySinh", "19900101000000")):
            return "NgaySinh"
        return None

    def CapNhatTrangThai(self):
        adapter, sent = self.server, json.loads(self.body)
        numbers = {one["MaHoSo"] for one in adapter.dossiers}
        if any(entry["MaHoSo"] not in numbers for entry in sent):
            self.say(404, "Không tìm thấy hồ sơ")
            return
        adapter.changes += sent
        if "drops_after_change" in adapter.faults:
            self.hang_up()
        else:
            self.say(200, "Thành công")


@contextmanager
def running_adapter():
    """Run a ministry's adapter on a free port until the block ends."""
    with Adapter() as adapter:
        thread = threading.Thread(target=adapter.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield adapter
        finally:
            adapter.over.set()
            adapter.shutdown()
            thread.join(5)
            for connection in adapter.sockets:
                connection.close()
