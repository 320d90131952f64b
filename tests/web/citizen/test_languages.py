"""Adding a language is data: a catalogue beside the others is all it takes."""

import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask

from forms.loader import load
from forms.messages import CATALOGUE, read_catalogue
from portal.app import create_app
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import publishing
from portal.web import languages
from tests.furnished import house
from tests.web.citizen.browsing import Browser, Page
from tests.web.citizen.conftest import Enter

MADE = {"Trợ giúp": "Aide", "Tìm": "Chercher"}
FORM = house.SOURCE.replace("{vi: Số điện thoại, en:", "{vi: Số điện thoại, fr: Téléphone, en:")


@pytest.fixture
def app(rt: Runtime, agency: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The portal with a French catalogue in which a few texts are translated."""
    folder = tmp_path / "translations"
    shutil.copytree(languages.TRANSLATIONS, folder)
    (folder / "fr" / "LC_MESSAGES").mkdir(parents=True)
    catalogue = Catalog(locale="fr")
    for text, translation in MADE.items():
        catalogue.add(text, translation)
    with (folder / "fr" / "LC_MESSAGES" / "messages.mo").open("wb") as made:
        write_mo(made, catalogue)
    monkeypatch.setattr(languages, "TRANSLATIONS", folder)
    return create_app(runtime=rt)


def test_a_new_catalogue_appears_in_the_switch_and_is_kept(stranger: Browser):
    ways = stranger.open("/tro-giup").tree.xpath("//nav[@class='language']//a")
    assert [(way.get("lang"), way.text) for way in ways] == [("en", "English"), ("fr", "Français")]
    back = stranger.open("/ngon-ngu/fr?tiep=/tro-giup")
    page = stranger.follow(back)
    assert page.tree.get("lang") == "fr"
    assert page.heading == "Aide"


def test_what_a_new_catalogue_lacks_stands_in_vietnamese(stranger: Browser):
    page = stranger.open("/tra-cuu?lang=fr")
    assert page.heading == "Tra cứu hồ sơ"


def test_a_language_without_a_catalogue_is_not_there(stranger: Browser):
    assert stranger.open("/ngon-ngu/de?tiep=/").status == 404


def label(page: Page, name: str) -> str:
    (found,) = page.tree.xpath(f"//label[@for={name!r}]")
    return " ".join(found.text_content().split())


def test_forms_and_what_they_say_of_answers_follow(
    rt: Runtime, enter: Enter, agency: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "fr.yaml").write_text("required.choose: 'Choisissez {label}'", encoding="utf-8")
    monkeypatch.setitem(CATALOGUE, "fr", read_catalogue(tmp_path)["fr"])
    with rt.db.write() as session:
        publishing.publish(session, load(FORM), FORM, "test")
    reader = enter(phone="")
    reader.open("/ngon-ngu/fr?tiep=/")
    start = reader.open(f"/thu-tuc/{house.PROCEDURE}/bat-dau")
    begun = reader.send(start, {"agency": str(agency.id)}).leads_to
    step = reader.open(f"{begun}/nguoi-nop")
    assert label(step, "phone") == "Téléphone (không bắt buộc)"
    assert "Người cần xác nhận" in step.text
    refused = reader.send(step, {"phone": "1"})
    # The label has no French yet, nor has what is said of telephone numbers.
    assert refused.errors["for_whom"] == "Choisissez người cần xác nhận"
    assert refused.errors["phone"] == "Nhập số điện thoại, ví dụ 0912 345 678"
