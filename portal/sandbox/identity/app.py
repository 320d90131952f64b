"""The identity sandbox's application: three realms, each an issuer, and their fault switches."""

from pathlib import Path

from flask import Flask, Response, abort, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.identity.authorize import Authorize
from portal.sandbox.identity.endpoints import Endpoints
from portal.sandbox.identity.people import PEOPLE, REALM_NAMES
from portal.sandbox.identity.provider import Provider, make_provider
from portal.sandbox.shell.pages import make_app, problem
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches
from portal.sandbox.shell.troubles import Patience


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the identity sandbox together."""
    provider = make_provider(settings, patience)
    app = make_app("identity", Path(__file__).parent / "templates")
    app.before_request(lambda: _trouble(provider))
    app.register_blueprint(Authorize(provider).routes())
    app.register_blueprint(Endpoints(provider).routes())
    _add_switches(app, provider)

    @app.get("/")
    def home() -> str:
        """Show the realms and the people in them."""
        return render_template(
            "home.html", realms=REALM_NAMES, people=PEOPLE, issuers=provider.issuers
        )

    return app


def _add_switches(app: Flask, provider: Provider) -> None:
    methods = ["GET", "POST", "DELETE"]

    @app.route("/faults", methods=methods)
    def all_faults() -> Response:
        """Switch faults of all realms at once; GET tells the national realm's."""
        return answer_switches(provider.faults, list(PEOPLE))

    @app.route("/<realm>/faults", methods=methods)
    def realm_faults(realm: str) -> Response:
        """Switch faults of one realm."""
        return answer_switches(provider.faults, [realm])

    @app.route("/<realm>/su-co", methods=["GET", "POST"])
    def panel(realm: str) -> AnyResponse:
        """Show the switches of one realm to a person."""
        view = Panel(realm, REALM_NAMES[realm], f"/{realm}/su-co", "/")
        return answer_panel(provider.faults, view)


def _trouble(provider: Provider) -> AnyResponse | None:
    realm = (request.view_args or {}).get("realm")
    if realm is None:
        return None
    if realm not in PEOPLE:
        abort(404)
    if request.endpoint in ("realm_faults", "panel"):
        return None
    if provider.faults.take(realm, "down") is not None:
        if "text/html" in request.headers.get("Accept", ""):
            return make_response(render_template("down.html"), 503)
        return problem(503, error="temporarily_unavailable")
    seconds = provider.faults.take(realm, "slow")
    if seconds is not None:
        provider.patience.slow(seconds)
    return None
