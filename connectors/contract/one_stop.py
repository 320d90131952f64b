"""What a one-stop system has to keep of the wire contract: tried with requests made by hand."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from connectors.agencies.one_stop import OneStop, OneStopConfig
from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.codecs.ed25519 import SigningKey
from connectors.codecs.signed import Key, Signable, sign
from connectors.contract.agency import agency_checks
from connectors.contract.checks import Broken, Check, Report, run
from connectors.contract.letters import letter_checks
from connectors.contract.pushes import Listener, push_checks
from connectors.contract.sample import sample_dossier
from connectors.errors import Raw
from connectors.http import Call, Client, Response
from connectors.messages import Dossier

_ANY = (400, 401, 403, 404, 409, 422)


class _Wire:
    """The attempts. Each says what is done to an otherwise proper request."""

    def __init__(self, config: OneStopConfig, around: Surroundings, agency: str) -> None:
        self._config = config
        self._around = around
        self._client = Client(config.called, around)
        self._agency = agency

    def close(self) -> None:
        self._client.close()

    def unsigned(self) -> Iterator[Raw]:
        yield self._refused(self._client.send(self._question()), None)

    def wrong_secret(self) -> Iterator[Raw]:
        key = _forged(self._config.key)
        yield self._refused(self._send(self._question(), key=key), "signature")

    def unknown_key(self) -> Iterator[Raw]:
        key = replace(self._config.key, id="nobody-" + secrets.token_hex(4))
        yield self._refused(self._send(self._question(), key=key), "key")

    def past(self) -> Iterator[Raw]:
        yield self._refused(self._send(self._question(), shift=-400), "stale")

    def future(self) -> Iterator[Raw]:
        yield self._refused(self._send(self._question(), shift=400), "stale")

    def replayed(self) -> Iterator[Raw]:
        call = self._signed(self._question())
        first = self._client.send(call)
        yield first.raw
        _want(first.status == 404, f"a proper question was answered {first.status}")
        yield self._refused(self._client.send(call), "replayed")

    def other_body(self) -> Iterator[Raw]:
        signed = self._signed(Call("POST", "/dossiers", body=b"{}", expected=_ANY))
        other = replace(signed, body=json_text.plain({"code": self._code()}))
        yield self._refused(self._client.send(other), "signature")

    def other_address(self) -> Iterator[Raw]:
        signed = self._signed(self._question())
        yield self._refused(self._client.send(replace(signed, target=self._target())), "signature")

    def other_method(self) -> Iterator[Raw]:
        signed = self._signed(Call("PUT", self._target(), expected=_ANY))
        yield self._refused(self._client.send(replace(signed, method="GET")), "signature")

    def damaged_file(self) -> Iterator[Raw]:
        promised = hashlib.sha256(secrets.token_bytes(16)).hexdigest()
        response = self._put(b"something else", promised)
        yield response.raw
        _want(response.status == 422, f"a damaged file was answered {response.status}")

    def file_twice(self) -> Iterator[Raw]:
        content = secrets.token_bytes(3000)
        named = hashlib.sha256(content).hexdigest()
        first, second = self._put(content, named), self._put(content, named)
        yield from (first.raw, second.raw)
        _want(first.status == 201, f"a new file was answered {first.status}")
        _want(second.status == 200, f"the same file again was answered {second.status}")

    def _code(self) -> str:
        return sample_dossier(self._agency, self._around.clock).code

    def _target(self) -> str:
        return f"/dossiers/{self._code()}"

    def _question(self) -> Call:
        return Call("GET", self._target(), expected=_ANY)

    def _signed(self, call: Call, key: Key | SigningKey | None = None, shift: float = 0) -> Call:
        body = call.body if isinstance(call.body, bytes) else b""
        what = Signable(call.method, self._client.target(call), hashlib.sha256(body).hexdigest())
        then = self._around.clock() + timedelta(seconds=shift)
        around = replace(self._around, clock=lambda: then)
        proof = sign(key or self._config.key, what, around)
        return replace(call, headers={"Content-Type": "application/json", **proof})

    def _send(self, call: Call, key: Key | SigningKey | None = None, shift: float = 0) -> Response:
        return self._client.send(self._signed(call, key, shift))

    def _put(self, content: bytes, named: str) -> Response:
        call = Call("PUT", f"/files/{named}", body=content, expected=_ANY)
        proof = sign(
            self._config.key, Signable("PUT", self._client.target(call), named), self._around
        )
        return self._client.send(replace(call, headers={"Content-Type": "text/plain", **proof}))

    def _refused(self, response: Response, code: str | None) -> Raw:
        _want(response.status == 401, f"it was answered {response.status}, not 401")
        if code is not None:
            try:
                said = json_text.read_object(response.body).get("error")
            except ValueError:
                said = None
            _want(said == code, f'the error was {said!r}, not "{code}"')
        return response.raw


def _forged(key: Key | SigningKey) -> Key | SigningKey:
    """Make a key of nobody's that bears the name of ours."""
    if isinstance(key, Key):
        return replace(key, secret=secrets.token_hex(32))
    return replace(key, seed=secrets.token_bytes(32))


