"""Files and names made to harm: each told by its name, at both doors, and nothing left behind."""

import pytest

from portal.models import Attachment
from tests.furnished.hostile import NAMES, REFUSED
from tests.furnished.papers import pdf
from tests.web.citizen.tus.conftest import kept
from tests.web.citizen.tus.test_uploads import rows

PDF = pdf(size=3000)
INVISIBLE = ("\0", "\u202e", "\r", "\n")


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_turned_away_at_both_doors(sender, rt, what):
    data = REFUSED[what]()
    if len(data) > rt.settings.file_limit:
        data = data[: rt.settings.file_limit]
    path = sender.begun(len(data))
    answer = sender.patch(path, data)
    assert answer.status_code == 422, answer.text
    assert (answer.json["field"], answer.json["file"]) == ("file-proof", "nhà.pdf")
    assert "“nhà.pdf”" in answer.json["message"]
    plain = sender.browser.upload(sender.browser.open(sender.page), "proof", [("nhà.pdf", data)])
    assert plain.status == 422 and "“nhà.pdf”" in plain.errors["file-proof"]
    assert (kept(rt), rows(rt, Attachment)) == ([], [])


@pytest.mark.parametrize("what", NAMES)
def test_a_hostile_name_is_made_harmless_at_both_doors(sender, what):
    name = NAMES[what]
    assert sender.patch(sender.begun(3000, filename=name), PDF).status_code == 204
    # Browsers write a line break in a form's file name so.
    written = name.replace("\r\n", "%0D%0A") or "x"
    sender.browser.upload(sender.browser.open(sender.page), "proof", [(written, PDF)])
    page = sender.browser.open(sender.page)
    shown = sender.files()
    assert len(shown) == 2 and "onerror=alert(1)>" not in page.answer.text.replace("&gt;", "")
    for each in shown:
        assert each and len(each) <= 160 and "/" not in each and "\\" not in each
        assert not any(mark in each for mark in INVISIBLE)


@pytest.mark.parametrize("length", [10_000, 1_000_000])
def test_a_name_of_a_megabyte_is_refused_and_nothing_breaks(sender, rt, length):
    assert sender.begin(3000, filename="g" * length).status_code == 400
    name = "g" * length + ".pdf"
    page = sender.browser.upload(sender.browser.open(sender.page), "proof", [(name, PDF)])
    assert page.status in (303, 400, 413, 422)
    assert all(len(each) <= 160 for each in sender.files())
