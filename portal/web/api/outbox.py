"""Where agencies' systems that open no port fetch what is for them (docs/partners/one-stop.md)."""

from flask.views import MethodView
from flask_smorest import Blueprint
from werkzeug.wrappers import Response

from portal.exchanges import tokens
from portal.exchanges.pulling import confirming, giving
from portal.exchanges.pulling.giving import Streamed
from portal.web.api.agencies import answers, signed_body, signed_call, told
from portal.web.context import rt
from portal.web.limits import door

blp = Blueprint(
    "outbox",
    __name__,
    url_prefix="/api/v1/agencies",
    description="Fetched and signed by the agency's system: see docs/partners/one-stop.md.",
)
_LONGEST = 64 * 1024


@blp.route("/<code>/token")
class Token(MethodView):
    """Access tokens for an agency's programmes."""

    decorators = [door]

    @blp.doc(responses=answers({"200": "a token for ten minutes"}, "400", "413", "429"))
    def post(self, code: str) -> Response:
        """Give a token for client credentials: a secret, or a signed assertion."""
        return told(tokens.give(rt(), code, signed_call("POST"), signed_body(_LONGEST)))


@blp.route("/<code>/outbox")
class Outbox(MethodView):
    """What lies ready for an agency."""

    @blp.doc(responses=answers({"200": "a part of the list, in its order"}))
    def get(self, code: str) -> Response:
        """List what lies ready, after a cursor; nothing leaves it before it is confirmed."""
        return told(giving.page(rt(), code, signed_call("GET")))


@blp.route("/<code>/outbox/<id>")
class OutboxItem(MethodView):
    """One thing that lies ready."""

    @blp.doc(responses=answers({"200": "the dossier or letter"}))
    def get(self, code: str, id: str) -> Response:
        """Fetch a dossier, or what a citizen sent after it."""
        return told(giving.item(rt(), code, signed_call("GET")))


@blp.route("/<code>/outbox/<id>/files/<sha256>")
class OutboxFile(MethodView):
    """A file of one thing that lies ready."""

    @blp.doc(responses=answers({"200": "the bytes"}))
    def get(self, code: str, id: str, sha256: str) -> Response:
        """Fetch a file that an item names, by its SHA-256."""
        given = giving.file(rt(), code, signed_call("GET"))
        if not isinstance(given, Streamed):
            return told(given)
        headers = {"Content-Length": str(given.size), "Cache-Control": "no-store"}
        return Response(given.chunks, headers=headers, mimetype=given.media_type)


@blp.route("/<code>/outbox/<id>/confirmation")
class OutboxConfirmation(MethodView):
    """An agency's word that it holds what it has fetched."""

    @blp.doc(responses=answers({"200": "applied, duplicate or parked"}, "409", "413"))
    def post(self, code: str, id: str) -> Response:
        """Confirm with the content hash, or refuse with reasons."""
        body = signed_body(_LONGEST)
        return told(confirming.confirm(rt(), code, signed_call("POST"), body))
