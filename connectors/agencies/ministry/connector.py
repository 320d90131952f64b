"""Talk with a ministry's adapter: hand dossiers over under its own numbers, hear what it tells."""

import hmac
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn
from urllib.parse import quote

from connectors.agencies.ministry import reading, replying, writing
from connectors.agencies.ministry.config import MinistryConfig
from connectors.agencies.ministry.session import JSON, Session, Told
from connectors.agencies.ministry.writing import Paper
from connectors.arriving import ArrivingFile
from connectors.base import Numbers, Surroundings
from connectors.codecs import json_text, multipart
from connectors.errors import (
    ConnectorError,
    Misconfigured,
    NotAuthentic,
    NotOffered,
    Reason,
    Rejected,
    Unavailable,
    Unknown,
    Unreadable,
)
from connectors.http import Call
from connectors.messages import (
    Dossier,
    File,
    Heard,
    Held,
    Json,
    Message,
    News,
    Outcome,
    Rating,
    Receipt,
    Reply,
    Supplement,
    Withdrawal,
)
from connectors.organisations import is_dossier_code, to_new_form

_ANSWERS = (400, 404, 409)
_NO_FILES = "Bên này không nhận tệp theo cách này (files are not taken this way)"
_NO_WISHES = "Bên này không trả tờ khai theo cách này (declarations are not given this way)"


def _no(what: str) -> NoReturn:
    raise NotOffered(f"the ministry's adapter has no call for {what}")


def _want_yes(told: Told) -> None:
    """Let a yes pass; whatever else is said is a refusal."""
    response, said = told
    if not said.yes or not response.good:
        reason = Reason("", said.message or f"code {said.code}")
        raise Rejected("the ministry's adapter refuses this", response.raw, [reason])


