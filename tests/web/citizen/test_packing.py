"""Pages and assets are packed for the line, unless their length could give a secret away."""

import gzip
from typing import Any

import pytest

from portal.web import rendering
from tests.web.citizen.browsing import Browser


def get(browser: Browser, path: str, accepted: str = "gzip, deflate") -> Any:
    """Fetch a page as a browser that takes some encodings does."""
    return browser.client.get(path, headers={"Accept-Encoding": accepted})


def test_a_page_is_packed_for_browsers_that_take_it(stranger: Browser):
    answer = get(stranger, "/tro-giup")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < 10_000
    plain = get(stranger, "/tro-giup", "identity")
    assert "Content-Encoding" not in plain.headers
    assert b"</html>" in gzip.decompress(answer.data) and b"</html>" in plain.data


@pytest.mark.parametrize("accepted", ["gzip;q=0", "br", ""])
def test_a_browser_that_takes_no_gzip_gets_none(stranger: Browser, accepted: str):
    answer = get(stranger, "/tro-giup", accepted)
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_no_secret_is_packed_together_with_words_from_the_address(ha: Browser, stranger: Browser):
    assert "Content-Encoding" not in get(ha, "/?q=guess").headers
    assert "Content-Encoding" not in get(stranger, "/tra-cuu?ma=guess").headers
    assert get(ha, "/").headers["Content-Encoding"] == "gzip"
    assert get(stranger, "/?q=guess").headers["Content-Encoding"] == "gzip"


def test_an_error_which_repeats_its_address_is_not_packed(ha: Browser):
    answer = get(ha, "/khong-co/guess")
    assert answer.status_code == 404 and "Content-Encoding" not in answer.headers


def test_the_length_of_a_page_with_a_secret_is_blurred(ha: Browser, stranger: Browser):
    assert len({len(get(ha, "/ho-so").data) for _ in range(8)}) > 1
    lengths = [len(get(stranger, "/tro-giup").data) for _ in range(8)]
    assert max(lengths) - min(lengths) < 30  # the nonce alone differs


def test_what_programs_are_answered_stays_as_it_is(stranger: Browser):
    assert "Content-Encoding" not in get(stranger, "/api/v1/openapi.json").headers


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None)]
)
def test_an_asset_is_sent_as_it_was_packed_when_built(
    stranger: Browser, accepted: str, encoding: str | None
):
    with get(stranger, rendering.asset("portal.css"), accepted) as answer:
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.mimetype == "text/css"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in answer.headers["Vary"]
        # Nothing is lost: a whole style sheet fits in the eighth part of its size.
        assert (len(answer.data) < 10_000) is bool(encoding)


@pytest.mark.parametrize("name", ["manifest.json", "..%2fbuild.mjs", "portal.css.gz"])
def test_nothing_but_what_the_manifest_names_is_sent(stranger: Browser, name: str):
    assert get(stranger, f"/assets/{name}").status_code == 404
