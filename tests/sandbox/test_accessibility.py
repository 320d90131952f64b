"""Every page of the sandboxes in a real browser: axe is content, a phone is wide enough."""

import json

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.sandbox.agency.dossiers import described, make_dossier
from tests.sandbox.agency.hand import CODE, SECRET, Hand
from tests.sandbox.conftest import CLIENT, TOKEN, running
from tests.sandbox.identity.conftest import Visit
from tests.sandbox.ministry.hand import MINISTRY, hand_in
from tests.sandbox.national.hand import NATIONAL, synchronise
from tests.sandbox.payment.booth import PAYMENT, page_of_a_bill
from tests.sandbox.sms.conftest import Centre
from tests.servers.browser import chromium_arguments

AGENCY = {
    "code": CODE,
    "name": "UBND phường Mẫu",
    "key_id": "khoa-1",
    "secret": SECRET,
    "portal_url": "http://127.0.0.1:9/nobody",
}


def dossier_at(url):
    """Leave a dossier that was decided about, with a fault on, and give its code."""
    hand, data = Hand(url), b"a certificate"
    hand.put(data)
    dossier = make_dossier(files=[described(data)])
    hand.hand_in(dossier)
    hand.act(dossier["code"], kind="refused", reasons=["Thiếu giấy chứng sinh"], note="Chào")
    hand.faults(slow=1)
    return dossier["code"]


def at_the_agency(url):
    """Name the pages of an agency that has a dossier."""
    desk = f"{url}/mot-cua/{CODE}"
    return {
        "agencies": url,
        "dossier": f"{desk}/ho-so/{dossier_at(url)}",
        "dossiers": desk,
        "agency faults": f"{desk}/su-co",
        "ledger": f"{url}/so-nhan",
        "not there": f"{url}/khong-co",
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Run all sandboxes with something to show, and name their pages."""
    folder = tmp_path_factory.mktemp("pages")
    with (
        running("identity", folder / "i", SANDBOX_CLIENTS=json.dumps([CLIENT])) as identity,
        running("agency", folder / "a", SANDBOX_AGENCIES=json.dumps([AGENCY])) as office,
        running("sms", folder / "s", SANDBOX_SMS_TOKEN=TOKEN) as phones,
        running("ministry", folder / "m", **MINISTRY) as ministry,
        running("payment", folder / "p", **PAYMENT) as payment,
        running("national", folder / "n", **NATIONAL) as national,
    ):
        visit = Visit(f"{identity.url}/national")
        question = requests.Request(url=f"{visit.issuer}/authorize", params=visit.question())
        hand_in(ministry.url)
        synchronise(national.url)
        Centre(phones.url).send(text="Xem http://127.0.0.1:8000/s/abc" + "x" * 140)
        backs = {"sms": phones, "ministry": ministry, "national": national}
        yield at_the_agency(office.url) | {
            "sign-in": question.prepare().url,
            "dead end": f"{visit.issuer}/authorize",
            "identity": identity.url,
            "identity faults": f"{visit.issuer}/su-co",
            "bill": page_of_a_bill(payment.url),
            "bills": payment.url,
            "national store": f"{national.url}/kho",
            **{name: each.url for name, each in backs.items()},
            **{f"{name} faults": f"{each.url}/su-co" for name, each in backs.items()},
        }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(scheme, pages, chromium):
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments())
        page = browser.new_page(
            viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True
        )
        for name, address in pages.items():
            page.goto(address)
            for summary in page.locator("summary").all():
                summary.click()
            found[name] = [violation["id"] for violation in Axe().run(page).response["violations"]]
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                found[name].append("wider than a phone")
        browser.close()
    assert found == {name: [] for name in pages}
