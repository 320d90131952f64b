"""The envelope every answer of the national portal comes in: error_code, message, result."""

from dataclasses import dataclass, field
from typing import Any

from connectors.codecs import json_text
from connectors.errors import Misconfigured, Reason, Rejected, Unavailable
from connectors.http import Response
from connectors.national.portal.tables import Tables

_CODES = ("error_code", "errorCode", "code")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an answer says, its code as text however it was typed (0, "0", "00")."""

    code: str
    message: str
    result: Any = field(repr=False)
    whole: dict[str, Any] = field(repr=False)
    response: Response = field(repr=False)
    tables: Tables = field(repr=False)

    def means(self, answer: str) -> bool:
        """Say whether it means ``yes``, ``held_already``, ``not_held`` …, by the table."""
        return self.tables.means(answer, self.code, self.message)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Give the result as the objects it lists; a lone object is a list of one."""
        listed = self.result if isinstance(self.result, list) else [self.result]
        return [row for row in listed if isinstance(row, dict) and row]

    def want_yes(self) -> "Envelope":
        """Let a yes pass; whatever else is said is a no, with the portal's own words.

        :raises Unavailable: if it asks us to try again.
        :raises Rejected: for every other no.
        """
        if self.means("yes"):
            return self
        if self.means("try_later"):
            raise Unavailable("the national portal asks us to try later", self.response.raw)
        said = self.message or f"error_code {self.code}"
        raise Rejected(
            "the national portal refuses this", self.response.raw, [Reason("", said[:500])]
        )


def opened(response: Response, tables: Tables) -> Envelope:
    """Open the envelope of an answer.

    :raises ConnectorError: if it cannot be read: as good as no answer.
    """
    try:
        whole = json_text.read_object(json_text.mended(response.body))
    except ValueError as error:
        if response.status == 404:
            raise Misconfigured("there is no such address", response.raw) from error
        raise response.unclear(f"{error}"[:300]) from error
    code = next((whole[name] for name in _CODES if whole.get(name) is not None), None)
    if isinstance(code, bool) or not isinstance(code, str | int):
        raise response.unclear("it has no error_code")
    message = whole.get("message")
    return Envelope(
        code=str(code).strip(),
        message=message if isinstance(message, str) else "",
        result=whole.get("result", whole.get("data")),
        whole=whole,
        response=response,
        tables=tables,
    )
