"""What a one-stop system brings by itself: heard by a listener of our own, while the kit runs."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from connectors.base import AgencyConnector
from connectors.claims import Claim, ClaimAnswer
from connectors.contract.checks import Broken, Check
from connectors.contract.sample import claiming, sample_message
from connectors.errors import ConnectorError, Misconfigured, NotAuthentic, Raw
from connectors.messages import Dossier, Heard, Message, News, NewsKind, Reply
from connectors.wanted import ANSWER, DOCUMENT, FILE, Wanted

PATIENCE = 30.0
"""Seconds in which news of a dossier that was taken has to come."""
LINGER = 2.0
"""Seconds in which what was answered with 200 must not come again."""
_LONGEST = 64 * 1024 * 1024


@dataclass(slots=True)
class _Came:
    """Everything that came so far, in its order: what could be read, and what could not."""

    news: list[News] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)


class Listener:
    """Listens where the portal would, until it is closed. ``where`` is ``host:port``."""

    def __init__(self, where: str, connector: AgencyConnector) -> None:
        host, _, port = where.rpartition(":")
        self.came = _Came()
        try:
            self._server = ThreadingHTTPServer((host or "127.0.0.1", int(port)), self._handler())
        except (OSError, ValueError, OverflowError) as error:
            raise Misconfigured(f"settings: listen: {where[:60]!r}: {error}") from error
        self._connector = connector
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def wait_for(self, there: Callable[[], bool], seconds: float) -> bool:
        """Wait until something has come; says whether it has."""
        with self.came.changed:
            return self.came.changed.wait_for(there, seconds)

    def hear(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer as the portal would, and keep what came."""
        heard: Heard | ConnectorError = Heard.FILE_STORED
        try:
            if method == "PUT":
                for _ in self._connector.read_file(headers, method, path, iter([body])).chunks:
                    pass
            else:
                pieces = self._connector.read(headers, method, path, body)
                heard = self._kept(pieces[0]) if pieces else Heard.APPLIED
        except ConnectorError as error:
            heard = error
            with self.came.changed:
                code = error.code if isinstance(error, NotAuthentic) else str(error)
                self.came.refused.append((f"{method} {path}", code))
                self.came.changed.notify_all()
        return self._connector.reply(heard)

    def _kept(self, news: News) -> Heard:
        with self.came.changed:
            known = any(one.id == news.id for one in self.came.news)
            self.came.news.append(news)
            self.came.changed.notify_all()
        return Heard.DUPLICATE if known else Heard.APPLIED

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 20

            def _any(self) -> None:
                length = min(int(self.headers.get("Content-Length") or 0), _LONGEST)
                body = self.rfile.read(length)
                reply = listener.hear(self.command, self.path, dict(self.headers), body)
                self.send_response(reply.status)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            do_POST = do_PUT = _any

            def log_message(self, *args: Any) -> None:
                """Keep quiet: what came stands in the report."""

        return Handler


