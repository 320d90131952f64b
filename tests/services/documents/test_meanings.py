"""What a document that answers a dossier is, by the words of its type and subject."""

import pytest

from connectors.messages import NewsKind
from portal.axis_road import Road
from portal.services.documents import meanings

ROAD = Road("000.00.11.H53", "H41.77.01", "Nguyễn Thị Mẫu", "Vinh")
MORE, REFUSED, BACK = NewsKind.SUPPLEMENT_REQUESTED, NewsKind.REFUSED, NewsKind.WITHDRAWN
RESULT, SAID, NOT_SAID = NewsKind.DECIDED, NewsKind.MESSAGE, NewsKind.UNKNOWN
SAYS = {
    "Công văn V/v trả kết quả giải quyết hồ sơ": RESULT,
    "V/v trả kết quả thủ tục rút hồ sơ gốc": RESULT,
    "V/v yêu cầu bổ sung hồ sơ": MORE,
    "V/v không yêu cầu bổ sung hồ sơ": NOT_SAID,
    "V/v không tiếp nhận hồ sơ": REFUSED,
    "V/v từ chối giải quyết hồ sơ": REFUSED,
    "V/v chưa từ chối giải quyết": NOT_SAID,
    "V/v từ chối giải quyết đề nghị rút hồ sơ": NOT_SAID,
    "V/v ĐỒNG Ý cho rút hồ sơ": BACK,
    "V/v không đồng ý cho rút hồ sơ": SAID,
    "V/v không thể đồng ý rút hồ sơ": SAID,
    "V/v không chấp thuận đề nghị rút hồ sơ": SAID,
    "V/v chưa đồng ý rút hồ sơ, yêu cầu bổ sung": NOT_SAID,
    "V/v đồng ý rút hồ sơ, từ chối giải quyết": NOT_SAID,
}


@pytest.mark.parametrize("said", SAYS)
def test_what_it_says_it_is_and_what_it_denies_it_is_not(said):
    assert meanings.of_answer(ROAD, said, to_wish=False) is SAYS[said]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("V/v đồng ý rút hồ sơ", BACK),
        ("V/v không đồng ý rút hồ sơ", SAID),
        ("V/v trả lời công dân", NOT_SAID),
        ("V/v từ chối giải quyết", NOT_SAID),
    ],
)
def test_what_answers_a_wish_to_withdraw_says_yes_or_no_or_is_not_guessed(said, kind):
    assert meanings.of_answer(ROAD, said, to_wish=True) is kind


def test_an_agencys_own_words_are_turned_round_as_well():
    road = Road("000.00.11.H53", "H41.77.01", "Mẫu", "Vinh", withdrawal="chấp thuận trả đơn")
    assert meanings.of_answer(road, "Chấp thuận trả đơn", to_wish=False) is BACK
    assert meanings.of_answer(road, "Không chấp thuận trả đơn", to_wish=False) is SAID
