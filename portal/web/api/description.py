"""The description of the whole API (OpenAPI 3.1), as programs read it.

What flask-smorest writes is finished here: docs/decisions says what it leaves to be done.
"""

import copy
from typing import Any

from flask import Blueprint, Flask, current_app, jsonify
from flask_smorest import Api
from werkzeug.wrappers import Response

from portal.web.api.citizen.shapes.base import Problem
from portal.web.api.problems import TYPE
from portal.web.context import rt

blueprint = Blueprint("description", __name__)
_SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "an access token of the identity provider, meant for this portal",
    },
    "session": {"type": "apiKey", "in": "cookie", "name": "lt_session"},
    "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
}


class Described(Api):
    """flask-smorest's collection of views; every problem looks the same and is told one by one."""

    ERROR_SCHEMA = Problem
    DEFAULT_ERROR_RESPONSE_NAME = None


def collect(app: Flask) -> Described:
    """Begin to collect the API's views."""
    app.config.update(API_TITLE="Liên Thông", API_VERSION="1.0.0", OPENAPI_VERSION="3.1.0")
    api = Described(app)
    app.extensions["description"] = api
    return api


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    """Describe the API."""
    api: Described = current_app.extensions["description"]
    return jsonify(_finished(copy.deepcopy(api.spec.to_dict())))


def _finished(told: dict[str, Any]) -> dict[str, Any]:
    told["servers"] = [{"url": rt().settings.base_url}]
    told["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    parts = told.setdefault("components", {})
    parts["securitySchemes"] = _SCHEMES
    for answer in parts.get("responses", {}).values():
        if "content" in answer:
            answer["content"] = {TYPE: answer["content"]["application/json"]}
    for path in told["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict):
                _without_bodies(operation)
    return told


def _without_bodies(operation: dict[str, Any]) -> None:
    """An answer of 204 has no content to describe."""
    operation.get("responses", {}).get("204", {}).pop("content", None)
