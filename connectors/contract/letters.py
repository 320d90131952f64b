"""What an agency's system has to keep of what citizens send after their dossier."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

from connectors.base import AgencyConnector
from connectors.contract.checks import Broken, Check
from connectors.contract.sample import (
    amended,
    claiming,
    paying,
    receipts_changed,
    sample_message,
    sample_rating,
    sample_supplement,
    sample_withdrawal,
    taken_back,
)
from connectors.errors import NotOffered, Raw, Rejected
from connectors.messages import Dossier, Message, Outcome, Rating, Receipt, Supplement, Withdrawal

_Send = Callable[[str], Receipt]


class _Letters:
    """The attempts, each with a fresh dossier of its own."""

    def __init__(self, connector: AgencyConnector, make: Callable[[], Dossier]) -> None:
        self._connector = connector
        self._make = make

    def supplement(self) -> Iterator[Raw]:
        sent = sample_supplement(self._submitted())
        _want(not self._connector.holds(sent), "it is said to be held before it was sent")
        yield from self._kept(sent, lambda key: self._connector.supplement(sent, key))

    def supplement_twice(self) -> Iterator[Raw]:
        sent = sample_supplement(self._submitted())
        yield from _twice(lambda key: self._connector.supplement(sent, key))

    def supplement_amended(self) -> Iterator[Raw]:
        sent = amended(sample_supplement(self._submitted()))
        yield from self._kept(sent, lambda key: self._connector.supplement(sent, key))

    def supplement_conflict(self) -> Iterator[Raw]:
        sent = sample_supplement(self._submitted())
        yield _shown(self._connector.supplement(sent, _key()))
        try:
            self._connector.supplement(replace(sent, text="khác"), _key())
        except Rejected as refusal:
            yield refusal.raw
        else:
            raise Broken("another supplement under the same id was taken")
        _want(self._connector.holds(sent), "the first supplement is no longer held")

    def supplement_unknown(self) -> Iterator[Raw]:
        try:
            self._connector.supplement(sample_supplement(self._make()), _key())
        except NotOffered:
            raise
        except Rejected as refusal:
            yield refusal.raw
        else:
            raise Broken("a supplement to a dossier that was never sent was taken")

    def message(self) -> Iterator[Raw]:
        sent = sample_message(self._submitted())
        _want(not self._connector.holds(sent), "it is said to be held before it was sent")
        yield from self._kept(sent, lambda key: self._connector.write(sent, key))

    def message_twice(self) -> Iterator[Raw]:
        sent = sample_message(self._submitted())
        yield from _twice(lambda key: self._connector.write(sent, key))

    def message_claim(self) -> Iterator[Raw]:
        sent = claiming(sample_message(self._submitted()))
        yield from self._kept(sent, lambda key: self._connector.write(sent, key))
        back = taken_back(sent)
        yield from self._kept(back, lambda key: self._connector.write(back, key))

    def message_payment(self) -> Iterator[Raw]:
        sent = paying(sample_message(self._submitted()))
        yield from self._kept(sent, lambda key: self._connector.write(sent, key))

    def message_receipts(self) -> Iterator[Raw]:
        sent = receipts_changed(sample_message(self._submitted()))
        yield from self._kept(sent, lambda key: self._connector.write(sent, key))

    def rating(self) -> Iterator[Raw]:
        given = sample_rating(self._submitted())
        _want(not self._connector.holds(given), "it is said to be held before it was sent")
        yield from self._kept(given, lambda key: self._connector.rate(given, key))

    def rating_twice(self) -> Iterator[Raw]:
        given = sample_rating(self._submitted())
        yield from _twice(lambda key: self._connector.rate(given, key))

    def withdrawal(self) -> Iterator[Raw]:
        asked = sample_withdrawal(self._submitted())
        _want(not self._connector.holds(asked), "it is said to be held before it was sent")
        yield from self._kept(asked, lambda key: self._connector.withdraw(asked, key))

    def withdrawal_twice(self) -> Iterator[Raw]:
        asked = sample_withdrawal(self._submitted())
        yield from _twice(lambda key: self._connector.withdraw(asked, key))

    def _submitted(self) -> Dossier:
        dossier = self._make()
        self._connector.submit(dossier, _key())
        return dossier

    def _kept(self, sent: Supplement | Message | Rating | Withdrawal, send: _Send) -> Iterator[Raw]:
        receipt = send(_key())
        yield _shown(receipt)
        _want(receipt.outcome is Outcome.ACCEPTED, f"what was new was {receipt.outcome}")
        _want(self._connector.holds(sent), "it said it took it, and does not hold it")


def _twice(send: _Send) -> Iterator[Raw]:
    key = _key()
    yield _shown(send(key))
    for again in (key, _key()):
        receipt = send(again)
        yield _shown(receipt)
        _want(receipt.outcome is Outcome.DUPLICATE, f"sent again it was {receipt.outcome}")


def _key() -> str:
    return "check-" + secrets.token_hex(16)


def _want(kept: bool, otherwise: str) -> None:
    if not kept:
        raise Broken(otherwise)


def _shown(receipt: Receipt) -> Raw:
    return Raw("send", 200, receipt.raw)


_RULES: list[tuple[str, str, str, Callable[[_Letters], Iterator[Raw]]]] = [
    (
        "supplement",
        "Nhận nội dung bổ sung, hỏi lại thì thấy",
        "A supplement is taken, and held",
        _Letters.supplement,
    ),
    (
        "supplement-twice",
        "Bổ sung gửi lại, cùng khóa hay cùng nội dung, chỉ tính một lần",
        "A supplement sent again, by key or by content, counts once",
        _Letters.supplement_twice,
    ),
    (
        "supplement-amended",
        "Nhận câu trả lời được sửa trong bổ sung, giữ đúng nội dung",
        "A supplement that puts answers right is taken whole, and held",
        _Letters.supplement_amended,
    ),
    (
        "supplement-conflict",
        "Bổ sung khác dưới cùng số bị từ chối",
        "Another supplement under the same id is refused",
        _Letters.supplement_conflict,
    ),
    (
        "supplement-unknown",
        "Bổ sung cho hồ sơ chưa gửi bị từ chối",
        "A supplement to a dossier that was never sent is refused",
        _Letters.supplement_unknown,
    ),
    (
        "message",
        "Nhận tin nhắn của người dân, hỏi lại thì thấy",
        "A citizen's message is taken, and held",
        _Letters.message,
    ),
    (
        "message-twice",
        "Tin nhắn gửi lại, cùng khóa hay cùng nội dung, chỉ tính một lần",
        "A message sent again, by key or by content, counts once",
        _Letters.message_twice,
    ),
    (
        "message-claim",
        "Nhận đề nghị miễn, giảm phí và việc rút đề nghị, giữ đúng nội dung",
        "A claim for an exemption, and its being taken back, are taken whole, and held",
        _Letters.message_claim,
    ),
    (
        "message-payment",
        "Nhận tin đã nộp phí kèm số biên lai, giữ đúng nội dung",
        "Word of a payment with its receipts is taken whole, and held",
        _Letters.message_payment,
    ),
    (
        "message-receipts",
        "Nhận tin biên lai bị hủy hoặc được thay, giữ đúng nội dung",
        "Word of a receipt that is cancelled or replaced is taken whole, and held",
        _Letters.message_receipts,
    ),
    (
        "rating",
        "Nhận đánh giá của người dân, hỏi lại thì thấy",
        "A citizen's rating is taken, and held",
        _Letters.rating,
    ),
    (
        "rating-twice",
        "Đánh giá gửi lại chỉ tính một lần",
        "A rating that is sent again counts once",
        _Letters.rating_twice,
    ),
    (
        "withdrawal",
        "Nhận yêu cầu rút hồ sơ, hỏi lại thì thấy",
        "A wish to withdraw is taken, and held",
        _Letters.withdrawal,
    ),
    (
        "withdrawal-twice",
        "Yêu cầu rút gửi lại chỉ tính một lần",
        "A wish to withdraw that is sent again counts once",
        _Letters.withdrawal_twice,
    ),
]


def letter_checks(connector: AgencyConnector, make: Callable[[], Dossier]) -> list[Check]:
    """List the checks of what follows a dossier; ``make`` gives a new practice dossier a time."""
    tries = _Letters(connector, make)

    def bound(attempt: Callable[[_Letters], Iterator[Raw]]) -> Callable[[], Iterator[Raw]]:
        return lambda: attempt(tries)

    return [Check(name, vi, en, bound(attempt)) for name, vi, en, attempt in _RULES]
