"""Every address there is, with what no store keeps in its path, query and form: no error of ours.

One browser is signed in wherever one can be; what the crawl does to one house does not matter.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.routing import Rule
from werkzeug.test import EnvironBuilder

import portal.web
from portal.app import create_app
from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services import sessions
from portal.services.citizens import Identity, recognise
from portal.services.operations import staff, staff_sessions
from portal.services.operations.staff import OFFICER, OPERATOR, REPORTER, Person, Role
from portal.services.sessions import SignIn
from portal.settings import Settings
from portal.web.console.guard import DOOR as CONSOLE
from portal.web.context import SESSION_COOKIE
from portal.web.desk.guard import DOOR as DESK
from portal.web.incoming import Incoming, whole
from portal.web.reports.guard import DOOR as REPORTS
from tests.conftest import Store
from tests.furnished import house, lasting
from tests.furnished.desks import ADMIN, ISSUER, add_desk
from tests.furnished.partners import drain

ODD = "a%00b%FF%ED%A0%80cdef"
HUGE = "9" * 4301
ARGUMENT = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
EVERYBODY = Person(ISSUER, "moi-vai", "Người Mẫu Mọi Vai")


@pytest.fixture(scope="module")
def rt(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """Give a portal that knows where its staff signs in, and lets everybody knock at will."""
    staff_at = Settings.load({}).staff_provider
    assert staff_at is not None
    told = {"staff_provider": replace(staff_at, issuer=ISSUER), "partner_timeout": 1.0}
    often = {"door_rate": "99999 per minute", "api_rate": "99999 per minute"}
    with lasting.portal(store, tmp_path_factory.mktemp("house"), **told, **often) as runtime:
        yield runtime


@pytest.fixture(scope="module")
def desk(rt: Runtime) -> Agency:
    """Give a commune that works at a desk."""
    return add_desk(rt)


@pytest.fixture(scope="module")
def dossier(rt: Runtime, desk: Agency) -> Dossier:
    """Give a dossier that lies there."""
    made = house.submit_new(rt, house.sign_in(rt), desk)
    drain(rt)
    return made


@pytest.fixture
def client(rt: Runtime, desk: Agency) -> FlaskClient:
    """Sign in at every door there is."""
    browser = create_app(runtime=rt).test_client()
    made = SignIn("staff", None, "2", "id-token")
    roles = [Role(OPERATOR), Role(OFFICER, desk.id), Role(REPORTER, desk.id)]
    with rt.db.write() as session:
        known = Identity("https://issuer.example", "mau", "2", False, house.PROFILE)
        citizen = recognise(session, rt, known)
        browser.set_cookie(SESSION_COOKIE, sessions.start(session, rt, citizen, made))
        for role in roles:
            staff.give(session, EVERYBODY, role, ADMIN)
        member = staff.recognise(session, EVERYBODY)
        assert member is not None
        for door in (CONSOLE, DESK, REPORTS):
            token = staff_sessions.start(session, rt, member, door.audience, made)
            browser.set_cookie(door.cookie, token, path=door.home)
    return browser


def names(where: str) -> list[str]:
    """Name the parameters (``args``) or fields (``form``) that any view asks for by name."""
    asked = re.compile(rf'request\.(?:{where}|values)(?:\.get|\.getlist)?[(\[]"([^"]+)"')
    told = re.compile(r'"([a-z][a-z_]+)"')
    found: set[str] = set()
    for file in Path(portal.web.__file__).parent.rglob("*.py"):
        text = file.read_text()
        found.update(asked.findall(text))
        if where == "form":
            listed = re.findall(r"(?:Typed\.read\(|_FIELDS = |_ALL = |NAMES = )\(([^)]*)\)", text)
            found.update(name for each in listed for name in told.findall(each))
    return sorted(found - {"lang"})


def paths(rule: Rule, known: dict[str, str]) -> tuple[str, str]:
    """Give two addresses of a rule: an odd one, and one at which something may stand."""
    about_agency = "/co-quan/" in rule.rule or "/agencies/" in rule.rule
    code = known["agency"] if about_agency else known["dossier"]
    stands = known | {"code": house.PROCEDURE if "/thu-tuc/" in rule.rule else code}

    def odd(found: re.Match[str]) -> str:
        kind, name = found.groups()
        if kind in ("uuid", "any"):
            return stands.get(name, "0193a5b0-0000-7000-8000-000000000000")
        return HUGE if kind == "int" else ODD

    def right(found: re.Match[str]) -> str:
        return "1" if found[1] == "int" else stands.get(found[2], odd(found))

    return ARGUMENT.sub(odd, rule.rule), ARGUMENT.sub(right, rule.rule)


def ask(client: FlaskClient, method: str, path: str, form: str) -> int:
    """Send one request; give the status of the answer."""
    kind = "application/x-www-form-urlencoded"
    data = form if method != "GET" else None
    with client.open(path, method=method, data=data, content_type=data and kind) as answer:
        return answer.status_code


def token(client: FlaskClient) -> str:
    """Give what forms of this browser prove themselves by."""
    page = html.fromstring(client.get("/console/bieu-mau").text)
    return str(page.xpath("//input[@name='csrf_token']/@value")[0])


@pytest.mark.parametrize("value", [ODD, HUGE])
def test_no_address_answers_with_an_error_of_ours(
    client: FlaskClient, desk: Agency, dossier: Dossier, value: str
) -> None:
    app = client.application
    query = "&".join(f"{name}={value}" for name in names("args"))
    fields = "&".join(f"{name}={value}" for name in names("form"))
    form = f"csrf_token={token(client)}&{fields}"
    known = {"agency": desk.code, "dossier": dossier.code, "draft_id": str(dossier.id)}
    known |= {"language": "vi", "name": "default"}
    seen, bad = set(), []
    # No provider answers here; and whoever signs out is out, so that comes last.
    rules = [rule for rule in app.url_map.iter_rules() if not rule.rule.endswith("/dang-nhap")]
    for rule in sorted(rules, key=lambda one: "dang-xuat" in one.rule):
        for path in paths(rule, known):
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                status = ask(client, method, f"{path}?{query}", form)
                seen.add(status)
                if status >= 500:
                    bad.append(f"{status} {method} {path[:200]}")
    assert bad == []
    # It went through doors, and not only past them.
    assert {200, 303, 404, 422} <= seen


@pytest.mark.parametrize("text", ["", "-1", "²", "٣", "1e3", "1234567890", HUGE])
def test_what_is_no_whole_number_a_page_sends_is_none(text: str) -> None:
    assert (whole(text), whole("0"), whole("007"), whole("999999999")) == (-1, 0, 7, 999999999)


def request_of(**told: str) -> Incoming:
    """Make a request out of WSGI's own words."""
    return Incoming({**EnvironBuilder("/").get_environ(), **told})


def test_what_was_typed_stays_in_sight_with_a_mark_where_the_nul_was() -> None:
    form = EnvironBuilder("/", method="POST", data={"words": "Trần\0 Mẫu", "n\0": "1"})
    assert dict(Incoming(form.get_environ()).form) == {"words": "Trần\ufffd Mẫu", "n\ufffd": "1"}
    assert request_of(PATH_INFO="/a\0b").path == "/a\ufffdb"
    assert request_of(QUERY_STRING="q=%00a%2500&%00=1").args.to_dict() == {
        "q": "\ufffda%00",
        "\ufffd": "1",
    }


def test_a_query_in_bytes_that_are_no_utf_8_is_read() -> None:
    assert request_of(QUERY_STRING="q=\xff\xe1&r=%C3%A1").args.to_dict() == {
        "q": "%FF%E1",
        "r": "á",
    }
    assert request_of(QUERY_STRING="q=\xc3\xa1+b%2B&e=").args.to_dict() == {"q": "á b+", "e": ""}
