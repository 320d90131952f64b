"""The authorization endpoint and the page where a sample person is picked."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.sandbox.identity.clients import Client
from portal.sandbox.identity.people import LEVELS, PEOPLE, REALM_NAMES, find
from portal.sandbox.identity.provider import Provider
from portal.sandbox.identity.store import Question
from portal.sandbox.shell.pages import own_page_only

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class Authorize:
    """The routes where a person's browser comes and goes."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("authorize", __name__)
        routes.route("/<realm>/authorize", methods=["GET", "POST"])(self.ask)
        routes.post("/<realm>/authorize/choose")(self.choose)
        return routes

    def ask(self, realm: str) -> Response:
        """Take a relying party's question and show the people who may answer it."""
        asked = request.values
        client = self._provider.clients.find(realm, asked.get("client_id", ""))
        address = asked.get("redirect_uri", "")
        # Nothing goes to an address that the client did not register, not even an error.
        if client is None or address not in client.redirect_uris:
            return _dead_end("Ứng dụng hoặc địa chỉ quay về chưa được đăng ký.")
        error = _fault_of_question(asked)
        if error:
            extra = {"error": error[0], "error_description": error[1]}
            return self._send_back(realm, address, asked.get("state", ""), extra)
        handle = self._provider.grants.ask(_question(realm, client, address))
        page = render_template(
            "choose.html",
            realm=realm,
            realm_name=REALM_NAMES[realm],
            question=handle,
            client=client,
            people=PEOPLE[realm],
            level=_level(),
            faults=self._provider.faults.labels(realm),
        )
        return make_response(page)

    def choose(self, realm: str) -> Response:
        """Send the browser back with a code, or with the word that the person declined."""
        own_page_only()
        handle = request.form.get("question", "")
        question = self._provider.grants.open_question(realm, handle)
        answer = _answer(self._provider, realm, handle) if question is not None else None
        if question is None or answer is None:
            return _dead_end("Lần đăng nhập này đã kết thúc hoặc quá hạn.")
        return self._send_back(realm, question["redirect_uri"], question["state"], answer)

    def _send_back(self, realm: str, address: str, state: str, answer: dict[str, str]) -> Response:
        # RFC 9207: saying who answers keeps answers of two providers from being mixed up.
        issuer = {"iss": self._provider.issuers[realm]}
        told = answer | ({"state": state} if state else {}) | issuer
        joint = "&" if "?" in address else "?"
        return redirect(f"{address}{joint}{urlencode(told)}", 303)


def _answer(provider: Provider, realm: str, handle: str) -> dict[str, str] | None:
    if "deny" in request.form:
        provider.grants.refuse(handle)
        return {"error": "access_denied", "error_description": "The person declined"}
    person = find(realm, request.form.get("person", ""))
    level = request.form.get("acr", "")
    if person is None or level not in LEVELS:
        abort(400)
    code = provider.grants.answer(handle, person.key, level)
    return None if code is None else {"code": code}


def _fault_of_question(asked: Mapping[str, str]) -> tuple[str, str] | None:
    checks = (
        (asked.get("response_type") == "code", "unsupported_response_type", "code flow only"),
        ("openid" in asked.get("scope", "").split(), "invalid_scope", "scope needs openid"),
        (bool(asked.get("state")), "invalid_request", "state is required"),
        (bool(asked.get("nonce")), "invalid_request", "nonce is required"),
        (
            asked.get("code_challenge_method") == "S256"
            and _CHALLENGE.fullmatch(asked.get("code_challenge", "")) is not None,
            "invalid_request",
            "PKCE with S256 is required",
        ),
        (asked.get("prompt") != "none", "login_required", "somebody must choose a person"),
    )
    return next(((error, words) for good, error, words in checks if not good), None)


def _question(realm: str, client: Client, address: str) -> Question:
    asked = request.values
    return Question(
        realm=realm,
        client_id=client.client_id,
        redirect_uri=address,
        state=asked["state"],
        nonce=asked["nonce"],
        challenge=asked["code_challenge"],
        level=_level(),
    )


def _level() -> str:
    wanted = request.values.get("acr_values", "").split()
    return next((level for level in wanted if level in LEVELS), LEVELS[-1])


def _dead_end(words: str) -> Response:
    return make_response(render_template("dead_end.html", words=words), 400)
