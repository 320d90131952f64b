"""What happens around every request: who asks, what is logged, which headers go out."""

import time
import uuid

import structlog
from flask import Flask, Response, g, request
from flask_babel import get_locale
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import log
from portal.runtime import Runtime
from portal.services import sessions
from portal.web import metrics, rendering
from portal.web.context import SESSION_COOKIE
from portal.web.incoming import Incoming, Number

csrf = CSRFProtect()
_log = log.get()
_QUIET = frozenset({"asset", "health.alive", "health.ready", "metrics.tell"})
# Programs prove who they are with each call, and operators have a session of their own.
_NOT_CITIZENS = ("/api/", "/console")
_BODY_LIMIT = 2 * 1024 * 1024


def install(app: Flask, rt: Runtime) -> None:
    """Lay the pipes of an app."""
    app.request_class = Incoming
    app.url_map.converters["int"] = Number
    secure = rt.settings.base_url.startswith("https:")
    app.config.update(
        SECRET_KEY=rt.settings.secrets.key("session"),
        SESSION_COOKIE_NAME="lt_visit",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        MAX_CONTENT_LENGTH=_BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=_BODY_LIMIT,
        # A form left open over lunch is still the citizen's own.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=secure,
    )
    if rt.settings.proxies:
        hops = rt.settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    csrf.init_app(app)
    app.before_request(_begin)
    app.before_request(lambda: _recognise_on_pages(rt))
    app.after_request(_headers)
    app.after_request(_tell)


def _begin() -> None:
    g.began, g.request_id = time.monotonic(), uuid.uuid4().hex[:12]
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def _recognise_on_pages(rt: Runtime) -> None:
    # The API asks itself: a session counts there only where no token is borne.
    if request.endpoint not in _QUIET and not request.path.startswith(_NOT_CITIZENS):
        recognise(rt)


def recognise(rt: Runtime) -> None:
    """Find out who is asking, if the browser brings a session along."""
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        return
    with rt.db.read() as session:
        found = sessions.find(session, rt, token)
    if found is None:
        return
    row, citizen = found
    g.citizen, g.person_name = citizen, citizen.name
    if sessions.needs_touch(row):
        with rt.db.write() as session:
            sessions.touch(session, rt, token)


def _headers(answer: Response) -> Response:
    """Send what keeps a page to itself; a view that was stricter stays so."""
    given = answer.headers
    given.setdefault("X-Content-Type-Options", "nosniff")
    given.setdefault("Referrer-Policy", "same-origin")
    given.setdefault("X-Frame-Options", "DENY")
    given.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    given.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    given.setdefault("X-Request-Id", g.get("request_id", ""))
    if answer.mimetype == "text/html":
        given.setdefault("Content-Security-Policy", rendering.content_security_policy())
        given.setdefault("Cache-Control", "no-store")
    if request.path.startswith("/api/"):
        given.setdefault("Cache-Control", "no-store")
        given.setdefault("Content-Language", str(get_locale()))
        given.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        answer.vary.add("Accept-Language")
    if request.is_secure:
        given.setdefault("Strict-Transport-Security", "max-age=31536000")
    return answer


def _tell(answer: Response) -> Response:
    """Log one line a request: the route, never the address, which may hold a token."""
    if request.endpoint not in _QUIET:
        rule = request.url_rule.rule if request.url_rule else "none"
        took = time.monotonic() - g.get("began", time.monotonic())
        status, ms = answer.status_code, round(took * 1000)
        _log.info("request", method=request.method, route=rule, status=status, ms=ms)
        metrics.observe(rule, status, took)
    return answer
