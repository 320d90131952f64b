"""The gateway's contract, the telephones' page, and the ways the centre fails."""

import pytest
import requests
from lxml import html


def test_a_message_is_taken_and_delivered_to_the_telephone(centre):
    answer = centre.send(reference="first", to="84900000021")
    assert (answer.status_code, answer.json()["status"]) == (202, "queued")
    assert centre.status("first").json() == {"id": answer.json()["id"], "status": "delivered"}
    (message,) = centre.inbox("84900000021")
    assert {
        "reference": "first",
        "to": "84900000021",
        "from": "LienThong",
    }.items() <= message.items()
    assert message["at"].endswith("Z") and message["text"] == "Ho so da nhan."


def test_a_repeated_reference_is_one_message_with_one_id(centre):
    first = centre.send(reference="again", to="84900000022")
    second = centre.send(reference="again", to="84900000022")
    assert (second.status_code, second.json()["id"]) == (200, first.json()["id"])
    (message,) = centre.inbox("84900000022")
    assert message["attempts"] == 2


def test_the_inbox_is_newest_first_and_knows_a_number_in_every_spelling(centre):
    for text in ("one", "two"):
        centre.send(to="84900000023", text=text)
    for spelling in ("84900000023", "0900000023", "+84 900 000 023"):
        assert [message["text"] for message in centre.inbox(spelling)] == ["two", "one"]


@pytest.mark.parametrize(
    "wrong",
    [{"to": "0900000011"}, {"to": ""}, {"text": ""}, {"text": 5}, {"from": "x" * 12}]
    + [{"reference": None}, {"text": "x" * 1601}],
)
def test_a_message_with_a_wrong_field_is_400_and_names_it(centre, wrong):
    answer = centre.send(**wrong)
    assert answer.status_code == 400 and next(iter(wrong)) in answer.json()["error"]


def test_without_the_token_nothing_is_taken_or_told(centre):
    assert centre.send(token="sai").status_code == 401
    assert requests.get(f"{centre.url}/messages/first", timeout=10).status_code == 401


def test_an_unknown_reference_is_404(centre):
    assert centre.status("never").status_code == 404


def test_the_page_shows_links_to_click_and_text_as_text(centre):
    text = "<b>Ho so</b>: xem http://127.0.0.1:8000/s/abc_-1. Cam on"
    centre.send(to="84900000024", text=text)
    page = requests.get(f"{centre.url}/", params={"to": "0900000024"}, timeout=10)
    (bubble,) = html.fromstring(page.content).find_class("bubble")
    assert bubble.text_content() == text and not bubble.xpath(".//b")
    assert bubble.xpath(".//a/@href") == ["http://127.0.0.1:8000/s/abc_-1"]


@pytest.mark.parametrize(("fault", "status"), [("down", 503), ("throttle", 429)])
def test_a_centre_out_of_order_takes_nothing(centre, fault, status):
    centre.faults(**{fault: {"times": 1}})
    answer = centre.send(reference=fault)
    assert answer.status_code == status
    assert (status == 429) == ("Retry-After" in answer.headers)
    assert centre.status(fault).status_code == 404


def test_a_message_that_failed_says_so(centre):
    centre.faults(fail=True)
    centre.send(reference="lost")
    assert centre.status("lost").json()["status"] == "failed"


def test_a_line_dropped_after_taking_leaves_the_message_taken(centre):
    centre.faults(drop_after_taking={"times": 1})
    with pytest.raises(requests.ConnectionError):
        centre.send(reference="dropped")
    assert centre.status("dropped").json()["status"] == "delivered"


def test_a_hanging_centre_takes_nothing(centre):
    centre.faults(hang={"times": 1})
    with pytest.raises(requests.Timeout):
        centre.send(timeout=0.4, reference="hung")
    assert centre.status("hung").status_code == 404
