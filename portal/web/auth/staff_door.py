"""The doors of the staff: signing in and out, and who stands before each page behind one.

Console and desk each have a door: a cookie, an audience and a life of its own; a citizen's
session opens neither, and one opens not the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import urlencode

from flask import (
    Blueprint,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
)
from werkzeug.wrappers import Response

from portal import log
from portal.domain.errors import NotFound
from portal.services.citizens import Identity
from portal.services.operations import deeds, staff, staff_sessions
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import Member, Person
from portal.services.sessions import SignIn
from portal.settings import Provider
from portal.web.auth.provider import Providers, SignInFailed
from portal.web.context import local, reading, rt, writing
from portal.web.limits import door as limited

_log = log.get()
_STATUS = {"unavailable": 503, "denied": 200, "too_low": 403, "no_role": 403}


@dataclass(frozen=True)
class Door:
    """One door: ``home`` is the path behind it, ``admits`` says of whom it is.

    ``templates`` is the folder of its pages, ``typed`` the fields somebody may have written at
    length and must be able to copy when their time is over.
    """

    audience: str
    cookie: str
    home: str
    templates: str
    admits: Callable[[Member], bool]
    typed: tuple[str, ...] = ()

    @property
    def callback(self) -> str:
        """Where the provider leads back to."""
        return f"{self.home}/dang-nhap/ket-qua"

    @property
    def signed_out(self) -> str:
        """Where one stands afterwards."""
        return f"{self.home}/dang-xuat/xong"

    def sign_in(self, back: str) -> str:
        """Where somebody signs in, to go on at ``back``."""
        return f"{self.home}/dang-nhap?{urlencode({'tiep': back})}"

    def within(self, path: str | None) -> str:
        """Give a path behind this door, or its first page."""
        found = local(path)
        inside = found == self.home or found.startswith((f"{self.home}/", f"{self.home}?"))
        return found if inside else self.home

    @property
    def _back(self) -> str:
        return f"{self.audience}_back"

    def guarded(self, name: str, module: str) -> Blueprint:
        """Make a blueprint whose pages this door stands before."""
        blueprint = Blueprint(name, module)
        blueprint.before_request(self.let_in)
        return blueprint

    def member(self) -> Member:
        """Give who asks.

        :raises LookupError: on a page that is not behind this door.
        """
        found = g.get(self.audience)
        if found is None:
            raise LookupError(f"nobody of the {self.audience}: guard the blueprint")
        return cast(Member, found)

    def let_in(self) -> Response | None:
        """Look at session and roles anew for each page: whoever was relieved is out at once."""
        if rt().settings.staff_provider is None:
            raise NotFound("no identity provider of the staff is set")
        token = request.cookies.get(self.cookie, "")
        with reading() as db:
            found = staff_sessions.find(db, rt(), token, self.audience) if token else None
        if found is None:
            return self._sign_in_first()
        if not self.admits(found.member):
            raise NotFound(f"no role for the {self.audience}")
        if found.needs_touch:
            with writing() as db:
                staff_sessions.touch(db, rt(), token, self.audience)
        setattr(g, self.audience, found.member)
        return None

    def _sign_in_first(self) -> Response:
        if request.method == "GET":
            return redirect(self.sign_in(request.full_path.rstrip("?")), 303)
        typed = [request.form[name] for name in self.typed if request.form.get(name, "").strip()]
        page = render_template(
            "staff/session_over.html",
            base=f"{self.templates}/base.html",
            typed=typed,
            sign_in_href=self.sign_in(self.home),
        )
        return make_response(page, 401)

    def entry(self, name: str, module: str) -> Blueprint:
        """Make the blueprint of signing in and out, which stands open."""
        blueprint = Blueprint(name, module)
        blueprint.get(f"{self.home}/dang-nhap")(limited(self._to_provider))
        blueprint.get(self.callback)(limited(self._from_provider))
        blueprint.post(f"{self.home}/dang-xuat")(self._sign_out)
        blueprint.get(self.signed_out)(self._is_out)
        return blueprint

    def _to_provider(self) -> Response:
        """Send somebody to the staff's identity provider, and remember where they were going."""
        providers, provider = _provider()
        session[self._back] = self.within(request.args.get("tiep"))
        try:
            answer: Response = providers.authorize(provider, _here(self.callback))
            return answer
        except SignInFailed as error:
            _log.warning("identity_provider_unavailable", provider=provider.name, error=str(error))
            return self._problem(error.reason)

    def _from_provider(self) -> Response:
        """Take somebody back from the provider, with a session of a fresh token."""
        providers, provider = _provider()
        try:
            identity, made = providers.complete(provider)
        except SignInFailed as error:
            _log.warning("sign_in_failed", provider=provider.name, error=str(error))
            return self._problem(error.reason)
        token = self._begin(identity, made)
        if token is None:
            _log.warning("staff_without_role", provider=provider.name, door=self.audience)
            return self._problem("no_role", identity.subject)
        answer = redirect(self.within(session.pop(self._back, None)), 303)
        secure = rt().settings.base_url.startswith("https:")
        answer.set_cookie(
            self.cookie, token, path=self.home, httponly=True, samesite="Lax", secure=secure
        )
        return answer

    def _begin(self, identity: Identity, made: SignIn) -> str | None:
        """Begin a session, the one before it ended; None for anybody else."""
        name = identity.profile.get("full_name", "")
        with writing() as db:
            staff_sessions.end(db, rt(), request.cookies.get(self.cookie, ""), self.audience)
            member = staff.recognise(db, Person(identity.issuer, identity.subject, name))
            if member is None or not self.admits(member):
                return None
            member = replace(member, number=identity.profile.get("citizen_number", ""))
            told = {"door": self.audience}
            deeds.record(db, member.acting(), "signed_in", f"staff:{member.subject}", told)
            return staff_sessions.start(db, rt(), member, self.audience, made)

    def _sign_out(self) -> Response:
        """End the session here, and at the provider."""
        providers, provider = _provider()
        with writing() as db:
            token = request.cookies.get(self.cookie, "")
            ended = staff_sessions.end(db, rt(), token, self.audience)
            if ended:
                member = staff.member(db, ended[0].staff_id)
                actor = member.acting() if member else Actor("")
                target, told = f"staff:{member.subject if member else ''}", {"door": self.audience}
                deeds.record(db, actor, "signed_out", target, told)
        back = _here(self.signed_out)
        address = providers.sign_out_address(provider, ended[1], back) if ended else None
        answer = redirect(address or self.signed_out, 303)
        answer.delete_cookie(self.cookie, path=self.home)
        return answer

    def _is_out(self) -> Response:
        """Say that somebody is signed out."""
        _provider()
        return self._problem("signed_out")

    def _problem(self, reason: str, subject: str = "") -> Response:
        page = render_template(
            "staff/sign_in_problem.html",
            base=f"{self.templates}/base.html",
            reason=reason,
            subject=subject,
            sign_in_href=self.sign_in(session.get(self._back) or self.home),
        )
        return make_response(page, 200 if reason == "signed_out" else _STATUS.get(reason, 400))


def _provider() -> tuple[Providers, Provider]:
    providers: Providers = current_app.extensions["staff_providers"]
    provider = providers.named(None)
    if provider is None:
        raise NotFound("no identity provider of the staff is set")
    return providers, provider


def _here(path: str) -> str:
    return f"{rt().settings.base_url}{path}"
