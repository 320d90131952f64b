"""A one-stop system that opens no port: what is for it lies on a list until it has confirmed it."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Never
from urllib.parse import parse_qs, urlsplit

from marshmallow import ValidationError, fields

from connectors.agencies.one_stop import reading, writing
from connectors.agencies.one_stop.handing import Handing
from connectors.agencies.one_stop.moments import moment
from connectors.codecs import json_text
from connectors.codecs.signed import EMPTY_HASH, Signable
from connectors.codecs.tolerant import MISSING, NOT_JSON, Hash, Tolerant, Word, flat
from connectors.errors import NotOffered, Unreadable
from connectors.grants import Scope
from connectors.listing import NO_CURSOR, Entry, Item, ItemWish, Listed, ListWish, Taken
from connectors.messages import (
    File,
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

MOST, USUAL = 500, 100
NO_LIMIT = f"Phải là số từ 1 đến {MOST} (must be a number from 1 to {MOST})"
NO_ITEM = "Địa chỉ không chỉ đến mục nào (the address names no item)"
NO_OUTCOME = "Phải là accepted hoặc refused (must be accepted or refused)"

_KEY = r"/outbox/([A-Za-z0-9._-]{1,200})"
_ITEM = re.compile(_KEY + r"(?:/files/([0-9a-f]{64}))?\Z", re.ASCII)
_CONFIRMED = re.compile(_KEY + r"/confirmation\Z", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)


class _Confirmation(Tolerant):
    """What they say after they fetched something: what they would answer if it were brought."""

    outcome = Word(load_default=str(Outcome.ACCEPTED))
    reference = Word(load_default="", allow_none=True)
    content_hash = Hash(load_default="")
    reasons = fields.Raw(load_default=None, allow_none=True)


class Fetching(Handing):
    """One that fetches. Implements ``connectors.roads.FetchingAgency``."""

    def close(self) -> None:
        """There is no connection to close."""

    def ask(self, code: str) -> Held | None:
        """Say what the agency has confirmed of a dossier: nobody can ask it.

        :raises NotOffered: if it has confirmed nothing.
        """
        found = self._around.fetched.held(code) if self._around.fetched else None
        if found is None:
            said = "the agency fetches what is for it, and cannot be asked"
            raise NotOffered(said, harmless_again=True)
        return Held(code, found.reference, found.content_hash, None, None, b"")

    def inventory(self, cursor: str) -> tuple[Sequence[Held], str] | None:
        """It offers no list of its own."""
        return None

    def holds(self, sent: Supplement | Message | Rating | Withdrawal) -> bool:
        """What was fetched and confirmed is not brought again: until then it lies ready."""
        return False

    def poll(self, cursor: str) -> tuple[Sequence[News], str]:
        """It brings its news by itself.

        :raises NotOffered: always.
        """
        self._not_called()

    def fetch(self, sha256: str) -> Iterator[bytes]:
        """It brings its result files by itself, before the news that names them.

        :raises NotOffered: always.
        """
        self._not_called()

    def check_config(self) -> None:
        """There is nothing to call; its first visit proves key and clock."""

    def read_list_wish(self, headers: Mapping[str, str], method: str, path: str) -> ListWish:
        """Read which part of the list is asked for."""
        self._verify(headers, Signable(method, path, EMPTY_HASH), Scope.OUTBOX)
        asked = parse_qs(urlsplit(path).query)
        after, limit = asked.get("after", ["0"])[-1], asked.get("limit", [str(USUAL)])[-1]
        if not _NUMBER.fullmatch(after):
            raise Unreadable({"after": [NO_CURSOR]})
        if not _NUMBER.fullmatch(limit) or not 1 <= int(limit) <= MOST:
            raise Unreadable({"limit": [NO_LIMIT]})
        return ListWish(int(after), int(limit))

    def read_item_wish(self, headers: Mapping[str, str], method: str, path: str) -> ItemWish:
        """Read which item is asked for, or which file of one."""
        self._verify(headers, Signable(method, path, EMPTY_HASH), Scope.OUTBOX)
        named = _ITEM.search(path)
        if not named:
            raise Unreadable({"id": [NO_ITEM]})
        return ItemWish(named[1], named[2] or "")

    def read_taken(self, headers: Mapping[str, str], method: str, path: str, body: bytes) -> Taken:
        """Read what the agency says of what it has fetched."""
        self._verify(
            headers, Signable(method, path, hashlib.sha256(body).hexdigest()), Scope.OUTBOX
        )
        named = _CONFIRMED.search(path)
        if not named:
            raise Unreadable({"id": [NO_ITEM]})
        try:
            said = _Confirmation().load(json_text.read_object(body, once=True))
        except ValidationError as error:
            raise Unreadable(flat(error.messages)) from error
        except ValueError as error:
            raise Unreadable({"_schema": [f"{NOT_JSON}: {error}"]}) from error
        refused = said["outcome"] == "refused"
        if not refused and said["outcome"] not in set(Outcome):
            raise Unreadable({"outcome": [NO_OUTCOME]})
        if not refused and not said["content_hash"]:
            raise Unreadable({"content_hash": [MISSING]})
        return Taken(
            key=named[1],
            content_hash=said["content_hash"],
            reference=(said["reference"] or "")[:100],
            refused=refused,
            reasons=tuple(reading.reasons(body)) if refused else (),
            raw=body,
        )

    def page(self, entries: Sequence[Entry], following: int) -> Reply:
        """Write a part of the list; the cursor goes on from it."""
        items: list[Json] = [
            {
                "id": one.key,
                "dossier": one.dossier,
                "target": one.target,
                "content_hash": one.content_hash,
                "listed_at": moment(one.listed_at),
            }
            for one in entries
        ]
        return _answer({"items": items, "next": str(following)})

    def item(self, item: Item) -> Reply:
        """Write one item: what would be sent, and where to."""
        return Reply(200, item.body, {**_HEADERS, "X-LT-Target": item.target})

    def _hand_over(
        self, target: str, body: dict[str, Json], key: str, files: Sequence[File] = ()
    ) -> Receipt:
        known = writing.idempotency_key(key)
        content_hash = str(body["content_hash"])
        taken = self._around.fetched.taken(known) if self._around.fetched else None
        if taken is not None and taken.content_hash == content_hash:
            return Receipt(Outcome.ACCEPTED, taken.reference, content_hash, b"")
        within = self._config.fetch_within
        raise Listed(Item(target, json_text.canonical(body), content_hash, within))

    @staticmethod
    def _not_called() -> Never:
        raise NotOffered("the agency fetches what is for it, and brings what it has to say")


_HEADERS = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}


def _answer(said: dict[str, Json]) -> Reply:
    return Reply(200, json_text.plain(said), _HEADERS)
