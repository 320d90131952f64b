"""The public keys of this portal, with which what it signs is checked without asking it."""

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from portal import crypto
from portal.web.context import rt

blueprint = Blueprint("keys", __name__)


@blueprint.get("/.well-known/lienthong-keys.json")
def keys() -> Response:
    """List the keys: an Ed25519 one for acknowledgements and daily roots."""
    public = crypto.public_key(rt().settings.secrets.key("acknowledgement"))
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return jsonify(
        keys=[
            {
                "use": "acknowledgement",
                "kty": "OKP",
                "crv": "Ed25519",
                "x": crypto.token(raw),
                "pem": pem,
            }
        ]
    )
