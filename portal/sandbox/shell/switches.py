"""The fault switches over HTTP: JSON for tests, a page for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.shell.faults import BadFault, Faults, Setting
from portal.sandbox.shell.pages import json_object, own_page_only, problem


@dataclass(frozen=True, slots=True)
class Panel:
    """One page of switches: whose they are, where the page stands and where it leads back."""

    scope: str
    title: str
    address: str
    back: str


def answer_switches(faults: Faults, scopes: list[str]) -> Response:
    """Answer GET, POST and DELETE of a JSON switch address, for one scope or several at once."""
    own_page_only()
    if request.method == "DELETE":
        for scope in scopes:
            faults.clear(scope)
    elif request.method == "POST":
        wanted = json_object()
        try:
            for scope in scopes:
                faults.change(scope, wanted)
        except BadFault as error:
            return problem(422, error="fault", message=str(error))
    return jsonify({name: _told(item) for name, item in faults.active(scopes[0]).items()})


def answer_panel(faults: Faults, panel: Panel) -> AnyResponse:
    """Show the switches of one scope, and take what a person chose."""
    if request.method == "POST":
        own_page_only()
        try:
            faults.change(panel.scope, _chosen(faults))
        except BadFault as error:
            return make_response(_page(faults, panel, str(error)), 422)
        return redirect(panel.address, 303)
    return make_response(_page(faults, panel, ""))


def _page(faults: Faults, panel: Panel, wrong: str) -> str:
    return render_template(
        "switches.html",
        panel=panel,
        kinds=faults.kinds.values(),
        active=faults.active(panel.scope),
        wrong=wrong,
    )


def _chosen(faults: Faults) -> Mapping[str, Any]:
    return {kind.name: _value(kind.name, kind.seconds) for kind in faults.kinds.values()}


def _value(name: str, seconds: float | None) -> float | bool:
    if name not in request.form:
        return False
    typed = request.form.get(f"{name}.seconds", "").strip().replace(",", ".")
    if seconds is None or not typed:
        return True
    try:
        return float(typed)
    except ValueError:
        raise BadFault(f"{name}: nhập số giây, ví dụ 5") from None


def _told(setting: Setting) -> dict[str, Any]:
    return {"value": setting.value, "times": setting.times}
