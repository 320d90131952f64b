"""Procedures and forms over the API: open, and enough to draw a form from."""

from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from forms.loader import load_catalog
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import publishing
from tests.furnished.house import PROCEDURE
from tests.web.api.conftest import Caller

PERSONAL = ("/api/v1/me", "/api/v1/drafts", "/api/v1/dossiers")


def catalogue(rt: Runtime) -> None:
    """Publish the forms that come with the program."""
    with rt.db.write() as session:
        for loaded in load_catalog():
            publishing.publish(session, loaded.form, loaded.source, "test")


def test_procedures_are_found_as_on_the_home_page(nobody: Caller) -> None:
    found = nobody.get("/procedures?q=noi+o").json
    assert [each["code"] for each in found["items"]] == [PROCEDURE]
    assert nobody.get("/procedures?q=xe+lua").json == {"total": 0, "items": []}
    assert nobody.get("/procedures?offset=1").json["items"] == []


def test_a_procedure_tells_what_a_citizen_should_know_before(
    nobody: Caller, agency: Agency
) -> None:
    told = nobody.get(f"/procedures/{PROCEDURE}").json
    assert [each["id"] for each in told["agencies"]] == [str(agency.id)]
    assert told["cases"][0]["name"] == {"vi": "Thông thường", "en": "Usual"}
    assert [each["id"] for each in told["documents"]] == ["sheet", "proof"]
    assert told["times"][0]["quantity"] == "3"
    assert told["legal"][0]["number"] == "68/2020/QH14"
    assert nobody.get("/procedures/9.999999").status_code == 404


def test_versions_are_told_with_when_they_are_live(nobody: Caller) -> None:
    (version,) = nobody.get(f"/procedures/{PROCEDURE}/forms").json["items"]
    assert (version["state"], version["live_until"]) == ("live", None)
    assert version["live_from"].startswith("2026-01-01T00:00:00")
    assert version["hash"] == nobody.get(f"/procedures/{PROCEDURE}").json["form"]


def test_a_form_is_told_whole_in_both_languages(nobody: Caller) -> None:
    digest = nobody.get(f"/procedures/{PROCEDURE}").json["form"]
    (step,) = nobody.get(f"/forms/{digest}").json["steps"]
    asked = {question["name"]: question for question in step["questions"]}
    assert asked["full_name"]["may_be_locked"] is True
    assert asked["owner_name"]["show_when"] == {"question": "for_whom", "is": ["other"]}
    assert asked["for_whom"]["choices"][0]["label"] == {"vi": "Cho tôi", "en": "For myself"}


def test_every_form_of_the_catalogue_has_a_definition_and_a_valid_schema(
    nobody: Caller, rt: Runtime
) -> None:
    catalogue(rt)
    listed = nobody.get("/procedures").json["items"]
    assert len(listed) == 1 + len(load_catalog())
    for each in listed:
        assert nobody.get(f"/forms/{each['form']}").status_code == 200
        answer = nobody.get(f"/forms/{each['form']}/schema", headers={"Accept-Language": "en"})
        assert answer.content_type == "application/schema+json"
        Draft202012Validator.check_schema(answer.get_json(force=True))
        assert answer.get_json(force=True)["title"] == each["name"]["en"]


def test_an_unknown_form_is_not_there(nobody: Caller) -> None:
    for digest in ("0" * 64, "x", "..%2f"):
        assert nobody.get(f"/forms/{digest}").status_code == 404


def test_communes_are_listed_for_addresses(nobody: Caller) -> None:
    assert {"code": "00004", "name": "Phường Ba Đình"} in (
        nobody.get("/places/01/communes").json["items"]
    )
    assert nobody.get("/places/xx/communes").status_code == 404


def test_the_description_is_valid_and_names_every_problem(nobody: Caller) -> None:
    told = nobody.get("/openapi.json").json
    validate(told)
    assert told["openapi"].startswith("3.1")
    answers = told["components"]["responses"].values()
    assert {kind for each in answers for kind in each["content"]} == {"application/problem+json"}
    personal = [path for path in told["paths"] if path.startswith(PERSONAL)]
    assert len(personal) > 8
    for path in personal:
        for method, operation in told["paths"][path].items():
            if method != "parameters":
                assert operation["security"] and {"401", "403"} <= set(operation["responses"])
