"""The addresses we hand out: built from the base address alone, never from a request's host."""

import uuid
from dataclasses import dataclass

from portal import crypto

_TOKEN_BYTES = 16


@dataclass(frozen=True)
class Links:
    """Writes addresses of this portal and the tokens in them."""

    base_url: str
    key: bytes

    def token(self, link_id: uuid.UUID) -> str:
        """Derive the token of a link: 128 bits, 22 characters, the same each time it is written."""
        return crypto.token(crypto.mac(self.key, link_id.bytes)[:_TOKEN_BYTES])

    def status(self, token: str) -> str:
        """Give the address of the status page an SMS leads to."""
        return f"{self.base_url}/s/{token}"

    def enquiry(self, token: str) -> str:
        """Give the address at which a question or complaint is followed."""
        return f"{self.base_url}/p/{token}"

    def draft(self, draft_id: uuid.UUID) -> str:
        """Give the address of a draft, which opens for its own citizen where it was left."""
        return f"{self.base_url}/nhap/{draft_id}"

    def confirmation(self, token: str) -> str:
        """Give the address at which somebody is asked to confirm."""
        return f"{self.base_url}/x/{token}"

    def dossier(self, code: str) -> str:
        """Give the address of a dossier's page for its own citizen."""
        return f"{self.base_url}/ho-so/{code}"


def token_hash(token: str) -> bytes:
    """Hash a token the way it is stored and looked for."""
    return bytes.fromhex(crypto.sha256(b"lienthong/token/" + token.encode()))
