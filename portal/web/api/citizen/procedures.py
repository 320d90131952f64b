"""Procedures, the versions of their forms, and what is needed to draw one: open to everybody."""

import json
import re
from collections.abc import Sequence
from typing import Any

from flask.views import MethodView
from werkzeug.wrappers import Response

from forms import search
from forms.kinds.json_schema import of_form
from forms.lookups import VietnamProvinces
from forms.needs import results
from forms.spec import Form
from portal import clock
from portal.domain.errors import NotFound
from portal.models import Agency
from portal.services import code_lists, drafts, publishing
from portal.web.api.citizen import definition
from portal.web.api.citizen.room import Room
from portal.web.api.citizen.shapes import open as shapes
from portal.web.context import language, reading, rt

blp = Room("procedures", "Procedures and their forms: open to everybody.", personal=False)
SCHEMA_TYPE = "application/schema+json"
_HASH = re.compile(r"[0-9a-f]{64}")


@blp.route("/procedures")
class Procedures(MethodView):
    """The procedures on offer."""

    @blp.troubles(400, 422)
    @blp.arguments(shapes.Search, location="query")
    @blp.response(200, shapes.ProcedureList)
    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """List the procedures on offer, or find some by everyday words."""
        with reading() as session:
            forms: Sequence[Form] = publishing.all_live(session, rt())
        if words := asked.get("q", "").strip():
            forms = [found.form for found in search.find(forms, words, language())]
        first = asked["offset"]
        page = forms[first : first + asked["limit"]]
        return {"total": len(forms), "items": [_row(form) for form in page]}


@blp.route("/procedures/<code>")
class Procedure(MethodView):
    """One procedure."""

    @blp.troubles(404)
    @blp.response(200, shapes.Procedure)
    def get(self, code: str) -> dict[str, Any]:
        """Show a procedure (thủ tục): cases, documents, fees, times, agencies that take it."""
        with reading() as session:
            form = publishing.live(session, rt(), code)
            agencies = drafts.serving(session, form, None)
        return _procedure(form, agencies)


@blp.route("/procedures/<code>/forms")
class Versions(MethodView):
    """The versions of a procedure's form."""

    @blp.troubles(404)
    @blp.response(200, shapes.FormVersionList)
    def get(self, code: str) -> dict[str, Any]:
        """List the published versions of a procedure's form, and when each is live."""
        with reading() as session:
            rows = publishing.versions(session, code)
            if not rows:
                raise NotFound(code)
            return {
                "items": [
                    {
                        "hash": row.hash,
                        "state": publishing.state(row),
                        "live_from": row.live_from,
                        "live_until": row.live_until,
                    }
                    for row in rows
                ]
            }


@blp.route("/forms/<digest>")
class Definition(MethodView):
    """A form version to be drawn."""

    @blp.troubles(404)
    @blp.response(200, shapes.Definition)
    def get(self, digest: str) -> dict[str, Any]:
        """Give a form version: steps, questions, kinds, conditions, in both languages."""
        form, today = _form(digest), clock.today()
        with reading() as session:
            lists = code_lists.of_form(session, form, today)
        return definition.definition(form, today, lists)


@blp.route("/forms/<digest>/schema")
class AnswerSchema(MethodView):
    """The JSON Schema of a form version's answers."""

    @blp.troubles(404)
    @blp.response(200, {"type": "object"}, content_type=SCHEMA_TYPE)
    def get(self, digest: str) -> Response:
        """Give the JSON Schema (2020-12) of the answers, titles in the language asked for."""
        described = of_form(_form(digest), language())
        text = json.dumps(described, ensure_ascii=False)
        return Response(text, content_type=SCHEMA_TYPE)


@blp.route("/places/<province>/communes")
class Communes(MethodView):
    """The communes of a province, for an address."""

    @blp.troubles(404)
    @blp.response(200, shapes.CommuneList)
    def get(self, province: str) -> dict[str, Any]:
        """List the communes of a province (xã, phường, đặc khu)."""
        found = VietnamProvinces().communes(province)
        if not found:
            raise NotFound(province)
        return {"items": [{"code": each.code, "name": each.name} for each in found]}


def _form(digest: str) -> Form:
    if not _HASH.fullmatch(digest):
        raise NotFound(digest)
    with reading() as session:
        return rt().forms.form(session, digest)


def _row(form: Form) -> dict[str, Any]:
    return {
        "code": form.code,
        "name": definition.text(form.name),
        "summary": definition.text(form.summary),
        "life_events": list(form.life_events),
        "form": form.hash,
    }


def _procedure(form: Form, agencies: Sequence[Agency]) -> dict[str, Any]:
    return {
        **_row(form),
        "cases": definition.cases(form),
        "documents": [definition.document(each) for each in form.documents],
        "fees": [definition.fee(each) for each in form.fees],
        "times": [definition.time(each) for each in form.processing],
        "legal": [
            {"number": act.number, "title": definition.text(act.title)} for act in form.legal
        ],
        "results": [definition.text(one.name) for one in results(form, clock.today())],
        "agencies": [agency_row(each) for each in agencies],
    }


def agency_row(agency: Agency) -> dict[str, Any]:
    """Describe an agency to those who may choose it."""
    return {
        "id": agency.id,
        "code": agency.code,
        "name": {"vi": agency.name, "en": agency.name_en or agency.name},
        "level": agency.level,
        "place": agency.place,
    }
