"""What any system of an agency has to keep, whatever its dialect: tried through the connector."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from connectors.base import AgencyConnector
from connectors.contract.checks import Broken, Check
from connectors.contract.sample import changed, confirmed
from connectors.errors import NotOffered, Raw, Rejected
from connectors.messages import Dossier, Held, News, Outcome, Receipt

# So many pages of the list are walked at most: an agency that holds more is not a test system.
_PAGES = 1000


class _Agency:
    """The attempts, each with a fresh dossier of its own."""

    def __init__(self, connector: AgencyConnector, make: Callable[[], Dossier]) -> None:
        self._connector = connector
        self._make = make

    def reachable(self) -> Iterator[Raw]:
        self._connector.check_config()
        yield from ()

    def accepted(self) -> Iterator[Raw]:
        receipt = self._submit(self._make())
        yield _shown(receipt)
        _want(receipt.outcome is Outcome.ACCEPTED, f"a new dossier was {receipt.outcome}")
        _want(receipt.reference != "", "no reference was given")

    def held(self) -> Iterator[Raw]:
        dossier = self._make()
        receipt = self._submit(dossier)
        yield _shown(receipt)
        yield _kept(self._held(dossier.code), receipt.content_hash)

    def with_confirmations(self) -> Iterator[Raw]:
        dossier = confirmed(self._make())
        receipt = self._submit(dossier)
        yield _shown(receipt)
        yield _kept(self._held(dossier.code), receipt.content_hash)

    def nothing_held(self) -> Iterator[Raw]:
        found = self._connector.ask(self._make().code)
        _want(found is None, "a dossier that was never sent is said to be held")
        yield from ()

    def same_key(self) -> Iterator[Raw]:
        yield from self._twice(again=lambda key: key)

    def same_content(self) -> Iterator[Raw]:
        yield from self._twice(again=lambda key: key + "-again")

    def at_once(self) -> Iterator[Raw]:
        dossier, key = self._make(), _key()
        with ThreadPoolExecutor(2) as two:
            receipts = list(two.map(lambda _: self._connector.submit(dossier, key), range(2)))
        yield from map(_shown, receipts)
        outcomes = sorted(receipt.outcome for receipt in receipts)
        _want(outcomes == [Outcome.ACCEPTED, Outcome.DUPLICATE], f"the answers were {outcomes}")
        _want(len({receipt.reference for receipt in receipts}) == 1, "two references were given")

    def conflict(self) -> Iterator[Raw]:
        dossier = self._make()
        receipt = self._submit(dossier)
        try:
            self._submit(changed(dossier))
        except Rejected as refusal:
            yield refusal.raw
        else:
            raise Broken("another dossier under the same code was taken")
        told = "it refused the other and holds one"
        yield _kept(self._held(dossier.code), receipt.content_hash, told)

    def listed(self) -> Iterator[Raw]:
        """Walk the whole list; a system that offers none is asked dossier by dossier."""
        dossier = self._make()
        receipt = self._submit(dossier)
        yield _shown(receipt)
        listed: dict[str, Held] = {}
        cursor = ""
        for _ in range(_PAGES):
            page = self._connector.inventory(cursor)
            if page is None:
                yield Raw("list", 404, b"no list is offered")
                return
            items, following = page
            twice = [held.code for held in items if held.code in listed]
            _want(not twice, f"the list names dossiers twice: {twice[:3]}")
            listed |= {held.code: held for held in items}
            if not items:
                break
            _want(following != cursor, "the cursor stands still though there was more")
            cursor = following
        _want(dossier.code in listed, "a dossier it took is not on its list")
        yield _kept(listed[dossier.code], receipt.content_hash)

    def news(self) -> Iterator[Raw]:
        """Walk all news there is; the beginning is asked for twice."""
        listed, cursor = self._connector.poll("")
        again, _ = self._connector.poll("")
        known = [news.id for news in listed]
        _want(known == [news.id for news in again][: len(known)], "news changed when asked again")
        for _ in range(_PAGES):
            more, following = self._connector.poll(cursor)
            if not more:
                break
            _want(following != cursor, "the cursor stands still though there was more")
            listed, cursor = [*listed, *more], following
        ids = [news.id for news in listed]
        _want(len(set(ids)) == len(ids), "one id stands on two pieces of news, or came twice")
        wrong = _out_of_order(listed)
        _want(not wrong, f"news of one dossier out of its order: {wrong[:3]}")
        unread = [news.problem for news in listed if news.problem]
        _want(not unread, f"news that cannot be read: {unread[:3]}")
        yield from ()

    def _submit(self, dossier: Dossier) -> Receipt:
        return self._connector.submit(dossier, _key())

    def _held(self, code: str) -> Held:
        held = self._connector.ask(code)
        if held is None:
            raise Broken("it said it took the dossier, and does not hold it")
        return held

    def _twice(self, again: Callable[[str], str]) -> Iterator[Raw]:
        dossier, key = self._make(), _key()
        first = self._connector.submit(dossier, key)
        second = self._connector.submit(dossier, again(key))
        yield from (_shown(first), _shown(second))
        _want(second.outcome is Outcome.DUPLICATE, f"the second time was {second.outcome}")
        _want(second.reference == first.reference, "the second time has another reference")


def _out_of_order(listed: Sequence[News]) -> list[str]:
    """Name the dossiers whose news does not come in the agency's own order."""
    last: dict[str, int] = {}
    wrong = []
    for news in listed:
        if news.seq is not None:
            if news.seq <= last.get(news.dossier, -1):
                wrong.append(news.dossier)
            last[news.dossier] = news.seq
    return wrong


