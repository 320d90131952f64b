"""How a template becomes a page: loaders, filters, addresses of assets, the CSP nonce.

``install(app)`` is called once by whoever makes a Flask app that shows pages.
"""

import json
import mimetypes
import secrets
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, current_app, g, send_from_directory
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from portal.web import key_choice, languages, packing
from portal.web.citizen.present_pages import Site
from portal.web.formats import FILTERS

WEB = Path(__file__).parent
BUILT = WEB / "assets" / "built"
YEAR = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Teach an app to show our pages.

    ``app.config["SITE"]`` (a :class:`Site`) says who runs the portal; ``g.person_name`` names who
    is signed in. CSRF protection is the caller's: templates call its ``csrf_token()``.
    """
    app.config.setdefault("SITE", Site())
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("portal.web", "templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    languages.install(app)
    app.jinja_env.globals["keys_on"] = key_choice.on
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(asset=asset, asset_text=asset_text, csp_nonce=csp_nonce)
    app.context_processor(lambda: {"site": app.config["SITE"]})
    app.add_url_rule("/assets/<path:name>", "asset", _send_asset)
    packing.install(app)


def csp_nonce() -> str:
    """Give the nonce of this request, which its styles and scripts carry and its header allows."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def content_security_policy() -> str:
    """Write this request's policy header: our own things only, styles and scripts by nonce."""
    nonce = f"'nonce-{csp_nonce()}'"
    targets = " ".join(("'self'", *current_app.config.get("FORM_TARGETS", ())))
    return (
        f"default-src 'none'; script-src {nonce}; style-src {nonce}; img-src 'self'; "
        f"connect-src 'self'; form-action {targets}; frame-ancestors 'none'; base-uri 'none'"
    )


@cache
def _manifest() -> dict[str, str]:
    """Read the names the build gave.

    :raises FileNotFoundError: if the assets were not built (``npm run build``).
    """
    names: dict[str, str] = json.loads((BUILT / "manifest.json").read_text())
    return names


def asset(name: str) -> str:
    """Give the address of a built asset; it changes whenever the content does."""
    return f"/assets/{_manifest()[name]}"


@cache
def asset_text(name: str) -> str:
    """Give the content of a built asset, for a page that carries it inside."""
    return (BUILT / _manifest()[name]).read_text()


def _send_asset(name: str) -> Response:
    """Send a built asset; its name is its content's, so browsers may keep it for ever."""
    if name not in _manifest().values():
        abort(404)
    encoding, ending = packing.best()
    kind = mimetypes.guess_type(name)[0]
    response = send_from_directory(BUILT, name + ending, mimetype=kind, max_age=YEAR)
    if encoding:
        response.content_encoding = encoding
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response
