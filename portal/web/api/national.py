"""Where the national portal hands dossiers over (docs/partners/national-portal.md)."""

from flask import abort, current_app, request
from flask.views import MethodView
from flask_smorest import Blueprint
from werkzeug.wrappers import Response

from portal.exchanges.callers import Call
from portal.exchanges.national import arriving, asking
from portal.web.context import rt
from portal.web.limits import limiter

blp = Blueprint(
    "national",
    __name__,
    url_prefix="/api/v1/national",
    description="Called by the national portal: see docs/partners/national-portal.md.",
)
# What is larger comes as addresses to fetch from.
_LIMIT = 64 * 1024 * 1024
_QUESTION = 16 * 1024


@blp.route("/nhanhsdvcqg")
class Arrivals(MethodView):
    """Dossiers handed in at the national portal."""

    @blp.doc(
        responses={
            "200": {"description": "error_code 0 taken, 1 taken before, -1 not"},
            "400": {"description": "error_code -1: it cannot be read"},
            "401": {"description": "error_code -1: the token is not the one agreed"},
            "404": {"description": "no national portal is connected"},
            "413": {"description": "too large: what is large comes as addresses"},
            "503": {"description": "error_code -1: not now, try again"},
        }
    )
    def post(self) -> Response:
        """Hand a dossier over (nhận hồ sơ từ Cổng quốc gia)."""
        if not rt().settings.national:
            abort(404)
        request.max_content_length = _LIMIT
        call = Call("POST", request.path, dict(request.headers))
        reply = arriving.receive(rt(), call, request.get_data(cache=False))
        return Response(reply.body, reply.status, content_type="application/json")


@blp.route("/dptracuuthanhtoanhs")
class Bills(MethodView):
    """What is to be paid for dossiers the national portal knows."""

    @blp.doc(
        responses={
            "200": {"description": "error_code 1 and the bill, 0 nothing to pay, -1 ask again"},
            "401": {"description": "error_code -1: the token is not the one agreed"},
            "404": {"description": "no national portal is connected"},
            "413": {"description": "larger than any question"},
            "429": {"description": "too often: after a minute"},
        }
    )
    def post(self) -> Response:
        """Ask what is to be paid for a dossier (tra cứu thanh toán hồ sơ)."""
        if not rt().settings.national:
            abort(404)
        count()
        request.max_content_length = _QUESTION
        call = Call("POST", request.path, dict(request.headers))
        reply = asking.tell(rt(), call, request.get_data(cache=False))
        return Response(reply.body, reply.status, content_type="application/json")


@limiter.shared_limit(lambda: str(current_app.config["API_RATE"]), scope="national")
def count() -> None:
    """Count a question of this address: codes are not for trying out."""