def _want(kept: bool, otherwise: str) -> None:
    if not kept:
        raise Broken(otherwise)


_RULES: list[tuple[str, str, str, Callable[[_Wire], Iterator[Raw]]]] = [
    ("unsigned", "Từ chối yêu cầu không ký", "Unsigned requests are refused", _Wire.unsigned),
    (
        "wrong-signature",
        "Từ chối chữ ký sai",
        "A wrong signature is refused",
        _Wire.wrong_secret,
    ),
    ("unknown-key", "Từ chối khóa lạ", "An unknown key is refused", _Wire.unknown_key),
    (
        "stale-timestamp",
        "Từ chối yêu cầu cũ quá 300 giây",
        "A request older than 300 s is refused",
        _Wire.past,
    ),
    (
        "future-timestamp",
        "Từ chối yêu cầu ghi giờ sau hơn 300 giây",
        "A request dated more than 300 s ahead is refused",
        _Wire.future,
    ),
    (
        "replayed-nonce",
        "Từ chối yêu cầu phát lại",
        "A replayed request is refused",
        _Wire.replayed,
    ),
    (
        "changed-body",
        "Từ chối nội dung bị sửa sau khi ký",
        "A body changed after signing is refused",
        _Wire.other_body,
    ),
    (
        "changed-address",
        "Từ chối địa chỉ bị sửa sau khi ký",
        "An address changed after signing is refused",
        _Wire.other_address,
    ),
    (
        "changed-method",
        "Từ chối phương thức bị sửa sau khi ký",
        "A method changed after signing is refused",
        _Wire.other_method,
    ),
    (
        "damaged-file",
        "Từ chối tệp không khớp mã băm",
        "A file that differs from its hash is refused",
        _Wire.damaged_file,
    ),
    (
        "file-twice",
        "Nhận lại tệp đã có mà không báo lỗi",
        "A file that is there already is taken again without error",
        _Wire.file_twice,
    ),
]


def examine(config: OneStopConfig, around: Surroundings, agency: str) -> Report:
    """Try the whole contract against a live one-stop system, as the agency with this identifier."""
    connector, wire = OneStop(config, around), _Wire(config, around, agency)

    def bound(attempt: Callable[[_Wire], Iterator[Raw]]) -> Callable[[], Iterator[Raw]]:
        return lambda: attempt(wire)

    by_hand = [Check(name, vi, en, bound(attempt)) for name, vi, en, attempt in _RULES]

    def make() -> Dossier:
        return sample_dossier(agency, around.clock)

    through = [*agency_checks(connector, make), *letter_checks(connector, make)]
    listener = Listener(config.listen, connector) if config.listen else None
    heard = push_checks(listener, connector, make) if listener else []
    try:
        return run("one_stop", [*through, *by_hand, *heard])
    finally:
        if listener:
            listener.close()
        wire.close()
        connector.close()
