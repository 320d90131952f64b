"""The envelope every answer of a ministry's adapter comes in: code, message, data."""

from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError, fields

from connectors.agencies.ministry.tables import YES
from connectors.codecs import json_text
from connectors.codecs.tolerant import Tolerant, Word
from connectors.errors import Misconfigured, Rejected
from connectors.http import Response


class _Wrapping(Tolerant):
    code = Word(load_default="", allow_none=True)
    message = Word(load_default="", allow_none=True)
    data = fields.Raw(load_default=None, allow_none=True)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an answer says. ``whole`` is all of it, the envelope's own fields among them."""

    code: str
    message: str
    data: Any = field(repr=False)
    whole: dict[str, Any] = field(repr=False)

    @property
    def yes(self) -> bool:
        """Say whether its code is one of those that mean yes."""
        return self.code in YES

    @property
    def inside(self) -> dict[str, Any]:
        """Give ``data`` where it is an object, else the whole: some answers come unwrapped."""
        return self.data if isinstance(self.data, dict) else self.whole


def opened(response: Response) -> Envelope:
    """Open the envelope of an answer; a clear no needs none.

    :raises ConnectorError: if it cannot be read: as good as no answer.
    """
    try:
        whole = json_text.read_object(response.body)
        said = _Wrapping().load(whole)
    except (ValueError, ValidationError) as error:
        if response.status == 404:
            raise Misconfigured("the adapter has no such address", response.raw) from error
        if response.status >= 400:
            raise Rejected("the adapter refuses, in no envelope", response.raw) from error
        raise response.unclear(f"{error}"[:300]) from error
    return Envelope(said["code"] or "", said["message"] or "", said["data"], whole)
