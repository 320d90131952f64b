"""The one place where parts meet."""

from urllib.parse import urlsplit

from flask import Flask

from portal import log
from portal.runtime import Runtime
from portal.settings import Settings
from portal.web import (
    console,
    desk,
    faults,
    health,
    limits,
    metrics,
    plumbing,
    progress,
    rendering,
    reports,
)
from portal.web.api import agencies
from portal.web.api import citizen as citizen_api
from portal.web.api import description, keys, national, outbox, payments
from portal.web.auth import views as auth
from portal.web.auth.bearer import Bearers
from portal.web.auth.provider import Providers
from portal.web.citizen import BLUEPRINTS
from portal.web.citizen.present_pages import Site


def create_app(settings: Settings | None = None, runtime: Runtime | None = None) -> Flask:
    """Make the web application; it opens no connection before the first request."""
    rt = runtime or Runtime.make(settings or Settings.load())
    log.configure(rt.settings.log_format)
    app = Flask("portal", static_folder=None)
    app.extensions["lienthong"] = rt
    app.config["SITE"] = Site(
        operator=rt.settings.operator,
        phone=rt.settings.operator_phone,
        email=rt.settings.operator_email,
        sandbox=rt.settings.sandboxed,
    )
    # A form may lead to a provider's sign-in page or to where fees are paid, and browsers hold
    # redirects to this list too.
    staff = (rt.settings.staff_provider,) if rt.settings.staff_provider else ()
    issuers = (provider.issuer for provider in (*rt.settings.providers, *staff))
    targets = (_origin(url) for url in (*issuers, *rt.settings.payment_pages))
    app.config["FORM_TARGETS"] = tuple(dict.fromkeys(targets))
    plumbing.install(app, rt)
    rendering.install(app)
    limits.install(app, rt.settings.redis_url, rt.settings.door_rate, rt.settings.api_rate)
    providers = Providers(app, rt, rt.settings.providers)
    app.extensions["providers"] = providers
    app.extensions["bearers"] = Bearers(providers, rt)
    app.extensions["staff_providers"] = Providers(app, rt, staff)
    _mount(app)
    # Last, because the API's library takes the handlers of HTTP errors for itself.
    faults.install(app)
    return app


def _mount(app: Flask) -> None:
    plain = (
        health.blueprint,
        metrics.blueprint,
        auth.blueprint,
        keys.blueprint,
        description.blueprint,
    )
    staff = (*console.BLUEPRINTS, *desk.BLUEPRINTS, *progress.BLUEPRINTS, *reports.BLUEPRINTS)
    for blueprint in (*plain, *BLUEPRINTS, *staff):
        app.register_blueprint(blueprint)
    api = description.collect(app)
    for blp in (agencies.blp, outbox.blp, payments.blp, national.blp, *citizen_api.BLUEPRINTS):
        api.register_blueprint(blp)
        # An agency signs, and the platform; of citizens, those who come by session are checked by
        # ``callers``.
        plumbing.csrf.exempt(blp)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
