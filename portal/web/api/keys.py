"""The public keys of this portal, with which what it signs is checked without asking it."""

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from portal import crypto
from portal.web.context import rt

blueprint = Blueprint("keys", __name__)


@blueprint.get("/.well-known/jwks.json")
def signing() -> Response:
    """List the keys that requests to partners are signed with (RFC 7517, RFC 8037)."""
    own = rt().settings.secrets.signing
    answer = jsonify(keys=[_jwk(key_id, seed) for key_id, seed in own.items()])
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


def _jwk(key_id: str, seed: bytes) -> dict[str, str]:
    raw = crypto.public_key(seed).public_bytes(Encoding.Raw, PublicFormat.Raw)
    kind = {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig"}
    return {**kind, "kid": key_id, "x": crypto.token(raw)}


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
