"""What a one-stop system wants put right one by one, as the connector reads it."""

import pytest

from connectors.agencies.one_stop.reading import one_news
from connectors.errors import Unreadable
from connectors.wanted import Wanted
from tests.connectors.agencies.test_one_stop_inward import news

WANTED = [{"answer": "phone", "words": " Số đã\nkhóa "}, {"file": "f1", "words": None}]


@pytest.mark.parametrize(("kind", "count"), [("supplement_requested", 2), ("in_process", 0)])
def test_it_is_told_with_a_request_for_a_supplement_alone(kind, count):
    assert len(one_news(news(kind=kind, wanted=WANTED)).wanted) == count


def test_an_answer_a_paper_or_a_file_is_named_and_what_is_wrong_in_one_line():
    read = one_news(news(kind="supplement_requested", wanted=WANTED))
    assert read.wanted == (Wanted("answer", "phone", "", "Số đã khóa"), Wanted("file", "f1", ""))


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ({}, "wanted"),
        ([{"words": "sai"}], "wanted.0._schema"),
        ([{"answer": "a", "file": "f", "words": "sai"}], "wanted.0._schema"),
        ([{"answer": "a", "words": " "}], "wanted.0.words"),
        ([{"document": 5}], "wanted.0.document"),
    ],
)
def test_what_is_wrong_with_it_is_said_by_field(wanted, where):
    with pytest.raises(Unreadable) as caught:
        one_news(news(kind="supplement_requested", wanted=wanted))
    assert set(caught.value.fields) == {where}
