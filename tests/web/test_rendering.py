"""Languages, assets and the policy every page is sent with."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.web import languages, rendering
from tests.web.gallery.app import create_gallery


@pytest.fixture(scope="module")
def app() -> Flask:
    """The gallery's app."""
    return create_gallery()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()


def language(page: str) -> str:
    """Read which language a page says it is in."""
    found = re.search(r'<html lang="(\w+)">', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("cookie", "query", "expected"),
    [
        ("", "", "vi"),
        ("en", "", "en"),
        ("", "?lang=en", "en"),
        ("en", "?lang=vi", "vi"),
        ("xx", "?lang=../../etc", "vi"),
    ],
)
def test_the_language_is_the_one_asked_for_then_the_cookie_then_vietnamese(
    client: FlaskClient, cookie: str, query: str, expected: str
) -> None:
    if cookie:
        client.set_cookie(languages.COOKIE, cookie)
    assert language(client.get(f"/gallery/help{query}").text) == expected


def test_the_status_page_switches_language_without_telling_its_address(client: FlaskClient) -> None:
    assert '<a href="?lang=en"' in client.get("/gallery/status").text


def test_an_english_page_speaks_english(client: FlaskClient) -> None:
    assert "We have received your application" in client.get("/gallery/submitted?lang=en").text


def test_an_asset_may_be_kept_for_ever_since_its_name_is_its_content(
    app: Flask, client: FlaskClient
) -> None:
    with client.get(rendering.asset("portal.css")) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("name", ["manifest.json/../../mark.svg", "..%2fmark.svg", "nothing.css"])
def test_nothing_but_built_assets_is_sent(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404


def test_every_request_has_a_nonce_of_its_own(client: FlaskClient) -> None:
    policies = {client.get("/gallery/help").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


@pytest.mark.parametrize("name", ["portal.css", "status.css", "portal.js"])
def test_nothing_of_gov_uk_but_its_controls_is_shipped(name: str) -> None:
    text = rendering.asset_text(name).lower()
    assert not re.search(r"gds transport|crest|crown|@font-face|url\(", text)


def test_personal_pages_are_kept_out_of_search_engines(client: FlaskClient) -> None:
    noindex = '<meta name="robots" content="noindex, nofollow">'
    personal = ("step-filled", "review", "submitted", "dossier-returned", "status", "my-dossiers")
    assert [name for name in personal if noindex not in client.get(f"/gallery/{name}").text] == []
    assert noindex not in client.get("/gallery/procedure").text


def test_packages_of_the_assets_come_from_whichever_registry_npm_is_told() -> None:
    locks = (Path("package-lock.json"), *Path("tests/servers").glob("*/package-lock.json"))
    assert [lock for lock in locks if '"resolved"' in lock.read_text()] == []
