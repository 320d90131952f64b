"""Answer a one-stop system that called us, in the words of the contract."""

from connectors.codecs import json_text
from connectors.errors import ConnectorError, NotAuthentic, Unavailable, Unreadable
from connectors.grants import NotGranted
from connectors.messages import Heard, Json, Reply

_HEARD: dict[Heard, tuple[int, dict[str, Json]]] = {
    Heard.APPLIED: (200, {"outcome": "applied"}),
    Heard.DUPLICATE: (200, {"outcome": "duplicate"}),
    Heard.STALE: (200, {"outcome": "stale"}),
    Heard.HELD: (200, {"outcome": "held"}),
    Heard.PARKED: (200, {"outcome": "parked"}),
    Heard.NO_SUCH_DOSSIER: (404, {"error": "dossier"}),
    Heard.NO_SUCH_ITEM: (404, {"error": "item"}),
    Heard.OTHER_CONTENT: (409, {"error": "conflict"}),
    Heard.FILE_STORED: (201, {"outcome": "stored"}),
    Heard.FILE_ALREADY_THERE: (200, {"outcome": "duplicate"}),
}

_WAIT = 30
_ASK = {"WWW-Authenticate": 'Basic realm="lienthong"'}


def reply(heard: Heard | ConnectorError) -> Reply:
    """Put what became of a call into status and JSON.

    Anything but a clear yes or a clear no is a 503: the agency's system brings it again.
    """
    if isinstance(heard, Heard):
        return _answer(*_HEARD[heard])
    if isinstance(heard, NotGranted):
        status = 401 if heard.code == "invalid_client" else 400
        return _answer(status, {"error": heard.code}, _ASK if status == 401 else None)
    if isinstance(heard, NotAuthentic):
        return _answer(403 if heard.code == "scope" else 401, {"error": heard.code})
    if isinstance(heard, Unreadable):
        return _answer(422, {"errors": {name: list(said) for name, said in heard.fields.items()}})
    wait = heard.retry_after if isinstance(heard, Unavailable) else None
    return _answer(503, {"error": "try_again"}, {"Retry-After": str(int(wait or _WAIT))})


def _answer(status: int, said: dict[str, Json], headers: dict[str, str] | None = None) -> Reply:
    kind = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}
    return Reply(status, json_text.plain(said), {**kind, **(headers or {})})