class Ministry:
    """One ministry's adapter. Implements ``connectors.base.AgencyConnector``."""

    def __init__(self, config: MinistryConfig, around: Surroundings) -> None:
        if around.numbers is None:
            raise Misconfigured("ministry_adapter needs a memory of the partner's numbers")
        self._config = config
        self._around = around
        self._numbers: Numbers = around.numbers
        self._session = Session(config, around)
        self._turns = tuple(threading.Lock() for _ in range(64))

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._session.close()

    def fingerprint(self, dossier: Dossier) -> str:
        """Say which content the agency was sent: it gives no hash of its own.

        :raises Rejected: if the dossier is not fit to send.
        """
        return writing.fingerprint(dossier, self._config)

    def submit(self, dossier: Dossier, key: str) -> Receipt:
        """Upload every file, draw a number, keep it, and hand the dossier over under it.

        The dialect has no place for ``key``: sent again, it is one dossier as far as the adapter
        takes a number once. A number that went out for the first time and was clearly not taken
        is let go.

        :raises Unknown: if it was sent and nobody knows what became of it; its number is named.
        """
        content_hash = self.fingerprint(dossier)
        if dossier.rehearsal and not self._config.test_system:
            raise Rejected(
                "this dialect cannot mark a practice dossier, and this is no test system"
            )
        papers = {file.id: self._upload(file) for file in dossier.files}
        # Two tries at once in this process would take each other for strangers.
        with self._turns[hash(dossier.code) % len(self._turns)]:
            return self._hand_over(dossier, papers, content_hash)

    def ask(self, code: str) -> Held | None:
        """Say None for a dossier that never went out; nobody can be asked about any other.

        :raises NotOffered: if it went out, or may have.
        """
        if not is_dossier_code(code):
            raise Rejected("this is no dossier code")
        number = self._numbers.number(code)
        if number is None:
            return None
        raise NotOffered(
            f"the ministry's adapter cannot be asked what it holds; {code} went out as {number}",
            harmless_again=self._config.number_taken_once,
        )

    def inventory(self, cursor: str) -> tuple[Sequence[Held], str] | None:
        """Say None: this dialect lists nothing."""
        return None

    def supplement(self, supplement: Supplement, key: str) -> Receipt:
        """Refuse: no call of this dialect carries what a citizen adds."""
        _no("supplements")

    def write(self, message: Message, key: str) -> Receipt:
        """Refuse: no call of this dialect carries a citizen's message."""
        _no("messages")

    def rate(self, rating: Rating, key: str) -> Receipt:
        """Refuse: no call of this dialect carries a rating."""
        _no("ratings")

    def withdraw(self, withdrawal: Withdrawal, key: str) -> Receipt:
        """Bring a citizen's wish as the state named after it, where the ministry has agreed to it.

        :raises NotOffered: if it has not.
        """
        if not self._config.takes_withdrawals:
            _no("a wish to withdraw")
        number = self._numbers.number(withdrawal.code)
        if number is None:
            raise Rejected("the ministry was never sent this dossier")
        entry = writing.withdrawal(withdrawal, number)
        told = self._session.once(lambda: self._post("state", [entry]))
        _want_yes(told)
        return Receipt(Outcome.ACCEPTED, number, "", told[0].raw.body)

    def holds(self, sent: Supplement | Message | Rating | Withdrawal) -> bool:
        """Refuse: nobody can be asked."""
        _no("a question what it holds")

    def poll(self, cursor: str) -> tuple[Sequence[News], str]:
        """Refuse: the ministry brings its news."""
        _no("a list of news; the agency must not be polled")

    def fetch(self, sha256: str) -> Iterator[bytes]:
        """Refuse: results come as links, without a hash to know them by."""
        _no("files by their hash")

    def read(
        self, headers: Mapping[str, str], method: str, path: str, body: bytes
    ) -> Sequence[News]:
        """Read the list of news the ministry brings, after checking its token."""
        self._admit(headers)
        return reading.listed_news(body, self._around)

    def reread(self, raw: bytes) -> News:
        """Read once more what was kept of a piece of news, whose sender was known then."""
        return reading.again(raw, self._around)

    def read_file(
        self, headers: Mapping[str, str], method: str, path: str, chunks: Iterator[bytes]
    ) -> ArrivingFile:
        """Refuse a file: this dialect names its results by link."""
        self._admit(headers)
        raise Unreadable({"file": [_NO_FILES]})

    def read_wish(self, headers: Mapping[str, str], method: str, path: str) -> str:
        """Refuse: this dialect asks for no declaration."""
        self._admit(headers)
        raise Unreadable({"code": [_NO_WISHES]})

    def reply(self, heard: Heard | ConnectorError) -> Reply:
        """Put what became of it into the envelope of the dialect."""
        return replying.reply(heard)

    def check_config(self) -> None:
        """Fetch a token: proves address, TLS and credentials, and has no other effect."""
        self._session.sign_in()

    def _admit(self, headers: Mapping[str, str]) -> None:
        given = {name.lower(): value for name, value in headers.items()}
        scheme, _, shown = given.get("authorization", "").partition(" ")
        known = [
            hmac.compare_digest(token.encode(), shown.strip().encode("utf-8", "surrogatepass"))
            for token in self._config.news_tokens.values()
        ]
        if scheme.lower() != "bearer" or not any(known):
            raise NotAuthentic("key")

    def _post(self, name: str, said: Json) -> Call:
        text = json_text.plain(said)
        return Call("POST", self._config.paths[name], JSON, text, expected=_ANSWERS)

    def _upload(self, file: File) -> Paper:
        """Upload one file; done twice it leaves a file there that no dossier names."""

        def call() -> Call:
            form = multipart.one_file("files", file, f"lt{self._around.nonce()}")
            return Call(
                method="POST",
                target=self._config.paths["upload"],
                headers={"Content-Type": form.media_type},
                body=form.chunks,
                length=form.length,
                expected=_ANSWERS,
                seconds=self._config.transfer_seconds,
            )

        response, said = told = self._session.repeatable(call)
        _want_yes(told)
        found = reading.uploaded(said)
        if found is None:
            raise Unavailable("the answer names no file", response.raw)
        paper = Paper(*found)
        if writing.SHA256.fullmatch(paper.hash.lower()) and paper.hash.lower() != file.sha256:
            raise Unavailable("a file was damaged on the way", response.raw)
        return paper

    def _numbered(self, dossier: Dossier) -> tuple[str, bool]:
        """Give the number that stands for a dossier, and whether it has just been drawn."""
        kept = self._numbers.number(dossier.code)
        if kept is not None:
            return kept, False
        drawn = self._drawn(dossier)
        try:
            stands = self._numbers.keep(dossier.code, drawn)
        except ValueError as error:
            raise Unavailable(f"the number {drawn} cannot be used: {error}") from error
        return stands, stands == drawn

    def _drawn(self, dossier: Dossier) -> str:
        unit = quote(self._config.unit or to_new_form(dossier.agency), safe="")
        target = f"{self._config.paths['number']}?code={unit}"
        told = self._session.repeatable(lambda: Call("GET", target, expected=_ANSWERS))
        response, said = told
        if said.code or not response.good:
            # Seen bare; where it comes in an envelope, the envelope has to say yes.
            _want_yes(told)
        number = reading.drawn_number(said)
        if number is None or not is_dossier_code(number):
            raise Unavailable("the answer gives no number", response.raw)
        return number

    def _hand_over(
        self, dossier: Dossier, papers: Mapping[str, Paper], content_hash: str
    ) -> Receipt:
        number, fresh = self._numbered(dossier)
        body = writing.body(dossier, self._config, number, papers)
        try:
            response, said = told = self._session.once(lambda: self._post("submit", body))
            held = not said.yes and reading.held_already(response.status, said)
            if not held:
                _want_yes(told)
            if not held and said.inside.get("maHoSo") != number:
                raise response.unclear("it is about another number")
        except Unknown as error:
            raise Unknown(f"{error.message}; it went out as {number}", error.raw) from error
        except ConnectorError:
            if fresh:
                self._numbers.let_go(dossier.code, number)
            raise
        if held and fresh:
            # Kept, not let go: it may be a try of ours in another process that was quicker.
            raise Rejected(f"the number {number}, just drawn, is held already", response.raw)
        outcome = Outcome.DUPLICATE if held else Outcome.ACCEPTED
        return Receipt(outcome, number, content_hash, response.raw.body)
