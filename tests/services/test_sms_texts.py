"""What is said by SMS, in every language there is."""

import re

import pytest

from portal.services import sms_texts
from portal.services.sms_texts import Key

# As long as they come: a base address of 25 characters, the path, and a token of 22.
LONGEST = {
    "code": "H41.12.34-261123-0007",
    "time": "09:41 28/11",
    "day": "05/12/2026",
    "amount": "12.345.000",
    "link": "https://dichvu.example.vn" + "/h/" + 22 * "x",
}
ALL = [
    (lang, reader, occasion)
    for lang, readers in sms_texts.texts().items()
    for reader, occasions in readers.items()
    for occasion in occasions
]


@pytest.mark.parametrize(("lang", "reader", "occasion"), ALL)
def test_an_sms_fits_into_one_message_and_tells_no_name(lang, reader, occasion):
    text = sms_texts.shipped(Key(lang, reader, occasion)).format(**LONGEST)
    assert text.isascii()
    assert not set(text) & set("[]{}|^~\\")
    assert text.endswith(LONGEST["link"])
    # A longer one is two messages: dear to the agency, and torn apart on old telephones.
    assert len(text) <= 155
    # What goes to a number that may be wrong says nothing of the dossier.
    assert (LONGEST["code"] in text) == (reader in ("news", "enquiries"))


@pytest.mark.parametrize(("lang", "reader", "occasion"), ALL)
def test_a_translation_fills_in_what_the_vietnamese_text_does(lang, reader, occasion):
    def blanks(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    said = sms_texts.texts()
    assert blanks(said[lang][reader][occasion]) == blanks(said["vi"][reader][occasion])


def test_both_languages_tell_the_same_things():
    said = sms_texts.texts()
    for reader in said["vi"]:
        assert said["vi"][reader].keys() == said["en"][reader].keys()


def test_a_language_without_texts_is_spoken_to_in_vietnamese():
    assert sms_texts.shipped(Key("km", "drafts", "draft_expiry")).startswith("Ho so nhap")
