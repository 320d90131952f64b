"""What a ministry's adapter has to keep, and what its dialect leaves nobody to try."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

from connectors.agencies.ministry import Ministry, MinistryConfig
from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.contract.agency import agency_checks
from connectors.contract.checks import Broken, Check, Report, run, untried
from connectors.contract.letters import letter_checks
from connectors.contract.numbers import RunNumbers
from connectors.contract.sample import sample_dossier, sample_withdrawal
from connectors.errors import Raw
from connectors.http import Call, Client, Response
from connectors.messages import Dossier

_ANY = (400, 401, 403, 404, 409)

# Rules that would seem kept, or broken, by the connector's own doing: nothing there was tried.
_CANNOT = {
    "nothing-held": "the adapter cannot be asked: that nothing was sent is known from our own book",
    "conflict": "the adapter compares numbers, not contents, and gives no hash to compare by",
    "list": "the adapter lists nothing: what only it knows of is never found",
    "withdrawal-twice": "the adapter tells no repeated change of state from a new one",
}


class _Wire:
    """The attempts with calls made by hand."""

    def __init__(self, config: MinistryConfig, around: Surroundings, agency: str) -> None:
        self._config = config
        self._client = Client(config.destination, around)
        self._agency = agency

    def close(self) -> None:
        self._client.close()

    def no_token(self) -> Iterator[Raw]:
        yield self._shut(self._client.send(self._question()))

    def wrong_token(self) -> Iterator[Raw]:
        stranger = {"Authorization": f"Bearer {secrets.token_urlsafe(24)}"}
        yield self._shut(self._client.send(replace(self._question(), headers=stranger)))

    def wrong_secret(self) -> Iterator[Raw]:
        asked = {"client_id": self._config.client_id, "client_secret": secrets.token_hex(24)}
        body, target = json_text.plain(asked), self._config.paths["token"]
        kind = {"Content-Type": "application/json"}
        response = self._client.send(Call("POST", target, kind, body, expected=_ANY))
        yield Raw(response.raw.request, response.status)
        _want(b"access_token" not in response.body, "a wrong secret was given a token")

    def _question(self) -> Call:
        return Call("GET", f"{self._config.paths['number']}?code={self._agency}", expected=_ANY)

    def _shut(self, response: Response) -> Raw:
        try:
            code = json_text.read_object(response.body).get("code")
        except ValueError:
            code = None
        shut = response.status in (401, 403) or str(code) in ("401", "403")
        _want(shut, f"a stranger was answered {response.status}, code {code}")
        return response.raw


def _want(kept: bool, otherwise: str) -> None:
    if not kept:
        raise Broken(otherwise)


class _Numbering:
    """The attempts through the connector that other dialects have no need of."""

    def __init__(self, connector: Ministry, make: Callable[[], Dossier]) -> None:
        self._connector = connector
        self._make = make

    def differ(self) -> Iterator[Raw]:
        receipts = [self._connector.submit(self._make(), _key()) for _ in range(3)]
        yield from (Raw("submit", 200, receipt.raw) for receipt in receipts)
        given = {receipt.reference for receipt in receipts}
        _want(len(given) == len(receipts), "one number was given to two dossiers")

    def withdrawn(self) -> Iterator[Raw]:
        dossier = self._make()
        self._connector.submit(dossier, _key())
        receipt = self._connector.withdraw(sample_withdrawal(dossier), _key())
        yield Raw("withdraw", 200, receipt.raw)


def _key() -> str:
    return "check-" + secrets.token_hex(16)


def _by_hand(wire: _Wire) -> list[Check]:
    return [
        Check(
            "no-token",
            "Từ chối lời gọi không có mã truy cập",
            "A call without a token is refused",
            wire.no_token,
        ),
        Check(
            "wrong-token",
            "Từ chối mã truy cập lạ",
            "A token of nobody's is refused",
            wire.wrong_token,
        ),
        Check(
            "wrong-secret",
            "Không cấp mã truy cập khi sai khóa",
            "A wrong secret gets no token",
            wire.wrong_secret,
        ),
    ]


def _numbering(tries: _Numbering) -> list[Check]:
    return [
        Check(
            "numbers",
            "Mỗi hồ sơ được cấp một mã riêng",
            "Every dossier is given a number of its own",
            tries.differ,
        ),
        Check(
            "withdrawn",
            "Nhận yêu cầu rút hồ sơ",
            "A wish to withdraw is taken",
            tries.withdrawn,
        ),
    ]


def examine(config: MinistryConfig, around: Surroundings, agency: str) -> Report:
    """Try the whole contract against a ministry's TEST adapter, as the agency of this identifier.

    The numbers it gives are remembered as long as the run.
    """
    remembering = replace(around, numbers=RunNumbers())
    connector = Ministry(replace(config, test_system=True), remembering)
    wire = _Wire(config, around, agency)

    def make() -> Dossier:
        return sample_dossier(agency, around.clock)

    through = [*agency_checks(connector, make), *letter_checks(connector, make)]
    special = [*_numbering(_Numbering(connector, make)), *_by_hand(wire)]
    try:
        return run("ministry_adapter", [*untried(through, _CANNOT), *special])
    finally:
        wire.close()
        connector.close()
