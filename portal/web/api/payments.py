"""Where the payment platform calls back (docs/partners/payment-platform.md)."""

from collections.abc import Mapping

from flask import request
from flask.views import MethodView
from flask_smorest import Blueprint
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound
from portal.exchanges.paying import online
from portal.web.context import rt

blp = Blueprint(
    "payments",
    __name__,
    url_prefix="/api/v1/payments",
    description="Signed by the payment platform: see docs/partners/payment-platform.md.",
)
_LIMIT = 64 * 1024


@blp.route("/callback")
class Callback(MethodView):
    """What the platform tells of a payment, unasked."""

    @blp.doc(
        responses={
            "200": {"description": "heard"},
            "400": {"description": "a checksum that is wrong, or nothing that can be read"},
            "404": {"description": "no payment platform is connected"},
            "413": {"description": "larger than any word about a payment"},
            "503": {"description": "tell it again"},
        }
    )
    def post(self) -> Response:
        """Tell what became of a payment (kết quả thanh toán): it makes the portal ask."""
        request.max_content_length = _LIMIT
        if not rt().partners.pays:
            raise NotFound("payment platform")
        reply = online.hear(rt(), _told())
        return Response(reply.body, reply.status, dict(reply.headers))


def _told() -> Mapping[str, str]:
    """Read a form or a JSON object; of anything else nothing, which is then refused."""
    if not request.is_json:
        return dict(request.form)
    told = request.get_json(silent=True)
    return told if isinstance(told, dict) else {}
