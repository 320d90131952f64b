"""The running API is what its description says, whatever is sent to it (schemathesis, in process).

The same few requests each time: a machine under load must not decide what is tested.
"""

from collections.abc import Callable
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.models import Agency
from tests.furnished.house import PROCEDURE
from tests.web.api.conftest import Caller

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
FEW = settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def known(mau: Caller, agency: Agency) -> dict[str, str]:
    """Make what addresses may name: else every request ends with 404."""
    code = mau.post(f"{mau.filled(agency)}/submission").json["code"]
    file = mau.get(f"/dossiers/{code}").json["files"][0]["id"]
    return {
        "code": code,
        "file_id": file,
        "document": "proof",
        "digest": mau.get(f"/procedures/{PROCEDURE}").json["form"],
        "province": "01",
    }


def wrongly_addressed(case: Any) -> bool:
    """Say whether the address is what is wrong with a request."""
    path = case.meta.components.get(ParameterLocation.PATH)
    return path is not None and path.mode is GenerationMode.NEGATIVE


def addressed(case: Any, mau: Caller, agency: Agency, names: dict[str, str]) -> None:
    """Let every other request name something that is there."""
    if "/procedures/" in case.operation.path:
        names = {**names, "code": PROCEDURE}
    if "/agencies/" in case.operation.path:
        names = {**names, "code": agency.code}
    for name in case.path_parameters:
        if name in names:
            case.path_parameters[name] = names[name]
        elif name == "draft_id":
            case.path_parameters[name] = mau.begin(agency).rpartition("/")[2]


def hold(operation: Any, send: Callable[[Any, bool], Any]) -> None:
    """Hold one operation to its description: by requests that fit it, and by others."""
    wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @seed(1)
    @FEW
    @given(case=operation.as_strategy() | wrong, there=st.booleans())
    def each(case: Any, there: bool) -> None:
        case.validate_response(send(case, there), checks=CHECKS)

    each()


def test_the_api_is_what_its_description_says(mau: Caller, agency: Agency) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", mau.client.application)
    # It is a browser that calls, with its session.
    described.config.generation.with_security_parameters = False
    names = known(mau, agency)
    found = [mau.client.get_cookie(name) for name in ("lt_session", "lt_visit")]
    cookies = {cookie.key: cookie.value for cookie in found if cookie}

    def send(case: Any, there: bool) -> Any:
        if there and not wrongly_addressed(case):
            addressed(case, mau, agency, names)
        return case.call(headers=mau.headers, cookies=cookies)

    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        hold(operation, send)