def _key() -> str:
    return "check-" + secrets.token_hex(16)


def _want(kept: bool, otherwise: str) -> None:
    if not kept:
        raise Broken(otherwise)


def _shown(receipt: Receipt) -> Raw:
    return Raw("submit", 200, receipt.raw)


def _kept(held: Held, content_hash: str, told: str = "it holds it") -> Raw:
    _want(not held.other_than(content_hash), "it holds another content than it was sent")
    if not held.content_hash:
        raise NotOffered(f"{told}, and gives no hash to compare its content by")
    return Raw("ask", 200, held.raw)


_RULES: list[tuple[str, str, str, Callable[[_Agency], Iterator[Raw]]]] = [
    (
        "reachable",
        "Kết nối được, khóa và đồng hồ hai bên khớp nhau",
        "It is reached, and keys and clocks agree",
        _Agency.reachable,
    ),
    ("accepted", "Nhận hồ sơ mới", "A new dossier is accepted", _Agency.accepted),
    (
        "held",
        "Hồ sơ đã nhận thì hỏi lại phải thấy, đúng nội dung",
        "What was accepted is held, with the same content",
        _Agency.held,
    ),
    (
        "confirmations",
        "Nhận hồ sơ có người khác xác nhận, giữ đúng nội dung",
        "A dossier that others have confirmed is accepted whole",
        _Agency.with_confirmations,
    ),
    (
        "nothing-held",
        "Hỏi hồ sơ chưa gửi thì trả lời không có",
        "A dossier that was never sent is not held",
        _Agency.nothing_held,
    ),
    (
        "same-key",
        "Gửi lại cùng khóa thì không tạo hồ sơ thứ hai",
        "Sent again under the same key it makes no second dossier",
        _Agency.same_key,
    ),
    (
        "same-content",
        "Gửi lại cùng nội dung thì không tạo hồ sơ thứ hai",
        "Sent again with the same content it makes no second dossier",
        _Agency.same_content,
    ),
    (
        "at-once",
        "Hai lần gửi cùng lúc chỉ tạo một hồ sơ",
        "Sent twice at the same moment it makes one dossier",
        _Agency.at_once,
    ),
    (
        "conflict",
        "Nội dung khác dưới cùng mã hồ sơ bị từ chối",
        "Another content under the same code is refused",
        _Agency.conflict,
    ),
    (
        "list",
        "Danh sách hồ sơ đang giữ đầy đủ, không lặp, con trỏ tiến lên",
        "The list of what it holds is whole, names nothing twice, and its cursor moves on",
        _Agency.listed,
    ),
    (
        "news",
        "Danh sách tin ổn định, đúng thứ tự, không lặp, con trỏ tiến lên",
        "The list of news is stable, in order, names nothing twice, and its cursor moves on",
        _Agency.news,
    ),
]


def agency_checks(connector: AgencyConnector, make: Callable[[], Dossier]) -> list[Check]:
    """List the checks for an agency's system. ``make`` gives a new practice dossier each time."""
    tries = _Agency(connector, make)

    def bound(attempt: Callable[[_Agency], Iterator[Raw]]) -> Callable[[], Iterator[Raw]]:
        return lambda: attempt(tries)

    return [Check(name, vi, en, bound(attempt)) for name, vi, en, attempt in _RULES]