class _Pushes:
    """The attempts; those after the first look at everything that has come by then."""

    def __init__(
        self, listener: Listener, connector: AgencyConnector, make: Callable[[], Dossier]
    ) -> None:
        self._listener, self._connector, self._make = listener, connector, make
        self._came, self._sent = listener.came, dict[str, Dossier]()
        self._claims = dict[str, Message]()

    def brought(self) -> Iterator[Raw]:
        dossier = self._make()
        self._sent[dossier.code] = dossier
        receipt = self._connector.submit(dossier, f"check-push-{time.time_ns()}")

        def about() -> list[News]:
            return [one for one in self._came.news if one.dossier == dossier.code]

        if not self._listener.wait_for(lambda: bool(about()), PATIENCE):
            raise Broken(f"no news of {dossier.code} came within {PATIENCE:.0f} s")
        first = about()[0]
        yield Raw("POST /news", 200, first.raw)
        self._claim(dossier)
        if first.kind is NewsKind.CONFIRMED and first.content_hash != receipt.content_hash:
            raise Broken("it confirms another content than it was sent")

    def _claim(self, dossier: Dossier) -> None:
        """Let an exemption be claimed, for an officer there to answer; one that is not taken is
        named by a rule of its own."""
        sent = claiming(sample_message(dossier))
        try:
            self._connector.write(sent, f"check-push-{time.time_ns()}")
        except ConnectorError:
            return
        self._claims[dossier.code] = sent

    def authentic(self) -> Iterator[Raw]:
        if self._came.refused:
            raise Broken(f"refused, and why: {self._came.refused[:3]}")
        yield from ()

    def wanting(self) -> Iterator[Raw]:
        for one in self._came.news:
            sent = self._sent.get(one.dossier)
            strange = [each.name for each in one.wanted if sent and not _names(sent, each)]
            if strange:
                yield Raw("POST /news", 200, one.raw)
                raise Broken(f"{one.dossier}: it wants what it was never sent: {strange[:3]}")

    def answering(self) -> Iterator[Raw]:
        for one in self._came.news:
            if one.claim is None or one.dossier not in self._sent:
                continue
            yield Raw("POST /news", 200, one.raw)
            sent = self._claims.get(one.dossier)
            if sent is None or one.answers != sent.id:
                raise Broken(f"{one.dossier}: it answers a claim it was never sent: {one.answers}")
            wrong = _raised(sent, one.claim)
            if wrong:
                raise Broken(f"{one.dossier}: these lines are not there, or not lower: {wrong}")

    def once(self) -> Iterator[Raw]:
        def repeated() -> list[str]:
            ids = [one.id for one in self._came.news]
            return sorted({one for one in ids if ids.count(one) > 1})

        # Whoever repeats itself does so after it was answered: a look at once would see nothing.
        self._listener.wait_for(lambda: bool(repeated()), LINGER)
        again = repeated()
        if again:
            raise Broken(f"brought again after it was answered with 200: {again[:3]}")
        yield from ()

    def in_order(self) -> Iterator[Raw]:
        last: dict[str, int] = {}
        for one in self._came.news:
            if one.seq is not None and one.seq < last.get(one.dossier, -1):
                raise Broken(f"{one.dossier}: number {one.seq} came after {last[one.dossier]}")
            last[one.dossier] = max(one.seq or 0, last.get(one.dossier, -1))
        yield from ()


def _names(dossier: Dossier, wanted: Wanted) -> bool:
    """Whether a dossier has what is to be put right in it."""
    named = {
        ANSWER: [answer.name for answer in dossier.answers],
        DOCUMENT: [file.document for file in dossier.files],
        FILE: [file.id for file in dossier.files],
    }
    return wanted.name in named[wanted.about]


def _raised(sent: Message, answer: ClaimAnswer) -> list[int]:
    """Name the lines of an answer that were not claimed, or would be more than was asked for."""
    assert isinstance(sent.money, Claim)
    asked = {one.line: one.amount for one in sent.money.lines}
    return [line for line, amount in answer.left if amount > asked.get(line, -1)]


_RULES: list[tuple[str, str, str, Callable[[_Pushes], Iterator[Raw]]]] = [
    (
        "pushed",
        "Tự gửi tin về Cổng sau khi nhận hồ sơ",
        "It brings news of a dossier it has taken",
        _Pushes.brought,
    ),
    (
        "pushed-authentic",
        "Mọi tin, mọi tệp gửi về đều ký đúng và đọc được",
        "All it brings is signed rightly and can be read",
        _Pushes.authentic,
    ),
    (
        "pushed-wanted",
        "Yêu cầu bổ sung từng mục chỉ nêu mục, giấy tờ có trong hồ sơ",
        "What it wants put right one by one stands in what it was sent",
        _Pushes.wanting,
    ),
    (
        "pushed-claim",
        "Trả lời đề nghị miễn, giảm nêu đúng đề nghị, đúng dòng, không cao hơn số đang đòi",
        "What it answers to a claim names one it was sent, and raises no line of it",
        _Pushes.answering,
    ),
    (
        "pushed-once",
        "Tin đã được trả lời 200 thì không gửi lại",
        "What was answered with 200 is not brought again",
        _Pushes.once,
    ),
    (
        "pushed-in-order",
        "Tin của một hồ sơ gửi theo đúng thứ tự",
        "News of one dossier is brought in its order",
        _Pushes.in_order,
    ),
]


def push_checks(
    listener: Listener, connector: AgencyConnector, make: Callable[[], Dossier]
) -> list[Check]:
    """List the checks of what a system brings; they come last, when much has come."""
    tries = _Pushes(listener, connector, make)

    def bound(attempt: Callable[[_Pushes], Iterator[Raw]]) -> Callable[[], Iterator[Raw]]:
        return lambda: attempt(tries)

    return [Check(name, vi, en, bound(attempt)) for name, vi, en, attempt in _RULES]
