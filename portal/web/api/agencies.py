"""Where agencies' systems bring news and result files (docs/partners/one-stop.md)."""

from collections.abc import Iterator, Mapping

from flask import request
from flask.views import MethodView
from flask_smorest import Blueprint
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from connectors.messages import Reply
from portal.exchanges import declarations, news, result_files
from portal.exchanges.callers import Call
from portal.services.attachments import chunked
from portal.web.context import rt

blp = Blueprint(
    "agencies",
    __name__,
    url_prefix="/api/v1/agencies",
    description="Signed by the agency's system: see docs/partners/one-stop.md.",
)
PDF = "application/pdf"
_NEWS_LIMIT = 1024 * 1024
# In full, with what each means for the caller, in docs/partners: here so that programs know.
_TROUBLES = {
    "400": "not what a programme may ask, or bytes nobody can keep",
    "401": "the signature, or the token, is not yours",
    "403": "the token does not allow this",
    "404": "no such agency, dossier or item",
    "409": "another content than lies here",
    "413": "larger than it may be",
    "422": "what to mend, by field",
    "429": "too often: after a minute",
    "503": "come back after Retry-After",
}
_ALWAYS = ("401", "403", "404", "422", "503")


def answers(ok: Mapping[str, str], *more: str) -> dict[str, dict[str, str]]:
    """Describe what a door of agencies answers: what went well, and which of the troubles."""
    named = {status: _TROUBLES[status] for status in (*_ALWAYS, *more)}
    return {status: {"description": said} for status, said in {**ok, **named}.items()}


def _target() -> str:
    """Give the request target as it came over the wire: it is what was signed."""
    raw = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI")
    return str(raw or request.full_path.rstrip("?"))


def signed_call(method: str) -> Call:
    """Give the request as its signature covers it."""
    return Call(method, _target(), dict(request.headers))


def signed_body(most: int) -> bytes:
    """Give the body as its signature covers it, unless it is longer than so many bytes."""
    request.max_content_length = most
    body = request.get_data(cache=False)
    # Of what comes in pieces nobody said how long it is: it is cut there and not refused.
    if request.content_length is None and len(body) >= most:
        raise RequestEntityTooLarge
    return body


def told(reply: Reply) -> Response:
    """Answer in the partner's own words."""
    return Response(reply.body, reply.status, dict(reply.headers), content_type="application/json")


@blp.route("/<code>/news")
class News(MethodView):
    """News of a dossier."""

    @blp.doc(responses=answers({"200": "applied, duplicate, stale, held or parked"}, "413"))
    def post(self, code: str) -> Response:
        """Tell news of a dossier (trạng thái, hẹn trả, kết quả)."""
        body = signed_body(_NEWS_LIMIT)
        return told(news.receive(rt(), code, signed_call("POST"), body))


@blp.route("/<code>/files/<sha256>")
class ResultFile(MethodView):
    """A result file, brought before the news that names it."""

    @blp.doc(responses=answers({"201": "stored", "200": "held already"}, "413"))
    def put(self, code: str, sha256: str) -> Response:
        """Bring a file; its SHA-256 stands in the address and under the signature."""
        request.max_content_length = rt().settings.file_limit + 1
        chunks: Iterator[bytes] = chunked(request.stream.read)
        return told(result_files.receive(rt(), code, signed_call("PUT"), chunks))


@blp.route("/<code>/dossiers/<dossier>/declaration")
class Declaration(MethodView):
    """The declaration of a dossier (tờ khai) as a paper."""

    @blp.doc(responses=answers({}) | {"200": {"description": "tagged PDF/A", "content": {PDF: {}}}})
    def get(self, code: str, dossier: str) -> Response:
        """Fetch the declaration of a dossier (tờ khai) as PDF."""
        given = declarations.give(rt(), code, signed_call("GET"))
        if isinstance(given, bytes):
            return Response(given, mimetype=PDF, headers={"Cache-Control": "no-store"})
        return told(given)
